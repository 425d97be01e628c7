"""The one place that reads the time. Stored times are UTC; people see Vietnam's."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

VN = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock:
    """The wall clock; tests put a fixed moment here or set it ahead, the outer edge where a fake is allowed."""

    fixed: datetime | None = None
    ahead: timedelta = timedelta(0)


def now() -> datetime:
    """Return the present moment, aware, UTC."""
    return Clock.fixed or datetime.now(UTC) + Clock.ahead


def today() -> date:
    """Return today's date as a clock on the wall in Vietnam shows it."""
    return now().astimezone(VN).date()
