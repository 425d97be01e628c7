"""Missing papers: what becomes of the due date, and how many days are left until it.

By law the limit starts again when the papers are complete (Decree 61/2018, art. 19.4); the measure by which wards
are judged only takes the waiting off (practice of Decision 766/2022). Both are counted here. A limit of one day or
less has nothing that could wait: it starts again either way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.catalogue.calendar import WorkCalendar
from app.catalogue.deadlines import MODES, PLAIN, Mode, Rules, WhileMissing, after_halves, due_date, local
from app.catalogue.facts import TimeLimit


@dataclass(frozen=True)
class Gap:
    """Papers were missing from the moment they were asked for until they were complete; None: still missing."""

    asked: datetime
    complete: datetime | None = None

    @property
    def end(self) -> datetime | None:
        """When it ended; clocks that differ never make it end before it began."""
        return None if self.complete is None else max(self.asked, self.complete)


def due_after(
    received: datetime, n: int, mode: Mode | str, gaps: Sequence[Gap], calendar: WorkCalendar, rules: Rules = PLAIN
) -> date | None:
    """The due date of a limit with gaps in it, in their order; None as long as papers are missing."""
    ends = [end for gap in gaps if (end := gap.end) is not None]
    if len(ends) < len(gaps):
        return None
    mode = Mode(mode)
    if rules.while_missing == WhileMissing.PAUSED and n > 0 and mode is Mode.WORKING:
        read = rules.calendar(calendar)
        return after_halves(local(received).date(), 2 * n + _halves_waited(gaps, read), read)
    if rules.while_missing == WhileMissing.PAUSED and n > 0 and mode is Mode.CALENDAR:
        days = sum(((local(gap.end or gap.asked).date() - local(gap.asked).date()).days for gap in gaps), n)
        return calendar.first_working_on_or_after(local(received).date() + timedelta(days=days))
    return due_date(ends[-1] if ends else received, n, mode, calendar, rules)


def due_of(
    limit: TimeLimit, received: datetime, gaps: Sequence[Gap], calendar: WorkCalendar, rules: Rules = PLAIN
) -> date | None:
    """The same for a procedure's limit; None also where its unit is not known."""
    mode = MODES.get(limit.unit)
    if mode is None or limit.n is None:
        return None
    return due_after(received, limit.n, mode, gaps, calendar, rules)


def waiting_taken_off(due: date, gaps: Iterable[Gap], calendar: WorkCalendar) -> date:
    """A promised date as the reporting measure reads it: moved on by the working days that papers were missing."""
    waited = _halves_waited(gaps, calendar)
    return after_halves(due, waited, calendar) if waited else due


def paused(rules: Rules) -> Rules:
    """The same rules by the reporting measure."""
    return replace(rules, while_missing=WhileMissing.PAUSED)


def _halves_waited(gaps: Iterable[Gap], calendar: WorkCalendar) -> int:
    return sum(
        calendar.halves_of(day)
        for gap in gaps
        if gap.end
        for day in _days(local(gap.asked).date(), local(gap.end).date())
    )


def working_days_between(first: date, last: date, calendar: WorkCalendar) -> int:
    """How many days of which anything is worked lie after the first day, up to and with the last."""
    return sum(calendar.is_working(day) for day in _days(first, last))


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=step) for step in range(1, (last - first).days + 1))


def working_days_left(due: date, today: date, calendar: WorkCalendar) -> int:
    """Working days until the due date: 0 on the day itself, below it when the date has passed."""
    if due >= today:
        return working_days_between(today, due, calendar)
    return -max(1, working_days_between(due, today, calendar))
