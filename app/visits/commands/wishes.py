"""Half-days that households ask for: held while a form is filled in, booked with the request, or waiting for room."""

import datetime as dt
from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field
from sqlalchemy import select

from app.core.clock import VN
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.db import session
from app.core.errors import Rejected
from app.core.roles import Role
from app.places.queries import find_ward
from app.requests import progress
from app.requests.models import LetDown, ServiceRequest
from app.requests.queries import find_request
from app.visits import capacity, queries, rules
from app.visits.another_half_day import offers_to
from app.visits.commands.purposes import CollectDossier
from app.visits.models import Half, Visit, WishedHalfDay

REARRANGED = "lịch cuối tuần phải xếp lại"
"""Why nobody comes, as the family hears it after “because”."""
HOLD = dt.timedelta(minutes=10)
"""How long a half-day is kept for somebody who is filling in the form."""


class HoldHalfDay(Command):
    """Keep this half-day for me while I fill in the form."""

    type: ClassVar[str] = "visits.hold"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.CITIZEN})

    request_id: UUID
    """The request that the form will become: the form's own key, which says nothing about a person."""
    date: dt.date
    half: Half
    procedure_code: str | None = Field(default=None, max_length=30)


@handles(HoldHalfDay)
def hold_half_day(command: HoldHalfDay, context: Context) -> None:
    if find_request(command.request_id) is not None:
        raise Rejected("request-exists")
    _forget_lapsed(context)
    needed = minutes_of_request(command.procedure_code, command.date)
    check_wish(context, command.request_id, command.date, command.half, needed)
    _keep(context, command.request_id, command.date, command.half, needed).held_until = context.now + HOLD


def _forget_lapsed(context: Context) -> None:
    """Holds that nobody turned into a booking leave with the next one."""
    query = select(WishedHalfDay).where(WishedHalfDay.ward == context.ward, WishedHalfDay.held_until <= context.now)
    for lapsed in session.scalars(query).all():
        context.delete(lapsed)


def minutes_of_request(procedure_code: str | None, on: dt.date) -> int:
    """Return how long a visit for one request takes, before anybody has planned it."""
    return capacity.minutes_for([CollectDossier(procedure_code=procedure_code)], on=on)


def check_wish(context: Context, request_id: UUID, on: dt.date, half: Half, needed: int) -> None:
    """Refuse a half-day that is past or full, naming the next ones that are free."""
    rules.check_bookable(on, today=context.now.astimezone(VN).date())
    room = capacity.find_room(context.ward, on, half, besides=request_id)
    rules.check_wish(room, needed=needed, offers=lambda: offers(context, request_id, needed))


def offers(context: Context, request_id: UUID, needed: int) -> tuple[list[dict[str, Any]], str]:
    """Return what a household is offered instead, with a number to ring."""
    tomorrow = context.now.astimezone(VN).date() + dt.timedelta(days=1)
    return capacity.free_half_days(context.ward, tomorrow, needed, besides=request_id), hotline_of(context.ward)


def hotline_of(ward: str) -> str:
    """Return the ward's number as a refusal names it."""
    known = find_ward(ward)
    return known.hotline if known else ""


def keep_wish(context: Context, request: ServiceRequest, wished_on: dt.date | None, half: str | None) -> None:
    """Book the half-day that the request asks for; where it no longer fits, keep the wish and offer others.

    A wish left open takes nobody's place. While no team works on the day, nothing can be promised or refused.
    """
    progress.let_down(request, None)
    if wished_on is None or half is None:
        drop_wish(context, request.id)
        return
    needed = minutes_of_request(request.procedure_code, wished_on)
    room = capacity.find_room(context.ward, wished_on, Half(half), besides=request.id)
    has_place = room is not None and room.has_room_for(needed)
    if room is not None and not has_place:
        free, hotline = offers(context, request.id, needed)
        context.flag("wished-half-day-full", date=wished_on.isoformat(), half=half, next_free=free, hotline=hotline)
        progress.let_down(request, news_of(context, request, wished_on, Half(half)))
    _keep(context, request.id, wished_on, Half(half), needed).has_place = has_place


