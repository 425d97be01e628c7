"""The call list: whom to ring before a weekend, in which order, and what to say.

The features that know visits are above this one, so they hand in their calls: `@calls_from`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from app.notices.models import Call
from app.notices.queries import calls_about, calls_to

SATURDAY = 5


@dataclass(frozen=True, kw_only=True)
class PlannedCall:
    """One person to ring about one visit."""

    visit_id: UUID | None
    citizen_id: UUID
    on: date
    window_from: str
    window_to: str
    name: str
    place: str
    phone: str | None
    phone_owner: str | None
    officer: str
    visit_word: str
    errand: str
    papers: Sequence[str] = field(default=())
    """What everybody needs for it: to be said on the phone."""
    other_phones: Sequence[tuple[str, str]] = field(default=())
    """Whom else to ring: who they are, and the number."""
    called_off: "CalledOffNews | None" = None
    """Instead of a visit that is to come: one that will not."""
    delayed: "DelayedNews | None" = None
    """The visit is still to come, at another hour than was promised."""
    peace_path: str = ""
    """Where to say that somebody there has died or lies in hospital."""


@dataclass(frozen=True, kw_only=True)
class CalledOffNews:
    """Nobody comes on the promised half-day; another one may be kept for the household."""

    half: str
    reason: str
    since: datetime
    instead_on: date | None
    instead_half: str | None


@dataclass(frozen=True, kw_only=True)
class DelayedNews:
    """The officers are on their way and reckon to begin at another hour."""

    expected: str
    since: datetime


@dataclass(frozen=True)
class ListedCall:
    """A planned call with what came of it so far."""

    planned: PlannedCall
    calls: Sequence[Call]


CallSource = Callable[[str, date, date], list[PlannedCall]]
_sources: list[CallSource] = []


def calls_from(source: CallSource) -> CallSource:
    """Declare whom to call: a function of ward, first and last day."""
    if source not in _sources:
        _sources.append(source)
    return source


def weekend_of(day: date) -> tuple[date, date]:
    """Return the Saturday and Sunday of this day's weekend, or the next ones on a weekday."""
    is_sunday = day.weekday() == SATURDAY + 1
    saturday = day - timedelta(days=1) if is_sunday else day + timedelta(days=(SATURDAY - day.weekday()) % 7)
    return saturday, saturday + timedelta(days=1)


def call_list(ward: str, first: date, last: date) -> list[ListedCall]:
    """Return whom to ring about these days, by day and hour; first who must not wait for us in vain."""
    planned = [call for source in _sources for call in source(ward, first, last)]
    made = calls_about(call.visit_id for call in planned if call.visit_id)
    to_people = calls_to(call.citizen_id for call in planned if not call.visit_id)
    planned.sort(key=_by_urgency)
    return [ListedCall(call, _made(call, made, to_people)) for call in planned]


def _by_urgency(call: PlannedCall) -> tuple[bool, bool, date, str, str, str]:
    """Who waits for us at this hour comes before everybody else."""
    is_settled = call.called_off is None
    return (call.delayed is None, is_settled, call.on, call.window_from, call.name, str(call.visit_id))


def _made(call: PlannedCall, made: dict[UUID, list[Call]], to_people: dict[UUID, list[Call]]) -> list[Call]:
    """What was said before a visit was called off or delayed is no news of it."""
    calls = made.get(call.visit_id, []) if call.visit_id else to_people.get(call.citizen_id, [])
    news = call.called_off or call.delayed
    return [one for one in calls if news is None or one.at >= news.since]
