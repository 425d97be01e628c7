"""The one place that reads the time. Stored times are UTC; people see Vietnam's."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VN = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock:
    """The wall clock; tests put a fixed moment here, the outer edge where a fake is allowed."""

    fixed: datetime | None = None


def now() -> datetime:
    """Return the present moment, aware, UTC."""
    return Clock.fixed or datetime.now(UTC)


def today() -> date:
    """Return today's date as a clock on the wall in Vietnam shows it."""
    return now().astimezone(VN).date()
