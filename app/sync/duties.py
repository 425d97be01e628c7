"""By the clock: numbers that may not be issued any more, work that never came, what has waited too long."""

from app.core.clock import now, today
from app.core.commands import system_actor
from app.core.execute import execute
from app.core.worker import every
from app.sync.commands import EscalateHeld, ReportUnsent, SettleNumbers
from app.sync.endings import endings, unsent, wards
from app.sync.queries import HELD_PATIENCE, held_before


@every(10, name="sync.settle_numbers")
def settle_numbers() -> None:
    """Years end and phones are given up; most times nothing has, and then nothing is written."""
    for ward in wards():
        if any(endings(ward, today())):
            execute(SettleNumbers(), actor=system_actor(ward))


@every(30, name="sync.report_unsent")
def report_unsent() -> None:
    for ward in wards():
        if any(unsent(ward)):
            execute(ReportUnsent(), actor=system_actor(ward))


@every(30, name="sync.escalate_held")
def escalate_held() -> None:
    for ward in wards():
        if held_before(ward, now() - HELD_PATIENCE):
            execute(EscalateHeld(), actor=system_actor(ward))
