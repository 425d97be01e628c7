"""One bad day, always the same: each kind of luck once, a quiet point behind each part; quick to tell what broke."""

import pytest

from tests.machine import office
from tests.machine.carrying import SEALED, SENDING
from tests.machine.luck import Luck
from tests.machine.stage import Stage
from tests.machine.work import seen

OFFICER_1, OFFICER_2, LEADER, COORDINATOR, POSTAL = 0, 1, 2, 3, 5
PIN, START, CLOSE, RECORD, PAPER, LEASE, REFUSED, UNKNOWN, REGISTER = 0, 2, 3, 4, 6, 7, 8, 9, 10
ADD_FILES, TAKE_FEE = 11, 15
SIGN, PICK_UP, ATTEMPT, DELIVER, BRING_BACK, CORRECT = 0, 1, 2, 3, 5, 6


@pytest.fixture
def luck(migrated, tmp_path):
    """A machine whose steps are taken by hand."""
    stage = Stage(migrated, tmp_path)
    machine = type("Luck", (Luck,), {"stage": stage})()
    machine.begin([REGISTER, REGISTER, 0, 0, REGISTER])
    yield machine
    try:
        machine.teardown()
    finally:
        stage.end()


def plan_everything(luck):
    """Every waiting request gets its visit, and the phones hear of it."""
    for n in range(6):
        luck.office_works(n, office.plan)
    for n in range(len(luck.devices)):
        luck.pull(n, "ok", 3, 0)


def post_and_photos(luck):
    """Results go to the post and come back; photos go up in every way."""
    luck.save(OFFICER_1, [TAKE_FEE, TAKE_FEE])
    luck.push(OFFICER_1, 50, "ok")
    for n in range(3):
        luck.office_works(n, office.count_money)
        luck.office_works(n, office.post_result)
    for n in range(3):
        luck.office_works(n, office.sign)
        luck.pull(POSTAL, "ok", 3, 0)
        luck.save(POSTAL, [SIGN])
        luck.push(POSTAL, 9, "ok")
    luck.save(POSTAL, [SIGN, PICK_UP, ATTEMPT, DELIVER])
    photographer = next(
        n for n, device in enumerate(luck.devices) if device.role == "officer" and seen(device, "dossier", 0)
    )
    for n, how in enumerate(SENDING):
        luck.save(photographer, [ADD_FILES])
        luck.push(photographer, 50, "ok")
        luck.upload(photographer, n, how)
    assert luck.devices[photographer].album.photos


@pytest.mark.timeout(900)
def test_a_day_on_which_everything_happens_once(luck):
    plan_everything(luck)
    for n in range(12):
        luck.office_works(n, office.reassign)
    luck.quiet()
    luck.save(OFFICER_1, [START, RECORD, RECORD + 1, LEASE, REFUSED, PIN])
    luck.save(OFFICER_2, [START, RECORD, PAPER, LEASE])
    for how in SEALED:
        luck.carry(OFFICER_1, LEADER, 1, how)
    luck.carry(OFFICER_2, POSTAL, 0, "ok")
    for how in ("cut", "lost", "twice", "reordered"):
        luck.push(OFFICER_1, 4, how)
    luck.push_at_once([OFFICER_1, OFFICER_2, OFFICER_2, LEADER])
    luck.quiet()

    for n in range(4):
        luck.office_works(n, office.reassign)
        luck.office_works(n, office.unplan)
    luck.pull(OFFICER_1, "pages", 1, 0)
    luck.save(OFFICER_1, [CLOSE, UNKNOWN])
    for n, how in enumerate(["unreadable", "forged", "borrowed", "reused"]):
        luck.save_oddly(n, how)
    luck.quiet()

    post_and_photos(luck)
    luck.back_up()
    luck.quiet()
    luck.save(OFFICER_1, [ADD_FILES])
    luck.save(POSTAL, [DELIVER, BRING_BACK, CORRECT])
    plan_everything(luck)
    luck.save(OFFICER_1, [LEASE, PIN, REGISTER])
    luck.save(OFFICER_2, [LEASE, PIN])
    luck.quiet()
    luck.back_up()
    luck.quiet()
    luck.restore(True, back=1)
    luck.save(OFFICER_2, [LEASE, REGISTER])
    luck.quiet()

    luck.clone(OFFICER_1)
    luck.save(OFFICER_1, [LEASE])
    luck.save(-1, [LEASE, PIN])
    luck.push(OFFICER_1, 9, "ok")
    luck.lose_storage(OFFICER_2)
    luck.save(OFFICER_2, [LEASE, LEASE])
    luck.lose_storage(OFFICER_2)
    luck.save(OFFICER_2, [LEASE])
    luck.grant(3, True)
    luck.quiet()
    luck.dig_up(OFFICER_2)
    luck.expire()
    luck.carry_photo(OFFICER_2, LEADER)
    luck.back_up()
    luck.restore(False)
