"""Taking backups: consistent, encrypted, each photo once, and refused in plain words."""

import errno
import os
import shutil
from collections import namedtuple
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pyrage
import pytest

from app.core.clock import now
from app.core.db import session
from app.core.errors import Rejected
from app.core.installation import installation
from app.core.worker import last_run, run_duties
from app.files.intake import store_upload
from app.files.store import current_store, kept_path
from app.upkeep import checkpoints, rules, shelf, ward_key
from app.upkeep.duties import BACK_UP
from app.upkeep.taking import back_up
from tests.files.make_upload import photo
from tests.make import WARD, make_officer

FULL = OSError(errno.ENOSPC, "No space left on device")


def keep_photo(color):
    """A scan comes in by a page."""
    from io import BytesIO

    return store_upload(BytesIO(photo(color)), "image/jpeg", ward=WARD)


def backed_up_at():
    session.rollback()
    return installation().backed_up_at


def names(folder="files"):
    return shelf.open_shelf().names(folder)


def test_without_a_key_nothing_is_written_and_phones_keep_their_files(ward):
    with pytest.raises(Rejected, match="backup-no-key"):
        back_up()
    assert names("snapshots") == set()
    assert backed_up_at() is None


def test_a_backup_says_what_it_is_and_lets_phones_free_files(ward, key_file):
    make_officer()
    before = now()

    note = back_up()

    assert note.is_genuine()
    assert note.taken_at >= before
    assert before - timedelta(minutes=2) < backed_up_at() < note.taken_at
    assert [n.stamp for n in shelf.read_notes(shelf.open_shelf())] == [note.stamp]


def test_the_server_cannot_read_its_own_backup(ward, key_file, tmp_path):
    make_officer(name="Quách Văn Bí Mật")
    keep_photo("red")
    back_up()

    written = [path for path in (tmp_path / "shelf").rglob("*") if path.is_file()]
    secret = key_file.read_text().split()[-1].encode()
    for path in [*written, *(tmp_path / "first").rglob("*")]:
        if path.is_file():
            assert secret not in path.read_bytes(), f"{path} holds the ward's key"
    assert len(written) >= 3
    assert not any("Bí Mật".encode() in path.read_bytes() or b"JFIF" in path.read_bytes() for path in written)


def test_any_age_tool_with_the_key_file_opens_it(ward, key_file):
    file = keep_photo("red")
    back_up()
    (name,) = names()
    identity = pyrage.x25519.Identity.from_str(key_file.read_text().split()[-1])

    opened = pyrage.decrypt(shelf.open_shelf().get(f"files/{name}"), [identity])

    assert opened == current_store().get(kept_path(WARD, file.sha256))


def test_a_photo_that_is_in_the_backup_is_not_written_again(ward, key_file, clock):
    keep_photo("red")
    first = back_up()
    (name,) = names()
    before = (shelf.open_shelf()._full(f"files/{name}"), os.stat(shelf.open_shelf()._full(f"files/{name}")).st_mtime_ns)
    keep_photo("blue")
    clock(now() + timedelta(minutes=15))

    second = back_up()

    assert (first.new_files, second.new_files, second.files) == (1, 1, 2)
    assert os.stat(before[0]).st_mtime_ns == before[1]


def test_a_backup_is_whole_while_somebody_writes(ward, key_file):
    """Each command adds one user, one change and one audit row: a copy between them would differ."""
    stop, count = Event(), []

    def write():
        with ward.app_context():
            while not stop.is_set() and len(count) < 200:
                make_officer()
                count.append(1)
            session.remove()

    make_officer()
    writer = Thread(target=write)
    writer.start()
    try:
        while len(count) < 5:
            stop.wait(0.01)
        note = back_up()
        during = len(count)
        while len(count) < during + 3:
            stop.wait(0.01)
    finally:
        stop.set()
        writer.join(60)

    facts = open_facts(note, key_file)
    assert facts.rows["user"] == facts.rows["command_record"] == facts.rows["audit_entry"]
    assert 6 <= facts.rows["user"] < len(count) + 1, "somebody wrote before, during and after"
    assert facts.wards[WARD].audit_count == facts.rows["user"]


def open_facts(note, key_file):
    from pathlib import Path
    from tempfile import TemporaryDirectory
    from zipfile import ZipFile

    from app.upkeep.facts import Facts

    with TemporaryDirectory() as folder:
        encrypted, plain = Path(folder) / "a", Path(folder) / "b"
        shelf.open_shelf().get_file(shelf.content_path(note.stamp), encrypted)
        ward_key.decrypt_file(encrypted, plain, ward_key.read_identities(key_file))
        with ZipFile(plain) as archive:
            return Facts.model_validate_json(archive.read("facts.json"))


def test_a_disk_known_to_be_full_is_refused_before_anything_is_written(ward, key_file, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10, 10, 0))
    with pytest.raises(Rejected, match="backup-disk-full"):
        back_up()
    assert names("snapshots") == set()
    assert backed_up_at() is None


