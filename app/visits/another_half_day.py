"""Who may choose another half-day: who was let down and has no visit; and a family whose own day does not suit it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

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
    if not request.is_on_the_list or left_in_peace([request.id]):
        return None
    news, kept = queries.called_off_of_request(request.id), capacity.find_booking(request.id)
    return Choice(news, kept) if news or request.let_down or _is_refused(request) else None


@dataclass(frozen=True)
class Appointment:
    """The half-day that a household counts on."""

    on: date
    half: Half
    visit: Visit | None
    """None where it is booked, and no visit serves it yet."""


def appointment_of(request: ServiceRequest) -> Appointment | None:
    """Return where the household stands: in a visit that has not begun, or in a booking."""
    visit = queries.find_visit(request.visit_id) if request.visit_id else None
    if visit is not None and visit.is_standing:
        return Appointment(visit.planned_on, visit.half, visit) if visit.is_movable else None
    booked = capacity.find_booking(request.id)
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
    tomorrow, kept = today() + timedelta(days=1), appointment_of(request)
    purpose = Purpose(errand=Errand.COLLECT, procedure_code=request.procedure_code)
    needed = capacity.minutes_for([purpose], on=tomorrow)
    free = [HalfDay(**one) for one in capacity.free_half_days(request.ward, tomorrow, needed, besides=request.id)]
    return tuple(one for one in free if kept is None or (one.date, one.half) != (kept.on, kept.half.value))


def read_half_day(value: str) -> tuple[date, Half] | None:
    """Return the half-day that a button names; None where no button does."""
    day, _slash, half = value.partition("/")
    try:
        return date.fromisoformat(day), Half(half)
    except ValueError:
        return None


def _is_refused(request: ServiceRequest) -> bool:
    """Say whether it wished for what is full or past; a weekend that is not open yet may still hold it."""
    wish = capacity.find_wish(request.id)
    if wish is None or wish.has_place:
        return False
    return wish.wished_on <= today() or _is_open(request, wish.wished_on, wish.half)


def _is_open(request: ServiceRequest, on: date, half: Half) -> bool:
    return capacity.find_room(request.ward, on, half) is not None
