"""A team goes to a home in a half-day: that is a Visit, planned once and moved when need be.

What was said at the door is a Closing, one row for each report, so that a late report, or a corrected
one, stands beside the earlier one instead of over it.
"""

from datetime import date, datetime
from typing import Annotated, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.commands import entity_kind
from app.core.db import Entity, Model, Snapshot, UtcDateTime, seen_by
from app.core.roles import Role
from app.core.scope import neighbourhood_key, user_key, ward_key
from app.visits.models.words import Errand, Half, Outcome, Status, stored

OWNED = "all, delete-orphan"


@entity_kind
class VisitSnapshot(Snapshot):
    """A visit as phones store it."""

    kind: ClassVar[str] = "visit"
    id: UUID
    request_id: UUID | None
    citizen_id: UUID
    neighbourhood_id: UUID
    team_id: UUID
    officer_ids: list[UUID]
    planned_on: date
    half: Half
    order: int
    window: dict[str, str]
    expected_at: str | None
    expected_since: datetime | None
    minutes: int
    travel_minutes: int | None
    status: Status
    told_by: Annotated[str | None, seen_by(Role.LEADER, Role.COORDINATOR)]
    confirmed_at: Annotated[datetime | None, seen_by(Role.LEADER, Role.COORDINATOR)]
    purposes: list[dict[str, str | None]]
    visit_word: str
    access_notes: Annotated[str | None, seen_by(Role.OFFICER, Role.COORDINATOR)]
    outcome: Outcome | None
    outcome_reason: str | None
    note: str
    next_try: dict[str, str] | None
    corrections: Annotated[list[dict[str, str | None]], seen_by(Role.OFFICER, Role.COORDINATOR)]
    started_at: datetime | None
    closed_at: datetime | None


