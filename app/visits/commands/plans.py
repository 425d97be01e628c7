"""The coordinator asks the planning engine for a weekend, stops it, and the worker tells what it found."""

import datetime as dt
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from app.core.clock import VN
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Conflict, Rejected
from app.core.roles import Role
from app.visits import queries, rules
from app.visits.commands.plan_told import PlanLineTold
from app.visits.models import Effort, PlanState, WeekendPlan
from app.visits.standing import plan_days

PLANNERS = frozenset({Role.COORDINATOR})


class ProposePlan(Command):
    """Propose who is visited when on this weekend, by whom and in which order."""

    type: ClassVar[str] = "visits.propose_plan"
    allowed: ClassVar[frozenset[Role]] = PLANNERS

    plan_id: UUID
    weekend: dt.date
    """Any day that belongs to it or looks forward to it."""
    effort: Effort = Effort.FULL
    seed: Annotated[int, Field(ge=1, le=1_000_000)] = 1


class CancelPlan(Command):
    """Stop: I do not need this plan any more."""

    type: ClassVar[str] = "visits.cancel_plan"
    allowed: ClassVar[frozenset[Role]] = PLANNERS

    plan_id: UUID


class FinishPlan(Command):
    """The engine has answered, or could not."""

    type: ClassVar[str] = "visits.finish_plan"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})

    plan_id: UUID
    outcome: Literal["done", "broken"]
    problem: Annotated[str, Field(max_length=80)] = ""
    made_with: dict[str, str] = {}
    built_on: dict[str, str] = {}
    notes: dict[str, Any] = {}
    lines: tuple[PlanLineTold, ...] = ()


@handles(ProposePlan)
def propose_plan(command: ProposePlan, context: Context) -> None:
    saturday, sunday = rules.weekend_of(command.weekend)
    days = plan_days(saturday, context.now.astimezone(VN).date())
    if not days:
        raise Rejected("half-day-past", date=sunday.isoformat())
    if not queries.shifts_between(context.ward, days[0], days[-1]):
        raise Conflict("weekend-without-shifts")
    running = queries.plan_under_way(context.ward, saturday)
    if running is not None:
        raise Conflict("plan-under-way", plan_id=str(running.id))
    plan = WeekendPlan(
        id=command.plan_id,
        ward=context.ward,
        weekend=saturday,
        effort=command.effort,
        seed=command.seed,
        state=PlanState.QUEUED,
        made_by=context.actor.id,
        made_at=context.now,
        made_with={},
        built_on={},
        notes={},
    )
    context.add(plan)
    context.record("proposed", plan)


@handles(CancelPlan)
def cancel_plan(command: CancelPlan, context: Context) -> None:
    plan = queries.get_plan(command.plan_id, ward=context.ward)
    rules.check_plan(plan.state, PlanState.QUEUED)
    plan.state, plan.ended_at = PlanState.CANCELLED, context.now
    context.record("cancelled", plan)


@handles(FinishPlan)
def finish_plan(command: FinishPlan, context: Context) -> None:
    """Nobody waits for the answer to a plan that was cancelled."""
    plan = queries.get_plan(command.plan_id, ward=context.ward)
    if plan.state is not PlanState.QUEUED:
        return
    plan.state, plan.ended_at = PlanState(command.outcome), context.now
    plan.problem, plan.made_with = command.problem, command.made_with
    plan.built_on, plan.notes = command.built_on, command.notes
    for position, line in enumerate(command.lines):
        context.add(line.as_row(plan.id, position))
    context.record(command.outcome, plan)
