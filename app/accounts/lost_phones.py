"""LostPhone: the record of a lost phone and of the notice that the law asks for, kept for good."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core.commands import entity_kind
from app.core.db import Entity, Snapshot, UtcDateTime, session
from app.core.errors import Unknown


@entity_kind
class LostPhoneSnapshot(Snapshot):
    """A lost phone as the log keeps it: whose, since when, and how far the notice is."""

    kind: ClassVar[str] = "lost_phone"
    id: UUID
    user_id: UUID
    discovered_at: datetime
    due_at: datetime
    outcome: str | None


class LostPhone(Entity):
    """A phone that somebody lost, what it could show, and what became of the notice."""

    __tablename__ = "lost_phone"
    kind = "lost_phone"

    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id"), unique=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    discovered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    circumstances: Mapped[str] = mapped_column(Text)
    reported_by: Mapped[str] = mapped_column(String(120))
    reported_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_contact_at: Mapped[datetime] = mapped_column(UtcDateTime)
    unsent: Mapped[int]
    lock: Mapped[str] = mapped_column(String(1))
    """How its store was locked, as the phone told: H, S or P; empty when it never said."""
    numbers_voided: Mapped[int]
    inventory: Mapped[dict[str, list[str]]] = mapped_column(JSON)
    """Ids by kind of what it could show, fixed when the loss was reported."""
    outcome: Mapped[str | None] = mapped_column(String(12))
    outcome_reason: Mapped[str] = mapped_column(Text, default="")
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent_to: Mapped[str] = mapped_column(Text, default="")
    settled_by: Mapped[str] = mapped_column(String(120), default="")
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    def held(self, kind: str) -> list[UUID]:
        """Return the ids of one kind that were on it."""
        return [UUID(text) for text in self.inventory.get(kind, [])]

    def snapshot(self) -> LostPhoneSnapshot:
        """Return no word about the people: the record itself is read at the desk only."""
        return LostPhoneSnapshot(
            id=self.id,
            user_id=self.user_id,
            discovered_at=self.discovered_at,
            due_at=self.due_at,
            outcome=self.outcome,
        )


def find_lost_phone_of(enrolment_id: UUID) -> LostPhone | None:
    """Return the record of this phone's loss, or None."""
    return session.scalars(select(LostPhone).where(LostPhone.enrolment_id == enrolment_id)).one_or_none()


def get_lost_phone(lost_id: UUID, *, ward: str) -> LostPhone:
    """Return the ward's record; raises Unknown."""
    lost = session.get(LostPhone, lost_id)
    if lost is None or lost.ward != ward:
        raise Unknown("lost_phone", lost_id)
    return lost


def lost_phones(ward: str, *, only_open: bool = False) -> list[LostPhone]:
    """Return the ward's lost phones, the nearest deadline first."""
    query = select(LostPhone).where(LostPhone.ward == ward).order_by(LostPhone.due_at, LostPhone.id)
    return list(session.scalars(query.where(LostPhone.outcome.is_(None)) if only_open else query))
