"""How the ward stands with its dates: what presses today, and how much was decided in time."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.catalogue.calendar import WorkCalendar
from app.catalogue.queries import work_calendar_around
from app.core.clock import VN
from app.dossiers.models import Dossier
from app.dossiers.queries import dossiers_ended_between, work_list
from app.dossiers.rules.countdown import RUNNING, WAITING, Countdown, countdown_of
from app.dossiers.rules.on_time import ENDS, Measured, measure


@dataclass(frozen=True)
class OnTime:
    """How many dossiers ended in these days, and how many of them in time."""

    ended: int
    in_time: int

    @property
    def percent(self) -> int:
        """Rounded down: a hundred is said only when it is true."""
        return self.in_time * 100 // self.ended if self.ended else 0


def pressing(ward: str, day: date) -> list[tuple[Dossier, Countdown]]:
    """Return open dossiers by due date with how pressing each is."""
    calendar = work_calendar_around(day)
    found = work_list(ward, statuses=RUNNING | WAITING)
    return [(dossier, countdown_of(dossier, day, calendar)) for dossier in found]


def standings(ward: str, day: date) -> Counter[str]:
    """Return how many open dossiers are red, amber, calm, waiting."""
    return Counter(countdown.standing for _dossier, countdown in pressing(ward, day))


def measured(ward: str, first: date, last: date) -> list[tuple[Dossier, Measured]]:
    """Return what ended in these days, the late ones first."""
    begins, ends = (datetime.combine(day, time(), VN) for day in (first, last + timedelta(days=1)))
    calendar: WorkCalendar = work_calendar_around(last)
    ended = dossiers_ended_between(ward, begins, ends, ENDS)
    rows = [(dossier, found) for dossier in ended if (found := measure(dossier, calendar)) is not None]
    return sorted(rows, key=lambda row: (row[1].is_on_time, row[1].due_on))


def on_time(ward: str, first: date, last: date) -> OnTime:
    """Return the share that was decided in time."""
    rows = measured(ward, first, last)
    return OnTime(len(rows), sum(found.is_on_time for _dossier, found in rows))
