"""Cash has a slip and belongs to the weekend that began on its Saturday; a payment answers what was asked for."""

from datetime import date, datetime, timedelta

from app.core.errors import Rejected
from app.dossiers.models import Dossier, FeePayment, PaymentDuty
from app.dossiers.models.paying import left_of
from app.dossiers.models.shapes import Status

SATURDAY = 5


def lacks_slip(payment: FeePayment) -> bool:
    """Cash without a numbered slip: the family has nothing in hand."""
    return payment.way == "cash" and payment.total > 0 and not payment.slip


def weekend_of(day: date) -> date:
    """Return the Saturday whose week of work this day belongs to: what is taken on Monday counts with it."""
    return day - timedelta(days=(day.weekday() - SATURDAY) % 7)


def check_weekend(day: date) -> None:
    """A cash sheet is named by its Saturday."""
    if weekend_of(day) != day:
        raise Rejected("weekend-not-saturday")


def duty_at(dossier: Dossier, moment: datetime) -> PaymentDuty | None:
    """Return the request that a payment of that moment answers: one was open then, whatever has happened since."""
    steps = [step for step in dossier.history if step.is_in_force and step.at <= moment]
    if not steps or steps[-1].status != Status.PAYMENT_ASKED:
        return None
    return next((duty for duty in reversed(dossier.payment_duties) if duty.at <= moment), None)


def settled_duty(dossier: Dossier) -> PaymentDuty | None:
    """Return the request that the dossier waits for although all of it has come."""
    if dossier.status != Status.PAYMENT_ASKED or not dossier.payment_duties:
        return None
    newest = dossier.payment_duties[-1]
    return newest if left_of(dossier, newest) == 0 else None
