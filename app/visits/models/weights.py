"""Weights say how many points each part of a request's urgency counts. Every change is a version of its own."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import JSON, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.commands import entity_kind
from app.core.db import Entity, Snapshot, UtcDateTime


@entity_kind
class WeightsSnapshot(Snapshot):
    """Weights as a phone would store them; none does."""

    kind: ClassVar[str] = "weights"
    id: UUID
    number: int
    points: dict[str, int]


class Weights(Entity):
    """One version of the ward's weights; the newest counts."""

    __tablename__ = "visit_weights"
    __table_args__ = (UniqueConstraint("ward", "number"),)
    kind = "weights"

    number: Mapped[int]
    """From one on; before the first the shipped ones count."""
    points: Mapped[dict[str, int]] = mapped_column(JSON)
    made_by: Mapped[UUID | None]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

    def snapshot(self) -> WeightsSnapshot:
        return WeightsSnapshot(id=self.id, number=self.number, points=self.points)
