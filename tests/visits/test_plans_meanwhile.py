"""What has happened between the making, the taking over and the undoing of a weekend plan is never overwritten."""

from datetime import timedelta

import pytest

from app.core.clock import now, today
from app.visits.commands import ApplyPlan, UndoPlan
from app.visits.models import PlanState
from app.visits.queries import find_plan
from tests.make import make_coordinator
from tests.make_plans import apply, make_plan
from tests.make_visits import make_accepted_request, make_shift, make_visit, make_working_team, next_saturday


@pytest.fixture
def coordinator(app):
    return make_coordinator()


@pytest.fixture
def team(app):
    return make_working_team()


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
