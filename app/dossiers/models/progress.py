"""What happens to a dossier after it was taken: receipt, fee, states, supplement, apology, corrections."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, false, text
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

    duty_command: Mapped[UUID | None]
    """The request for payment that it answers, by the command that made it; None: it is the procedure's own fee."""
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
    ground: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """The article that a refusal or a stop rests on."""
    asked_by: Mapped[str | None]
    """Who asked for it, when the citizen takes the dossier back."""
    standing: Mapped[str] = mapped_column(default=Standing.IN_FORCE, server_default=text("'in-force'"))

    @property
    def is_in_force(self) -> bool:
        """It counts; rows that other features write have no standing of their own before they are stored."""
        return self.standing != Standing.BESIDE


class Supplement(OfDossier, Model):
    """What the citizen was asked to add: one complete list; `whys` has a reason for each paper, or is empty."""

    __tablename__ = "dossier_supplement"

    items: Mapped[list[str]] = mapped_column(JSON)
    whys: Mapped[list[str] | None] = mapped_column(JSON, default=list)
    keys: Mapped[list[str | None] | None] = mapped_column(JSON, default=list)
    """The line of the paper list that each stands for, where there is one."""
    reason: Mapped[str]
    second_reason: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """Why papers were asked for a second time, although that counts as overdue."""
    is_late: Mapped[bool] = mapped_column(default=False, server_default=false())
    """It was asked for after the days that the law leaves for it."""
    standing: Mapped[str] = mapped_column(default=Standing.IN_FORCE, server_default=text("'in-force'"))


class SupplementReceived(OfDossier, Model):
    """The papers are complete, and the date that holds from now on."""

    __tablename__ = "dossier_supplement_received"

    asked_by_command: Mapped[UUID]
    """The request that it answers, by the command that made it."""
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    counted_from: Mapped[date | None]
    due_on: Mapped[date | None]
    rule_version: Mapped[str]
    checked: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """Our own count, only where the citizen was told otherwise."""
    note: Mapped[str]
    standing: Mapped[str] = mapped_column(default=Standing.IN_FORCE)

    @property
    def promised(self) -> date | None:
        """The date that the citizen was given with it."""
        return self.due_on

    def answers(self, asked: Supplement) -> bool:
        """Say whether it counts as the answer to this request."""
        return self.standing == Standing.IN_FORCE and self.asked_by_command == asked.command_id


class PaymentDuty(OfDossier, Model):
    """What the citizen has to pay before the office goes on."""

    __tablename__ = "dossier_payment_duty"

    amount: Mapped[int]
    what_for: Mapped[str]


class Apology(OfDossier, Model):
    """The apology before the due date, with its one new date."""

    __tablename__ = "dossier_apology"

    reason: Mapped[str]
    new_due_on: Mapped[date]

    @property
    def promised(self) -> date:
        """The date that the citizen was given with it."""
        return self.new_due_on


class Correction(OfDossier, Model):
    """A fact that was put right later: what stood there, what stands now, and why."""

    __tablename__ = "dossier_correction"

    of_command_id: Mapped[UUID]
    field: Mapped[str]
    was: Mapped[str]
    now: Mapped[str]
    reason: Mapped[str]
    standing: Mapped[str] = mapped_column(default=Standing.IN_FORCE)
