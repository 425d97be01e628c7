"""Which payment answers what: the procedure's own fee, or something that the office asked for later."""

from typing import Any
from uuid import UUID

from app.dossiers.models.progress import FeePayment, PaymentDuty
from app.dossiers.models.shapes import Standing

Dossier = Any
"""The dossier's model asks this module, so this module cannot name it."""


def payments_for(dossier: Dossier, duty_command: UUID | None) -> list[FeePayment]:
    """Return the payments that count for this request, first to last; None stands for the procedure's fee."""
    return [
        payment
        for payment in dossier.payments
        if payment.standing == Standing.IN_FORCE and payment.duty_command == duty_command
    ]


def newest_for(dossier: Dossier, duty_command: UUID | None) -> FeePayment | None:
    """Return the payment that counts last for this request."""
    return next(reversed(payments_for(dossier, duty_command)), None)


def left_of(dossier: Dossier, duty: PaymentDuty) -> int:
    """Return what has still to come, in đồng: a transfer counts when somebody has seen it, an exemption settles all."""
    settled = [payment for payment in payments_for(dossier, duty.command_id) if payment.is_settled]
    if any(payment.exempt for payment in settled):
        return 0
    return max(0, duty.amount - sum(payment.amount for payment in settled))


def awaited_payment(dossier: Dossier) -> FeePayment | None:
    """Return the transfer that nobody has seen arrive yet, the oldest purpose first."""
    purposes = [None, *(duty.command_id for duty in dossier.payment_duties)]
    newest = (newest_for(dossier, purpose) for purpose in purposes)
    return next((payment for payment in newest if payment is not None and payment.is_awaited), None)