def test_a_disk_that_fills_up_half_way_leaves_no_half_backup(ward, key_file, monkeypatch, clock):
    back_up()
    earlier = backed_up_at()
    keep_photo("red")
    clock(now() + timedelta(minutes=15))
    real, calls = os.fsync, []

    def fill_up(descriptor):
        calls.append(descriptor)
        if len(calls) >= 3:
            raise FULL
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fill_up)
    with pytest.raises(Rejected, match="backup-disk-full"):
        back_up()
    monkeypatch.undo()

    assert len(shelf.read_notes(shelf.open_shelf())) == 1
    assert not [name for name in names("") if not name.endswith((".age", ".json", ".txt"))]
    assert backed_up_at() == earlier
    assert back_up().files == 1


def test_a_photo_that_the_store_has_lost_keeps_the_phones_from_freeing_theirs(ward, key_file, tmp_path):
    file = keep_photo("red")
    path = tmp_path / "first" / "files" / kept_path(WARD, file.sha256)
    path.write_bytes(b"\0" * path.stat().st_size)

    with pytest.raises(Rejected, match="backup-file-missing") as refused:
        back_up()

    assert refused.value.details["count"] == 1
    assert backed_up_at() is None
    assert len(shelf.read_notes(shelf.open_shelf())) == 1, "the database is saved all the same"


def test_a_second_backup_at_the_same_time_is_refused(ward, key_file, tmp_path):
    import fcntl

    with (tmp_path / "first" / "backup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(Rejected, match="backup-running"):
            back_up()


def test_the_worker_takes_one_every_quarter_and_notes_how_it_went(ward, key_file, clock):
    clock(datetime(2026, 11, 22, 3, 15, tzinfo=UTC))
    run_duties(minute=15)
    assert (last_run(BACK_UP).problem, len(shelf.read_notes(shelf.open_shelf()))) == ("", 1)
    clock(datetime(2026, 11, 22, 3, 30, tzinfo=UTC))
    ward_key.recipients_path().unlink()
    run_duties(minute=30)
    session.rollback()
    assert (last_run(BACK_UP).problem, len(shelf.read_notes(shelf.open_shelf()))) == ("backup-no-key", 1)


def test_signed_lines_leave_the_machine_and_are_never_taken_back(ward, key_file, tmp_path, clock):
    clock(datetime(2026, 11, 20, 1, 0, tzinfo=UTC))
    make_officer()
    back_up()
    line = checkpoints.newest_of(WARD).line()
    checkpoints.checkpoints_path().unlink()
    clock(now() + timedelta(minutes=15))
    checkpoints.write_all()
    back_up()
    kept = (tmp_path / "shelf" / "checkpoints.txt").read_text()
    assert line in kept
    assert len(kept.splitlines()) == 2


def test_a_new_key_encrypts_everything_anew(ward, key_file, tmp_path, clock):
    keep_photo("red")
    back_up()
    with pytest.raises(Rejected, match="backup-key-exists"):
        ward_key.make_key(tmp_path / "other.txt", replace=False)
    with pytest.raises(Rejected, match="backup-key-file-exists"):
        ward_key.make_key(key_file, replace=True)
    ward_key.make_key(tmp_path / "other.txt", replace=True)
    clock(now() + timedelta(minutes=15))

    note = back_up()

    assert note.new_files == 1
    assert open_facts(note, tmp_path / "other.txt").files
    with pytest.raises(Rejected, match="backup-cannot-open"):
        open_facts(note, key_file)


def test_old_snapshots_thin_out_and_the_newest_stay():
    start = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
    moments = [start - timedelta(minutes=15 * n) for n in range(4 * 24 * 90)]

    kept = rules.worth_keeping(moments)

    assert set(moments[:8]) <= kept
    assert len(kept) < 8 + 24 + 14 + 8
    assert min(kept) < start - timedelta(weeks=6)
    assert all(any(timedelta() <= moment - k < timedelta(days=1, hours=1) for k in kept) for moment in moments[:1000])
    assert rules.worth_keeping(moments[:3]) == set(moments[:3])


def test_thinning_drops_whole_snapshots_and_what_broke_off(ward, key_file, clock):
    start = datetime(2026, 11, 20, 0, 0, tzinfo=UTC)
    for hour in range(12):
        clock(start + timedelta(minutes=5 * hour))
        back_up()
    shelf.open_shelf().put("snapshots/20260101T000000Z/snapshot.zip.age", b"torn")
    clock(start + timedelta(hours=2))
    back_up()
    stamps = {name.split("/")[0] for name in names("snapshots")}
    assert len(stamps) == 8
    assert "20260101T000000Z" not in stamps


def test_the_command_line_says_what_is_wrong_in_both_languages(ward, tmp_path):
    run = ward.test_cli_runner().invoke
    refused = run(args=["backup"])
    made = run(args=["backup", "keygen", str(tmp_path / "key.txt")])
    elsewhere = tmp_path / "elsewhere"
    taken = run(args=["backup", str(elsewhere)])

    assert refused.exit_code == 1
    assert "flask backup keygen" in refused.output
    assert "Chưa có khoá" in refused.output
    assert made.exit_code == 0, made.output
    assert (tmp_path / "key.txt").stat().st_mode & 0o077 == 0
    assert taken.exit_code == 0, taken.output
    assert list((elsewhere / "snapshots").iterdir())
    assert "MB" in run(args=["backup", "list", str(elsewhere)]).output
