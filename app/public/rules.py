"""When a citizen may still change their mind: pure checks."""

from datetime import date, datetime, timedelta

from app.core.errors import Rejected
from app.visits.rules import change_until

SHORTEST_FILLING = timedelta(seconds=3)


def check_can_cancel(planned_on: date | None, now: datetime) -> None:
    """Afterwards the team's route is fixed, and a call is quicker."""
    if planned_on is not None and now > change_until(planned_on):
        raise Rejected("too-late-to-cancel")


def is_too_quick(began_at: datetime, now: datetime) -> bool:
    """Say whether no person could have answered all questions in this time."""
    return now - began_at < SHORTEST_FILLING
