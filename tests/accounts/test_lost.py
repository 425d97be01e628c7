"""A lost phone: cut off, its numbers void, what was on it fixed by name, and the law's clock until somebody answers."""

from datetime import timedelta

import pytest

from app.accounts.commands import ReportLostPhone, SettleBreach
from app.accounts.lost_phones import find_lost_phone_of, lost_phones
from app.core.changes import changes_of
from app.core.clock import now
from app.core.ids import new_id
from app.core.roles import Role
from app.visits.commands import ReassignVisit
from tests.accounts.make_devices import act_on, make_device, row_of
from tests.make import done, make_coordinator, make_officer, make_user
from tests.make_visits import make_visit, make_working_team

WHAT_HAPPENED = "rơi trên đường từ tổ 14 về"
DAY = timedelta(days=1)


@pytest.fixture
def coordinator(app):
    return make_coordinator(name="Lê Thị Điều Phối")


@pytest.fixture
def officer(app):
    return make_officer(name="Bùi Văn Mất Máy")


@pytest.fixture
def phone(client, officer):
    return make_device(client, officer)[0]


def loss(phone, **values):
    args = {
        "enrolment_id": row_of(phone).id,
        "lost_id": new_id(),
        "discovered_at": now() - timedelta(hours=2),
        "reason": WHAT_HAPPENED,
    }
    return ReportLostPhone(**(args | values))


def settling(lost, outcome="sent", **values):
    args = {"lost_id": lost.id, "outcome": outcome, "reason": "công văn 12/UBND"}
    return SettleBreach(**(args | ({"sent_at": now()} if outcome == "sent" else {}) | values))


@pytest.fixture
def lost(act, coordinator, phone):
    done(act(coordinator, loss(phone)))
    return find_lost_phone_of(row_of(phone).id)


def test_a_lost_phone_is_cut_off_and_the_clock_runs_from_the_discovery(act, coordinator, phone):
    name, report = new_id(), loss(phone)

    done(act(coordinator, report, id=name))
    again = act(coordinator, report, id=name)

    assert again.is_duplicate
    (lost,) = lost_phones(coordinator.ward, only_open=True)
    assert lost.due_at - lost.discovered_at == timedelta(hours=72)
    assert lost.discovered_at == report.discovered_at
    assert (phone.hello().status_code, phone.hello().json["device"]) == (403, "wipe")
    assert phone.get("pull", ward=phone.ward, cursor=0, scope_epoch=1).status_code == 403
    assert [c.what for c in changes_of("lost_phone", lost.id)] == ["reported"]


def test_the_record_keeps_what_the_phone_last_told(act, clock, coordinator, phone):
    clock(now() + timedelta(minutes=2))
    phone.get("hello", phone.send_token, unsent=3, lock="S")
    last = now()
    clock(now() + DAY)

    done(act(coordinator, loss(phone)))

    lost = find_lost_phone_of(row_of(phone).id)
    assert (lost.unsent, lost.lock, lost.last_contact_at) == (3, "S", last)


def test_its_numbers_are_void(act, coordinator, phone):
    args = {"lease_id": str(new_id()), "kind": "receipt", "count": 5}
    assert phone.send("sync.lease_numbers", args)["status"] == "applied"

    done(act(coordinator, loss(phone)))

    assert find_lost_phone_of(row_of(phone).id).numbers_voided == 5


def test_what_the_officer_could_see_is_written_down(act, coordinator, officer, phone):
    mine, other = make_visit(team=make_working_team(officer)), make_visit(team=make_working_team(name="Đội 2"))

    done(act(coordinator, loss(phone)))

    lost = find_lost_phone_of(row_of(phone).id)
    assert lost.held("visit") == [mine.id]
    assert lost.held("citizen") == [mine.citizen_id]
    assert other.citizen_id not in lost.held("citizen")


