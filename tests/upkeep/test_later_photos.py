"""An older snapshot is restored: photos that phones have freed since then count as here, and who lacks one is told."""

import shutil
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core.clock import now
from app.core.db import session
from app.core.effects import run_effects
from app.core.records import ReviewItem
from app.core.sealing import Sealed
from app.files.effects import ask_for_overdue
from app.files.models import FileUse, StoredFile
from app.files.store import current_store, kept_path
from app.files.unopened import RESCUE_TYPE, as_rescue
from app.files.uploads import keep_whole
from app.upkeep import place, ward_key
from app.upkeep.taking import back_up
from tests.files.make_upload import Tus, photo, sha256
from tests.make import WARD, make_officer
from tests.make_dossiers import SATURDAY, make_procedure, recording
from tests.make_requests import make_citizen
from tests.sealing import seal_file
from tests.upkeep.field_phone import FieldPhone

QUARTER = timedelta(minutes=15)
PICTURES = [photo(color) for color in ("red", "green", "blue")]


class Morning:
    """Two snapshots; one photo comes between them, one is taken and comes between them, one comes after both."""

    def __init__(self, machine, clock):
        clock(SATURDAY)
        self.procedure, self.citizens = make_procedure(), [make_citizen() for _ in PICTURES]
        self.phone = FieldPhone(machine.test_client(), make_officer())
        self.take(PICTURES[0])
        self.older = back_up()
        clock(now() + QUARTER)
        self.phone.deliver_photos()
        self.take(PICTURES[1])
        self.phone.deliver_photos()
        clock(now() + QUARTER)

    def take(self, picture):
        """A dossier with one photo."""
        answer = self.phone.does(recording(self.citizens.pop(), self.procedure), photos=[picture])
        assert answer["status"] == "applied", answer

    def end(self, clock):
        """The newer snapshot, and what phones do once they hear of it."""
        back_up()
        assert self.phone.free_photos() == 0
        clock(now() + QUARTER)
        self.take(PICTURES[2])
        self.phone.deliver_photos()


@pytest.fixture
def morning(ward, key_file, clock):
    return Morning(ward, clock)


@pytest.fixture
def go_back(tmp_path, key_file, morning):
    """`go_back(machine)`: bring the older snapshot back there, and let the phone meet it."""

    def run(application, *, code=0):
        place.let_go()
        words = ["restore", str(tmp_path / "shelf"), "--key", str(key_file), "--at", morning.older.stamp, "--yes"]
        done = application.test_cli_runner().invoke(args=words)
        assert done.exit_code == code, done.output
        answers = morning.phone.meets(application.test_client())
        assert {answer["status"] for answer in answers} == {"applied"}
        return done.output

    return run


def waited_for():
    """The pictures, by their place, that the server waits for."""
    session.rollback()
    hashes = set(session.scalars(select(FileUse.sha256).where(FileUse.arrived_at.is_(None))))
    return [number for number, picture in enumerate(PICTURES) if sha256(picture) in hashes]


def stored():
    session.rollback()
    return {row.sha256: row for row in session.scalars(select(StoredFile))}


def test_on_the_same_machine_what_lies_in_the_store_is_there(morning, ward, clock, go_back):
    morning.end(clock)

    told = go_back(ward)

    assert f"{'files of later hours':28}{3:>10}" in told
    assert waited_for() == []
    assert morning.phone.deliver_photos() == 0, "nobody is asked for what is here"
    run_effects()
    assert {row.shown for row in stored().values()} == {"ready"}


def test_on_another_machine_what_any_backup_holds_is_there(morning, machine, clock, go_back):
    morning.end(clock)

    go_back(machine("second"))

    assert waited_for() == [2], "the one that no backup has is still on its phone"
    assert morning.phone.deliver_photos() == 1
    assert waited_for() == []
    kept = {sha: current_store().get(kept_path(WARD, sha)) for sha in stored()}
    assert kept == {sha256(picture): picture for picture in PICTURES}
    assert {row.type for row in stored().values()} == {"image/jpeg"}


def test_a_torn_one_in_the_store_is_taken_from_the_backup(morning, ward, clock, go_back):
    morning.end(clock)
    path = kept_path(WARD, sha256(PICTURES[1]))
    current_store().put(path, PICTURES[1][:-1] + b"x")

    go_back(ward)

    assert waited_for() == []
    assert current_store().get(path) == PICTURES[1]


def test_one_that_nobody_holds_is_asked_for_and_shown_to_the_coordinator(morning, machine, clock, go_back, tmp_path):
    morning.end(clock)
    shutil.rmtree(tmp_path / "shelf" / "files")
    second = machine("second")

    go_back(second)

    assert waited_for() == [0, 1, 2]
    needed = Tus(second.test_client(), morning.phone).needed()
    assert set(needed) == {sha256(picture) for picture in PICTURES}
    clock(now() + timedelta(hours=49))
    ask_for_overdue()
    asked = session.scalars(select(ReviewItem).where(ReviewItem.code == "file-overdue")).all()
    assert [item.details["count"] for item in asked] == [1, 1, 1]


def test_photos_under_a_later_key_need_that_key(morning, machine, clock, go_back, key_file, tmp_path):
    later = tmp_path / "stick" / "later.txt"
    ward_key.make_key(later, replace=True)
    morning.end(clock)

    told = go_back(machine("second"), code=1)

    assert told.count("NOT READ, a later photo under a key that was not given, or damaged: kept/") == 2
    assert waited_for() == [0, 1, 2]
    key_file.write_text(key_file.read_text() + later.read_text())
    go_back(machine("third"))
    assert waited_for() == [2]


def test_what_was_kept_unopened_is_kept_so_again(morning, ward, clock, go_back):
    stream, key = seal_file(morning.phone.enrolled["sealing_key"], PICTURES[1])
    seal = Sealed.model_validate(key)
    file = as_rescue(lambda: [stream], seal, sha256=sha256(PICTURES[1]), media_type="image/jpeg", length=len(stream))
    keep_whole(current_store(), wards={WARD}, media_type=RESCUE_TYPE, file=file)
    morning.end(clock)

    go_back(ward)

    assert stored()[file.sha256].type == RESCUE_TYPE
