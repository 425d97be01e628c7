"""A StoredFile is bytes we hold; a FileUse says which entity needs them; an Upload is bytes on their way."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import JSON, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.commands import entity_kind
from app.core.db import Entity, Model, Snapshot, UtcDateTime

AWAITED, STORED = "awaited", "stored"


@entity_kind
class StoredFileSnapshot(Snapshot):
    """No phone asks for these: what it needs stands in the entity that names the file."""

    kind: ClassVar[str] = "file"
    id: UUID
    sha256: str
    size: int
    type: str
    shown: str


class StoredFile(Entity):
    """The bytes with this hash lie in this ward's store."""

    __tablename__ = "stored_file"
    __table_args__ = (UniqueConstraint("ward", "sha256"),)
    kind = "file"

    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    type: Mapped[str] = mapped_column(String(100))
    shown: Mapped[str] = mapped_column(String(40), default="waiting")
    """`waiting`, `ready`, or the reason code why no picture can be shown."""
    stored_at: Mapped[datetime] = mapped_column(UtcDateTime)

    def snapshot(self) -> StoredFileSnapshot:
        """Return the row for the log."""
        return StoredFileSnapshot(id=self.id, sha256=self.sha256, size=self.size, type=self.type, shown=self.shown)

    def scope(self) -> set[str]:
        """No key: the bytes are reached through the entities that use them."""
        return set()


class FileUse(Model):
    """This entity names this file; it was named by this person on this phone."""

    __tablename__ = "file_use"
    __table_args__ = (
        UniqueConstraint("sha256", "kind", "entity_id", "role"),
        Index("ix_file_use_ward_sha256", "ward", "sha256"),
        Index("ix_file_use_enrolment_id_arrived_at", "enrolment_id", "arrived_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    ward: Mapped[str] = mapped_column(String(5))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    type: Mapped[str] = mapped_column(String(100))
    role: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(40))
    entity_id: Mapped[UUID]
    named_by: Mapped[UUID | None]
    enrolment_id: Mapped[UUID | None]
    awaited_at: Mapped[datetime] = mapped_column(UtcDateTime)
    arrived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    overdue_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When a person was first asked where the bytes are."""

    @property
    def state(self) -> str:
        """Return `awaited` or `stored`, the words of the wire."""
        return STORED if self.arrived_at else AWAITED


class Upload(Model):
    """One running upload: how far it is. Says nothing about people's affairs."""

    __tablename__ = "upload"
    bookkeeping = True

    id: Mapped[UUID] = mapped_column(primary_key=True)
    enrolment_id: Mapped[UUID] = mapped_column(index=True)
    ward: Mapped[str] = mapped_column(String(5))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    type: Mapped[str] = mapped_column(String(100))
    request_metadata: Mapped[str] = mapped_column("metadata", String(1000))
    length: Mapped[int]
    offset: Mapped[int] = mapped_column(default=0)
    pieces: Mapped[list[int]] = mapped_column(JSON, default=list)
    wrong_times: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
