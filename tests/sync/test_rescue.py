"""The rescue file: what a phone could not send, brought by an admin; whole, cut, damaged, and twice."""

import io
import tracemalloc

import pytest
from sqlalchemy import func, select

from app.accounts.devices import find_device
from app.core.db import session
from app.core.ids import new_id
from app.core.numbers import LedgerEntry
from app.core.records import CommandRecord, ReviewItem
from app.core.roles import Role
from app.core.sealing import CHUNK
from app.core.sealing_keys import current_public_key
from app.files.queries import find_stored
from app.files.store import current_store, kept_path
from app.sync.rescue import import_rescue
from app.sync.sealed import Carrier
from tests.files.make_upload import photo, sha256
from tests.make import WARD, make_officer, make_user, set_status
from tests.phone import Phone
from tests.sealing import deliver, rescue_file, seal_command, seal_file

ADMIN = Carrier(WARD, Role.ADMIN)


@pytest.fixture
def phone(app, client):
    """An officer's phone, without a network."""
    return Phone(client, make_officer())


def saved(phone, number):
    """So many sealed commands of this phone."""
    commands = [
        phone.make("sync.lease_numbers", {"lease_id": str(new_id()), "kind": "receipt", "count": 1})
        for _ in range(number)
    ]
    return [seal_command(phone, command) for command in commands]


def sealed_photo(content):
    stream, key = seal_file(current_public_key(), content)
    return sha256(content), stream, key


def imported(content):
    return import_rescue(io.BytesIO(content), ADMIN)


def states(report):
    return [(row.kind, row.status, row.was_known) for row in report.rows]


def leased():
    return session.scalar(select(func.count()).select_from(LedgerEntry))


def kept(content):
    return current_store().get(kept_path(WARD, sha256(content)))


def test_everything_in_the_file_is_kept_and_twice_changes_nothing(phone):
    content = photo()
    file = rescue_file(saved(phone, 120), [sealed_photo(content)])

    first, again = imported(file), imported(file)

    assert states(first) == [("command", "applied", False)] * 120 + [("file", "stored", False)]
    assert states(again) == [("command", "applied", True)] * 120 + [("file", "stored", True)]
    assert (first.damage, again.damage, leased()) == (None, None, 120)
    assert kept(content) == content


def test_what_the_phone_delivers_later_is_known_by_then(phone):
    sealed = saved(phone, 3)
    imported(rescue_file(sealed))

    assert [r["dup"] for r in deliver(phone, *sealed).json["results"]] == [True] * 3
    assert leased() == 3


def test_a_revoked_phone_s_file_waits_for_review(phone):
    file = rescue_file(saved(phone, 50))
    set_status(find_device(phone.device_id).id, "revoked")

    report = imported(file)

    assert (report.count("late"), report.for_review, leased()) == (50, 50, 0)
    assert session.scalar(select(func.count()).select_from(ReviewItem)) == 50


def test_what_cannot_be_opened_is_kept_or_refused_in_words(phone):
    (good,) = saved(phone, 1)
    content = photo()
    name, stream, _ = sealed_photo(content)
    strange = seal_file(current_public_key(), content)[1]
    files = [
        (name, stream, strange),
        (sha256(b"other"), *seal_file(current_public_key(), content)),
        sealed_photo(content),
    ]

    report = imported(rescue_file([good | {"ct": good["ct"][:-4] + "AAAA"}, good], files))

    assert [(row.status, row.code) for row in report.rows] == [
        ("parked", "sealed-unreadable"),
        ("applied", None),
        ("refused", "sealed-file-unreadable"),
        ("refused", "file-wrong-bytes"),
        ("stored", None),
    ]
    assert find_stored(WARD, sha256(b"other")) is None


def test_wherever_the_file_is_cut_what_came_before_is_kept_and_the_rest_comes_later(phone):
    content = photo()
    whole = rescue_file(saved(phone, 4), [sealed_photo(content)])

    for end in range(0, len(whole) - 1, 397):
        report = imported(whole[:end])
        assert report.damage in {"rescue-cut", "rescue-not-ours"}, end
    assert imported(whole).damage is None
    assert (leased(), kept(content)) == (4, content)


