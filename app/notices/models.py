"""A Call is one try to reach somebody by phone; a PushSubscription is a browser that agreed to be told.

Subscriptions and queued notices say nothing that is not said elsewhere: they are bookkeeping.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy import Text as LongColumn
from sqlalchemy.orm import Mapped, mapped_column

from app.core.commands import entity_kind
from app.core.db import Entity, Model, Snapshot, UtcDateTime
from app.core.scope import user_key, ward_key
from app.core.search import LongText


class Outcome(StrEnum):
    """What came of a call."""

    TOLD = "told"
    NO_ANSWER = "no-answer"
    WRONG_NUMBER = "wrong-number"
    ASKED_RELATIVE = "asked-relative"


REACHED = frozenset({Outcome.TOLD, Outcome.ASKED_RELATIVE})

NOT_CALLED = "not-called"
"""Nobody rang: the button of another household was pressed. Only a correction says so."""


class Said(BaseModel):
    """What a call is said to have come to."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    outcome: Outcome | Literal["not-called"]
    note: LongText = ""


class Correction(BaseModel):
    """A call that was said to have come to something else before; the earlier words stay readable."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: UUID
    """The command that put it right."""
    before: Said
    after: Said
    why: str
    by: str
    at: datetime
    counts: bool
    """False while a person still has to decide: it had been corrected meanwhile."""


@entity_kind
class CallSnapshot(Snapshot):
    """A call as the phone of its caller stores it."""

    kind: ClassVar[str] = "call"
    id: UUID
    citizen_id: UUID
    visit_id: UUID | None
    outcome: str
    note: str
    at: datetime
    by_name: str
    corrections: list[Correction]


class Call(Entity):
    """Somebody called about a visit, or about anything else, and this came of it."""

    __tablename__ = "call"
    kind = "call"

    citizen_id: Mapped[UUID] = mapped_column(index=True)
    visit_id: Mapped[UUID | None] = mapped_column(index=True)
    outcome: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(LongColumn)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[UUID | None]
    by_name: Mapped[str] = mapped_column(String(200))
    corrections: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, server_default="[]")

    @property
    def said(self) -> Said:
        """What it is said to have come to by now."""
        return Said.model_validate({"outcome": self.outcome, "note": self.note})

    def say(self, said: Said) -> None:
        """Take over what counts from now on."""
        self.outcome, self.note = said.outcome, said.note

    def snapshot(self) -> CallSnapshot:
        """Return the call as phones store it."""
        return CallSnapshot(
            id=self.id,
            citizen_id=self.citizen_id,
            visit_id=self.visit_id,
            outcome=self.outcome,
            note=self.note,
            at=self.at,
            by_name=self.by_name,
            corrections=[Correction(**one) for one in self.corrections],
        )

    def scope(self) -> set[str]:
        """The office, and who called."""
        return {ward_key(self.ward)} | ({user_key(self.by_id)} if self.by_id else set())


class PushSubscription(Model):
    """A browser that may be woken. It is bound for life to the key it was made with."""

    __tablename__ = "push_subscription"
    bookkeeping = True

    id: Mapped[UUID] = mapped_column(primary_key=True)
    endpoint: Mapped[str] = mapped_column(String(1000), unique=True)
    p256dh: Mapped[str] = mapped_column(String(200))
    auth: Mapped[str] = mapped_column(String(100))
    subject: Mapped[str] = mapped_column(String(60), index=True)
    """Whom it belongs to: `user:<id>` or `request:<id>`."""
    language: Mapped[str] = mapped_column(String(2), server_default="vi")
    """In which whoever uses it reads."""
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class QueuedNotice(Model):
    """One message to one browser: no name, no address, nothing about health in it."""

    __tablename__ = "queued_notice"
    __table_args__ = (
        UniqueConstraint("subscription_id", "dedupe_key"),
        Index("ix_queued_notice_state_due_at", "state", "due_at"),
    )
    bookkeeping = True

    id: Mapped[UUID] = mapped_column(primary_key=True)
    subscription_id: Mapped[UUID] = mapped_column(ForeignKey("push_subscription.id", ondelete="CASCADE"), index=True)
    dedupe_key: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(String(300))
    path: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2), server_default="vi")
    topic: Mapped[str] = mapped_column(String(32))
    urgency: Mapped[str] = mapped_column(String(10))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    worthless_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    """`waiting`, `sent`, `failed` (given up) or `expired`."""
    tries: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(String(200), default="")
