"""Who may choose another half-day: whose own was called off, or had no room left, and for whom no visit is planned."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.core.clock import today
from app.requests.models import HalfDay, ServiceRequest
from app.visits import capacity, queries
from app.visits.models import CalledOff, Errand, Half, Purpose, WishedHalfDay
from app.visits.peace import left_in_peace


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


def offers_to(request: ServiceRequest) -> tuple[HalfDay, ...]:
    """Return the next half-days that have room for this request, besides the one that is kept for it."""
    tomorrow, kept = today() + timedelta(days=1), capacity.find_booking(request.id)
    purpose = Purpose(errand=Errand.COLLECT, procedure_code=request.procedure_code)
    needed = capacity.minutes_for([purpose], on=tomorrow)
    free = [HalfDay(**one) for one in capacity.free_half_days(request.ward, tomorrow, needed, besides=request.id)]
    return tuple(one for one in free if kept is None or (one.date, one.half) != (kept.wished_on, kept.half.value))


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
