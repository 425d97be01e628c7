"""Uploads by hand-made requests: taken, resumed, refused, never twice, never the wrong bytes."""

import base64
import hashlib
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.commands import RevokeDevice
from app.core.clock import now
from app.core.db import session
from app.core.records import ReviewItem
from app.files import rules
from app.files.effects import forget_expired_uploads
from app.files.models import StoredFile, Upload
from app.files.queries import find_stored
from app.files.store import current_store, kept_path, pieces_folder
from tests.files.make_upload import Tus, b64, make_phone, name_file, photo, sha256
from tests.make import WARD, done, make_coordinator, make_officer


@pytest.fixture
def officer(app):
    return make_officer()


@pytest.fixture
def phone(officer):
    return make_phone(officer)


@pytest.fixture
def tus(client, phone):
    return Tus(client, phone)


def kept(content):
    return current_store().get(kept_path(WARD, sha256(content)))


def test_anybody_may_ask_what_the_server_speaks(client):
    said = client.options("/api/uploads")

    assert said.status_code == 204
    assert said.headers["Tus-Version"] == "1.0.0"
    assert said.headers["Tus-Max-Size"] == str(12 * 1024 * 1024)
    assert set(said.headers["Tus-Extension"].split(",")) == {
        "creation", "creation-with-upload", "checksum", "expiration", "termination",
    }  # fmt: skip
    assert said.headers["Tus-Checksum-Algorithm"] == "sha256,sha1"


def test_a_file_sent_in_pieces_arrives_byte_for_byte(tus):
    taken = photo()
    created = tus.announce(taken)
    url = created.headers["Location"]
    middle = len(taken) // 2

    first = tus.send(url, taken[:middle], 0)
    asked = tus.offset(url)
    last = tus.send(url, taken[middle:], middle)

    assert (created.status_code, created.headers["Upload-Offset"]) == (201, "0")
    assert (first.status_code, first.headers["Upload-Offset"]) == (204, str(middle))
    assert asked.headers["Upload-Offset"] == str(middle)
    assert asked.headers["Upload-Length"] == str(len(taken))
    assert asked.headers["Cache-Control"] == "no-store"
    assert "Upload-Expires" in last.headers
    assert kept(taken) == taken


def test_pieces_are_gone_once_the_file_is_kept(tus, tmp_path):
    taken = photo()
    url = tus.announce(taken).headers["Location"]
    tus.send(url, taken[:100], 0)
    folder = tmp_path / "files" / pieces_folder(url.rsplit("/", 1)[1])
    assert list(folder.iterdir())

    tus.send(url, taken[100:], 100)

    assert not folder.exists()


def test_a_first_piece_may_come_with_the_announcement(tus):
    taken = photo()

    created = tus.announce(taken, body=taken[:50])
    tus.send(created.headers["Location"], taken[50:], 50)

    assert created.headers["Upload-Offset"] == "50"
    assert kept(taken) == taken


def test_a_whole_file_may_come_with_the_announcement(tus):
    taken = photo()

    created = tus.announce(taken, body=taken)

    assert (created.status_code, created.headers["Upload-Offset"]) == (201, str(len(taken)))
    assert kept(taken) == taken


def test_wrong_bytes_are_answered_460_and_start_again(tus):
    taken, other = photo("teal"), photo("navy")
    url = tus.announce(taken, Upload_Length=len(other)).headers["Location"]

    wrong = tus.send(url, other, 0)

    assert (wrong.status_code, wrong.json["error"]) == (460, "file-wrong-bytes")
    assert tus.offset(url).headers["Upload-Offset"] == "0"
    assert find_stored(WARD, sha256(taken)) is None
    assert find_stored(WARD, sha256(other)) is None


def test_after_wrong_bytes_the_right_ones_are_taken(tus):
    taken = photo()
    url = tus.announce(taken).headers["Location"]
    changed = taken[:-1] + bytes([taken[-1] ^ 1])
    tus.send(url, changed, 0)

    right = tus.send(url, taken, 0)

    assert right.status_code == 204
    assert kept(taken) == taken


def test_three_times_wrong_bytes_ask_a_person(tus, officer, phone):
    taken, other = photo("teal"), photo("navy")
    name_file(officer, phone, taken)

    for _ in range(4):
        url = tus.announce(taken, Upload_Length=len(other)).headers["Location"]
        tus.send(url, other, 0)

    items = list(session.scalars(select(ReviewItem)))
    assert [(item.code, item.subject) for item in items] == [("file-bytes-wrong", f"staff:{officer.id}")]


def test_a_piece_changed_on_its_way_is_not_taken(tus):
    taken = photo()
    url = tus.announce(taken).headers["Location"]
    checksum = "sha256 " + base64.b64encode(hashlib.sha256(taken[:100]).digest()).decode()

    changed = tus.send(url, b"x" + taken[1:100], 0, Upload_Checksum=checksum)
    right = tus.send(url, taken[:100], 0, Upload_Checksum=checksum)

    assert changed.status_code == 460
    assert (right.status_code, right.headers["Upload-Offset"]) == (204, "100")


def test_a_checksum_is_asked_for_in_the_first_piece_too(tus):
    taken = photo()

    created = tus.announce(taken, body=taken[:100], Upload_Checksum=f"sha1 {b64('no such digest')}")

    assert created.status_code == 460


