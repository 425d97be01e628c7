"""A household whose half-day was called off, or was full, takes another one: by itself, or by who rings it."""

import datetime as dt
from typing import ClassVar
from uuid import UUID

from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Conflict, Unknown
from app.core.roles import Role
from app.requests import progress
from app.requests.commands import is_in_area
from app.requests.queries import get_request
from app.requests.rules import check_area
from app.visits.another_half_day import choice_of
from app.visits.commands.wishes import as_told, check_wish, keep_wish, minutes_of_request
from app.visits.models import Half


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
    """What was kept for the household so far is free for others with the same step."""
    request = get_request(command.request_id)
    if request.ward != context.ward:
        raise Unknown("request", command.request_id)
    check_area(context.actor.role, in_area=is_in_area(context.actor, request.neighbourhood_id))
    is_answered = request.let_down is None  # and a leader's phone, offline since, may not know it
    if choice_of(request) is None or (is_answered and context.actor.role is Role.LEADER):
        raise Conflict("half-day-not-offered")
    needed = minutes_of_request(request.procedure_code, command.date)
    check_wish(context, request.id, command.date, command.half, needed)
    keep_wish(context, request, command.date, command.half)
    progress.choose(context, request, as_told(command.date, command.half))