def keep_promise(context: Context, visit: Visit, request: ServiceRequest) -> None:
    """A visit leaves the plan; its promised half-day stays booked where it has room, else others are offered.

    While nobody has settled who works on a day to come it can be neither promised nor refused: what was agreed stands.
    What the household still had to be told before it was planned it still has to be told.
    """
    if visit.promise is None:
        return
    on, half = visit.promise
    needed = minutes_of_request(request.procedure_code, on)
    room = capacity.find_room(context.ward, on, half, besides=request.id)
    is_to_come = on > context.now.astimezone(VN).date()
    has_place = is_to_come and room is not None and room.has_room_for(needed)
    _keep(context, request.id, on, half, needed).has_place = has_place
    is_open_still = has_place or (is_to_come and not queries.has_shifts(context.ward, on, half))
    request.next_try = as_told(on, half) if is_open_still else None
    if not is_open_still and not _is_told_of(request, on, half):
        progress.let_down(request, news_of(context, request, on, half, reason=REARRANGED))


def keep_nothing(context: Context, request: ServiceRequest) -> None:
    """The family wants another day than any that was spoken of: there is nothing to tell or to wait for."""
    progress.let_down(request, None)
    drop_wish(context, request.id)


def _is_told_of(request: ServiceRequest, on: dt.date, half: Half) -> bool:
    """Say whether what the household has to be told is about this half-day already."""
    news = request.let_down or {}
    return (news.get("date"), news.get("half")) == (on.isoformat(), half.value)


def news_of(context: Context, request: ServiceRequest, on: dt.date, half: Half, *, reason: str = "") -> LetDown:
    """Return what the household is told of a half-day that cannot be kept, and the ones that it may take instead."""
    return LetDown(date=on, half=half.value, reason=reason, at=context.now, offers=offers_to(request))


def as_told(on: dt.date, half: Half) -> dict[str, str]:
    """Return a half-day as requests write it."""
    return {"date": on.isoformat(), "half": half.value}


def _keep(context: Context, request_id: UUID, wished_on: dt.date, half: Half, minutes: int) -> WishedHalfDay:
    wish = session.get(WishedHalfDay, request_id)
    told = {"wished_on": wished_on, "half": half, "minutes": minutes, "has_place": True, "held_until": None}
    if wish is None:
        wish = WishedHalfDay(request_id=request_id, ward=context.ward, **told)
        context.add(wish)
    for name, value in told.items():
        setattr(wish, name, value)
    return wish


def book_first_free(
    context: Context, request: ServiceRequest, *, after: dt.date | None = None
) -> dict[str, str] | None:
    """Give the request the next half-day in which it fits, before anybody else is offered it; None if there is none."""
    today = context.now.astimezone(VN).date()
    first = max(today, after or today) + dt.timedelta(days=1)
    needed = minutes_of_request(request.procedure_code, first)
    free = capacity.free_half_days(context.ward, first, needed, besides=request.id)
    if not free:
        drop_wish(context, request.id)
        return None
    _keep(context, request.id, dt.date.fromisoformat(free[0]["date"]), Half(free[0]["half"]), needed)
    return free[0]


def give_places(context: Context, on: dt.date, half: Half) -> None:
    """There is more room than before: who wished for this half-day first gets it first."""
    for wish in capacity.waiting_for_place(context.ward, on, half):
        request = find_request(wish.request_id)
        if request is not None and not request.is_on_the_list:
            continue  # a visit serves it: the wish only rests
        room = capacity.find_room(context.ward, on, half)
        wish.has_place = room is not None and room.has_room_for(wish.minutes)
        if wish.has_place and request is not None and request.let_down:
            progress.give_place(context, request)


def end_booking(context: Context, request_id: UUID) -> None:
    """The request has its visit and takes no other room; a wish that had no place rests until nobody waits any more."""
    if capacity.find_booking(request_id) is not None:
        drop_wish(context, request_id)


def drop_wish(context: Context, request_id: UUID) -> None:
    """Nobody waits any more, or nothing is kept."""
    wish = session.get(WishedHalfDay, request_id)
    if wish is not None:
        context.delete(wish)
