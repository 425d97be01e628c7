"""The call list: whom to ring before a weekend, in which order, and what to say.

The features that know visits are above this one, so they hand in their calls: `@calls_from`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from app.notices import rules
from app.notices.models import Call
from app.notices.queries import calls_about, calls_to, sent_to

SATURDAY = 5
PUSH = "push"


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
    full: "FullNews | None" = None
    """The half-day that was wished for has no room: the household is to choose another one."""
    told: Sequence["Told"] = field(default=())
    """How the household was told before anybody rang."""
    request_id: UUID | None = None
    offers: Sequence[tuple[date, str]] = field(default=())
    """Half-days that are free instead, each taken by one button."""
    choose_path: str = ""
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
class FullNews:
    """What was wished for has no room, or nobody can come; whoever asked stays on the list until they choose."""

    half: str
    reason: str
    """Empty where the wish came too late."""
    since: datetime


@dataclass(frozen=True, kw_only=True)
class Told:
    """The household has heard of it already: by which way, and when."""

    by: str
    """In the words of who told them; `push` where their browser was woken."""
    at: datetime


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
    told: Sequence[Told] = ()

    @property
    def is_told(self) -> bool:
        """Say whether a person has told them; that a browser was woken tells nobody that they have read it."""
        return rules.is_reached(self.calls) or any(one.by != PUSH for one in self.told)

    @property
    def is_waiting(self) -> bool:
        """Say whether somebody still has to ring: to tell them, or to hear what they choose."""
        return self.planned.full is not None or not self.is_told


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
    to_people = calls_to(call.citizen_id for call in planned if call.called_off or not call.visit_id)
    sent = sent_to(f"request:{call.request_id}" for call in planned if call.request_id)
    planned.sort(key=_by_urgency)
    return [ListedCall(call, _made(call, made, to_people), _told(call, sent)) for call in planned]


def _by_urgency(call: PlannedCall) -> tuple[bool, bool, date, str, str, str]:
    """Who waits for us at this hour comes before everybody else."""
    is_settled = call.called_off is None and call.full is None
    return (call.delayed is None, is_settled, call.on, call.window_from, call.name, str(call.visit_id))


def _made(call: PlannedCall, made: dict[UUID, list[Call]], to_people: dict[UUID, list[Call]]) -> list[Call]:
    """What was said before a visit was called off or delayed is no news of it; phones no longer know what was off."""
    about = made.get(call.visit_id, []) if call.visit_id else []
    calls = about + (to_people.get(call.citizen_id, []) if call.called_off or not call.visit_id else [])
    return [one for one in sorted(calls, key=lambda one: one.at) if _is_news(call, one.at)]


def _told(call: PlannedCall, sent: dict[str, list[datetime]]) -> list[Told]:
    """Return how they were told of this, oldest first."""
    woken = [Told(by=PUSH, at=at) for at in sent.get(f"request:{call.request_id}", [])]
    return sorted((one for one in [*call.told, *woken] if _is_news(call, one.at)), key=lambda one: one.at)


def _is_news(call: PlannedCall, at: datetime) -> bool:
    news = call.called_off or call.delayed or call.full
    return news is None or at >= news.since
