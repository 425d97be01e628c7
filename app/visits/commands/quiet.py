"""Somebody has died or lies in hospital: one act, and nobody rings, writes or comes to that household."""

from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from app.citizens.models import Citizen
from app.citizens.queries import get_citizen, housemates
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Conflict, Unknown
from app.core.roles import Role
from app.core.search import LongText
from app.notices.stopping import forget_browsers
from app.requests import progress
from app.requests.queries import requests_of_citizen
from app.visits import queries
from app.visits.commands.planning import take_out
from app.visits.commands.wishes import drop_wish
from app.visits.peace import at_rest, is_stopped

Why = Literal["died", "hospital"]


class StopMessages(Command):
    """Somebody there has died or lies in hospital: let nobody ring, write or come."""

    type: ClassVar[str] = "visits.stop_messages"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})

    citizen_id: UUID
    why: Why
    note: Annotated[LongText, Field(min_length=1)]
    """Who said so and when; kept with what the household had asked for."""


class ResumeMessages(Command):
    """This person lives after all, or is home from hospital: we may ring and come again."""

    type: ClassVar[str] = "visits.resume_messages"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})

    citizen_id: UUID
    note: Annotated[LongText, Field(min_length=1)]
    """Who said so and when."""


@handles(StopMessages)
def stop_messages(command: StopMessages, context: Context) -> None:
    leave_in_peace(context, _own(command.citizen_id, context), command.why, command.note)


@handles(ResumeMessages)
def resume_messages(command: ResumeMessages, context: Context) -> None:
    """What a death had ended, or an illness paused, waits for a day; one that was given up may be another's by now."""
    citizen = _own(command.citizen_id, context)
    if not is_stopped(citizen):
        raise Conflict("messages-not-stopped")
    resting = at_rest(context.ward)
    citizen.is_deceased = False
    context.record("messages-resumed", citizen)
    for request in requests_of_citizen(citizen.id):
        if request.cancel_reason == "died" or request.id in resting:
            progress.resume(context, request, note=command.note)
    _resume_house(context, housemates(citizen), command.note)


def _resume_house(context: Context, others: Sequence[Citizen], note: str) -> None:
    """What the others asked for may be planned again, unless one of them was stopped for a reason of their own."""
    if any(is_stopped(person) for person in others):
        return
    resting = at_rest(context.ward)
    for person in others:
        for request in requests_of_citizen(person.id):
            if request.id in resting:
                progress.resume(context, request, note=note)


def _own(citizen_id: UUID, context: Context) -> Citizen:
    citizen = get_citizen(citizen_id)
    if citizen.ward != context.ward:
        raise Unknown("citizen", citizen_id)
    return citizen


def leave_in_peace(context: Context, citizen: Citizen, why: Why, note: str) -> None:
    """Take the household out of everything that rings, writes or comes.

    Who has died needs nothing any more; what others of the house asked for waits, without a day, for a person.
    """
    citizen.is_deceased = citizen.is_deceased or why == "died"
    context.record("messages-stopped", citizen)
    for person in [citizen, *housemates(citizen)]:
        for visit in queries.open_visits_of_citizen(person.id):
            if visit.is_movable:
                take_out(context, visit, note)
        for news in queries.called_off_of(person.id):
            context.delete(news)
        is_over = why == "died" and person.id == citizen.id
        for request in requests_of_citizen(person.id):
            forget_browsers(f"request:{request.id}")
            if request.is_open:
                drop_wish(context, request.id)
                progress.leave_in_peace(context, request, note=note, is_over=is_over)
