"""What happens to a dossier after it was taken: receipt, fee, states, supplement, apology, corrections."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Model, UtcDateTime
from app.dossiers.models.base import OfDossier
from app.dossiers.models.shapes import Standing


class HomeReceipt(OfDossier, Model):
    """The numbered receipt left at the door, word for word. A second one lies beside the first."""

    __tablename__ = "home_receipt"

    number: Mapped[str] = mapped_column(index=True)
    shown: Mapped[str]
    shown_sha256: Mapped[str]
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)
    counted_from: Mapped[date]
    due_on: Mapped[date | None]
    rule_version: Mapped[str]
    qr: Mapped[str | None]
    checked: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """Our own count, only where it differs from what the citizen was told."""
    standing: Mapped[str] = mapped_column(default=Standing.IN_FORCE)


class FeePayment(OfDossier, Model):
    """A fee taken, or the exemption from it; with it the postage that was taken for the post."""

    __tablename__ = "fee_payment"

    amount: Mapped[int]
    postage: Mapped[int] = mapped_column(default=0, server_default="0")
    exempt: Mapped[bool]
    exempt_reason: Mapped[str | None]
    way: Mapped[str]
    slip: Mapped[str | None]
    standing: Mapped[str] = mapped_column(default=Standing.IN_FORCE)

    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When somebody saw that a transfer had come; a shown QR code is no payment."""
    confirmed_by: Mapped[str | None]

    @property
    def total(self) -> int:
        """What changed hands, in đồng."""
        return self.amount + self.postage

    @property
    def is_settled(self) -> bool:
        """Nothing is owed: free, paid in cash, or a transfer that somebody saw arrive."""
        return self.total == 0 or self.way == "cash" or self.confirmed_at is not None

    @property
    def is_awaited(self) -> bool:
        """The family says it was transferred, and nobody has seen it yet."""
        return self.way == "transfer" and not self.is_settled


class StatusChange(OfDossier, Model):
    """One step of the state, with its reason."""

    __tablename__ = "dossier_status_change"

    status: Mapped[int]
    reason: Mapped[str]


class Supplement(OfDossier, Model):
    """What the citizen was asked to add: one complete list."""

    __tablename__ = "dossier_supplement"

    items: Mapped[list[str]] = mapped_column(JSON)
    reason: Mapped[str]


class Apology(OfDossier, Model):
    """The apology before the due date, with its one new date."""

    __tablename__ = "dossier_apology"

    reason: Mapped[str]
    new_due_on: Mapped[date]


class Correction(OfDossier, Model):
    """A fact that was put right later: what stood there, what stands now, and why."""

    __tablename__ = "dossier_correction"

    of_command_id: Mapped[UUID]
    field: Mapped[str]
    was: Mapped[str]
    now: Mapped[str]
    reason: Mapped[str]
    standing: Mapped[str] = mapped_column(default=Standing.IN_FORCE)
