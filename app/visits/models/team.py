"""Teams, the shifts they work, and the half-days that people have asked for."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.commands import entity_kind
from app.core.db import Entity, Model, Snapshot, UtcDateTime
from app.core.scope import staff_key, ward_key
from app.visits.models.words import Half, stored


@entity_kind
class TeamSnapshot(Snapshot):
    """A team as phones store it."""

    kind: ClassVar[str] = "team"
    id: UUID
    name: str
    member_ids: list[UUID]


class Team(Entity):
    """Officers who go out together."""

    __tablename__ = "team"
    kind = "team"

    name: Mapped[str] = mapped_column(String(80))
    members: Mapped[list["TeamMember"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="TeamMember.position"
    )

    @property
    def member_ids(self) -> list[UUID]:
        """Return the officers in the order in which the coordinator named them."""
        return [member.user_id for member in self.members]

    def snapshot(self) -> TeamSnapshot:
        return TeamSnapshot(id=self.id, name=self.name, member_ids=self.member_ids)

    def scope(self) -> set[str]:
        return {ward_key(self.ward), staff_key(self.ward)}


class TeamMember(Model):
    """One officer's place in one team; nobody is in two."""

    __tablename__ = "team_member"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"), primary_key=True)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)


class Shift(Model):
    """How many minutes a team can give on one half-day. No shift means: not working."""

    __tablename__ = "shift"
    __table_args__ = (
        UniqueConstraint("team_id", "works_on", "half"),
        CheckConstraint("capacity_minutes >= 0", name="capacity"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    ward: Mapped[str] = mapped_column(String(5), index=True)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id"))
    works_on: Mapped[date] = mapped_column(index=True)
    half: Mapped[Half] = mapped_column(stored(Half))
    capacity_minutes: Mapped[int]


class WishedHalfDay(Model):
    """A half-day that a request asked for and no visit serves yet.

    It takes its minutes of the half-day while it has a place: as a booking for good, as a hold until it lapses.
    Without a place it waits, and is offered what is free.
    """

    __tablename__ = "wished_half_day"

    request_id: Mapped[UUID] = mapped_column(primary_key=True)
    """Of a hold: the request that the form will become; nothing else is known of it yet."""
    ward: Mapped[str] = mapped_column(String(5), index=True)
    wished_on: Mapped[date] = mapped_column(index=True)
    half: Mapped[Half] = mapped_column(stored(Half))
    minutes: Mapped[int]
    has_place: Mapped[bool]
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
