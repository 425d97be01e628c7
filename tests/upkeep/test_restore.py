"""Restoring: into what is empty, over what is there, and every way in which it refuses and touches nothing."""

import shutil
import sqlite3
from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import func, select, text

from app import create_app
from app.accounts.models import User, WebSession
from app.core.clock import now
from app.core.db import bookkeeping, db, migrating, session
from app.core.installation import generation, keyed_hash
from app.core.leasing import FIRST_LIFE
from app.files.intake import store_upload
from app.files.models import FileUse, StoredFile
from app.files.store import current_store, kept_path
from app.upkeep import chain, checkpoints, place, restoring, shelf, signing, ward_key
from app.upkeep.taking import back_up
from tests.conftest import settings
from tests.files.make_upload import make_phone as make_enrolment
from tests.files.make_upload import name_file, photo
from tests.make import WARD, make_coordinator, make_officer


@pytest.fixture
def restore(tmp_path, key_file):
    """`restore(machine, *words)`: `flask restore` of the shelf on this machine."""

    def run(application, *words):
        place.let_go()
        return application.test_cli_runner().invoke(
            args=["restore", str(tmp_path / "shelf"), "--key", str(key_file), *words]
        )

    return run


def keep_photo(color):
    return store_upload(BytesIO(photo(color)), "image/jpeg", ward=WARD)


def people():
    session.rollback()
    return session.scalar(select(func.count()).select_from(User))


def test_what_is_in_use_is_replaced_only_if_asked_and_set_aside(ward, key_file, restore, tmp_path):
    make_officer()
    back_up()
    make_officer()
    life = generation()

    refused = restore(ward)
    assert refused.exit_code == 1
    assert "--yes" in refused.output
    assert (people(), generation()) == (2, life)

    done = restore(ward, "--yes")
    assert done.exit_code == 0, done.output
    assert people() == 1
    assert generation() != life
    assert set_aside_people(done.output) == 2


def set_aside_people(output):
    """Look into what the output says was set aside."""
    name = output.split("set aside: ")[1].splitlines()[0].strip()
    if db.engine.dialect.name == "sqlite":
        return sqlite3.connect(name).execute('SELECT count(*) FROM "user"').fetchone()[0]
    with db.engine.connect() as connection:
        return connection.scalar(text(f'SELECT count(*) FROM "{name.removeprefix("schema ")}"."user"'))


def test_the_restored_ward_goes_on_working(ward, key_file, restore, machine):
    make_officer()
    back_up()
    second = machine("second")
    assert restore(second).exit_code == 0
    make_coordinator()
    assert people() == 2
    assert back_up().files == 0
    assert (
        chain.find_problem(WARD, checkpoints.read_lines(checkpoints.checkpoints_path()), [signing.public_key()]) is None
    )


def test_a_running_server_is_noticed(ward, key_file, restore, tmp_path):
    make_officer()
    back_up()
    with db.engine.connect() as connection:
        connection.scalar(text("SELECT 1"))
        connection.rollback()
        held = connection.connection.driver_connection
        refused = restore(ward, "--yes")
        assert held is not None
    assert refused.exit_code == 1
    assert "restore-server-runs" in refused.output
    assert people() == 1


def test_a_changed_backup_is_refused_and_nothing_is_touched(ward, key_file, restore, tmp_path):
    make_officer()
    note = back_up()
    path = tmp_path / "shelf" / shelf.content_path(note.stamp)
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.write_bytes(content)
    life = generation()

    refused = restore(ward, "--yes")

    assert "backup-damaged" in refused.output
    assert (people(), generation()) == (1, life)


def test_a_note_that_somebody_rewrote_is_refused(ward, key_file, restore, tmp_path):
    make_officer()
    note = back_up()
    path = tmp_path / "shelf" / shelf.note_path(note.stamp)
    path.write_text(path.read_text().replace('"files": 0', '"files": 7'))
    assert "backup-damaged" in restore(ward, "--yes").output


