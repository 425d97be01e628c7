"""A report from the door that was wrong: the right one follows it, with a reason, and both stay readable."""

from collections.abc import Sequence
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from app.core.commands import Command, handles, when_accepted
from app.core.context import Context
from app.core.errors import Rejected, Unknown
from app.core.roles import Role
from app.core.search import LongText, Text
from app.visits import queries
from app.visits.commands.door import NextTry, keep_quiet, let_stand
from app.visits.models import Closing, Outcome, Status, Visit


class CorrectVisitFact(Command):
    """My report was wrong; this is how it was, and why I correct it."""

    type: ClassVar[str] = "visits.correct_fact"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.OFFICER, Role.COORDINATOR})
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    command_id: UUID
    """The command that reported the start or the outcome."""
    visit_id: UUID
    reason: Annotated[Text, Field(min_length=1)]
    outcome: Outcome | None = None
    outcome_reason: Text | None = None
    note: LongText | None = None
    next_try: NextTry | None = None
    leave_in_peace: bool = False
    """Somebody has died or lies in hospital after all, and the family wants nobody to ring, write or come."""


@handles(CorrectVisitFact)
def correct_visit_fact(command: CorrectVisitFact, context: Context) -> None:
    visit = queries.get_visit(command.visit_id, ward=context.ward)
    if command.command_id == visit.start_command_id:
        _check_author(visit.officer_ids, context)
        _withdraw_start(visit, context)
        return
    wrong = next((closing for closing in visit.closings if closing.id == command.command_id), None)
    if wrong is None:
        raise Unknown("report", command.command_id)
    _check_author([wrong.reported_by], context)
    right = _corrected(wrong, command, context)
    visit.closings.append(right)
    if wrong.stands:
        let_stand(visit, right, context, change="corrected")
        keep_quiet(command, right, context)
    else:
        context.flag("corrected-before", visit_id=str(visit.id))
        context.record("reported", visit)


@when_accepted(CorrectVisitFact)
def accept_correction(command: CorrectVisitFact, context: Context) -> None:
    visit = queries.get_visit(command.visit_id, ward=context.ward)
    right = next((closing for closing in visit.closings if closing.id == context.command_id), None)
    if right is not None and not right.stands:
        let_stand(visit, right, context, change="corrected")
        keep_quiet(command, right, context)


def _check_author(authors: Sequence[UUID | None], context: Context) -> None:
    if context.actor.role is Role.OFFICER and context.actor.id not in authors:
        raise Rejected("not-your-report")


def _withdraw_start(visit: Visit, context: Context) -> None:
    visit.started_at = None
    visit.start_command_id = None
    if visit.status is Status.STARTED:
        visit.status = Status.CONFIRMED if visit.confirmed_at else Status.PLANNED
    context.record("start-withdrawn", visit)


def _corrected(wrong: Closing, command: CorrectVisitFact, context: Context) -> Closing:
    """Return the report as it should have been; what the correction does not name stays."""
    return Closing(
        id=context.command_id,
        visit_id=wrong.visit_id,
        reported_by=context.actor.id,
        outcome=command.outcome or wrong.outcome,
        reason=wrong.reason if command.outcome_reason is None else command.outcome_reason,
        note=wrong.note if command.note is None else command.note,
        next_on=command.next_try.date if command.next_try else wrong.next_on,
        next_half=command.next_try.half if command.next_try else wrong.next_half,
        closed_at=wrong.closed_at,
        stands=False,
        corrects=wrong.id,
        correction_reason=command.reason,
    )
