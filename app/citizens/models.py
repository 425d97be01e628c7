"""A Citizen is a person of the ward; beside it lie the rows that say who learnt what, and when.

The identity number stays in the table: snapshots carry its last four digits only, and only for those
who check cards.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy import Text as LongColumn
from sqlalchemy.orm import Mapped, mapped_column

from app.citizens.phones import Phone
from app.core.commands import entity_kind
from app.core.db import Entity, Model, Snapshot, UtcDateTime, seen_by
from app.core.roles import Role
from app.core.scope import neighbourhood_key, ward_key
from app.core.search import Text


class PriorityGroup(StrEnum):
    """Groups that the law or the ward serves first. The paper is seen, never copied."""

    ELDERLY = "elderly"
    DISABLED_VERY_SEVERE = "disabled-very-severe"
    DISABLED_SEVERE = "disabled-severe"
    DISABLED_MILD = "disabled-mild"
    MERIT = "merit"
    MERIT_FAMILY = "merit-family"
    HEROIC_MOTHER = "heroic-mother"
    SOCIAL_PROTECTION = "social-protection"
    POOR = "poor"
    NEAR_POOR = "near-poor"
    BEDRIDDEN = "bedridden"


class Contact(BaseModel):
    """Somebody to call about a citizen."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: Text
    relation: Text = ""
    phone: Phone


@entity_kind
class CitizenSnapshot(Snapshot):
    """A citizen as phones store it."""

    kind: ClassVar[str] = "citizen"
    id: UUID
    full_name: str
    birth_year: int
    sex: str | None
    identity_last4: Annotated[str | None, seen_by(Role.OFFICER, Role.COORDINATOR)]
    phone: str | None
    phone_owner: str | None
    neighbourhood_id: UUID
    address: str
    old_address: str
    directions: str
    lat: float | None
    lon: float | None
    position_source: str | None
    position_accuracy_m: int | None
    priority_groups: Annotated[list[str], seen_by(Role.LEADER, Role.OFFICER, Role.COORDINATOR)]
    access_notes: Annotated[str, seen_by(Role.OFFICER, Role.COORDINATOR)]
    contacts: list[Contact]
    is_deceased: bool


class Citizen(Entity):
    """Who lives where and how to reach them; names and addresses as typed, plus a folded search key."""

    __tablename__ = "citizen"
    __table_args__ = (Index("ix_citizen_ward_search_key", "ward", "search_key"),)
    kind = "citizen"

    full_name: Mapped[str] = mapped_column(String(500))
    name_key: Mapped[str] = mapped_column(String(500), index=True)
    search_key: Mapped[str] = mapped_column(LongColumn)
    birth_year: Mapped[int]
    sex: Mapped[str | None] = mapped_column(String(10))
    identity_number: Mapped[str | None] = mapped_column(String(12), index=True)
    phone: Mapped[str | None] = mapped_column(String(20), index=True)
    phone_owner: Mapped[str | None] = mapped_column(String(500))
    neighbourhood_id: Mapped[UUID] = mapped_column(ForeignKey("neighbourhood.id"), index=True)
    address: Mapped[str] = mapped_column(String(500), default="")
    old_address: Mapped[str] = mapped_column(String(500), default="")
    directions: Mapped[str] = mapped_column(String(500), default="")
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    position_source: Mapped[str | None] = mapped_column(String(20))
    position_accuracy_m: Mapped[int | None]
    priority_groups: Mapped[list[str]] = mapped_column(JSON, default=list)
    access_notes: Mapped[str] = mapped_column(LongColumn, default="")
    contacts: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    is_deceased: Mapped[bool] = mapped_column(default=False)

    def snapshot(self) -> CitizenSnapshot:
        """Return the citizen as phones store it, without the identity number."""
        return CitizenSnapshot(
            id=self.id,
            full_name=self.full_name,
            birth_year=self.birth_year,
            sex=self.sex,
            identity_last4=self.identity_number[-4:] if self.identity_number else None,
            phone=self.phone,
            phone_owner=self.phone_owner,
            neighbourhood_id=self.neighbourhood_id,
            address=self.address,
            old_address=self.old_address,
            directions=self.directions,
            lat=self.lat,
            lon=self.lon,
            position_source=self.position_source,
            position_accuracy_m=self.position_accuracy_m,
            priority_groups=self.priority_groups,
            access_notes=self.access_notes,
            contacts=[Contact(**contact) for contact in self.contacts],
            is_deceased=self.is_deceased,
        )

    def scope(self) -> set[str]:
        """The office, and the leaders of the neighbourhood; visits lend their officers' keys."""
        return {ward_key(self.ward), neighbourhood_key(self.neighbourhood_id)}


class Consent(Model):
    """Somebody agreed that we keep what was told for the visit; kept as proof."""

    __tablename__ = "consent"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    citizen_id: Mapped[UUID] = mapped_column(ForeignKey("citizen.id"), index=True)
    given_by: Mapped[str] = mapped_column(String(20))
    text_version: Mapped[str] = mapped_column(String(40))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    command_id: Mapped[UUID]


class IdentityReading(Model):
    """An officer read this card at the door; a correction is another reading that names the first."""

    __tablename__ = "identity_reading"

    command_id: Mapped[UUID] = mapped_column(primary_key=True)
    citizen_id: Mapped[UUID] = mapped_column(ForeignKey("citizen.id"), index=True)
    number: Mapped[str] = mapped_column(String(12))
    name_on_card: Mapped[str | None] = mapped_column(String(500))
    birth_date: Mapped[date | None]
    old_number: Mapped[str | None] = mapped_column(String(12))
    source: Mapped[str] = mapped_column(String(10))
    read_at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_by: Mapped[UUID | None]
    corrects: Mapped[UUID | None]
    reason: Mapped[str] = mapped_column(LongColumn, default="")


class Pin(Model):
    """Somebody stood at the house and marked it; a correction is another pin that names the first."""

    __tablename__ = "pin"

    command_id: Mapped[UUID] = mapped_column(primary_key=True)
    citizen_id: Mapped[UUID] = mapped_column(ForeignKey("citizen.id"), index=True)
    lat: Mapped[float]
    lon: Mapped[float]
    accuracy_m: Mapped[int]
    placed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    placed_by: Mapped[UUID | None]
    corrects: Mapped[UUID | None]
    reason: Mapped[str] = mapped_column(LongColumn, default="")
