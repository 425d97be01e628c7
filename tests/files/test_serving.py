"""Who gets bytes out, and in which shape."""

import io

import pytest
from PIL import Image
from sqlalchemy import select

from app.core.db import session
from app.core.effects import run_effects
from app.core.errors import Rejected
from app.core.records import ReviewItem
from app.core.roles import Role
from app.files.intake import store_upload
from app.files.queries import find_stored
from tests.files.make_upload import Tus, make_phone, name_file, photo, sha256
from tests.files.test_images import png_bomb
from tests.make import WARD, make_coordinator, make_officer, make_user


@pytest.fixture
def officer(app):
    return make_officer()


@pytest.fixture
def phone(officer):
    return make_phone(officer)


@pytest.fixture
def deliver(client, officer, phone):
    """Name the bytes, send them, let the worker run; return their address."""

    def deliver(content):
        name_file(officer, phone, content)
        assert Tus(client, phone).deliver(content).status_code == 204
        run_effects()
        return f"/api/files/{sha256(content)}"

    return deliver


def read(client, phone, url):
    return client.get(url, headers={"Authorization": f"Bearer {phone.read_token}"})


def test_the_bytes_come_back_as_they_were_taken(client, phone, deliver):
    taken = photo()

    got = read(client, phone, deliver(taken))

    assert got.data == taken
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert got.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in got.headers["Cache-Control"]


@pytest.mark.parametrize(("variant", "longest"), [("thumb", 320), ("display", 400)])
def test_pages_show_a_picture_drawn_anew(client, sign_in, deliver, variant, longest):
    url = deliver(photo() + b"<script>alert(1)</script>")
    browser = sign_in(make_coordinator())

    got = browser.get(f"{url}?variant={variant}")

    assert got.mimetype == "image/jpeg"
    assert b"<script>" not in got.data
    assert max(Image.open(io.BytesIO(got.data)).size) == longest
    assert not got.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"<!doctype html>", "not-an-image"), (png_bomb(), "image-too-many-pixels"), (photo()[:-200], "image-damaged")],
    ids=["html", "bomb", "cut"],
)
def test_what_is_no_picture_is_never_shown_and_a_person_is_told(client, sign_in, deliver, content, code):
    url = deliver(content)
    browser = sign_in(make_coordinator())

    assert browser.get(f"{url}?variant=display").status_code == 404
    assert browser.get(f"{url}?variant=thumb").status_code == 404
    assert browser.get(url).data == content
    assert [item.code for item in session.scalars(select(ReviewItem))] == [code]


def test_running_the_worker_again_draws_nothing_twice(deliver):
    deliver(photo())
    stored = find_stored(WARD, sha256(photo()))

    run_effects()

    assert stored.shown == "ready"
    assert [item.code for item in session.scalars(select(ReviewItem))] == []


@pytest.mark.parametrize(
    ("role", "original", "picture"),
    [
        (Role.OFFICER, 200, 200),
        (Role.COORDINATOR, 200, 200),
        (Role.ADMIN, 200, 200),
        (Role.DIRECTOR, 404, 200),
        (Role.LEADER, 404, 404),
    ],
)
def test_each_role_reads_what_it_needs(client, deliver, role, original, picture):
    url = deliver(photo())
    colleague = make_phone(make_user(role))

    assert read(client, colleague, url).status_code == original
    assert read(client, colleague, f"{url}?variant=thumb").status_code == picture


def test_another_ward_does_not_know_the_file(client, deliver):
    url = deliver(photo())
    stranger = make_phone(make_coordinator(ward="08500"))

    assert read(client, stranger, url).status_code == 404


def test_the_send_token_reads_nothing(client, phone, deliver):
    url = deliver(photo())

    assert client.get(url, headers={"Authorization": f"Bearer {phone.send_token}"}).status_code == 401
    assert client.get(url).status_code == 401


def test_a_file_that_nothing_names_is_read_by_nobody(client, phone):
    Tus(client, phone).deliver(photo())

    assert read(client, phone, f"/api/files/{sha256(photo())}").status_code == 404


@pytest.mark.parametrize("url", [f"/api/files/{'0' * 64}", "/api/files/short", f"/api/files/{'0' * 64}?variant=large"])
def test_unknown_files_are_unknown(client, phone, url):
    assert read(client, phone, url).status_code == 404


def test_a_form_puts_its_scan_into_the_same_store(client, app):
    scan = photo()

    first = store_upload(io.BytesIO(scan), "image/jpeg", ward=WARD)
    again = store_upload(io.BytesIO(scan), "image/jpeg", ward=WARD)

    assert first == again
    assert (first.sha256, first.size, first.role) == (sha256(scan), len(scan), "result")
    assert find_stored(WARD, first.sha256).size == len(scan)


@pytest.mark.parametrize(
    ("content", "media_type", "code"),
    [
        (b"<html>", "image/jpeg", "not-an-image"),
        (png_bomb(), "image/png", "image-too-many-pixels"),
        (b"", "image/jpeg", "file-empty"),
        (bytes(12 * 1024 * 1024 + 1), "image/jpeg", "file-too-large"),
        (b"%PDF-1.7", "application/pdf", "file-type-not-taken"),
    ],
    ids=["html", "bomb", "empty", "too large", "pdf"],
)
def test_a_form_refuses_at_once_what_is_no_picture(app, content, media_type, code):
    with pytest.raises(Rejected) as refused:
        store_upload(io.BytesIO(content), media_type, ward=WARD)

    assert refused.value.code == code