class Visit(Entity):
    """One planned call. An unplanned one keeps its row, for reports that come late."""

    __tablename__ = "visit"
    kind = "visit"

    request_id: Mapped[UUID | None] = mapped_column(index=True)
    citizen_id: Mapped[UUID] = mapped_column(index=True)
    neighbourhood_id: Mapped[UUID] = mapped_column(index=True)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id"))
    planned_on: Mapped[date] = mapped_column(index=True)
    half: Mapped[Half] = mapped_column(stored(Half))
    order: Mapped[int]
    window_from: Mapped[str] = mapped_column(String(5), default="")
    window_to: Mapped[str] = mapped_column(String(5), default="")
    expected_at: Mapped[str | None] = mapped_column(String(5))
    """When the officers, on their way, reckon to begin."""
    expected_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    minutes: Mapped[int]
    travel_minutes: Mapped[int | None]
    """How many of the minutes are for the way there, where a plan has measured them."""
    pin: Mapped[bool | None]
    """True: a person fixed it for plans; False: a person freed it; None: fixed as soon as the household was told."""
    promised_on: Mapped[date | None]
    promised_half: Mapped[Half | None] = mapped_column(stored(Half))
    """The half-day that the household had been promised before anybody planned it."""
    status: Mapped[Status] = mapped_column(stored(Status), default=Status.PLANNED)
    visit_word: Mapped[str] = mapped_column(String(40), default="")
    access_notes: Mapped[str | None]
    told_by: Mapped[str | None] = mapped_column(String(80))
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    start_command_id: Mapped[UUID | None]
    unplanned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    unplan_reason: Mapped[str | None]
    has_left_window: Mapped[bool] = mapped_column(default=False)

    officers: Mapped[list["VisitOfficer"]] = relationship(
        lazy="selectin", cascade=OWNED, order_by="VisitOfficer.position"
    )
    purposes: Mapped[list["Purpose"]] = relationship(lazy="selectin", cascade=OWNED, order_by="Purpose.position")
    closings: Mapped[list["Closing"]] = relationship(lazy="selectin", cascade=OWNED, order_by="Closing.id")

    @property
    def officer_ids(self) -> list[UUID]:
        """Return who is to go."""
        return [officer.user_id for officer in self.officers]

    @property
    def closing(self) -> "Closing | None":
        """Return the report that counts, if there is one."""
        return next((closing for closing in self.closings if closing.stands), None)

    @property
    def corrections(self) -> list[dict[str, str | None]]:
        """Return what was reported before, each with why it was put right, up to the report that counts."""
        by_id, found, right = {one.id: one for one in self.closings}, [], self.closing
        while right is not None and right.corrects in by_id:
            wrong = by_id[right.corrects]
            said = {"outcome": wrong.outcome.value, "outcome_reason": wrong.reason, "why": right.correction_reason}
            found.append(said)
            right = wrong
        return found[::-1]

    @property
    def is_standing(self) -> bool:
        """Say whether the visit is still in the plan, closed ones included."""
        return self.unplanned_at is None

    @property
    def is_movable(self) -> bool:
        """Say whether the office may still change where and when."""
        return self.is_standing and self.status in {Status.PLANNED, Status.CONFIRMED}

    @property
    def is_delayed(self) -> bool:
        """Say whether the household was promised another hour than the officers can keep."""
        if self.status is not Status.CONFIRMED or self.expected_at is None:
            return False
        return not self.window_from <= self.expected_at <= self.window_to

    @property
    def keeps_half_day(self) -> bool:
        """Say whether the visit is planned in the half-day that the household was promised."""
        return (self.promised_on, self.promised_half) == (self.planned_on, self.half)

    @property
    def promise(self) -> tuple[date, Half] | None:
        """Return the half-day that the household counts on: the one it agreed to last, else the one kept for it."""
        if self.confirmed_at is not None:
            return self.planned_on, self.half
        return (self.promised_on, self.promised_half) if self.promised_on and self.promised_half else None

    @property
    def is_pinned(self) -> bool:
        """Say whether plans leave the visit where it is."""
        if self.pin is None or not self.is_movable:
            return self.status is not Status.PLANNED
        return self.pin

    def snapshot(self) -> VisitSnapshot:
        closing = self.closing
        return VisitSnapshot(
            id=self.id,
            request_id=self.request_id,
            citizen_id=self.citizen_id,
            neighbourhood_id=self.neighbourhood_id,
            team_id=self.team_id,
            officer_ids=self.officer_ids,
            planned_on=self.planned_on,
            half=self.half,
            order=self.order,
            window={"from": self.window_from, "to": self.window_to},
            expected_at=self.expected_at,
            expected_since=self.expected_since,
            minutes=self.minutes,
            travel_minutes=self.travel_minutes,
            status=self.status,
            told_by=self.told_by,
            confirmed_at=self.confirmed_at,
            purposes=[purpose.as_told() for purpose in self.purposes],
            visit_word=self.visit_word,
            access_notes=self.access_notes,
            started_at=self.started_at,
            outcome=closing.outcome if closing else None,
            outcome_reason=closing.reason if closing else None,
            note=closing.note if closing else "",
            next_try=closing.next_try if closing else None,
            corrections=self.corrections,
            closed_at=closing.closed_at if closing else None,
        )

    def scope(self) -> set[str]:
        keys = {ward_key(self.ward), neighbourhood_key(self.neighbourhood_id)}
        if not self.has_left_window:
            keys |= {user_key(officer_id) for officer_id in self.officer_ids}
        return keys


class VisitOfficer(Model):
    """Who is to make this visit: the team's members when it was planned or given to the team."""

    __tablename__ = "visit_officer"

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id"), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)


class Purpose(Model):
    """One thing that a visit is for."""

    __tablename__ = "visit_purpose"

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    errand: Mapped[Errand] = mapped_column(stored(Errand))
    procedure_code: Mapped[str | None] = mapped_column(String(30))
    need_text: Mapped[str | None]
    dossier_id: Mapped[UUID | None] = mapped_column(index=True)

    def as_told(self) -> dict[str, str | None]:
        """Return the purpose as the wire writes it."""
        if self.errand is Errand.RETURN:
            return {"kind": "return", "dossier_id": str(self.dossier_id)}
        return {"kind": "collect", "procedure_code": self.procedure_code, "need_text": self.need_text}


class Closing(Model):
    """One report of what happened at the door; its id is the reporting command's."""

    __tablename__ = "visit_closing"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id"), index=True)
    reported_by: Mapped[UUID | None]
    outcome: Mapped[Outcome] = mapped_column(stored(Outcome))
    reason: Mapped[str | None]
    note: Mapped[str] = mapped_column(default="")
    next_on: Mapped[date | None]
    next_half: Mapped[Half | None] = mapped_column(stored(Half))
    closed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    stands: Mapped[bool]
    corrects: Mapped[UUID | None]
    correction_reason: Mapped[str | None]

    @property
    def next_try(self) -> dict[str, str] | None:
        """Return the half-day agreed at the door, as the wire writes it."""
        if self.next_on is None:
            return None
        half = self.next_half or Half.MORNING
        return {"date": self.next_on.isoformat(), "half": half.value}
