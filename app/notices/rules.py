"""When to call again, when not to disturb, how long a message is worth sending."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from app.core.clock import VN
from app.notices.models import NOT_CALLED, REACHED, Call

CALL_AGAIN_AFTER = timedelta(hours=3)
EARLIEST, LATEST = time(7, 0), time(20, 30)
"""Outside these hours nobody's phone rings for an ordinary message."""

SILENT_FOR = timedelta(days=180)
"""A browser neither opened nor reached for so long is forgotten; whoever opens it again is remembered again."""

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
MOST_TRIES = 8


@dataclass(frozen=True)
class Kind:
    """How a kind of message is sent: for how long it is worth anything, how urgent, quiet hours or not."""

    life: timedelta
    urgency: str = "normal"
    may_disturb: bool = False


KINDS = {
    "on-the-way": Kind(timedelta(hours=1), "high", may_disturb=True),
    "reminder": Kind(timedelta(hours=12), "high"),
    "roster": Kind(timedelta(hours=12), "high"),
    "status": Kind(timedelta(days=3)),
}


def is_reached(calls: Sequence[Call]) -> bool:
    """Say whether somebody was told in one of these calls."""
    return any(call.outcome in REACHED for call in calls)


def call_again_at(calls: Sequence[Call]) -> datetime | None:
    """Return when to try again after nobody answered; None when told, or when the number is wrong."""
    rung = [call for call in calls if call.outcome != NOT_CALLED]
    if not rung or is_reached(rung) or rung[-1].outcome == "wrong-number":
        return None
    return waking_hour(rung[-1].at + CALL_AGAIN_AFTER)


def waking_hour(moment: datetime) -> datetime:
    """Return the moment, or the next morning if it falls into the night."""
    local = moment.astimezone(VN)
    if local.time() < EARLIEST:
        return local.replace(hour=EARLIEST.hour, minute=EARLIEST.minute, second=0, microsecond=0)
    if local.time() > LATEST:
        return waking_hour((local + timedelta(days=1)).replace(hour=0, minute=0))
    return moment


def next_try(now: datetime, tries: int) -> datetime | None:
    """Return when to send again after so many failures; None to give up."""
    if tries >= MOST_TRIES:
        return None
    wait: timedelta = min(FIRST_WAIT * 2**tries, LONGEST_WAIT)
    return now + wait