@pytest.mark.parametrize(("days", "is_there"), [(13, True), (15, False)])
def test_what_left_the_phone_lately_may_still_be_on_it(act, clock, coordinator, officer, phone, days, is_there):
    begin = now()
    clock(begin - days * DAY - DAY)
    team, others = make_working_team(officer), make_working_team(name="Đội 2")
    visit = make_visit(team=team)
    clock(begin - days * DAY)
    done(act(coordinator, ReassignVisit(visit_id=visit.id, team_id=others.id)))
    clock(begin)

    done(act(coordinator, loss(phone)))

    assert (visit.id in find_lost_phone_of(row_of(phone).id).held("visit")) is is_there


def test_a_list_that_was_fixed_stays(act, coordinator, officer, phone, lost):
    before = dict(lost.inventory)

    make_visit(team=make_working_team(officer))

    assert find_lost_phone_of(row_of(phone).id).inventory == before


def test_a_phone_that_was_revoked_before_can_be_lost_as_well(act, coordinator, phone):
    done(act(coordinator, act_on(row_of(phone), "wipe")))

    done(act(coordinator, loss(phone)))

    assert find_lost_phone_of(row_of(phone).id) is not None


def test_a_phone_is_lost_once(act, coordinator, phone, lost):
    refused = act(coordinator, loss(phone))

    assert (refused.status, refused.code) == ("conflict", "already-reported-lost")


def test_nobody_discovers_a_loss_tomorrow(act, coordinator, phone):
    refused = act(coordinator, loss(phone, discovered_at=now() + DAY))

    assert (refused.status, refused.code) == ("rejected", "discovered-in-future")
    assert row_of(phone).status == "active"


def test_a_phone_of_another_ward_is_unknown(act, coordinator, client):
    elsewhere = make_device(client, make_officer(ward="08500"))[0]

    assert act(coordinator, loss(elsewhere)).code == "unknown-device"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER, Role.POSTAL, Role.DIRECTOR])
def test_only_the_desk_reports_a_loss(act, phone, role):
    assert act(make_user(role), loss(phone)).code == "not-permitted"


def test_a_notice_that_was_sent_is_kept_with_time_and_address(act, coordinator, lost):
    name, command = new_id(), settling(lost, sent_to="Công an tỉnh")

    done(act(coordinator, command, id=name))
    again = act(coordinator, command, id=name)

    assert again.is_duplicate
    assert (lost.outcome, lost.sent_to, lost.settled_by) == ("sent", "Công an tỉnh", coordinator.full_name)
    assert lost_phones(coordinator.ward, only_open=True) == []
    assert [c.what for c in changes_of("lost_phone", lost.id)] == ["reported", "settled"]


def test_a_director_may_judge_that_no_notice_is_due(act, lost):
    director = make_user(Role.DIRECTOR)

    done(act(director, settling(lost, "not-needed", reason="máy đã tìm thấy, chưa ai mở khóa")))

    assert (lost.outcome, lost.outcome_reason) == ("not-needed", "máy đã tìm thấy, chưa ai mở khóa")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"sent_at": None}, "sent-when"),
        ({"sent_at": now() + DAY}, "sent-in-future"),
        ({"lost_id": new_id()}, "unknown-lost-phone"),
    ],
)
def test_a_notice_without_a_time_or_a_loss_is_refused(act, coordinator, lost, values, code):
    refused = act(coordinator, settling(lost, **values))

    assert (refused.status, refused.code) == ("rejected", code)
    assert lost.outcome is None


def test_what_became_of_a_notice_is_said_once(act, coordinator, lost):
    done(act(coordinator, settling(lost)))

    refused = act(coordinator, settling(lost, "not-needed"))

    assert (refused.status, refused.code) == ("conflict", "breach-already-settled")


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER, Role.POSTAL])
def test_only_those_who_answer_for_it_settle_a_breach(act, lost, role):
    assert act(make_user(role), settling(lost)).code == "not-permitted"
