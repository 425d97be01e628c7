"""What the post may do when: pure questions over rows, answers as refusals or flags."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from app.core.clock import VN
from app.core.errors import Conflict, Rejected
from app.postal.models import Manifest, PostalAttempt, PostalItem
from app.postal.models.words import ENDED, OUT, ItemState, ManifestState, Side

ATTEMPTS_BEFORE_RETURN = 2
DAYS_BETWEEN_ATTEMPTS = 2
RESULT_READY = "ready"
RESULT_RETURNED = "returned"


class WorkDays(Protocol):
    """The catalogue's calendar, as far as the post needs it."""

    def next_working_after(self, day: date) -> date:
        """Return the first working day after this day."""


def second_attempt_day(first: datetime, calendar: WorkDays) -> date:
    """Return the earliest day of the next attempt: two working days after this one."""
    day = first.astimezone(VN).date()
    for _ in range(DAYS_BETWEEN_ATTEMPTS):
        day = calendar.next_working_after(day)
    return day


def check_listable(*, delivery_way: str | None, result_state: str | None) -> None:
    """Refuse to list a dossier that has nothing to send, or whose owner wants it otherwise."""
    if result_state is None:
        raise Rejected("result-missing")
    if delivery_way != "post":
        raise Rejected("delivery-not-by-post", way=delivery_way)
    if result_state not in {RESULT_READY, RESULT_RETURNED}:
        raise Conflict("result-not-here", state=result_state)


def check_not_listed(items: Sequence[PostalItem]) -> None:
    """Refuse to list a dossier whose envelope is on its way already."""
    listed = next((item for item in items if item.state in OUT), None)
    if listed is not None:
        raise Conflict("already-listed", item_id=str(listed.id))


def check_some(count: int) -> None:
    """Refuse an empty list."""
    if count == 0:
        raise Rejected("manifest-empty")


def flags_of_signature(manifest: Manifest, side: Side, count: int) -> list[str]:
    """Say what is odd about one side's signature."""
    flags = []
    if manifest.signature_of(side) is not None:
        flags.append("manifest-signed-before")
    if count != len(manifest.items):
        flags.append("manifest-count-differs")
    return flags


def is_agreed(manifest: Manifest) -> bool:
    """Say whether both sides signed for every item of the list."""
    counts = {manifest.count_of(side) for side in Side}
    return manifest.state == ManifestState.OPEN and counts == {len(manifest.items)}


def flags_of_door(item: PostalItem) -> list[str]:
    """Say what is odd about something that happened to this item at a door."""
    if item.state in ENDED:
        return [f"item-already-{item.state}"]
    if not item.is_with_post:
        return ["manifest-not-signed"]
    return []


def flags_of_attempt(earlier: Sequence[PostalAttempt], at: datetime, calendar: WorkDays) -> list[str]:
    """Say whether this try came sooner after the last one than the law allows."""
    before = [attempt for attempt in earlier if attempt.at < at]
    if not before:
        return []
    allowed = second_attempt_day(max(attempt.at for attempt in before), calendar)
    return ["attempt-too-early"] if at.astimezone(VN).date() < allowed else []


def flags_of_return(item: PostalItem, count: int) -> list[str]:
    """Say what is odd about bringing this envelope back."""
    flags = []
    if item.state in ENDED:
        flags.append(f"item-already-{item.state}")
    elif len(item.attempts) < ATTEMPTS_BEFORE_RETURN:
        flags.append("returned-early")
    if count != item.paper_count:
        flags.append("return-count-differs")
    return flags


def is_beside(item: PostalItem) -> bool:
    """Say whether a fact about this item must wait for a person: the item's way has ended."""
    return item.state in ENDED


def state_after_attempt(item: PostalItem) -> str:
    """Return the item's state after a failed try."""
    return item.state if is_beside(item) else ItemState.FAILED
