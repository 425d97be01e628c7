"""When a citizen may still change their mind: pure checks."""

from datetime import UTC, date, datetime, time, timedelta

from app.core.clock import VN
from app.core.errors import Rejected

LAST_HOUR = time(18, 0)
SHORTEST_FILLING = timedelta(seconds=3)


def cancel_until(planned_on: date) -> datetime:
    """Return the last moment to cancel: six in the evening of the day before."""
    return datetime.combine(planned_on - timedelta(days=1), LAST_HOUR, VN).astimezone(UTC)


def check_can_cancel(planned_on: date | None, now: datetime) -> None:
    """Afterwards the team's route is fixed, and a call is quicker."""
    if planned_on is not None and now > cancel_until(planned_on):
        raise Rejected("too-late-to-cancel")


def is_too_quick(began_at: datetime, now: datetime) -> bool:
    """Say whether no person could have answered all questions in this time."""
    return now - began_at < SHORTEST_FILLING
