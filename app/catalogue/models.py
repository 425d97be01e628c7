"""A Procedure is one version of one procedure; a CalendarDay is a day somebody declared off or worked;
a LegalChoice is what a ward set for one legal value.

A version never changes what it says: a dossier points at it for years. Only its standing moves
(draft, offered, retired) and the day on which a newer version took over.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import JSON, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.catalogue.calendar import EditedDay, WorkedHalf
from app.catalogue.facts import AtHome, Case, Channel, ChannelFacts, LimitUnit, ProcedureFacts, Trust
from app.core.commands import entity_kind
from app.core.db import Entity, Snapshot, seen_by
from app.core.roles import Role
from app.core.scope import staff_key, ward_key
from app.core.search import fold

JUDGES = (Role.OFFICER, Role.COORDINATOR, Role.DIRECTOR, Role.ADMIN)
"""Staff who are told how far a value is trusted."""


class Status(StrEnum):
    """Draft: staff only. Offered: citizens too. Retired: only for dossiers that used it."""

    DRAFT = "draft"
    OFFERED = "offered"
    RETIRED = "retired"


class ChannelSnapshot(BaseModel):
    """Time limit and fee of one channel, flat, as a phone shows them."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    channel: Channel
    limit_text: str
    limit_n: int | None
    limit_unit: LimitUnit
    fee_text: str
    fee_amount: int | None
    fee_per: str


@entity_kind
class ProcedureSnapshot(Snapshot):
    """What an officer needs at the door without a network."""

    kind: ClassVar[str] = "procedure"
    id: UUID
    code: str
    version_no: int
    status: Status
    name: str
    plain_name: str
    plain_name_en: str
    field: str
    authority: str
    at_home: AtHome
    at_home_reason: str
    at_home_article: str
    service_minutes: int | None
    channels: list[ChannelSnapshot]
    cases: list[Case]
    exemptions: list[str]
    popular: int | None
    valid_from: date
    valid_to: date | None
    confidence: Annotated[dict[str, Trust], seen_by(*JUDGES)]


class Procedure(Entity):
    """One version of one procedure."""

    __tablename__ = "procedure"
    __table_args__ = (
        UniqueConstraint("ward", "code", "version_no"),
        Index("ix_procedure_status_code", "status", "code"),
    )
    kind = "procedure"

    code: Mapped[str] = mapped_column(String(12))
    version_no: Mapped[int]
    status: Mapped[str] = mapped_column(String(10))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    """The last day on which this version is in force."""
    search_key: Mapped[str] = mapped_column(Text)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    """ProcedureFacts as JSON: read whole, compared whole, never changed."""

    @property
    def facts(self) -> ProcedureFacts:
        """What this version says."""
        return ProcedureFacts.model_validate(self.content)

    def is_in_force(self, day: date) -> bool:
        """Say whether this version holds on this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def snapshot(self) -> ProcedureSnapshot:
        """Return the version as phones store it."""
        facts = self.facts
        return ProcedureSnapshot(
            id=self.id,
            code=self.code,
            version_no=self.version_no,
            status=Status(self.status),
            name=facts.name,
            plain_name=facts.title,
            plain_name_en=facts.plain_name_en,
            field=facts.field,
            authority=facts.authority,
            at_home=facts.at_home.way,
            at_home_reason=facts.at_home.reason,
            at_home_article=facts.at_home.article,
            service_minutes=facts.at_home.minutes,
            channels=[_flat(channel) for channel in facts.channels],
            cases=list(facts.cases),
            exemptions=list(facts.exemptions),
            popular=facts.popular,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            confidence=trust_by_value(facts),
        )

    def scope(self) -> set[str]:
        """Drafts stay at the office: no phone may read an unconfirmed rule to a citizen."""
        return set() if self.status == Status.DRAFT else super().scope()


@entity_kind
class CalendarDaySnapshot(Snapshot):
    """A declared day as phones store it, to show dates without a network."""

    kind: ClassVar[str] = "calendar_day"
    id: UUID
    on: date
    is_working: bool
    worked_half: WorkedHalf | None = None
    name: str


class CalendarDay(Entity):
    """A day that the national calendar does not know, or has wrong: a swap, a local correction."""

    __tablename__ = "calendar_day"
    __table_args__ = (UniqueConstraint("ward", "on"),)
    kind = "calendar_day"

    on: Mapped[date]
    is_working: Mapped[bool]
    worked_half: Mapped[str | None] = mapped_column(String(10))
    """Only this half of the day is worked."""
    name: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(400), default="")

    @property
    def edited(self) -> EditedDay:
        """The day as the pure calendar takes it."""
        half = WorkedHalf(self.worked_half) if self.worked_half else None
        return EditedDay(on=self.on, is_working=self.is_working, name=self.name, half=half)

    def snapshot(self) -> CalendarDaySnapshot:
        """Return the day as phones store it."""
        return CalendarDaySnapshot(
            id=self.id, on=self.on, is_working=self.is_working, worked_half=self.edited.half, name=self.name
        )


@entity_kind
class LegalValueSnapshot(Snapshot):
    """A value that phones count by."""

    kind: ClassVar[str] = "legal_value"
    id: UUID
    key: str
    value: str


class LegalChoice(Entity):
    """What a ward has set or confirmed for one of the values in `legal.py`."""

    __tablename__ = "legal_choice"
    __table_args__ = (UniqueConstraint("ward", "key"),)
    kind = "legal_value"

    key: Mapped[str] = mapped_column(String(30))
    value: Mapped[str] = mapped_column(String(60))
    is_confirmed: Mapped[bool]
    confirmed_by: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(400))
    """The text in force, as whoever confirmed it read it."""

    def snapshot(self) -> LegalValueSnapshot:
        """Return the value as phones store it."""
        return LegalValueSnapshot(id=self.id, key=self.key, value=self.value)

    def scope(self) -> set[str]:
        """Every phone of the ward counts by it."""
        return {ward_key(self.ward), staff_key(self.ward)}


def search_key_of(facts: ProcedureFacts) -> str:
    """What a search looks into: code, both names and the field, without marks."""
    return fold(" ".join((facts.code, facts.plain_name, facts.plain_name_en, facts.name, facts.field)))


def trust_by_value(facts: ProcedureFacts) -> dict[str, Trust]:
    """How far each shown value is trusted: `code`, `limit_1` (channel 1), `fee_1` …"""
    known = {
        "code": facts.confidence.code,
        "name": facts.confidence.name,
        "papers": facts.confidence.papers,
        "at_home": facts.confidence.at_home,
        "service_minutes": facts.at_home.minutes_trust,
    }
    for row in facts.channels:
        known[f"limit_{row.channel:d}"] = row.limit.trust
        known[f"fee_{row.channel:d}"] = row.fee.trust
    return known


def _flat(row: ChannelFacts) -> ChannelSnapshot:
    return ChannelSnapshot(
        channel=row.channel,
        limit_text=row.limit.text,
        limit_n=row.limit.n,
        limit_unit=row.limit.unit,
        fee_text=row.fee.text,
        fee_amount=row.fee.amount,
        fee_per=row.fee.per,
    )
