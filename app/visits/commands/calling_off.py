"""A storm: nobody goes out. One act frees the half-days, finds each household another one, and lists whom to tell."""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.core.clock import VN
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.ids import new_id
from app.core.roles import Role
from app.core.search import Text
from app.requests import progress
from app.requests.queries import find_request
from app.visits import capacity, queries, rules
from app.visits.commands.planning import take_out
from app.visits.commands.wishes import book_first_free, news_of
from app.visits.models import CalledOff, Half, Status, Visit


class HalfDayOff(BaseModel):
    """A half-day on which nobody goes out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    date: dt.date
    half: Half


class CallOff(Command):
    """Nobody goes out on these half-days; every household gets another one and is told."""

    type: ClassVar[str] = "visits.call_off"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})

    half_days: Annotated[tuple[HalfDayOff, ...], Field(min_length=1, max_length=8)]
    reason: Annotated[Text, Field(min_length=1, max_length=500)]
    """As the family hears it on the phone: a storm, a flood."""


@handles(CallOff)
def call_off(command: CallOff, context: Context) -> None:
    """Teams at a door finish there. Who was told a time is given a new half-day before who was not."""
    for off in command.half_days:
        rules.check_day(off.date, today=context.now.astimezone(VN).date())
        _close(context, off)
    households = [one for off in command.half_days for one in _households(context, off, command.reason)]
    for household, _was_told in sorted(households, key=lambda one: not one[1]):
        _promise_another(context, household)


def call_off_visit(context: Context, visit: Visit, reason: str) -> None:
    """Nobody comes to this one household: it gets another half-day and stands on the call list."""
    news = _called_off(
        context, HalfDayOff(date=visit.planned_on, half=visit.half), reason, visit.citizen_id, visit=visit
    )
    take_out(context, visit, reason)
    _promise_another(context, news, after=visit.planned_on)


def _promise_another(context: Context, household: CalledOff, *, after: dt.date | None = None) -> None:
    context.add(household)
    request = find_request(household.request_id) if household.request_id else None
    if request is not None:
        next_try = book_first_free(context, request, after=after)
        news = news_of(context, request, household.was_on, household.was_half, reason=household.reason)
        progress.call_off(context, request, next_try=next_try, news=news)


def _close(context: Context, off: HalfDayOff) -> None:
    for shift in queries.shifts_between(context.ward, off.date, off.date):
        if shift.half is off.half:
            shift.capacity_minutes = 0
            context.record("shift-set", queries.get_team(shift.team_id, ward=context.ward))


def _households(context: Context, off: HalfDayOff, reason: str) -> Iterator[tuple[CalledOff, bool]]:
    """Yield each household of the half-day and whether it was told a time; its visit is out of the plan then."""
    for visit in queries.visits_between(context.ward, off.date, off.date):
        if visit.half is off.half and visit.is_movable:
            was_told = visit.status is Status.CONFIRMED
            take_out(context, visit, reason)
            yield _called_off(context, off, reason, visit.citizen_id, visit=visit), was_told
    for promise in capacity.promised_between(context.ward, off.date, off.date):
        request = find_request(promise.request_id)
        if promise.half is off.half and request is not None:
            yield _called_off(context, off, reason, request.citizen_id, request_id=request.id), False


def _called_off(
    context: Context,
    off: HalfDayOff,
    reason: str,
    citizen_id: UUID,
    *,
    visit: Visit | None = None,
    request_id: UUID | None = None,
) -> CalledOff:
    return CalledOff(
        id=new_id(),
        ward=context.ward,
        citizen_id=citizen_id,
        request_id=visit.request_id if visit else request_id,
        visit_id=visit.id if visit else None,
        was_on=off.date,
        was_half=off.half,
        window_from=visit.window_from if visit else "",
        window_to=visit.window_to if visit else "",
        reason=reason,
        at=context.at,
    )
