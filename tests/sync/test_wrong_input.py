"""What people and broken phones send: each thing gets a clear answer with a stable code, and nothing sent is lost."""

import io
import unicodedata
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.core.clock import today
from app.core.db import session
from app.core.effects import run_effects
from app.core.errors import reason_text
from app.core.ids import new_id
from app.core.records import CommandRecord, ReviewItem
from app.dossiers.queries import find_dossier, get_dossier, work_list
from app.files.queries import find_stored
from tests.files.make_upload import Tus, make_phone, photo, sha256
from tests.files.test_images import png_bomb
from tests.make import WARD, make_coordinator, make_officer
from tests.make_dossiers import make_dossier, make_procedure, recording
from tests.make_places import make_ward
from tests.make_requests import make_citizen
from tests.phone import Phone

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"
SQL = "Robert'); DROP TABLE dossier;--"
EMOJI = "Bùi Thị Mẩy 👵🏻❤️"
DECOMPOSED = unicodedata.normalize("NFD", "Đặng Thị Hoà")


def line(n, **values):
    given = {"key": f"p{n}", "name": f"Giấy tờ số {n}", "kind": "hand_in", "state": "received", "form": "original"}
    return given | values


def roles(name="Bùi Văn Thử", **owner):
    return {"owner": {"name": name, **owner}, "submitter": {"name": name}}


REFUSED = {
    "a negative count": ({"components": [line(1, count=-1)]}, "invalid-shape"),
    "no copy at all": ({"copies": 0}, "invalid-shape"),
    "a thousand copies": ({"copies": 1000}, "invalid-shape"),
    "born next year": ({"roles": roles(birth_year=today().year + 1)}, "born-in-future"),
    "born in 1800": ({"roles": roles(birth_year=1800)}, "invalid-shape"),
    "a name of spaces": ({"roles": roles("   ")}, "invalid-shape"),
    "a paper twice": ({"components": [line(1), line(1)]}, "component-twice"),
    "a state nobody knows": ({"components": [line(1, state="eaten")]}, "invalid-shape"),
    "a field nobody knows": ({"is_admin": True}, "invalid-shape"),
    "a whole identity number": ({"roles": roles(identity_last4="017048990001")}, "invalid-shape"),
    "a hash that is none": ({"components": [line(1, files=["../../etc/passwd"])]}, "invalid-shape"),
    "a note without end": ({"note": "x" * 200_000}, "invalid-shape"),
}


def args_of(command, values):
    """A command's arguments as a phone could have written them: nothing checks them on the way."""
    return command.model_dump(mode="json") | values


@pytest.fixture
def door(app, client):
    """An officer's phone, a citizen and a procedure."""
    return Phone(client, make_officer()), make_citizen(), make_procedure()


def test_each_wrong_report_is_refused_by_name_in_words_and_kept(door):
    phone, citizen, procedure = door
    commands = [
        phone.make("dossiers.record", args_of(recording(citizen, procedure), values)) for values, _ in REFUSED.values()
    ]

    results = phone.push(*commands).json["results"]

    told = {name: (result["status"], result["code"]) for name, result in zip(REFUSED, results, strict=True)}
    assert told == {name: ("rejected", code) for name, (_, code) in REFUSED.items()}
    for result in results:
        assert all(reason_text(result["code"], language) != result["code"] for language in ("vi", "en"))
    kept = {record.body for record in session.scalars(select(CommandRecord))}
    assert {command["body"].encode() for command in commands} <= {body for body in kept if body}


def test_what_the_centre_does_not_know_yet_waits_and_an_old_rule_is_flagged(door):
    phone, citizen, procedure = door
    ended = make_procedure(code="2.000815", valid_from=date(2020, 1, 1), valid_to=today() - timedelta(days=1))
    unknown = phone.send(
        "dossiers.record", args_of(recording(citizen, procedure), {"procedure_version_id": str(new_id())})
    )
    expired = phone.send("dossiers.record", args_of(recording(citizen, ended), {}))

    assert (unknown["status"], unknown["code"]) == ("held", "waits-for-another")
    assert (expired["status"], expired["flags"]) == ("applied", ["procedure-version-differs"])


@pytest.mark.parametrize("name", [SCRIPT, SQL, EMOJI, DECOMPOSED, "Nguyễn\tVăn\u200bA", "'" * 200])
def test_odd_words_are_kept_as_they_are_found_and_shown_as_text(door, sign_in, name):
    phone, citizen, procedure = door
    make_ward()
    command = recording(citizen, procedure, components=[line(n) for n in range(20)])

    result = phone.send("dossiers.record", args_of(command, {"roles": roles(name), "note": name}))

    dossier = get_dossier(command.dossier_id)
    assert (result["status"], result["flags"]) == ("applied", [])
    assert dossier.owner_name == unicodedata.normalize("NFC", name)
    assert len(dossier.components) == 20
    assert [found.id for found in work_list(WARD, text=name)] == [dossier.id]
    page = sign_in(make_coordinator()).get(f"/office/dossiers/{dossier.id}").text
    assert SCRIPT not in page
    assert "onerror=alert" not in page.replace("onerror=alert(1)&gt;", "")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<!doctype html><script>alert(1)</script>", "not-an-image"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "not-an-image"),
        (b"GIF89a" + bytes(200), "not-an-image"),
        (photo()[: len(photo()) // 2], "image-damaged"),
        (png_bomb(), "image-too-many-pixels"),
    ],
    ids=["page", "drawing", "gif", "half a photo", "bomb"],
)
def test_what_is_no_photo_is_kept_never_shown_and_asked_about(client, content, code):
    phone = make_phone(make_officer())

    answer = Tus(client, phone).deliver(content, media_type="image/jpeg")
    run_effects()

    stored = find_stored(WARD, sha256(content))
    assert (answer.status_code, stored.size, stored.shown) == (204, len(content), code)
    assert [item.code for item in session.scalars(select(ReviewItem))] == [code]


def test_a_photo_of_ten_megabytes_is_taken_and_a_larger_one_is_refused_before_a_byte(client):
    tus = Tus(client, make_phone(make_officer()))
    large = photo() + bytes(10_000_000)

    taken = tus.deliver(large)
    refused = tus.announce(photo(), Upload_Length=13 * 1024 * 1024)
    run_effects()

    assert (taken.status_code, find_stored(WARD, sha256(large)).shown) == (204, "ready")
    assert (refused.status_code, refused.json["error"]) == (413, "file-too-large")


def test_a_form_s_scan_that_is_no_picture_leaves_the_dossier_as_it_was(app, sign_in):
    make_ward()
    dossier, desk = make_dossier(), sign_in(make_coordinator())

    page = desk.post(
        f"/office/dossiers/{dossier.id}/result",
        data={"papers": "Bản sao trích lục x 2", "scans": (io.BytesIO(b"no photo"), "scan.jpg", "image/jpeg")},
        content_type="multipart/form-data",
    )

    assert page.status_code == 422
    assert reason_text("not-an-image", "vi") in page.text
    assert "Bản sao trích lục x 2" in page.text, "what was typed stays in the form"
    assert find_dossier(dossier.id).result is None
