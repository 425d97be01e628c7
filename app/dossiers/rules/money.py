"""Cash has a slip, and belongs to the weekend that began on the Saturday before it."""

from datetime import date, timedelta

from app.core.errors import Rejected
from app.dossiers.models import FeePayment

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
