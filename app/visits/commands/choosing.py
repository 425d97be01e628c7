"""A household whose half-day was called off, or was full, takes another one by itself."""

import datetime as dt
from typing import ClassVar
from uuid import UUID

from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Conflict, Unknown
from app.core.roles import Role
from app.requests import progress
from app.requests.queries import get_request
from app.visits.another_half_day import choice_of
from app.visits.commands.wishes import check_wish, keep_wish, minutes_of_request
from app.visits.models import Half


class ChooseHalfDay(Command):
    """This half-day suits us instead."""

    type: ClassVar[str] = "visits.choose_half_day"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.CITIZEN})

    request_id: UUID
    date: dt.date
    half: Half


@handles(ChooseHalfDay)
def choose_half_day(command: ChooseHalfDay, context: Context) -> None:
    """What was kept for the household so far is free for others with the same step."""
    request = get_request(command.request_id)
    if request.ward != context.ward:
        raise Unknown("request", command.request_id)
    if choice_of(request) is None:
        raise Conflict("half-day-not-offered")
    needed = minutes_of_request(request.procedure_code, command.date)
    check_wish(context, request.id, command.date, command.half, needed)
    keep_wish(context, request, command.date, command.half)
    progress.choose(context, request, {"date": command.date.isoformat(), "half": command.half.value})
