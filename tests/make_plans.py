"""Builders for weekend plans: asked for by the coordinator, made by the worker's own effect."""

from app.core.effects import run_effects
from app.core.execute import execute
from app.core.ids import new_id
from app.visits.commands import ApplyPlan, ProposePlan
from app.visits.queries import find_plan
from tests.make import done, make_coordinator
from tests.make_visits import next_saturday


def ask_plan(coordinator=None, **values):
    """Return the id of a plan that waits for the worker."""
    planner = coordinator or make_coordinator()
    command = ProposePlan(**({"plan_id": new_id(), "weekend": next_saturday()} | values))
    done(execute(command, actor=planner.as_actor()))
    return command.plan_id


def make_plan(coordinator=None, **values):
    """Return a plan that the engine has answered."""
    plan_id = ask_plan(coordinator, **values)
    run_effects()
    return find_plan(plan_id)


def apply(plan, coordinator=None):
    """Take the plan over; return the receipt."""
    planner = coordinator or make_coordinator()
    return execute(ApplyPlan(plan_id=plan.id), actor=planner.as_actor())


def line_of(plan, request):
    """Return the plan's line about this request."""
    return next(line for line in plan.lines if line.request_id == request.id)