def test_the_wrong_key_is_told(ward, key_file, restore, tmp_path):
    make_officer()
    back_up()
    other = tmp_path / "other.txt"
    ward_key.make_key(other, replace=True)
    key_file.write_text(other.read_text())
    assert "backup-cannot-open" in restore(ward, "--yes").output
    key_file.write_text("nonsense")
    assert "backup-key-unreadable" in restore(ward, "--yes").output
    assert people() == 1


def test_a_backup_of_another_signer_is_refused_when_the_signer_is_named(ward, key_file, restore, machine):
    make_officer()
    note = back_up()
    second = machine("second")
    assert "backup-of-another-signer" in restore(second, "--signed-by", "0" * 16).output
    assert restore(second, "--signed-by", signing.key_id(note.signed_by)).exit_code == 0


def test_nothing_to_restore_is_said(ward, restore, machine):
    assert "backup-none-here" in restore(ward).output


def test_an_earlier_snapshot_can_be_chosen(ward, key_file, restore, clock):
    make_officer()
    first = back_up()
    clock(now() + timedelta(minutes=15))
    make_officer()
    back_up()
    assert restore(ward, "--yes", "--at", first.stamp).exit_code == 0
    assert people() == 1


def test_a_newer_snapshot_may_follow_an_older_one(ward, key_file, restore, clock):
    """SEED=11 of the machine: the log of the life between them was missed, as if somebody had cut it."""
    clock(now())
    make_officer()
    older = back_up().stamp
    clock(now() + timedelta(minutes=15))
    for _ in range(5):
        make_officer()
    newer = back_up().stamp
    clock(now() + timedelta(hours=1))
    assert restore(ward, "--yes", "--at", older).exit_code == 0
    clock(now() + timedelta(hours=1))

    done = restore(ward, "--yes", "--at", newer)

    assert done.exit_code == 0, done.output
    assert chain.find_problem_here(WARD) is None


