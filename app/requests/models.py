"""A ServiceRequest is what a resident asks for, until it is served, declined, merged or cancelled."""

import datetime as dt
from enum import StrEnum
from typing import Any, ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import JSON, Enum, ForeignKey, Index, String
from sqlalchemy import Text as LongColumn
from sqlalchemy.orm import Mapped, mapped_column

from app.citizens.phones import Phone
from app.core.commands import entity_kind
from app.core.db import Entity, Snapshot, UtcDateTime
from app.core.scope import neighbourhood_key, ward_key
from app.core.search import Text

Half = Literal["morning", "afternoon"]
Hardship = Literal["age", "disability", "illness", "alone", "other"]
ForWhom = Literal["self", "relative", "other"]


class Status(StrEnum):
    """How far a request has come; what happened at the door is the visit's."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    PLANNED = "planned"
    DONE = "done"
    DECLINED = "declined"
    MERGED = "merged"
    CANCELLED = "cancelled"


ON_THE_LIST = (Status.WAITING, Status.ACCEPTED)
OPEN = (*ON_THE_LIST, Status.PLANNED)


class Requester(BaseModel):
    """Who asked, and how and when to call them back."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: Text = ""
    relation: Text = ""
    phone: Phone | None = None
    zalo: bool = False
    best_time: Text = ""


class HalfDay(BaseModel):
    """A day and half-day that would suit; either may be open."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    date: dt.date | None = None
    half: Half | None = None


@entity_kind
class RequestSnapshot(Snapshot):
    """A request as phones store it, without its tracking code."""

    kind: ClassVar[str] = "request"
    id: UUID
    citizen_id: UUID
    neighbourhood_id: UUID
    status: Status
    made_by: str
    for_whom: ForWhom
    requester: Requester | None
    hardship: Hardship | None
    procedure_code: str | None
    need_text: str
    wish: HalfDay | None
    visit_word: str
    tracking_last4: str | None
    note: str
    made_at: dt.datetime
    decline_reason: str | None
    cancel_reason: str | None
    merged_into: UUID | None
    visit_id: UUID | None
    next_try: HalfDay | None


class ServiceRequest(Entity):
    """What somebody asked for, by whom, and where it stands on the way to a visit."""

    __tablename__ = "service_request"
    __table_args__ = (Index("ix_service_request_ward_status", "ward", "status"),)
    kind = "request"

    citizen_id: Mapped[UUID] = mapped_column(ForeignKey("citizen.id"), index=True)
    neighbourhood_id: Mapped[UUID] = mapped_column(ForeignKey("neighbourhood.id"))
    status: Mapped[Status] = mapped_column(
        Enum(Status, native_enum=False, length=20, values_callable=lambda words: [word.value for word in words])
    )
    made_by: Mapped[str] = mapped_column(String(20))
    made_by_id: Mapped[UUID | None]
    for_whom: Mapped[str] = mapped_column(String(20))
    requester: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    phone: Mapped[str | None] = mapped_column(String(20), index=True)
    """The number to call about this request: the requester's, else the citizen's."""
    hardship: Mapped[str | None] = mapped_column(String(20))
    procedure_code: Mapped[str | None] = mapped_column(String(20))
    need_text: Mapped[str] = mapped_column(LongColumn)
    wish: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    visit_word: Mapped[str] = mapped_column(String(40))
    tracking_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    link_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    tracking_last4: Mapped[str | None] = mapped_column(String(4))
    note: Mapped[str] = mapped_column(LongColumn)
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    decline_reason: Mapped[str | None] = mapped_column(LongColumn)
    cancel_reason: Mapped[str | None] = mapped_column(LongColumn)
    merged_into: Mapped[UUID | None] = mapped_column(ForeignKey("service_request.id"))
    visit_id: Mapped[UUID | None]
    next_try: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    @property
    def is_on_the_list(self) -> bool:
        """Say whether the coordinator still has to find a place for it."""
        return self.status in ON_THE_LIST

    @property
    def is_open(self) -> bool:
        """Say whether somebody is still waiting for us."""
        return self.status in OPEN

    def snapshot(self) -> RequestSnapshot:
        """Return the request as phones store it."""
        return RequestSnapshot(
            id=self.id,
            citizen_id=self.citizen_id,
            neighbourhood_id=self.neighbourhood_id,
            status=self.status,
            made_by=self.made_by,
            for_whom=self.for_whom,  # type: ignore[arg-type]  # stored as text, checked here
            requester=Requester(**self.requester) if self.requester else None,
            hardship=self.hardship,  # type: ignore[arg-type]  # stored as text, checked here
            procedure_code=self.procedure_code,
            need_text=self.need_text,
            wish=HalfDay(**self.wish) if self.wish else None,
            visit_word=self.visit_word,
            tracking_last4=self.tracking_last4,
            note=self.note,
            made_at=self.made_at,
            decline_reason=self.decline_reason,
            cancel_reason=self.cancel_reason,
            merged_into=self.merged_into,
            visit_id=self.visit_id,
            next_try=HalfDay(**self.next_try) if self.next_try else None,
        )

    def scope(self) -> set[str]:
        """The office, and the leaders of the neighbourhood; a visit lends its officers' keys."""
        return {ward_key(self.ward), neighbourhood_key(self.neighbourhood_id)}
