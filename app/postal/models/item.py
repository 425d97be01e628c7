"""A PostalItem is one sealed envelope on its way: name, address, phone, papers; never a health detail."""

from datetime import date, datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy import Text as LongColumn
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.changes import Number
from app.core.commands import entity_kind
from app.core.db import Entity, Model, Snapshot, UtcDateTime, seen_by
from app.core.roles import Role
from app.core.scope import post_key, ward_key
from app.dossiers.models.snapshot import CorrectionShape
from app.postal.codes import warnings_of
from app.postal.models.correction import PostalCorrection
from app.postal.models.words import ItemState, Standing


class Shape(BaseModel):
    """A frozen value without room for surprises."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AddresseeShape(Shape):
    """All that the post needs to know of a person."""

    name: str
    address: str
    phone: str | None


class PapersShape(Shape):
    """So many of this paper."""

    name: str
    count: int


class AttemptShape(Shape):
    """One try at the door."""

    id: UUID
    at: datetime
    outcome: str
    reason: str | None
    slip_no: str | None
    next_not_before: date | None


class DeliveredShape(Shape):
    """Who took the envelope."""

    to_name: str
    relation: str
    identity_last4: str | None
    at: datetime
    signature_file: str | None
    giver_file: str | None


@entity_kind
class PostalItemSnapshot(Snapshot):
    """An item as phones store it; which dossier it belongs to is no affair of the post."""

    kind: ClassVar[str] = "postal_item"

    id: UUID
    dossier_id: Annotated[UUID | None, seen_by(Role.COORDINATOR, Role.OFFICER)]
    post_office_id: UUID
    direction: str
    code: str | None
    to: AddresseeShape
    papers: list[PapersShape]
    state: str
    manifest_id: UUID | None
    attempts: list[AttemptShape]
    delivered: DeliveredShape | None
    returned_at: datetime | None
    warnings: list[str]
    corrections: list[CorrectionShape]


class PostalItem(Entity):
    """One envelope: what is in it, where it is, and every try to hand it over."""

    __tablename__ = "postal_item"
    kind = "postal_item"

    dossier_id: Mapped[UUID | None] = mapped_column(index=True)
    post_office_id: Mapped[UUID] = mapped_column(ForeignKey("post_office.id"), index=True)
    manifest_id: Mapped[UUID | None] = mapped_column(ForeignKey("postal_manifest.id"), index=True)
    direction: Mapped[str] = mapped_column(String(10))
    code: Mapped[str | None] = mapped_column(String(30), index=True)
    to_name: Mapped[str] = mapped_column(String(500))
    to_address: Mapped[str] = mapped_column(LongColumn)
    to_phone: Mapped[str | None] = mapped_column(String(20))
    papers: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    custody_papers: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Originals on their way home in the same envelope, by the ids of their custody slips."""
    state: Mapped[str] = mapped_column(String(12), index=True)
    returned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    return_reason: Mapped[str | None] = mapped_column(String(20))
    returned_by: Mapped[str | None] = mapped_column(String(200))
    returned_to: Mapped[str | None] = mapped_column(String(200))
    return_condition: Mapped[str | None] = mapped_column(LongColumn)
    return_seal: Mapped[str | None] = mapped_column(String(60))
    return_signatures: Mapped[list[str | None] | None] = mapped_column(JSON)
    """Of who gave it back and who took it, in this order; None in the place of who has not signed."""

    attempts: Mapped[list["PostalAttempt"]] = relationship(order_by="PostalAttempt.number")
    deliveries: Mapped[list["PostalDelivery"]] = relationship(order_by="PostalDelivery.number")
    corrections: Mapped[list[PostalCorrection]] = relationship(order_by=PostalCorrection.number)

    @property
    def delivered(self) -> "PostalDelivery | None":
        """The delivery that counts."""
        return next((row for row in self.deliveries if row.standing == Standing.IN_FORCE), None)

    @property
    def return_signed(self) -> tuple[str | None, str | None]:
        """Signatures of who gave it back and who took it; one kept without its side is nobody's."""
        sides = self.return_signatures or []
        return (sides[0], sides[-1]) if len(sides) > 1 else (None, None)

    @property
    def paper_count(self) -> int:
        """How many papers lie in the envelope."""
        return sum(paper["count"] for paper in self.papers)

    @property
    def is_with_post(self) -> bool:
        """The post has it in hand."""
        return self.state in {ItemState.WITH_POST, ItemState.FAILED, ItemState.RETURNING}

    def scope(self) -> set[str]:
        """The ward, and the office that carries it."""
        return {ward_key(self.ward), post_key(self.post_office_id)}

    def snapshot(self) -> PostalItemSnapshot:
        """Return the item as phones store it."""
        return PostalItemSnapshot(
            id=self.id,
            dossier_id=self.dossier_id,
            post_office_id=self.post_office_id,
            direction=self.direction,
            code=self.code,
            to=AddresseeShape(name=self.to_name, address=self.to_address, phone=self.to_phone),
            papers=[PapersShape.model_validate(paper) for paper in self.papers],
            state=self.state,
            manifest_id=self.manifest_id,
            attempts=[attempt.shape() for attempt in self.attempts],
            delivered=self.delivered.shape() if self.delivered else None,
            returned_at=self.returned_at,
            warnings=warnings_of(self.code),
            corrections=[correction.shape() for correction in self.corrections],
        )


class PostalAttempt(Model):
    """One try to hand the envelope over that failed."""

    __tablename__ = "postal_attempt"

    number: Mapped[int] = mapped_column(Number, primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    item_id: Mapped[UUID] = mapped_column(ForeignKey("postal_item.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(20))
    slip_no: Mapped[str | None] = mapped_column(String(30))
    next_not_before: Mapped[date | None]
    by_id: Mapped[UUID | None]
    by_name: Mapped[str] = mapped_column(String(200))
    command_id: Mapped[UUID]

    def shape(self) -> AttemptShape:
        """Return the attempt as phones store it."""
        return AttemptShape(
            id=self.id,
            at=self.at,
            outcome="failed",
            reason=self.reason,
            slip_no=self.slip_no,
            next_not_before=self.next_not_before,
        )


class PostalDelivery(Model):
    """The envelope was given to somebody. A second one lies beside the first until a person decides."""

    __tablename__ = "postal_delivery"

    number: Mapped[int] = mapped_column(Number, primary_key=True)
    item_id: Mapped[UUID] = mapped_column(ForeignKey("postal_item.id"), index=True)
    to_name: Mapped[str] = mapped_column(String(500))
    relation: Mapped[str] = mapped_column(String(500))
    identity_last4: Mapped[str | None] = mapped_column(String(4))
    signature_file: Mapped[str | None] = mapped_column(String(64))
    giver_file: Mapped[str | None] = mapped_column(String(64))
    """The picture of the signature of who gave it."""
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[UUID | None]
    by_name: Mapped[str] = mapped_column(String(200))
    command_id: Mapped[UUID]
    standing: Mapped[str] = mapped_column(String(10), default=Standing.IN_FORCE)
    position: Mapped[dict[str, float] | None] = mapped_column(JSON(none_as_null=True))
    """Where the phone was, if its holder tapped for it: degrees `lat` and `lon`, metres `accuracy_m`. For the desk
    alone: a household's place is sensitive data (356/2025 Article 4) and goes to no phone."""

    def shape(self) -> DeliveredShape:
        """Return the delivery as phones store it."""
        return DeliveredShape(
            to_name=self.to_name,
            relation=self.relation,
            identity_last4=self.identity_last4,
            at=self.at,
            signature_file=self.signature_file,
            giver_file=self.giver_file,
        )