def test_a_restore_that_breaks_off_puts_back_what_was_there(ward, key_file, restore, monkeypatch):
    make_officer()
    back_up()
    make_officer()
    life = generation()

    def power_cut(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(restoring, "upgrade_database", power_cut)
    broken = restore(ward, "--yes")
    monkeypatch.undo()

    assert broken.exit_code != 0
    assert (people(), generation()) == (2, life)


def test_photos_come_back_byte_for_byte_and_a_damaged_one_is_healed(ward, key_file, restore, machine, tmp_path):
    files = [keep_photo(color) for color in ("red", "green")]
    wanted = {file.sha256: current_store().get(kept_path(WARD, file.sha256)) for file in files}
    back_up()
    second = machine("second")
    damaged = tmp_path / "second" / "files" / kept_path(WARD, files[0].sha256)
    damaged.parent.mkdir(parents=True)
    damaged.write_bytes(b"not this")

    done = restore(second)

    assert done.exit_code == 0, done.output
    assert {sha256: current_store().get(kept_path(WARD, sha256)) for sha256 in wanted} == wanted


def test_a_photo_that_the_backup_cannot_give_is_awaited_from_its_phone_again(
    ward, key_file, restore, machine, tmp_path
):
    officer = make_officer()
    content = photo("red")
    file = keep_photo("red")
    name_file(session.get(User, officer.id), make_enrolment(officer), content)
    assert session.scalars(select(FileUse)).one().arrived_at is not None
    back_up()
    shutil.rmtree(tmp_path / "shelf" / "files")
    second = machine("second")

    done = restore(second)

    assert done.exit_code == 1
    assert f"LOST, awaited from phones again: {kept_path(WARD, file.sha256)}" in done.output
    session.rollback()
    assert session.scalars(select(FileUse)).one().arrived_at is None
    assert session.scalars(select(StoredFile)).all() == []


def test_tracking_codes_are_still_found_on_a_new_machine(ward, key_file, restore, machine, tmp_path):
    before = keyed_hash("tracking", "1234567890")
    make_officer()
    back_up()
    second = machine("second", SECRET_KEY="another machine's own")
    (tmp_path / "second" / "secret").write_text("another machine's own")
    assert restore(second).exit_code == 0
    assert keyed_hash("tracking", "1234567890") == before


def test_a_secret_that_the_settings_force_is_told(ward, key_file, restore, machine):
    make_officer()
    back_up()
    done = restore(machine("second", SECRET_KEY="from the environment"))
    assert done.exit_code == 1
    assert "SECRET_KEY in the settings" in done.output


def test_sessions_end_with_the_old_life(ward, key_file, restore):
    officer = make_officer()
    with bookkeeping() as opened:
        opened.add(WebSession(token_hash="0" * 64, user_id=officer.id, began_at=now(), last_seen_at=now()))
    back_up()
    assert restore(ward, "--yes").exit_code == 0
    session.rollback()
    assert session.scalars(select(WebSession)).all() == []


def test_series_go_on_where_no_life_has_been(ward, key_file, restore, clock):
    from tests.make_dossiers import lease_receipts

    make_officer()
    back_up()
    officer = make_officer()
    lease_receipts(officer, 5)
    assert restore(ward, "--yes").exit_code == 0
    session.rollback()

    first = lease_receipts(make_officer(), 200)[-1]
    assert int(first[12:18]) > FIRST_LIFE
    assert restore(ward, "--yes").exit_code == 0, "the same backup a second time, within the same minute"
    session.rollback()
    second = lease_receipts(make_officer(), 1)[0]
    assert int(second[12:18]) > int(first[12:18])


def test_a_checkpoint_that_the_restored_log_must_contain_is_still_held_against_it(ward, key_file, restore):
    make_officer()
    checkpoints.write_all()
    back_up()
    make_officer()
    checkpoints.write_all()
    assert restore(ward, "--yes").exit_code == 0
    points = checkpoints.read_lines(checkpoints.checkpoints_path())
    assert len([point for point in points if point.ward == WARD]) == 3
    assert chain.find_problem(WARD, points, [signing.public_key()]) is None
    forged = [point for point in points if point.ward == WARD and point.rows == 1]
    session.rollback()
    with migrating(), db.engine.begin() as connection:
        if db.engine.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER audit_entry_no_update"))
        else:
            connection.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER ALL"))
        connection.execute(text("UPDATE audit_entry SET hash = 'x' WHERE place = 1"))
    keys = {point.key_id: signing.public_key() for point in forged}
    assert "row 1 is missing" in chain.find_missed_checkpoint(WARD, forged, keys)


def test_an_object_store_keeps_backups_as_a_folder_does(machine, key_file, tmp_path):
    bucket = {"BACKUP_URL": f"memory://{tmp_path.name}/shelf"}
    machine("bucket", **bucket)
    ward_key.recipients_path().parent.mkdir(parents=True)
    ward_key.recipients_path().write_text(key_file.read_text().split("public key: ")[1].split()[0])
    file = keep_photo("red")
    wanted = current_store().get(kept_path(WARD, file.sha256))
    first = back_up()
    again = machine("second", **bucket)
    place.let_go()

    done = again.test_cli_runner().invoke(args=["restore", bucket["BACKUP_URL"], "--key", str(key_file)])

    assert first.new_files == 1
    assert done.exit_code == 0, done.output
    assert current_store().get(kept_path(WARD, file.sha256)) == wanted
    assert back_up().new_files == 0


def test_a_folder_with_nothing_in_it_is_filled_and_nothing_set_aside(ward, key_file, tmp_path, databases):
    make_officer()
    back_up()
    uri = databases.bare()
    empty = create_app(settings(tmp_path / "empty", uri))
    with empty.app_context():
        done = empty.test_cli_runner().invoke(args=["restore", str(tmp_path / "shelf"), "--key", str(key_file)])

        assert done.exit_code == 0, done.output
        assert "set aside" not in done.output
        assert people() == 1
        place.let_go()
    databases.drop(uri)
