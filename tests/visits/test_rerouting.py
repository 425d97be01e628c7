"""The rest of a round changed on the way: the order, the hours, who is not reached, and whom the office must ring."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core.changes import changes_of, find_state
from app.core.db import session
from app.core.ids import new_id
from app.notices.calls import call_list
from app.notices.commands import RecordCall
from app.notices.rules import is_reached
from app.requests.queries import get_request
from app.visits.commands import CloseVisit, ConfirmVisit, MoveVisit, ReassignVisit, ReorderVisits, Reroute, StartVisit
from app.visits.models import CalledOff, Half, Outcome
from app.visits.models.room import Lane
from app.visits.queries import get_visit, visits_in
from tests.make import WARD, make_coordinator, make_leader
from tests.make_visits import make_shift, make_visit, make_working_team, next_saturday

REASON = "đường ngập, đoàn đi chậm"


@pytest.fixture
def trio(team, coordinator):
    """Three visits of one morning, the first two promised from 07:30 to 09:00."""
    visits = [make_visit(team=team, coordinator=coordinator) for _ in range(3)]
    return [visit.id for visit in visits]


@pytest.fixture
def promised(trio, act, coordinator):
    for visit_id in trio[:2]:
        window = {"from": "07:30", "to": "09:00"}
        act(coordinator, ConfirmVisit(visit_id=visit_id, window=window, told_by="điện thoại"))
    return trio


def way(stops, left_out=(), **values):
    given = {"date": next_saturday(), "half": "morning", "cause": "late", "reason": REASON, "left_out": left_out}
    told = [{"visit_id": visit_id, "begins": begins} for visit_id, begins in stops]
    return Reroute(**(given | {"stops": told} | values))


def listed(visit_id):
    (found,) = [call for call in call_list(WARD, next_saturday(), next_saturday()) if call.planned.visit_id == visit_id]
    return found


def order_of(team):
    return [visit.id for visit in visits_in(Lane(team.id, next_saturday(), Half.MORNING))]


def test_the_plan_follows_the_officer(act, officer, team, promised):
    first, second, third = promised
    name = new_id()
    command = way([(third, "08:10"), (first, "09:00"), (second, "09:40")])

    receipt = act(officer, command, id=name)
    again = act(officer, command, id=name)

    assert (receipt.status, receipt.flags, again.is_duplicate) == ("applied", [], True)
    assert order_of(team) == [third, first, second]
    assert [get_visit(one).expected_at for one in (third, first, second)] == ["08:10", "09:00", "09:40"]
    assert [change.what for change in changes_of("visit", second)].count("rerouted") == 1
    assert get_visit(second).window_to == "09:00", "what was promised stays written"
    shown = get_visit(second).snapshot()
    assert (shown.expected_at, shown.window["to"], shown.travel_minutes) == ("09:40", "09:00", None)


def test_only_whose_promise_is_not_kept_must_be_rung_first(act, officer, promised):
    first, second, third = promised

    act(officer, way([(first, "08:50"), (third, "09:10"), (second, "09:40")]))

    assert call_list(WARD, next_saturday(), next_saturday())[0].planned.visit_id == second
    assert listed(second).planned.delayed.expected == "09:40"
    assert (listed(first).planned.delayed, listed(third).planned.delayed) == (None, None)


def test_a_call_about_the_old_hour_is_no_news_of_the_new_one(act, officer, coordinator, promised):
    first, second, third = promised
    call = RecordCall(citizen_id=get_visit(second).citizen_id, visit_id=second, outcome="told")
    act(coordinator, call)
    act(officer, way([(first, "08:00"), (third, "08:40"), (second, "10:00")]))
    assert not is_reached(listed(second).calls)

    act(coordinator, call)

    assert is_reached(listed(second).calls)


def test_a_new_promise_ends_the_delay(act, officer, coordinator, promised):
    first, second, third = promised
    act(officer, way([(first, "08:00"), (third, "08:40"), (second, "10:00")]))

    act(coordinator, ConfirmVisit(visit_id=second, window={"from": "09:30", "to": "11:00"}, told_by="điện thoại"))

    assert (get_visit(second).expected_at, listed(second).planned.delayed) == (None, None)


def test_another_half_day_knows_no_hour_of_the_old_one(act, officer, coordinator, team, promised):
    first, second, third = promised
    act(officer, way([(first, "08:00"), (third, "08:40"), (second, "10:00")]))
    make_shift(team, half=Half.AFTERNOON)

    act(coordinator, MoveVisit(visit_id=second, team_id=team.id, date=next_saturday(), half="afternoon"))

    assert get_visit(second).expected_at is None


def test_who_is_not_reached_gets_another_half_day_and_is_rung(act, officer, team, promised):
    first, second, third = promised
    sunday = next_saturday() + timedelta(days=1)
    make_shift(team, on=sunday)

    receipt = act(officer, way([(first, "08:00"), (third, "08:40")], left_out=[second], cause="ill"))

    news = session.scalars(select(CalledOff)).one()
    request = get_request(get_visit(second).request_id)
    assert receipt.status == "applied"
    assert (news.visit_id, news.reason, news.window_to) == (second, REASON, "09:00")
    assert (request.status, request.next_try) == ("accepted", {"date": sunday.isoformat(), "half": "morning"})
    assert order_of(team) == [first, third]
    assert listed(second).planned.called_off.instead_on == sunday
    assert find_state("visit", second).is_void, "no phone goes there any more"


def close(visit_id):
    return CloseVisit(visit_id=visit_id, outcome=Outcome.MET)


def test_what_the_officer_could_not_know_is_flagged_and_the_rest_holds(act, officer, team, coordinator, promised):
    first, second, third = promised
    act(coordinator, ReassignVisit(visit_id=first, team_id=make_working_team(name="Đội khác").id))
    new = make_visit(team=team, coordinator=coordinator).id

    receipt = act(officer, way([(third, "08:10"), (first, "09:00")], left_out=[second]))

    assert (receipt.status, receipt.flags) == ("applied", ["round-changed-meanwhile"])
    assert order_of(team) == [third, new]
    assert get_visit(first).expected_at is None


def test_a_house_under_way_keeps_its_place(act, officer, team, promised):
    first, second, third = promised
    act(officer, StartVisit(visit_id=first))

    act(officer, way([(first, "08:00"), (third, "08:30"), (second, "08:50")], left_out=[]))

    assert order_of(team) == [first, third, second]
    assert get_visit(first).expected_at is None


def test_a_house_under_way_is_no_change_that_the_phone_missed(act, officer, team, promised):
    first, second, third = promised
    act(officer, StartVisit(visit_id=first))

    receipt = act(officer, way([(third, "08:30"), (second, "08:50")]))

    assert (receipt.status, receipt.flags) == ("applied", [])
    assert order_of(team) == [first, third, second]


def test_an_order_by_hand_ends_the_reckoned_hours(act, officer, team, promised):
    first, second, third = promised
    act(officer, way([(third, "08:10"), (first, "09:00"), (second, "10:00")]))

    receipt = act(officer, ReorderVisits(date=next_saturday(), half="morning", visit_ids=(third, second, first)))

    assert receipt.status == "applied"
    assert [(get_visit(one).expected_at, get_visit(one).expected_since) for one in promised] == [(None, None)] * 3
    assert [change.what for change in changes_of("visit", third)].count("reordered") == 1, "it kept its place"
    assert listed(second).planned.delayed is None


def test_nobody_is_sent_away_from_an_open_door(act, officer, promised):
    first, second, third = promised
    act(officer, StartVisit(visit_id=first))

    act(officer, way([(third, "08:30"), (second, "08:50")], left_out=[first]))

    assert get_visit(first).is_standing


def test_a_round_that_is_over_changes_nothing(act, officer, promised):
    for visit_id in promised:
        act(officer, close(visit_id))

    receipt = act(officer, way([(promised[0], "09:00")]))

    assert (receipt.status, receipt.flags) == ("applied", ["round-changed-meanwhile"])
    assert get_visit(promised[0]).expected_at is None


def test_nobody_stands_twice_in_a_round(act, officer, trio):
    assert act(officer, way([(trio[0], "08:00")], left_out=[trio[0]])).code == "visit-named-twice"


def test_a_visit_that_nobody_knows_is_refused(act, officer, trio):
    assert act(officer, way([(new_id(), "08:00")])).code == "unknown-visit"


def test_only_an_officer_goes_the_round(act, trio):
    assert act(make_leader(), way([(trio[0], "08:00")])).code == "not-permitted"
    assert act(make_coordinator(), way([(trio[0], "08:00")])).code == "not-permitted"
