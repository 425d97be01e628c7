"""Undoing a weekend plan keeps promises: windows told since, half-days without the minutes, and bookings."""

import pytest

from app.core.commands import public_actor, system_actor
from app.core.execute import execute
from app.core.ids import new_id
from app.requests.queries import get_request
from app.visits.capacity import find_booking
from app.visits.commands import ConfirmVisit, FinishPlan, HoldHalfDay, SetShift, UndoPlan
from app.visits.models import Change, Half, PlanState
from app.visits.models.room import Lane
from app.visits.queries import find_plan, get_visit, visits_in
from tests.make import WARD, done
from tests.make_plans import apply, ask_plan
from tests.make_visits import make_accepted_request, make_visit, make_working_team, next_saturday


def applied(coordinator, *lines):
    """Return a plan of these lines that was taken over."""
    plan_id = ask_plan(coordinator)
    done(execute(FinishPlan(plan_id=plan_id, outcome="done", lines=lines), actor=system_actor(WARD)))
    assert apply(find_plan(plan_id), coordinator).is_applied
    return find_plan(plan_id)


def line(change, team, **values):
    lane = {"team_id": team.id, "date": next_saturday(), "half": Half.MORNING}
    return {"change": change, "order": 1, "begins": "07:30", "ends": "08:05", "minutes": 35, **lane, **values}


@pytest.mark.parametrize("change", [Change.PINNED, Change.STAYS])
def test_a_window_told_since_stands(act, coordinator, change):
    team = make_working_team()
    visit = make_visit(team=team, coordinator=coordinator)
    plan = applied(coordinator, line(change, team, visit_id=visit.id, request_id=visit.request_id))
    window = {"from": "10:00", "to": "11:00"}
    assert act(coordinator, ConfirmVisit(visit_id=visit.id, told_by="điện thoại", window=window)).is_applied

    assert act(coordinator, UndoPlan(plan_id=plan.id)).is_applied

    kept = get_visit(visit.id)
    assert (kept.status, kept.window_from, kept.window_to, kept.minutes) == ("confirmed", "10:00", "11:00", 40)


def test_who_stays_behind_a_dropped_visit_keeps_window_and_place(act, coordinator):
    team = make_working_team()
    first, second = (make_visit(team=team, coordinator=coordinator) for _ in range(2))
    window, lane = (second.window_from, second.window_to), Lane(team.id, next_saturday(), Half.MORNING)
    dropped = {"change": Change.DROPPED, "visit_id": first.id, "request_id": first.request_id, "spare_id": new_id()}
    stays = line(Change.STAYS, team, visit_id=second.id, request_id=second.request_id)

    plan = applied(coordinator, dropped, stays)

    (kept,) = visits_in(lane)
    assert (kept.id, kept.order, kept.window_from, kept.window_to) == (second.id, 1, *window)
    assert act(coordinator, UndoPlan(plan_id=plan.id)).is_applied
    back, kept = visits_in(lane)
    assert (back.request_id, back.order, back.window_from) == (first.request_id, 1, "07:30")
    assert (kept.id, kept.order, kept.window_from, kept.window_to) == (second.id, 2, *window)


@pytest.mark.parametrize(("minutes", "code"), [(30, "half-day-full"), (0, "team-not-working")])
def test_nobody_goes_back_where_the_minutes_are_gone(act, coordinator, minutes, code):
    old, new = make_working_team(name="Đội 1"), make_working_team(name="Đội 2")
    visit = make_visit(team=old, coordinator=coordinator)
    plan = applied(coordinator, line(Change.MOVED, new, visit_id=visit.id, request_id=visit.request_id))
    lane = {"team_id": old.id, "date": next_saturday(), "half": Half.MORNING}
    done(act(coordinator, SetShift(shift_id=new_id(), capacity_minutes=minutes, **lane)))

    assert act(coordinator, UndoPlan(plan_id=plan.id)).code == code
    assert (get_visit(visit.id).team_id, find_plan(plan.id).state) == (new.id, PlanState.APPLIED)


@pytest.fixture
def booked_plan(coordinator):
    """A full half-day: one household had booked it, the other had not."""
    team = make_working_team(minutes=70)
    booked = make_accepted_request(coordinator=coordinator, wish={"date": next_saturday(), "half": "morning"})
    other = make_accepted_request(coordinator=coordinator)
    lines = [line(Change.NEW, team, visit_id=new_id(), request_id=one.id, order=order)
             for order, one in enumerate((booked, other), 1)]  # fmt: skip
    return booked, applied(coordinator, *lines)


def test_a_booking_comes_back_whatever_else_the_plan_put_there(act, coordinator, booked_plan):
    booked, plan = booked_plan

    assert act(coordinator, UndoPlan(plan_id=plan.id)).is_applied

    assert (get_request(booked.id).status, find_booking(booked.id).half) == ("accepted", Half.MORNING)


def test_a_plan_is_not_undone_where_a_booking_would_be_lost(act, coordinator):
    """The visit was given few minutes, and somebody has taken those that its booking had."""
    team, morning = make_working_team(minutes=70), {"date": next_saturday(), "half": "morning"}
    booked = make_accepted_request(coordinator=coordinator, wish=morning)
    plan = applied(coordinator, line(Change.NEW, team, visit_id=new_id(), request_id=booked.id, minutes=20))
    done(execute(HoldHalfDay(request_id=new_id(), **morning), actor=public_actor(WARD)))

    assert act(coordinator, UndoPlan(plan_id=plan.id)).code == "undo-breaks-promise"
    assert (get_request(booked.id).status, find_plan(plan.id).state) == ("planned", PlanState.APPLIED)
