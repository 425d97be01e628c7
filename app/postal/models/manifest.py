"""A Manifest (Biên bản giao nhận) lists what changes hands between centre and post; both sides sign it."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.changes import Number
from app.core.commands import entity_kind
from app.core.db import Entity, Model, Snapshot, UtcDateTime
from app.core.scope import post_key, ward_key
from app.postal.models.item import PostalItem, Shape
from app.postal.models.words import ManifestState, Side, Standing


class ManifestSignatureShape(Shape):
    """One side's sign, with the count it made."""

    side: str
    name: str
    count: int
    signature_file: str | None
    at: datetime


@entity_kind
class ManifestSnapshot(Snapshot):
    """A manifest as phones store it."""

    kind: ClassVar[str] = "manifest"

    id: UUID
    number: str
    post_office_id: UUID
    item_ids: list[UUID]
    counted_by_centre: int | None
    counted_by_post: int | None
    state: str
    signatures: list[ManifestSignatureShape]
    signed_at: datetime | None


class Manifest(Entity):
    """The list, its two counts and its two signatures. When it is signed, custody has passed."""

    __tablename__ = "postal_manifest"
    __table_args__ = (UniqueConstraint("ward", "year", "serial"),)
    kind = "manifest"

    year: Mapped[int]
    serial: Mapped[int]
    post_office_id: Mapped[UUID] = mapped_column(ForeignKey("post_office.id"), index=True)
    state: Mapped[str] = mapped_column(String(10), index=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[UUID | None]
    signed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    items: Mapped[list[PostalItem]] = relationship(order_by=PostalItem.id)
    signatures: Mapped[list["ManifestSignature"]] = relationship(order_by="ManifestSignature.place")

    @property
    def number(self) -> str:
        """The number as it is printed; it starts anew with the year."""
        return f"BBGN-{self.ward}-{self.year % 100:02d}-{self.serial:04d}"

    @property
    def is_signed(self) -> bool:
        """Both sides have signed the same count."""
        return self.state == ManifestState.SIGNED

    @property
    def is_empty(self) -> bool:
        """Every envelope was given otherwise before both sides had signed: there is nothing to count any more."""
        return self.state == ManifestState.OPEN and not self.items

    def signature_of(self, side: Side) -> "ManifestSignature | None":
        """Return the side's signature that counts."""
        return next((row for row in self.signatures if row.side == side and row.standing == Standing.IN_FORCE), None)

    def count_of(self, side: Side) -> int | None:
        """Return what this side counted, None before it signed."""
        signature = self.signature_of(side)
        return signature.count if signature else None

    def scope(self) -> set[str]:
        """The ward, and the office that takes the items over."""
        return {ward_key(self.ward), post_key(self.post_office_id)}

    def snapshot(self) -> ManifestSnapshot:
        """Return the manifest as phones store it."""
        return ManifestSnapshot(
            id=self.id,
            number=self.number,
            post_office_id=self.post_office_id,
            item_ids=[item.id for item in self.items],
            counted_by_centre=self.count_of(Side.CENTRE),
            counted_by_post=self.count_of(Side.POST),
            state=self.state,
            signatures=[row.shape() for row in self.signatures if row.standing == Standing.IN_FORCE],
            signed_at=self.signed_at,
        )


class ManifestSignature(Model):
    """One side counted and signed; a second signature of the same side lies beside the first."""

    __tablename__ = "postal_manifest_signature"

    place: Mapped[int] = mapped_column(Number, primary_key=True)
    manifest_id: Mapped[UUID] = mapped_column(ForeignKey("postal_manifest.id"), index=True)
    side: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(500))
    count: Mapped[int]
    signature_file: Mapped[str | None] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[UUID | None]
    command_id: Mapped[UUID]
    standing: Mapped[str] = mapped_column(String(10), default=Standing.IN_FORCE)

    def shape(self) -> ManifestSignatureShape:
        """Return the signature as phones store it."""
        return ManifestSignatureShape(
            side=self.side, name=self.name, count=self.count, signature_file=self.signature_file, at=self.at
        )
