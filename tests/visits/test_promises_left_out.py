"""Nobody who counts on a half-day leaves a plan unseen: the promise stays, or other half-days are offered."""

from datetime import timedelta

import pytest

from app.core.changes import changes_of
from app.core.commands import system_actor
from app.core.execute import execute
from app.core.ids import new_id
from app.notices.calls import call_list
from app.requests.queries import get_request
from app.visits.capacity import find_booking
from app.visits.commands import ApplyPlan, CloseVisit, ConfirmVisit, FinishPlan, UndoPlan, UnplanVisit
from app.visits.models import Change, Half, Outcome, PlanState
from app.visits.queries import find_plan, get_visit
from tests.make import WARD, done, make_officer
from tests.make_plans import ask_plan
from tests.make_visits import make_accepted_request, make_shift, make_visit, make_working_team, next_saturday
from tests.page import check_page, text


def wish(on=None):
    return {"date": on or next_saturday(), "half": "morning"}


def told(lines, coordinator):
    """Return a plan with these lines, as the worker has told it."""
    plan_id = ask_plan(coordinator)
    notes = {"served": 1, "left_out": 1, "travel": 10, "points": 1, "points_now": 1, "left_alone": [], "later": 0}
    answer = FinishPlan(plan_id=plan_id, outcome="done", lines=lines, notes=notes)
    done(execute(answer, actor=system_actor(WARD)))
    return find_plan(plan_id)


def goes(team, request):
    lane = {"team_id": team.id, "date": next_saturday(), "half": Half.MORNING}
    times = {"order": 1, "begins": "07:30", "ends": "08:10", "minutes": 40}
    return {"change": Change.NEW, "request_id": request.id, "visit_id": new_id(), **lane, **times}


@pytest.fixture
def booked(coordinator):
    """Somebody who has booked the half-day in which the plan serves another."""
    return make_accepted_request(coordinator=coordinator, wish=wish())


@pytest.fixture
def plan(coordinator, booked):
    team = make_working_team(minutes=45)
    make_shift(team, on=next_saturday() + timedelta(days=1))
    assert find_booking(booked.id), "nobody worked yet when it was wished for: it counts all the same"
    other = make_accepted_request(coordinator=coordinator)
    out = {"change": Change.LEFT_OUT, "request_id": booked.id, "why": {"code": "no-officers"}}
    return told([goes(team, other), out], coordinator)


def listed():
    return call_list(WARD, next_saturday(), next_saturday() + timedelta(days=1))


def test_a_plan_that_leaves_a_booking_out_is_not_applied_unread(act, coordinator, plan, booked):
    receipt = act(coordinator, ApplyPlan(plan_id=plan.id))

    assert (receipt.code, receipt.details) == ("plan-leaves-promised-out", {"request_ids": [str(booked.id)]})
    assert find_plan(plan.id).state is PlanState.DONE


def test_the_rest_is_applied_and_who_was_left_out_stays_booked_and_is_rung(act, coordinator, plan, booked):
    name, command = new_id(), ApplyPlan(plan_id=plan.id, leaving=[booked.id])

    assert act(coordinator, command, id=name).is_applied
    assert act(coordinator, command, id=name).is_duplicate

    assert get_visit(plan.lines[0].visit_id).is_standing
    assert find_booking(booked.id).wished_on == next_saturday()
    call = next(call for call in listed() if call.planned.citizen_id == booked.citizen_id)
    assert (call.is_waiting, call.planned.full.reason) == (True, "chưa đội nào xếp được giờ đến")
    assert [day for day, _half in call.planned.offers] == [next_saturday() + timedelta(days=1)]
    assert changes_of("request", booked.id)[-1].what == "not-planned"


def test_an_undone_plan_has_let_nobody_down(act, coordinator, plan, booked):
    act(coordinator, ApplyPlan(plan_id=plan.id, leaving=[booked.id]))

    assert act(coordinator, UndoPlan(plan_id=plan.id)).is_applied

    assert (get_request(booked.id).let_down, find_booking(booked.id).wished_on) == (None, next_saturday())


def test_the_page_names_them_with_the_reason_and_asks_for_a_tick(sign_in, coordinator, plan, booked):
    desk, week = sign_in(coordinator), f"weekend={next_saturday().isoformat()}"
    page = check_page(desk.get(f"/office/plan?{week}"))
    (form,) = [one for one in page.all("form") if "/apply" in (one.get("action") or "")]
    assert "Bùi Văn Thử: Không đủ cán bộ đi cùng lúc." in text(form)
    data = {"leaving": str(booked.id)}

    desk.post(f"/office/plan/{plan.id}/apply?{week}", data=data)
    assert find_plan(plan.id).state is PlanState.DONE, "the tick was missing"
    desk.post(f"/office/plan/{plan.id}/apply?{week}", data=data | {"read": "y"})

    assert find_plan(plan.id).state is PlanState.APPLIED


