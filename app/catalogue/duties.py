"""What the catalogue does by the clock: phones must know next year's holidays before it begins."""

from app.catalogue.shipped import load_days
from app.core.commands import system_actor
from app.core.worker import every

A_DAY = 24 * 60


@every(A_DAY, name="catalogue.keep_calendar_ahead")
def keep_calendar_ahead() -> None:
    """Declare national days that are not declared yet."""
    load_days(system_actor())
