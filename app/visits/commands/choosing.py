"""A household takes another half-day: because it was let down, by itself or by who rings it; or by its own wish."""

import datetime as dt
from typing import ClassVar
from uuid import UUID

from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Conflict, Unknown
from app.core.roles import Role
from app.requests import progress
from app.requests.commands import is_in_area
from app.requests.models import ServiceRequest
from app.requests.queries import get_request
from app.requests.rules import check_area
from app.visits.another_half_day import Appointment, check_change, choice_of
from app.visits.commands.planning import take_out
from app.visits.commands.wishes import as_told, check_wish, keep_wish, minutes_of_request
from app.visits.models import Half, Status

BY_FAMILY = "gia đình đổi sang buổi khác"
"""Why the visit leaves the plan, as the board says it."""


class ChooseHalfDay(Command):
    """This half-day suits us instead."""

    type: ClassVar[str] = "visits.choose_half_day"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.CITIZEN, Role.LEADER, Role.COORDINATOR})
    offline: ClassVar[bool] = True

    request_id: UUID
    date: dt.date
    half: Half


@handles(ChooseHalfDay)
def choose_half_day(command: ChooseHalfDay, context: Context) -> None:
    """What the household had so far is free for others with the same step, and not before."""
    request = get_request(command.request_id)
    if request.ward != context.ward:
        raise Unknown("request", command.request_id)
    check_area(context.actor.role, in_area=is_in_area(context.actor, request.neighbourhood_id))
    given_up = _check_may_choose(command, context, request)
    needed = minutes_of_request(request.procedure_code, command.date)
    check_wish(context, request.id, command.date, command.half, needed)
    if given_up is not None:
        _leave_visit(context, request, given_up)
    keep_wish(context, request, command.date, command.half)
    take = progress.choose if given_up is None else progress.move_day
    take(context, request, as_told(command.date, command.half))


def _check_may_choose(command: ChooseHalfDay, context: Context, request: ServiceRequest) -> Appointment | None:
    """Return what a family gives up that was not let down; None for who was. Others choose only for who was."""
    is_answered = request.let_down is None  # and a leader's phone, offline since, may not know it
    is_let_down = choice_of(request) is not None
    if is_let_down and not (is_answered and context.actor.role is Role.LEADER):
        return None
    if is_let_down or context.actor.role is not Role.CITIZEN:
        raise Conflict("half-day-not-offered")
    mine = check_change(request, context.now)
    if (mine.on, mine.half) == (command.date, command.half):
        raise Conflict("half-day-not-offered")
    return mine


def _leave_visit(context: Context, request: ServiceRequest, mine: Appointment) -> None:
    """The visit leaves the plan and its officers' phones; where its hour was agreed, a person at the centre is told."""
    if mine.visit is None:
        return
    if mine.visit.status is Status.CONFIRMED:
        context.flag("confirmed-visit-changed", visit_id=str(mine.visit.id), date=mine.on.isoformat(), half=mine.half)
    take_out(context, mine.visit, BY_FAMILY)
    progress.put_back(context, request, next_try=as_told(mine.on, mine.half))