HUGE = b'{"sha256":"%s","type":"image/jpeg","length":99999999999,"key":1}\n' % (b"a" * 64)
SENSELESS = {
    "empty": (b"", "rescue-not-ours"),
    "a photo": (photo(), "rescue-not-ours"),
    "another version": (b'{"rescue":2,"made_at":"","app":""}\n', "rescue-not-ours"),
    "nothing in it": (rescue_file(), None),
    "no end": (rescue_file(end=False), "rescue-cut"),
    "a strange line": (rescue_file(end=False) + b"{}\n", "rescue-damaged"),
    "a long line": (rescue_file(end=False) + b"x" * 1_000_001 + b"\n", "rescue-damaged"),
    "a huge file": (rescue_file(end=False) + HUGE, "rescue-damaged"),
}


@pytest.mark.parametrize(("file", "damage"), SENSELESS.values(), ids=SENSELESS)
def test_a_file_that_makes_no_sense_says_so(app, file, damage):
    assert imported(file).damage == damage


def test_a_command_behind_a_file_and_a_file_behind_a_command_both_count(phone):
    content = photo()
    head, *lines = rescue_file(saved(phone, 2), end=False).splitlines(keepends=True)
    middle = rescue_file((), [sealed_photo(content)], end=False).split(b"\n", 1)[1]
    report = imported(head + lines[0] + middle + lines[1] + b'{"end":true}\n')

    assert [row.kind for row in report.rows] == ["command", "file", "command"]
    assert report.damage is None


def test_an_admin_imports_it_on_the_page_and_reads_what_became_of_each_row(phone, sign_in):
    content = photo()
    file = rescue_file(saved(phone, 2), [sealed_photo(content)])
    browser = sign_in(make_user(Role.ADMIN))

    assert "Gói dự phòng" in browser.get("/office/rescue").text
    empty = browser.post("/office/rescue", data={})
    page = browser.post("/office/rescue", data={"rescue": (io.BytesIO(file), "goi.tannha")})
    again = browser.post("/office/rescue", data={"rescue": (io.BytesIO(file), "goi.tannha")})

    assert (empty.status_code, page.status_code, again.status_code) == (422, 200, 200)
    assert page.text.count(">đã nhận<") == 3
    assert again.text.count("Đã có từ trước") == 3
    assert leased() == 2


def test_a_damaged_file_is_told_in_plain_words(phone, sign_in):
    file = rescue_file(saved(phone, 2))
    browser = sign_in(make_user(Role.ADMIN))

    page = browser.post("/office/rescue", data={"rescue": (io.BytesIO(file[:-10]), "goi.tannha")})

    assert page.status_code == 422
    assert "Gói bị cắt ngang" in page.text
    assert page.text.count(">đã nhận<") == 2


def test_a_file_larger_than_any_other_form_is_taken_from_an_admin_alone(app, phone, sign_in, client):
    photos = [bytes([n]) * (12 * 1024 * 1024) for n in range(2)]
    file = rescue_file(saved(phone, 1), [sealed_photo(content) for content in photos])
    assert len(file) > app.config["MAX_CONTENT_LENGTH"]

    stranger = app.test_client().post("/office/rescue", data={"rescue": (io.BytesIO(file), "goi.tannha")})
    browser = sign_in(make_user(Role.ADMIN))
    page = browser.post("/office/rescue", data={"rescue": (io.BytesIO(file), "goi.tannha")})

    assert stranger.status_code in {401, 413}
    assert page.status_code == 200
    assert all(find_stored(WARD, sha256(content)) for content in photos)


def test_it_is_read_in_bounded_memory(phone, tmp_path):
    content = bytes(40 * CHUNK)
    path = tmp_path / "goi.tannha"
    path.write_bytes(rescue_file(saved(phone, 3), [sealed_photo(content)] * 2))

    with path.open("rb") as source:
        tracemalloc.start()
        report = import_rescue(source, ADMIN)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

    assert report.count("stored") == 2
    assert peak < 20 * CHUNK


def test_the_console_imports_it_too(app, phone, tmp_path):
    path = tmp_path / "goi.tannha"
    path.write_bytes(rescue_file(saved(phone, 2)))
    run = app.test_cli_runner().invoke

    done = run(args=["rescue", "import", str(path)])
    path.write_bytes(path.read_bytes()[:-15])
    cut = run(args=["rescue", "import", str(path)])

    assert (done.exit_code, cut.exit_code) == (0, 1), (done.output, cut.output)
    assert "2 rows, 2 applied, 0 for review" in done.output
    assert "known" in cut.output
    assert session.scalar(select(func.count()).select_from(CommandRecord).where(CommandRecord.seq > 0)) == 2
