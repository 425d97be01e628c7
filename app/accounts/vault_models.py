"""What the server keeps about the vaults of phones: the ward's choice of modes, and halves of keys in mode S."""

from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.changes import Number
from app.core.commands import entity_kind
from app.core.db import Entity, Model, Snapshot, UtcDateTime
from app.core.scope import staff_key, ward_key

Mode = Literal["H", "S", "P"]
"""H: a key of the phone's own. S: half of the key is kept here. P: the PIN alone."""

STRONGEST_FIRST: tuple[Mode, ...] = ("H", "S", "P")
DEFAULT: tuple[Mode, ...] = ("H", "P")
"""S needs a network at every unlocking; a ward chooses it with open eyes."""


@entity_kind
class VaultModesSnapshot(Snapshot):
    """What phones of the ward may choose from."""

    kind: ClassVar[str] = "vault_modes"
    id: UUID
    modes: list[Mode]


class VaultModes(Entity):
    """The ward's choice; none until somebody has chosen."""

    __tablename__ = "vault_modes"
    kind = "vault_modes"

    modes: Mapped[list[Mode]] = mapped_column(JSON)

    def snapshot(self) -> VaultModesSnapshot:
        """Return what phones need to know."""
        return VaultModesSnapshot(id=self.id, modes=self.modes)

    def scope(self) -> set[str]:
        """Every phone of the ward hears of it."""
        return {ward_key(self.ward), staff_key(self.ward)}


class VaultShare(Model):
    """One half of the key of one vault. A phone that is changing its PIN has two for a moment."""

    __tablename__ = "vault_share"
    bookkeeping = True

    id: Mapped[UUID] = mapped_column(primary_key=True)
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id"), index=True)
    share: Mapped[str] = mapped_column(String(64))
    proof_hash: Mapped[str] = mapped_column(String(64))
    wrong: Mapped[int] = mapped_column(Number, default=0)
    """Wrong proofs of this enrolment since the last right one."""
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
