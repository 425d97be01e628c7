"""What has happened between the making, the taking over and the undoing of a weekend plan is never overwritten."""

from datetime import timedelta

import pytest

from app.core.clock import now, today
from app.core.commands import public_actor
from app.core.db import session, writing
from app.core.execute import execute
from app.core.ids import new_id
from app.requests.queries import get_request
from app.visits.capacity import find_booking
from app.visits.commands import ApplyPlan, CallOff, ChooseHalfDay, ConfirmVisit, HoldHalfDay, StopMessages, UndoPlan
from app.visits.models import Half, PlanState, WishedHalfDay
from app.visits.queries import find_plan
from tests.make import WARD, done
from tests.make_plans import apply, line_of, make_plan
from tests.make_visits import make_accepted_request, make_shift, make_visit, make_working_team, next_saturday


def wait_until(day, clock):
    clock(now() + (day - today()))


@pytest.mark.parametrize("days", [0, 1])
def test_on_a_day_that_has_come_a_plan_is_not_taken_over(act, coordinator, team, clock, days):
    make_accepted_request(coordinator=coordinator)
    plan = make_plan(coordinator)
    wait_until(next_saturday() + timedelta(days=days), clock)

    receipt = act(coordinator, ApplyPlan(plan_id=plan.id))

    assert (receipt.code, receipt.details["date"]) == ("half-day-past", plan.weekend.isoformat())
    assert find_plan(plan.id).state is PlanState.DONE


def test_nobody_goes_back_to_a_day_that_has_come(act, coordinator, clock):
    """The visit was moved from Saturday to Sunday: on Saturday it stays there."""
    saturday = next_saturday()
    team = make_working_team(minutes=100)
    make_shift(team, on=saturday + timedelta(days=1))
    visit = make_visit(team=team, coordinator=coordinator)
    for _ in range(2):
        wish = {"date": saturday, "half": "morning"}
        make_accepted_request(coordinator=coordinator, wish=wish)
    plan = make_plan(coordinator)
    moved = next(line for line in plan.lines if line.visit_id == visit.id)
    assert (moved.change, moved.on) == ("moved", saturday + timedelta(days=1))
    assert apply(plan, coordinator).is_applied
    wait_until(saturday, clock)

    assert act(coordinator, UndoPlan(plan_id=plan.id)).code == "half-day-past"
    assert find_plan(plan.id).state is PlanState.APPLIED


def leave_in_peace(act, coordinator, citizen_id):
    assert act(coordinator, StopMessages(citizen_id=citizen_id, why="hospital", note="con gái báo")).is_applied


def test_a_household_left_in_peace_after_the_plan_was_made_is_not_visited(act, coordinator, team):
    request = make_accepted_request(coordinator=coordinator)
    plan = make_plan(coordinator)
    leave_in_peace(act, coordinator, request.citizen_id)

    receipt = apply(plan, coordinator)

    assert (receipt.code, receipt.details) == ("plan-is-stale", {"changed": [f"request:{request.id}"]})
    assert get_request(request.id).status == "accepted"


def test_a_household_left_in_peace_is_not_planned_again_by_undoing(act, coordinator):
    team = make_working_team(minutes=45)
    light = make_visit(team=team, coordinator=coordinator)
    heavy = {"birth_year": 1930, "priority_groups": ["bedridden"]}
    make_accepted_request(coordinator=coordinator, told=heavy)
    plan = make_plan(coordinator)
    assert apply(plan, coordinator).is_applied
    leave_in_peace(act, coordinator, light.citizen_id)

    receipt = act(coordinator, UndoPlan(plan_id=plan.id))

    assert (receipt.code, receipt.details) == ("plan-was-overtaken", {"visit_ids": [str(light.id)]})


def test_a_half_day_that_the_family_took_since_is_not_overruled(act, coordinator, team):
    """After the storm the plan goes on Saturday afternoon; on the tracking page Sunday is booked meanwhile."""
    saturday, sunday = next_saturday(), next_saturday() + timedelta(days=1)
    make_shift(team, on=saturday, half=Half.AFTERNOON)
    make_shift(team, on=sunday)
    request = get_request(make_visit(team=team, coordinator=coordinator).request_id)
    storm = CallOff(half_days=[{"date": saturday, "half": "morning"}], reason="bão số 10")
    assert act(coordinator, storm).is_applied
    plan = make_plan(coordinator)
    assert line_of(plan, request).on == saturday
    choice = ChooseHalfDay(request_id=request.id, date=sunday, half=Half.MORNING)
    done(execute(choice, actor=public_actor(WARD)))

    receipt = apply(plan, coordinator)

    assert (receipt.code, receipt.details) == ("plan-is-stale", {"changed": [f"request:{request.id}"]})
    assert find_booking(request.id).wished_on == sunday


def test_a_plan_that_knew_nothing_of_half_days_is_stale(act, coordinator, team):
    """Plans that were made before half-days counted may still stand when the server is renewed."""
    request = make_accepted_request(coordinator=coordinator)
    plan = make_plan(coordinator)
    with writing():
        plan.built_on = plan.built_on | {f"request:{request.id}": "accepted None"}

    receipt = apply(plan, coordinator)

    assert (receipt.code, receipt.details) == ("plan-is-stale", {"changed": [f"request:{request.id}"]})


def test_another_window_makes_a_plan_stale(act, coordinator, team):
    visit = make_visit(team=team, coordinator=coordinator)
    confirm(act, coordinator, visit, "07:30", "09:00")
    plan = make_plan(coordinator)
    confirm(act, coordinator, visit, "10:00", "11:00")

    receipt = apply(plan, coordinator)

    assert (receipt.code, receipt.details) == ("plan-is-stale", {"changed": [f"visit:{visit.id}"]})


def confirm(act, coordinator, visit, opens, closes):
    window = {"from": opens, "to": closes}
    assert act(coordinator, ConfirmVisit(visit_id=visit.id, told_by="điện thoại", window=window)).is_applied


def test_one_overbooked_half_day_does_not_give_away_another(act, coordinator):
    """What was promised on Sunday does not go together; Saturday's bookings count all the same."""
    team = make_working_team(minutes=60)
    sunday = next_saturday() + timedelta(days=1)
    make_shift(team, on=sunday, minutes=60)
    hold(sunday)
    make_accepted_request(coordinator=coordinator)
    overbook(sunday)
    plan = make_plan(coordinator)
    hold(next_saturday())

    assert apply(plan, coordinator).code == "plan-leaves-no-room"


def hold(day):
    done(execute(HoldHalfDay(request_id=new_id(), date=day, half=Half.MORNING), actor=public_actor(WARD)))


def overbook(day):
    """A promise more than the half-day holds."""
    wish = WishedHalfDay(request_id=new_id(), ward=WARD, wished_on=day, half=Half.MORNING, minutes=40, has_place=True)
    with writing():
        session.add(wish)