def dropped(act, coordinator, *, minutes):
    """Return a promised visit that a plan takes out for another's sake."""
    team = make_working_team(minutes=minutes)
    make_shift(team, on=next_saturday() + timedelta(days=1))
    visit = make_visit(team=team, coordinator=coordinator)
    done(act(coordinator, ConfirmVisit(visit_id=visit.id, told_by="điện thoại")))
    other = make_accepted_request(coordinator=coordinator)
    out = {"change": Change.DROPPED, "visit_id": visit.id, "request_id": visit.request_id, "spare_id": new_id()}
    return visit, told([goes(team, other), out | {"why": {"code": "full"}}], coordinator)


def test_a_promised_visit_that_gives_way_is_offered_other_half_days(act, coordinator):
    visit, plan = dropped(act, coordinator, minutes=45)
    assert act(coordinator, ApplyPlan(plan_id=plan.id)).code == "plan-leaves-promised-out"

    assert act(coordinator, ApplyPlan(plan_id=plan.id, leaving=[visit.request_id])).is_applied

    request = get_request(visit.request_id)
    assert (find_booking(request.id), request.let_down["reason"]) == (None, "lịch cuối tuần phải xếp lại")
    assert request.citizen_id in {call.planned.citizen_id for call in listed() if call.is_waiting}


def test_a_promised_visit_that_gives_way_keeps_its_half_day_where_there_is_room(act, coordinator):
    visit, plan = dropped(act, coordinator, minutes=90)

    assert act(coordinator, ApplyPlan(plan_id=plan.id, leaving=[visit.request_id])).is_applied

    request = get_request(visit.request_id)
    assert (find_booking(request.id).wished_on, request.let_down) == (next_saturday(), None)
    assert request.next_try == {"date": next_saturday().isoformat(), "half": "morning"}


def promised_visit(coordinator):
    team = make_working_team()
    booked = make_accepted_request(coordinator=coordinator, wish=wish())
    return make_visit(team=team, request=booked, coordinator=coordinator)


def test_a_visit_taken_out_by_hand_keeps_what_was_promised(act, coordinator):
    visit = promised_visit(coordinator)

    assert act(coordinator, UnplanVisit(visit_id=visit.id, reason="xếp lại")).is_applied

    assert find_booking(visit.request_id).wished_on == next_saturday()


@pytest.mark.parametrize(("minutes", "is_kept"), [(None, True), (120, True), (0, False)])
def test_a_day_agreed_at_the_door_is_kept_when_the_visit_planned_meanwhile_is_taken_out(
    act, coordinator, minutes, is_kept
):
    """Nobody works on that weekend yet when it is agreed; it stands unless it has been called off since."""
    officer = make_officer()
    team, agreed = make_working_team(officer), wish(next_saturday() + timedelta(days=7))
    first = make_visit(team=team, coordinator=coordinator)
    done(act(officer, CloseVisit(visit_id=first.id, outcome=Outcome.POSTPONED, reason="bận", next_try=agreed)))
    make_shift(team, on=agreed["date"] + timedelta(days=1))
    request = get_request(first.request_id)
    again = make_visit(team=team, request=request, coordinator=coordinator, date=agreed["date"] + timedelta(days=1))
    if minutes is not None:
        make_shift(team, on=agreed["date"], minutes=minutes)

    done(act(coordinator, UnplanVisit(visit_id=again.id, reason="xếp lại")))

    request = get_request(first.request_id)
    assert (bool(request.next_try), request.let_down is None) == (is_kept, is_kept)
    assert not is_kept or request.next_try["date"] == agreed["date"].isoformat()


def test_a_family_that_asks_for_another_day_is_not_held_to_the_old_one(act, sign_in, coordinator):
    visit = promised_visit(coordinator)
    desk = sign_in(coordinator)

    desk.post(f"/office/board/visits/{visit.id}/removal", data={"reason": "gia đình bận", "by_family": "y"})

    request = get_request(visit.request_id)
    assert (request.status, request.next_try, find_booking(request.id)) == ("accepted", None, None)


def test_who_was_promised_nothing_waits_as_before(act, coordinator):
    visit = make_visit(team=make_working_team(), coordinator=coordinator)

    act(coordinator, UnplanVisit(visit_id=visit.id, reason="xếp lại"))

    request = get_request(visit.request_id)
    assert (request.next_try, request.let_down, find_booking(request.id)) == (None, None, None)


def test_only_the_coordinator_leaves_anybody_out(act, plan, booked):
    assert act(make_officer(), ApplyPlan(plan_id=plan.id, leaving=[booked.id])).code == "not-permitted"