def test_the_same_piece_twice_moves_the_offset_once(tus):
    taken = photo()
    url = tus.announce(taken).headers["Location"]

    tus.send(url, taken[:100], 0)
    again = tus.send(url, taken[:100], 0)

    assert (again.status_code, again.json["error"]) == (409, "tus-offset")
    assert tus.offset(url).headers["Upload-Offset"] == "100"


def test_a_finished_upload_still_tells_its_offset_when_the_answer_was_lost(tus):
    taken = photo()
    url = tus.announce(taken).headers["Location"]
    tus.send(url, taken, 0)

    assert tus.offset(url).headers["Upload-Offset"] == str(len(taken))


def test_the_same_file_twice_is_kept_once(tus, client):
    taken = photo()
    tus.deliver(taken)

    again = tus.deliver(taken)

    assert again.status_code == 204
    assert len(list(session.scalars(select(StoredFile)))) == 1


def test_two_people_sending_the_same_bytes_keep_one_file(tus, client):
    taken = photo()
    tus.deliver(taken)

    Tus(client, make_phone(make_officer())).deliver(taken)

    assert len(list(session.scalars(select(StoredFile)))) == 1


def test_more_than_announced_is_refused(tus):
    taken = photo()
    url = tus.announce(taken).headers["Location"]

    too_much = tus.send(url, taken + b"more", 0)

    assert (too_much.status_code, too_much.json["error"]) == (413, "tus-too-much")
    assert tus.offset(url).headers["Upload-Offset"] == "0"


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"Upload_Length": 12 * 1024 * 1024 + 1}, 413, "file-too-large"),
        ({"Upload_Length": None}, 400, "tus-number"),
        ({"Upload_Metadata": None}, 400, "file-hash-missing"),
        ({"media_type": "text/html"}, 415, "file-type-not-taken"),
        ({"Tus_Resumable": "0.2.2"}, 412, "tus-version"),
        ({"body": b"x", "Content_Type": "image/jpeg"}, 415, "tus-piece-type"),
    ],
)
def test_an_announcement_that_breaks_a_rule_is_refused(tus, change, status, code):
    refused = tus.announce(photo(), **change)

    assert (refused.status_code, refused.json["error"]) == (status, code)
    assert refused.json["message"]["vi"] != code
    assert session.scalars(select(Upload)).all() == []


def test_a_page_named_jpeg_is_kept_as_it_came_but_never_shown(tus, officer, phone):
    page = b"<!doctype html><script>alert(1)</script>"
    name_file(officer, phone, page)

    tus.deliver(page)

    assert kept(page) == page  # what was signed over must stay provable
    assert find_stored(WARD, sha256(page)).shown == "waiting"


def test_another_persons_upload_does_not_exist(tus, client):
    taken = photo()
    url = tus.announce(taken).headers["Location"]
    stranger = Tus(client, make_phone(make_officer()))

    answers = [stranger.offset(url), stranger.send(url, taken, 0), stranger.forget(url)]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert tus.offset(url).headers["Upload-Offset"] == "0"


def test_no_token_no_upload(client, tus):
    taken = photo()
    url = tus.announce(taken).headers["Location"]

    for method, path in (("POST", "/api/uploads"), ("HEAD", url), ("PATCH", url), ("DELETE", url)):
        answer = client.open(path, method=method, headers={"Tus-Resumable": "1.0.0", "Authorization": "Bearer no"})
        assert answer.status_code == 401


def test_a_revoked_phone_goes_on_delivering(tus, phone, act):
    done(act(make_coordinator(), RevokeDevice(enrolment_id=phone.enrolment.id, reason="nghỉ việc")))

    assert tus.deliver(photo()).status_code == 204


def test_a_forgotten_upload_is_gone_and_its_file_is_not(tus):
    taken, other = photo("teal"), photo("navy")
    url = tus.announce(taken).headers["Location"]
    tus.send(url, taken[:100], 0)
    done = tus.announce(other).headers["Location"]
    tus.send(done, other, 0)

    forgotten = tus.forget(url)
    tus.forget(done)

    assert forgotten.status_code == 204
    assert tus.offset(url).status_code == 404
    assert kept(other) == other


def test_an_expired_upload_is_gone_and_then_forgotten(tus, clock, tmp_path):
    taken = photo()
    url = tus.announce(taken).headers["Location"]
    tus.send(url, taken[:100], 0)
    clock(now() + rules.UPLOAD_LIFE + timedelta(minutes=1))

    gone = tus.offset(url)
    forget_expired_uploads()

    assert gone.status_code == 410
    assert tus.offset(url).status_code == 404
    assert not (tmp_path / "files" / pieces_folder(url.rsplit("/", 1)[1])).exists()


def test_a_device_sends_so_much_a_day(tus, clock, monkeypatch):
    monkeypatch.setattr(rules, "DAILY_QUOTA", 30_000_000)
    big = {"Upload_Length": 11_000_000}
    answers = [tus.announce(photo(), **big).status_code for _ in range(3)]
    clock(now() + timedelta(days=1, minutes=1))

    assert answers == [201, 201, 429]
    assert tus.announce(photo(), **big).status_code == 201


def test_clients_behind_a_narrow_proxy_name_their_method(tus):
    taken = photo()
    url = tus.announce(taken).headers["Location"]

    sent = tus._call(
        "POST",
        url,
        taken,
        X_HTTP_Method_Override="PATCH",
        Upload_Offset=0,
        Content_Type="application/offset+octet-stream",
    )

    assert (sent.status_code, sent.headers["Upload-Offset"]) == (204, str(len(taken)))
    assert tus._call("POST", url).status_code == 405
