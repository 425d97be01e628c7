"""Which days the address of a page asks for."""

from datetime import date, timedelta

from flask import request

from app.core.clock import today
from app.office.queries.month import Month
from app.office.queries.weekend import Weekend
from app.visits.rules import weekend_of

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
"""The days that pages can show: whatever stands beside them, a week or a month away, is a date too."""


def asked_weekend() -> Weekend:
    """Return the weekend that the address asks for, else this one."""
    return Weekend(weekend_of(asked_date("weekend") or today())[0])


def asked_date(name: str) -> date | None:
    """Return a date of the address, None if it is missing or none; of one out of all reach the nearest."""
    try:
        return min(max(date.fromisoformat(request.args.get(name, "")), EARLIEST), LATEST)
    except ValueError:
        return None


def asked_month() -> Month:
    """Return the month of the day that the address asks for, as far as it has come; else this one."""
    asked = Month.until(asked_date("month") or today())
    return Month.until(min(asked.ends_on, today()))


def around(weekend: Weekend) -> dict[str, object]:
    """Return the weekend and its neighbours, as templates name them."""
    return {
        "weekend": weekend,
        "previous": weekend.saturday - timedelta(days=7),
        "following": weekend.saturday + timedelta(days=7),
    }
