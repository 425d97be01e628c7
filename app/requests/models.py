"""A ServiceRequest is what a resident asks for, until it is served, declined, merged or cancelled."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import JSON, Enum, ForeignKey, Index, String
from sqlalchemy import Text as LongColumn
from sqlalchemy.orm import Mapped, mapped_column

from app.citizens.phones import Phone
from app.core.commands import entity_kind
from app.core.db import Entity, Snapshot, UtcDateTime
from app.core.scope import neighbourhood_key, ward_key
from app.core.search import LongText, Text

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


NO_DECISION = frozenset({"rescoped", "corrected", "phone-corrected", "offers-renewed"})
"""Changes of a request by which nobody has decided anything about its household: who is left in peace stays so."""


class HalfDay(BaseModel):
    """A day and half-day that would suit; either may be open."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    date: dt.date | None = None
    half: Half | None = None


class LetDown(BaseModel):
    """The half-day that cannot be kept for a household, and those that were free instead when that was found."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    date: dt.date
    half: Half
    reason: str
    """Why nobody comes; empty where the half-day was full."""
    at: dt.datetime
    offers: tuple[HalfDay, ...]


class Need(BaseModel):
    """What somebody asks for, and why they cannot come: what a registration may get wrong about it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    need_text: LongText = ""
    procedure_code: Annotated[Text, Field(max_length=20)] | None = None
    hardship: Hardship | None = None


class Correction(BaseModel):
    """One field of a registration that said something else before; the earlier words stay readable."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: UUID
    """The command that put it right."""
    field: str
    before: str | None
    after: str | None
    why: str
    by: str
    at: dt.datetime
    counts: bool
    """False while a person still has to decide: the request had moved on."""


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
    let_down: LetDown | None
    corrections: list[Correction]


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
    let_down: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What a person still has to tell the household, and to ask it; None once it has chosen, or has agreed to a time.

    It rests while a visit is planned."""
    corrections: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, server_default="[]")
    """What was put right about the registration, oldest first."""

    @property
    def is_on_the_list(self) -> bool:
        """Say whether the coordinator still has to find a place for it."""
        return self.status in ON_THE_LIST

    @property
    def is_open(self) -> bool:
        """Say whether somebody is still waiting for us."""
        return self.status in OPEN

    @property
    def need(self) -> Need:
        """What is asked for, as it stands now."""
        return Need(
            need_text=self.need_text,
            procedure_code=self.procedure_code,
            hardship=self.hardship,  # type: ignore[arg-type]  # stored as text, checked here
        )

    def take_need(self, values: Mapping[str, Any]) -> None:
        """Let these words count from now on."""
        for name, value in values.items():
            setattr(self, name, value)

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
            let_down=LetDown(**self.let_down) if self.let_down and self.is_on_the_list else None,
            corrections=[Correction(**one) for one in self.corrections],
        )

    def scope(self) -> set[str]:
        """The office, and the leaders of the neighbourhood; a visit lends its officers' keys."""
        return {ward_key(self.ward), neighbourhood_key(self.neighbourhood_id)}
