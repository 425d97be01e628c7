"""A WeekendPlan is what the planning engine was asked for, what it answered, and whether that was taken over.

Its lines say for each home who goes there when and why, or why nobody does; `before` says how to put it back.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.commands import entity_kind
from app.core.db import Entity, Model, Snapshot, UtcDateTime
from app.visits.models.words import Half, stored


class PlanState(StrEnum):
    """How far a plan has come. Whether it runs already says its progress; whether it is stale, the board."""

    QUEUED = "queued"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "broken"
    APPLIED = "applied"
    UNDONE = "undone"


class Effort(StrEnum):
    """How long the engine may think: a second to look at, or as long as a good plan takes."""

    PREVIEW = "preview"
    FULL = "full"


class Change(StrEnum):
    """What a plan does with one home, compared with the board as it was."""

    NEW = "new"
    MOVED = "moved"
    RETIMED = "retimed"
    STAYS = "stays"
    PINNED = "pinned"
    DROPPED = "dropped"
    LEFT_OUT = "left-out"
    RESERVED = "reserved"
    """Room for a household that has booked the half-day and is not accepted yet, or fills in the form."""

    @property
    def moves(self) -> bool:
        """Say whether taking the plan over does something."""
        return self in {Change.NEW, Change.MOVED, Change.RETIMED, Change.DROPPED}

    @property
    def is_planned(self) -> bool:
        """Say whether somebody goes there."""
        return self not in {Change.DROPPED, Change.LEFT_OUT, Change.RESERVED}


@entity_kind
class WeekendPlanSnapshot(Snapshot):
    """A plan as phones store it: that there is one, and how far it is."""

    kind: ClassVar[str] = "weekend_plan"
    id: UUID
    weekend: date
    effort: Effort
    state: PlanState


class WeekendPlan(Entity):
    """One asking of the engine about one weekend."""

    __tablename__ = "weekend_plan"
    __table_args__ = (Index("ix_weekend_plan_ward_weekend", "ward", "weekend"),)
    kind = "weekend_plan"

    weekend: Mapped[date]
    """Its Saturday."""
    effort: Mapped[Effort] = mapped_column(stored(Effort))
    seed: Mapped[int]
    state: Mapped[PlanState] = mapped_column(stored(PlanState))
    made_by: Mapped[UUID | None]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the engine answered, or was stopped."""
    applied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    made_with: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """Versions of the engine, and what distances and rules it was given."""
    built_on: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """How everything stood that the plan builds on: if it does no more, the plan is stale."""
    notes: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    problem: Mapped[str] = mapped_column(String(80), default="")
    """Why the engine failed."""

    lines: Mapped[list["PlanLine"]] = relationship(
        cascade="all, delete-orphan", order_by="PlanLine.position", lazy="select"
    )

    def snapshot(self) -> WeekendPlanSnapshot:
        """Return the plan as phones store it, without its lines."""
        return WeekendPlanSnapshot(id=self.id, weekend=self.weekend, effort=self.effort, state=self.state)


class PlanLine(Model):
    """One home in a plan."""

    __tablename__ = "plan_line"

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("weekend_plan.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    change: Mapped[Change] = mapped_column(stored(Change))
    request_id: Mapped[UUID | None]
    """Of a line that reserves room: the request that the form may become."""
    visit_id: Mapped[UUID | None]
    """The visit that is there; of a new line the one that it becomes."""
    spare_id: Mapped[UUID | None]
    """The visit that takes the place of a dropped one if the plan is undone."""
    team_id: Mapped[UUID | None]
    on: Mapped[date | None]
    half: Mapped[Half | None] = mapped_column(stored(Half))
    order: Mapped[int] = mapped_column(default=0)
    begins: Mapped[str] = mapped_column(String(5), default="")
    ends: Mapped[str] = mapped_column(String(5), default="")
    minutes: Mapped[int] = mapped_column(default=0)
    """At the door and on the way there, as the half-day's minutes are counted."""
    travel_minutes: Mapped[int] = mapped_column(default=0)
    parts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    """The parts of its weight."""
    why: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """How it was when the plan was taken over."""


class PlanProgress(Model):
    """How far the engine has come with a plan; the page that asked for it shows it."""

    __tablename__ = "plan_progress"
    bookkeeping = True

    plan_id: Mapped[UUID] = mapped_column(primary_key=True)
    share: Mapped[int]
    """Of a hundred."""
    at: Mapped[datetime] = mapped_column(UtcDateTime)
