"""What an officer is able to do, and what a procedure or a household asks of whoever goes there."""

from typing import ClassVar
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.commands import entity_kind
from app.core.db import Entity, Model, Snapshot
from app.visits.models.words import Skill, stored


class OfficerSkill(Model):
    """One thing that one officer is able to do."""

    __tablename__ = "officer_skill"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"), primary_key=True)
    skill: Mapped[Skill] = mapped_column(stored(Skill), primary_key=True)


@entity_kind
class NeedsSnapshot(Snapshot):
    """Needs as a phone would store them; none does."""

    kind: ClassVar[str] = "visit_needs"
    id: UUID
    procedure_code: str | None
    citizen_id: UUID | None
    skills: list[Skill]
    two_officers: bool


class Needs(Entity):
    """What every visit for this procedure, or to this person, asks of the officers."""

    __tablename__ = "visit_needs"
    __table_args__ = (UniqueConstraint("ward", "procedure_code"), UniqueConstraint("ward", "citizen_id"))
    kind = "visit_needs"

    procedure_code: Mapped[str | None] = mapped_column(String(20))
    citizen_id: Mapped[UUID | None]
    """One of the two is given."""
    skills: Mapped[list[str]] = mapped_column(JSON, default=list)
    two_officers: Mapped[bool] = mapped_column(default=False)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is asked any more."""
        return not self.skills and not self.two_officers

    def snapshot(self) -> NeedsSnapshot:
        return NeedsSnapshot(
            id=self.id,
            procedure_code=self.procedure_code,
            citizen_id=self.citizen_id,
            skills=[Skill(skill) for skill in self.skills],
            two_officers=self.two_officers,
        )
