"""How a request moves when its visit does; called by the handlers of `visits`, in their transaction."""

from collections.abc import Mapping
from uuid import UUID

from app.core.context import Context
from app.requests.models import LetDown, ServiceRequest, Status


def mark_planned(context: Context, request: ServiceRequest, visit_id: UUID) -> None:
    """The request has its visit. What it was let down with rests: it still has to be told if the visit is undone."""
    request.status, request.visit_id, request.next_try = Status.PLANNED, visit_id, None
    context.record("planned", request)


def mark_done(context: Context, request: ServiceRequest) -> None:
    """Somebody was there and did what was asked."""
    request.status, request.let_down = Status.DONE, None
    context.record("done", request)


def mark_cancelled(context: Context, request: ServiceRequest, *, reason: str) -> None:
    """The door told us that nobody waits any more."""
    request.status, request.cancel_reason = Status.CANCELLED, reason
    context.record("cancelled", request)


def put_back(context: Context, request: ServiceRequest, *, next_try: Mapping[str, str] | None) -> None:
    """No visit serves the request any more: it waits for another day, which may be agreed already."""
    request.status, request.visit_id = Status.ACCEPTED, None
    request.next_try = dict(next_try) if next_try else None
    context.record("put_back", request)


def let_down(request: ServiceRequest, news: LetDown | None) -> None:
    """A half-day cannot be kept: whoever looks after the household offers others. None: nothing is to be offered."""
    request.let_down = news.model_dump(mode="json") if news else None


def give_place(context: Context, request: ServiceRequest) -> None:
    """The half-day that was wished for has room after all."""
    request.let_down = None
    context.record("place-given", request)


def take_news_back(context: Context, request: ServiceRequest, news: LetDown | None) -> None:
    """The last that was to be told is not so any more: what was to be told before it is."""
    let_down(request, news)
    context.record("news-taken-back", request)


def call_off(context: Context, request: ServiceRequest, *, next_try: Mapping[str, str] | None, news: LetDown) -> None:
    """Nobody comes on the day that was promised; `next_try` is kept for the household instead."""
    let_down(request, news)
    if request.status is Status.PLANNED:
        request.status, request.visit_id = Status.ACCEPTED, None
    request.next_try = dict(next_try) if next_try else None
    context.record("called-off", request)


def choose(context: Context, request: ServiceRequest, half_day: Mapping[str, str]) -> None:
    """The household that was let down has chosen another half-day than was wished for, or than was kept for it."""
    _take(request, half_day)
    context.record("half-day-chosen", request)


def move_day(context: Context, request: ServiceRequest, half_day: Mapping[str, str]) -> None:
    """The family that nobody has let down takes another half-day, because its own does not suit it."""
    _take(request, half_day)
    context.record("half-day-moved", request)


def _take(request: ServiceRequest, half_day: Mapping[str, str]) -> None:
    if request.next_try:
        request.next_try = dict(half_day)
    else:
        request.wish = dict(half_day)


def resume(context: Context, request: ServiceRequest, *, note: str) -> None:
    """Nobody has died: what had ended for that waits again, what had only paused waits as it did."""
    request.note = "\n".join(filter(None, [request.note, note]))
    if not request.is_open:
        request.status, request.cancel_reason = Status.ACCEPTED, None
    context.record("messages-resumed", request)


def leave_in_peace(context: Context, request: ServiceRequest, *, note: str, is_over: bool) -> None:
    """Nobody may be rung: the request is over, or waits without a day and says why."""
    request.note = "\n".join(filter(None, [request.note, note]))
    request.next_try, request.visit_id, request.let_down = None, None, None
    if is_over:
        request.status, request.cancel_reason = Status.CANCELLED, "died"
    elif request.status is Status.PLANNED:
        request.status = Status.ACCEPTED
    context.record("messages-stopped", request)
