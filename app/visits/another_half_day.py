"""Who may choose another half-day: who was let down and has no visit; and a family whose own day does not suit it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from app.core.changes import changes_of
from app.core.clock import today
from app.core.errors import Conflict, Rejected
from app.requests.models import HalfDay, ServiceRequest
from app.visits import capacity, queries, rules
from app.visits.models import CalledOff, Errand, Half, Purpose, Visit, WishedHalfDay
from app.visits.peace import left_in_peace

MOST_CHANGES = 3
"""Beyond these a family that moves its day is asked to ring: a plan is made around every move."""


@dataclass(frozen=True)
class Choice:
    """Why a household may choose again, and what is kept for it meanwhile."""

    called_off: CalledOff | None
    """None where the half-day that was wished for is full."""
    kept: WishedHalfDay | None


def choice_of(request: ServiceRequest) -> Choice | None:
    """Return what the household may choose about; None while nobody has let it down, or where peace is asked for."""
    return choices_of([request]).get(request.id)


def choices_of(requests: Iterable[ServiceRequest]) -> dict[UUID, Choice]:
    """Return, by request, what these households may choose about; who may not choose is not in it."""
    waiting = {request.id: request for request in requests if request.is_on_the_list}
    resting, news, wishes = left_in_peace(waiting), queries.called_off_of_requests(waiting), capacity.wishes_of(waiting)
    return {
        id: Choice(news.get(id), _kept(wishes.get(id)))
        for id, request in waiting.items()
        if id not in resting and (id in news or request.let_down or _is_refused(request, wishes.get(id)))
    }


def _kept(wish: WishedHalfDay | None) -> WishedHalfDay | None:
    return wish if wish is not None and wish.has_place else None


@dataclass(frozen=True)
class Appointment:
    """The half-day that a household counts on."""

    on: date
    half: Half
    visit: Visit | None
    """None where it is booked, and no visit serves it yet."""


def appointment_of(request: ServiceRequest) -> Appointment | None:
    """Return where the household stands: in a visit that has not begun, or in a booking."""
    return _appointment(request, capacity.find_booking(request.id))


def _appointment(request: ServiceRequest, booked: WishedHalfDay | None) -> Appointment | None:
    visit = queries.find_visit(request.visit_id) if request.visit_id else None
    if visit is not None and visit.is_standing:
        return Appointment(visit.planned_on, visit.half, visit) if visit.is_movable else None
    return Appointment(booked.wished_on, booked.half, None) if booked else None


def check_change(request: ServiceRequest, now: datetime) -> Appointment:
    """Return what a family that was not let down would give up for another half-day.

    Raises `half-day-not-offered` where it has nothing to give up or is left in peace, `too-late-to-change` after six in
    the evening of the day before, `half-day-changed-often` where it has moved its day so often that a call is better;
    what it chose because it was let down does not count.
    """
    mine = appointment_of(request)
    if mine is None or left_in_peace([request.id]):
        raise Conflict("half-day-not-offered")
    if now > rules.change_until(mine.on):
        raise Rejected("too-late-to-change")
    if sum("half-day-moved" in change.what for change in changes_of("request", request.id)) >= MOST_CHANGES:
        raise Rejected("half-day-changed-often")
    return mine


def offers_to(request: ServiceRequest) -> tuple[HalfDay, ...]:
    """Return the next half-days that have room for this request, besides the one that it has."""
    return offers_for([request])[request.id]


def offers_for(requests: Collection[ServiceRequest]) -> dict[UUID, tuple[HalfDay, ...]]:
    """Return the next half-days that have room for each of these requests, besides the one that it has."""
    tomorrow, wishes = today() + timedelta(days=1), capacity.wishes_of([request.id for request in requests])
    weeks = {ward: capacity.read_weeks(ward, tomorrow) for ward in {request.ward for request in requests}}
    needed = {code: _minutes_of(code, tomorrow) for code in {request.procedure_code for request in requests}}
    offers = {}
    for request in requests:
        mine = _appointment(request, _kept(wishes.get(request.id)))
        free = weeks[request.ward].free(needed[request.procedure_code], besides=request.id)
        others = [room for room in free if mine is None or (room.date, room.half) != (mine.on, mine.half)]
        offers[request.id] = tuple(HalfDay(date=room.date, half=room.half.value) for room in others)
    return offers


def _minutes_of(procedure_code: str | None, on: date) -> int:
    return capacity.minutes_for([Purpose(errand=Errand.COLLECT, procedure_code=procedure_code)], on=on)


def read_half_day(value: str) -> tuple[date, Half] | None:
    """Return the half-day that a button names; None where no button does."""
    day, _slash, half = value.partition("/")
    try:
        return date.fromisoformat(day), Half(half)
    except ValueError:
        return None


def _is_refused(request: ServiceRequest, wish: WishedHalfDay | None) -> bool:
    """Say whether it wished for what is full or past; a weekend that is not open yet may still hold it."""
    if wish is None or wish.has_place:
        return False
    return wish.wished_on <= today() or _is_open(request, wish.wished_on, wish.half)


def _is_open(request: ServiceRequest, on: date, half: Half) -> bool:
    return capacity.find_room(request.ward, on, half) is not None
