"""The call list: whom to ring before a weekend, in which order, and what to say.

The features that know visits are above this one, so they hand in their calls: `@calls_from`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from app.notices.models import Call
from app.notices.queries import calls_about

SATURDAY = 5


@dataclass(frozen=True, kw_only=True)
class PlannedCall:
    """One person to ring about one visit."""

    visit_id: UUID
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
    """Return whom to ring about these days, by day and hour."""
    planned = [call for source in _sources for call in source(ward, first, last)]
    made = calls_about(call.visit_id for call in planned)
    planned.sort(key=lambda call: (call.on, call.window_from, call.name, str(call.visit_id)))
    return [ListedCall(call, made.get(call.visit_id, [])) for call in planned]
