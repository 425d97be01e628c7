"""How pressing a dossier is, in working days: red when its date has passed, amber while an apology is still in time."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.catalogue.calendar import WorkCalendar
from app.catalogue.waiting import working_days_left
from app.dossiers.models import Dossier
from app.dossiers.models.shapes import Status
from app.dossiers.rules.steps import ENDED

AMBER_DAYS = 2
WAITING = frozenset({Status.SUPPLEMENT_ASKED, Status.STOPPED})
"""The limit does not run."""
RUNNING = frozenset(Status) - ENDED - WAITING - {Status.DONE}


@dataclass(frozen=True)
class Countdown:
    """Where a dossier stands, and the working days that are left; below zero it is late."""

    standing: Literal["red", "amber", "calm", "waiting", "none"]
    left: int = 0


def countdown_of(dossier: Dossier, today: date, calendar: WorkCalendar) -> Countdown:
    """Return how pressing it is today."""
    if dossier.status in WAITING:
        return Countdown("waiting")
    if dossier.due_on is None or dossier.status not in RUNNING:
        return Countdown("none")
    left = working_days_left(dossier.due_on, today, calendar)
    if left < 0:
        return Countdown("red", left)
    return Countdown("amber" if left <= AMBER_DAYS else "calm", left)
