"""What a booking can choose from: kinds of work, half-days, and what to have ready."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _

from app.catalogue import words
from app.catalogue.facts import ProcedureFacts
from app.catalogue.queries import find_procedure, popular
from app.core.clock import today
from app.public.draft import Draft
from app.public.pictures import picture_of
from app.requests.models import LetDown, ServiceRequest
from app.visits.another_half_day import choice_of, offers_to
from app.visits.capacity import OFFERS, half_days_with_room
from app.visits.commands.applying import NOBODY_YET
from app.visits.commands.wishes import REARRANGED, minutes_of_request
from app.visits.models import CalledOff, Half
from app.visits.models.room import HalfDayRoom
from app.visits.rules import WORKING_HOURS
from app.web.formats import half_day, lunar_date

WEEKS_AHEAD = 4
KINDS_SHOWN = 8


@dataclass(frozen=True)
class HalfDayOffer:
    """One half-day as the booking shows it."""

    value: str
    text: str
    hint: str
    is_open: bool


@dataclass(frozen=True)
class Need:
    """One kind of work as the booking shows it."""

    code: str
    text: str
    picture: str


def needs() -> list[Need]:
    """Return the kinds of work asked for most, by their everyday names."""
    return [Need(one.code, words.title(one.facts), picture_of(one)) for one in popular(KINDS_SHOWN)]


def need_title(code: str | None) -> str | None:
    """Return the everyday name of a procedure that is still offered."""
    procedure = find_procedure(code) if code else None
    return words.title(procedure.facts) if procedure else None


def facts_to_prepare(code: str | None, on: date | None = None) -> ProcedureFacts | None:
    """Return what is known of this procedure on the day of the visit, for the list of papers to have ready."""
    procedure = find_procedure(code, on=on) if code else None
    return procedure.facts if procedure else None


def first_day() -> date:
    """Return the first day that can be chosen: today's routes are fixed."""
    return today() + timedelta(days=1)


def half_days(ward: str, draft: Draft) -> list[HalfDayOffer]:
    """Return the half-days of the next weekends, full ones too, so that people see that they are full."""
    rooms = half_days_with_room(ward, first_day(), WEEKS_AHEAD, besides=draft.request_id)
    needed = minutes_of_request(draft.procedure_code, first_day())
    return [_offer(room, needed) for room in rooms]


@dataclass(frozen=True)
class AnotherHalfDay:
    """What the tracking page says to a family whose half-day was called off, or was full."""

    told: str
    """What became of the half-day, and why."""
    kept: str
    choices: list[HalfDayOffer]


def another_half_day(request: ServiceRequest) -> AnotherHalfDay | None:
    """Return what the family can choose from now; None where there is nothing to choose."""
    choice = choice_of(request)
    if choice is None:
        return None
    news, kept = choice.called_off, choice.kept
    needed = minutes_of_request(request.procedure_code, first_day())
    rooms = half_days_with_room(request.ward, first_day(), WEEKS_AHEAD, besides=request.id)
    others = [room for room in rooms if kept is None or (room.date, room.half) != (kept.wished_on, kept.half)]
    open_ones = [offer for room in others if (offer := _offer(room, needed)).is_open]
    return AnotherHalfDay(
        told=_what_became(request, news),
        kept=half_day_words(kept.wished_on, kept.half.value) if kept else "",
        choices=open_ones[:OFFERS],
    )


def _what_became(request: ServiceRequest, storm: CalledOff | None) -> str:
    """What a person still has to tell is the newest; an older storm is told while there is nothing newer."""
    told: str = _("Buổi gia đình mong đã hết chỗ.")
    if request.let_down:
        news = LetDown(**request.let_down)
        day, reason = half_day_words(news.date, news.half), news.reason
    elif storm:
        day, reason = half_day_words(storm.was_on, storm.was_half.value), storm.reason
    else:
        return told
    if reason == NOBODY_YET:
        told = _("Trung tâm chưa xếp được cán bộ đến: %(day)s.", day=day)
    elif reason == REARRANGED:
        told = _("Trung tâm phải xếp lại lịch, không đến được: %(day)s.", day=day)
    elif reason:
        told = _("Trung tâm phải hoãn: %(day)s. Lý do: %(reason)s.", day=day, reason=reason)
    return told


def instead(request: ServiceRequest) -> list[tuple[str, str]]:
    """Return the next half-days with room besides the family's own: what a button sends, and its words."""
    free = [(one.date, one.half) for one in offers_to(request) if one.date and one.half]
    return [(f"{day.isoformat()}/{half}", half_day_words(day, half)) for day, half in free]


def half_day_words(day: date | None, half: str | None) -> str:
    """Return the half-day with its hours; empty when none was wished."""
    return half_day(day, half, WORKING_HOURS[Half(half)]) if day and half else ""


def _offer(room: HalfDayRoom, needed: int) -> HalfDayOffer:
    is_open = room.has_room_for(needed)
    state = _("Còn chỗ") if is_open else _("Hết chỗ")
    return HalfDayOffer(
        value=f"{room.date.isoformat()}/{room.half.value}",
        text=half_day_words(room.date, room.half.value),
        hint=_("Âm lịch: %(day)s. %(state)s", day=lunar_date(room.date), state=state),
        is_open=is_open,
    )
