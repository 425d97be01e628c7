"""The officer at the door: the order of the round, arriving, and what happened.

What happened, happened: a report is never refused because the plan moved on. It is written down
beside what is there and a person decides (promise 3).
"""

import datetime as dt
from typing import Annotated, ClassVar, Protocol
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.citizens.locating import stood_at_gate
from app.citizens.queries import get_citizen
from app.core.commands import Command, handles, when_accepted
from app.core.context import Context
from app.core.roles import Role
from app.core.search import LongText, Text
from app.files.queries import await_files
from app.visits import queries, rules
from app.visits.commands.aftermath import follow
from app.visits.commands.lanes import lane_of, settle
from app.visits.commands.quiet import Why, leave_in_peace
from app.visits.models import Closing, Half, Outcome, Status, Visit

OFFICERS = frozenset({Role.OFFICER})
QUIET: dict[Outcome, Why] = {Outcome.DIED: "died", Outcome.HOSPITAL: "hospital"}
TOLD_AT_THE_DOOR = "Gia đình báo với cán bộ tại nhà"


class NextTry(BaseModel):
    """The half-day that was agreed at the door."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    date: dt.date
    half: Half


class ReorderVisits(Command):
    """I go to these houses in this order."""

    type: ClassVar[str] = "visits.reorder"
    allowed: ClassVar[frozenset[Role]] = OFFICERS
    offline: ClassVar[bool] = True

    date: dt.date
    half: Half
    visit_ids: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=50)]


class StartVisit(Command):
    """I am at the door."""

    type: ClassVar[str] = "visits.start"
    allowed: ClassVar[frozenset[Role]] = OFFICERS
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    visit_id: UUID


class CloseVisit(Command):
    """This is what happened at the door."""

    type: ClassVar[str] = "visits.close"
    allowed: ClassVar[frozenset[Role]] = OFFICERS
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    visit_id: UUID
    outcome: Outcome
    reason: Text | None = None
    note: LongText = ""
    next_try: NextTry | None = None
    leave_in_peace: bool = False
    """The family was asked, and wants nobody to ring, write or come: somebody has died or lies in hospital."""


@handles(ReorderVisits)
def reorder_visits(command: ReorderVisits, context: Context) -> None:
    mine = queries.open_visits_of_officer(context.actor.id, command.date, command.half)
    rules.check_order(command.visit_ids, {visit.id for visit in mine})
    route = queries.visits_in(lane_of(mine[0]))
    by_id = {visit.id: visit for visit in mine}
    done = [visit for visit in route if visit.id not in by_id]
    # The hours were reckoned for another order.
    for visit in mine:
        if visit.expected_at is not None:
            visit.expected_at = visit.expected_since = None
            context.record("reordered", visit)
    settle(context, [*done, *(by_id[visit_id] for visit_id in command.visit_ids)], change="reordered")


@handles(StartVisit)
def start_visit(command: StartVisit, context: Context) -> None:
    visit = queries.get_visit(command.visit_id, ward=context.ward)
    if _needs_decision(visit, context):
        return
    _begin(visit, context)


def _needs_decision(visit: Visit, context: Context) -> bool:
    """Flag a report that a person must look at before it counts."""
    flag = None if context.by_review else rules.report_flag(visit, context.actor.id)
    if flag is not None:
        context.flag(flag, visit_id=str(visit.id), status=visit.status.value)
        context.record("reported", visit)
    return flag is not None


@when_accepted(StartVisit)
def accept_start(command: StartVisit, context: Context) -> None:
    visit = queries.get_visit(command.visit_id, ward=context.ward)
    if visit.is_standing and visit.status is not Status.CLOSED:
        _begin(visit, context)


def _begin(visit: Visit, context: Context) -> None:
    # Two officers of one team may both press; the household opened its door once.
    if visit.started_at is None or context.at < visit.started_at:
        visit.started_at = context.at
        visit.start_command_id = context.command_id
    if visit.status is not Status.CLOSED:
        visit.status = Status.STARTED
    context.record("started", visit)
    stood_at_gate(context, get_citizen(visit.citizen_id))


@handles(CloseVisit)
def close_visit(command: CloseVisit, context: Context) -> None:
    visit = queries.get_visit(command.visit_id, ward=context.ward)
    waits = _needs_decision(visit, context)
    report = Closing(
        id=context.command_id,
        visit_id=visit.id,
        reported_by=context.actor.id,
        outcome=command.outcome,
        reason=command.reason,
        note=command.note,
        next_on=command.next_try.date if command.next_try else None,
        next_half=command.next_try.half if command.next_try else None,
        closed_at=context.at,
        stands=False,
    )
    visit.closings.append(report)
    # A photo of the gate may come along: proof that somebody stood there.
    await_files(context, visit)
    if not waits:
        let_stand(visit, report, context, change="closed")
        keep_quiet(command, report, context)


@when_accepted(CloseVisit)
def accept_close(command: CloseVisit, context: Context) -> None:
    visit = queries.get_visit(command.visit_id, ward=context.ward)
    report = next(closing for closing in visit.closings if closing.id == context.command_id)
    let_stand(visit, report, context, change="closed")
    keep_quiet(command, report, context)


class Asked(Protocol):
    """A report that says whether the family was asked."""

    leave_in_peace: bool


def keep_quiet(command: Asked, report: Closing, context: Context) -> None:
    """In the same step the office hears of it, and may undo it."""
    if command.leave_in_peace and report.outcome in QUIET:
        citizen = get_citizen(queries.get_visit(report.visit_id).citizen_id)
        leave_in_peace(context, citizen, QUIET[report.outcome], report.note or TOLD_AT_THE_DOOR)
        context.flag("left-in-peace", citizen_id=str(citizen.id))


def let_stand(visit: Visit, report: Closing, context: Context, *, change: str) -> None:
    """This report counts from now on, any earlier one is history."""
    for earlier in visit.closings:
        earlier.stands = earlier is report
    visit.status = Status.CLOSED
    context.record(change, visit)
    follow(context, visit, report)
