"""By the clock: numbers that may not be issued any more, work that never came, what has waited too long."""

from collections.abc import Callable

from app.core.commands import Command, system_actor
from app.core.execute import execute
from app.core.worker import every
from app.sync.commands import EscalateHeld, ReportUnsent, SettleNumbers
from app.sync.queries import wards_to_escalate, wards_to_settle, wards_with_unsent


def _in_each(wards: Callable[[], set[str]], command: Command) -> None:
    for ward in sorted(wards()):
        execute(command, actor=system_actor(ward))


@every(10, name="sync.settle_numbers")
def settle_numbers() -> None:
    _in_each(wards_to_settle, SettleNumbers())


@every(30, name="sync.report_unsent")
def report_unsent() -> None:
    _in_each(wards_with_unsent, ReportUnsent())


@every(30, name="sync.escalate_held")
def escalate_held() -> None:
    _in_each(wards_to_escalate, EscalateHeld())
