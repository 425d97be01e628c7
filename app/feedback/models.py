"""An Opinion is what one household said about one visit. No phone ever holds one."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy import Text as LongColumn
from sqlalchemy.orm import Mapped, mapped_column

from app.core.commands import entity_kind
from app.core.db import Entity, Snapshot, UtcDateTime


class Place(StrEnum):
    """Where the opinion was given: the nearer the officer, the less it is worth."""

    OFFICER_PHONE = "officer-phone"
    OWN_PHONE = "own-phone"
    PAPER = "paper"


FREEST_FIRST = (Place.OWN_PHONE, Place.PAPER, Place.OFFICER_PHONE)
"""Of several opinions about one visit, the first of these counts."""


class AnsweredBy(StrEnum):
    """Who answered."""

    SELF = "self"
    RELATIVE = "relative"


@entity_kind
class OpinionSnapshot(Snapshot):
    """That somebody gave an opinion, for the log; what was said stays in the table."""

    kind: ClassVar[str] = "opinion"
    id: UUID
    place: str


class Opinion(Entity):
    """A score from 1 to 5, four plain answers, up to three reasons, a comment."""

    __tablename__ = "opinion"
    __table_args__ = (Index("ix_opinion_ward_at", "ward", "at"),)
    kind = "opinion"

    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visit.id"), index=True)
    dossier_id: Mapped[UUID | None] = mapped_column(ForeignKey("dossier.id"))
    neighbourhood_id: Mapped[UUID | None] = mapped_column(index=True)
    score: Mapped[int]
    answers: Mapped[dict[str, bool]] = mapped_column(JSON)
    reasons: Mapped[list[str]] = mapped_column(JSON)
    answered_by: Mapped[str] = mapped_column(String(10))
    place: Mapped[str] = mapped_column(String(20))
    comment: Mapped[str] = mapped_column(LongColumn)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_repeated: Mapped[bool] = mapped_column(default=False)
    """A second opinion from the same place about the same visit: kept, not counted."""

    def snapshot(self) -> OpinionSnapshot:
        """Return no more than that there is one."""
        return OpinionSnapshot(id=self.id, place=self.place)

    def scope(self) -> set[str]:
        """No key: opinions reach people as sums only."""
        return set()
