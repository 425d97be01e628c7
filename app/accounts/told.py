"""What a phone tells about itself with `hello`: bookkeeping for the devices page, never a reason to refuse.

A phone that tells nothing works as well; what cannot be read is passed over.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from app.accounts.models import Enrolment
from app.accounts.rules import OFFLINE_LEASE
from app.core.clock import now
from app.core.db import bookkeeping, session

SOON = timedelta(minutes=1)
"""News is written at most once in this time."""
SELDOM = timedelta(minutes=5)
"""A phone without news is written down once in this time: an idle poll writes nothing."""
ROOM_STEP = 64 * 1024 * 1024
"""Free room is kept in steps of 64 MiB, so that it is news only when it matters."""
LARGEST = 2**53


@dataclass(frozen=True)
class Told:
    """What one `hello` told; None is what it did not tell."""

    app: str | None = None
    unsent: int | None = None
    oldest_unsent_at: datetime | None = None
    free_bytes: int | None = None
    persisted: bool | None = None
    standalone: bool | None = None
    lock: str | None = None

    def news(self, device: Enrolment) -> dict[str, Any]:
        """Return the columns that this would change."""
        told: dict[str, Any] = {name: value for name, value in vars(self).items() if value is not None}
        if self.unsent == 0:
            told["oldest_unsent_at"] = None
        return {name: value for name, value in told.items() if getattr(device, name) != value}


def read_told(words: Mapping[str, str], *, app: str = "") -> Told:
    """Return what the query of a `hello` says."""
    free = _count(words.get("free"))
    return Told(
        app=app[:60] or None,
        unsent=_count(words.get("unsent"), largest=10**6),
        oldest_unsent_at=_moment(words.get("oldest")),
        free_bytes=None if free is None else free - free % ROOM_STEP,
        persisted=_yes_or_no(words.get("persisted")),
        standalone=_yes_or_no(words.get("standalone")),
        lock=words.get("lock") if words.get("lock") in {"H", "S", "P"} else None,
    )


def _count(text: str | None, *, largest: int = LARGEST) -> int | None:
    if text is None or not text.isascii() or not text.isdecimal() or len(text) > 16:
        return None
    return min(int(text), largest)


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return min(moment, now()) if moment.tzinfo else None


def _yes_or_no(text: str | None) -> bool | None:
    return {"1": True, "0": False}.get(text or "")


def note_contact(enrolment_id: UUID, told: Told) -> None:
    """Remember that the phone was heard of and what it told, and renew its offline lease; seldom enough."""
    device = session.get_one(Enrolment, enrolment_id)
    silent_for = now() - device.last_contact_at
    news = told.news(device)
    if silent_for < (SOON if news else SELDOM) and "app" not in news:
        return
    with bookkeeping() as opened:
        device = opened.get_one(Enrolment, enrolment_id)
        device.last_contact_at = now()
        device.lease_until = now() + OFFLINE_LEASE
        for name, value in news.items():
            setattr(device, name, value)


def note_stopped(enrolment_id: UUID) -> None:
    """A phone that was stopped has asked, and was told so: by then a lost one has its order to erase itself."""
    device = session.get_one(Enrolment, enrolment_id)
    if now() - device.last_contact_at < SOON:
        return
    with bookkeeping() as opened:
        opened.get_one(Enrolment, enrolment_id).last_contact_at = now()
