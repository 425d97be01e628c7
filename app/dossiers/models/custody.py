"""Custody: an original paper has exactly one holder, changed only by a transfer with two sides."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from pydantic import ConfigDict, Field
from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.commands import entity_kind
from app.core.db import Entity, Model, Snapshot, UtcDateTime
from app.core.scope import post_key, user_key, ward_key
from app.dossiers.models.base import OfDossier
from app.dossiers.models.shapes import Holder, Shape, Standing
from app.dossiers.models.waits import CustodyWait


class TransferShape(Shape):
    """One change of hands, as phones store it. `standing` is "beside" while a person must decide."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    id: UUID
    from_: Holder = Field(alias="from")
    to: Holder
    at: datetime
    count: int
    condition: str
    seal: str | None
    given_by: str
    taken_by: str
    signature_files: list[str]
    standing: str


class IncidentShape(Shape):
    """An original that was lost or damaged, as phones store it."""

    incident_id: UUID
    what: str
    how: str
    at: datetime
    by: str
    is_settled: bool


@entity_kind
class PaperSnapshot(Snapshot):
    """A paper in custody as phones store it."""

    kind: ClassVar[str] = "paper"

    id: UUID
    dossier_id: UUID
    citizen_id: UUID
    name: str
    count: int
    condition: str
    seal: str | None
    holder: Holder
    awaited: Holder | None = None
    """The officer who is to fetch it, since the holder's phone has died."""
    incident: IncidentShape | None = None
    """The last one, if there was any."""
    transfers: list[TransferShape]


class CustodyPaper(Entity):
    """A paper that left its owner's hands."""

    __tablename__ = "custody_paper"
    kind: ClassVar[str] = "paper"

    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"), index=True)
    citizen_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str]
    count: Mapped[int]
    condition: Mapped[str]
    seal: Mapped[str | None]
    holder_kind: Mapped[str] = mapped_column(index=True)
    holder_id: Mapped[UUID | None]
    holder_name: Mapped[str]
    held_since: Mapped[datetime] = mapped_column(UtcDateTime)

    transfers: Mapped[list["CustodyTransfer"]] = relationship(back_populates="paper", order_by="CustodyTransfer.id")
    waits: Mapped[list[CustodyWait]] = relationship(order_by="CustodyWait.asked_at")
    incidents: Mapped[list["PaperIncident"]] = relationship(back_populates="paper", order_by="PaperIncident.id")

    @property
    def holder(self) -> Holder:
        """Who has it now."""
        return Holder.model_validate({"kind": self.holder_kind, "id": self.holder_id, "name": self.holder_name})

    @property
    def is_open(self) -> bool:
        """Anybody but the family holds it: it must go home one day."""
        return self.holder_kind != "citizen"

    @property
    def wait(self) -> CustodyWait | None:
        """Who is to fetch it, if somebody is."""
        return next((wait for wait in self.waits if wait.ended_at is None), None)

    @property
    def open_incident(self) -> "PaperIncident | None":
        """The loss or damage for which nobody has made amends yet."""
        return next((one for one in self.incidents if one.settled_at is None), None)

    @property
    def last_transfer(self) -> "CustodyTransfer | None":
        """The change of hands that brought it where it is; an older one than others if a person has decided so."""
        counted = (t for t in reversed(self.transfers) if t.standing == Standing.IN_FORCE)
        return next((t for t in counted if t.at == self.held_since and t.taker.is_same(self.holder)), None)

    def give_to(self, holder: Holder, at: datetime) -> None:
        """Put the paper into these hands; the transfer that says so stands beside it."""
        self.holder_kind = holder.kind
        self.holder_id = holder.id
        self.holder_name = holder.name
        self.held_since = at

    def scope(self) -> set[str]:
        """The ward, and whoever must bring it back."""
        keys = {ward_key(self.ward)}
        if self.holder_kind == "officer" and self.holder_id:
            keys.add(user_key(self.holder_id))
        if self.holder_kind == "post" and self.holder_id:
            keys.add(post_key(self.holder_id))
        if self.wait is not None:
            keys.add(user_key(self.wait.officer_id))
        return keys

    def snapshot(self) -> PaperSnapshot:
        """The paper with every change of hands, the disputed ones marked."""
        return PaperSnapshot(
            id=self.id,
            dossier_id=self.dossier_id,
            citizen_id=self.citizen_id,
            name=self.name,
            count=self.count,
            condition=self.condition,
            seal=self.seal,
            holder=self.holder,
            awaited=self.wait.taker if self.wait else None,
            incident=self.incidents[-1].shape() if self.incidents else None,
            transfers=[transfer.shape() for transfer in self.transfers],
        )


class CustodyTransfer(OfDossier, Model):
    """A paper changed hands, and both sides said so."""

    __tablename__ = "custody_transfer"

    transfer_id: Mapped[UUID] = mapped_column(unique=True)
    paper_id: Mapped[UUID] = mapped_column(ForeignKey("custody_paper.id"), index=True)
    from_holder: Mapped[dict[str, str | None]] = mapped_column(JSON)
    to_holder: Mapped[dict[str, str | None]] = mapped_column(JSON)
    count: Mapped[int]
    condition: Mapped[str]
    seal: Mapped[str | None]
    given_by: Mapped[str]
    taken_by: Mapped[str]
    signature_files: Mapped[list[str]] = mapped_column(JSON)
    standing: Mapped[str] = mapped_column(default=Standing.IN_FORCE)

    paper: Mapped[CustodyPaper] = relationship(back_populates="transfers")

    @property
    def taker(self) -> Holder:
        """Into whose hands it went."""
        return Holder.model_validate(self.to_holder)

    @property
    def giver_file(self) -> str | None:
        """The picture of the signature of who gave it."""
        return self.signature_files[0] if len(self.signature_files) > 1 else None

    @property
    def taker_file(self) -> str | None:
        """The picture of the signature of who took it: the last, or the only one."""
        return self.signature_files[-1] if self.signature_files else None

    def shape(self) -> TransferShape:
        """The change of hands as phones store it."""
        return TransferShape.model_validate(
            {
                "id": self.transfer_id,
                "from": self.from_holder,
                "to": self.to_holder,
                "at": self.at,
                "count": self.count,
                "condition": self.condition,
                "seal": self.seal,
                "given_by": self.given_by,
                "taken_by": self.taken_by,
                "signature_files": self.signature_files,
                "standing": self.standing,
            }
        )


class PaperIncident(OfDossier, Model):
    """An original was lost or damaged while it was away; with it, how it was made good.

    Decree 61/2018 art. 21(2): whoever lost it is named, pays all that the new paper costs, and apologises.
    """

    __tablename__ = "paper_incident"

    incident_id: Mapped[UUID] = mapped_column(unique=True)
    paper_id: Mapped[UUID] = mapped_column(ForeignKey("custody_paper.id"), index=True)
    what: Mapped[str]
    how: Mapped[str]
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by: Mapped[str | None]
    outcome: Mapped[str | None]
    responsible: Mapped[str | None]
    cost: Mapped[int | None]
    apology: Mapped[str | None]

    paper: Mapped[CustodyPaper] = relationship(back_populates="incidents")

    def shape(self) -> IncidentShape:
        """The incident as phones store it."""
        return IncidentShape(
            incident_id=self.incident_id,
            what=self.what,
            how=self.how,
            at=self.at,
            by=self.by_name,
            is_settled=self.settled_at is not None,
        )
