"""When a dossier is due: pure arithmetic over a work calendar.

The day of receipt is not counted and a limit never ends on a day off (Civil Code 2015, art. 147–148);
a same-day act received after the cut-off is due on the next working day (Decree 23/2015, art. 7). A day of which the
office works only one half counts half, and no limit is kept waiting for its other half: it may end there.
A dossier keeps the Rules it was counted by, so that an old date can be explained after they have changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from app.catalogue.calendar import WorkCalendar
from app.catalogue.facts import LimitUnit, TimeLimit
from app.catalogue.hours import HOURS_A_HALF_DAY, OPEN, OpenHours, day_after_hours, is_over
from app.core.clock import VN

RULE_VERSION: Final = "2027-01"
HALF_DAYS_SINCE: Final = "2027-01"
"""Dossiers of earlier rules count a half day as a day, as they were promised."""
CUT_OFF: Final = time(15, 0)


class Mode(StrEnum):
    """How a limit is counted."""

    WORKING = "working"
    CALENDAR = "calendar"
    HALF_DAYS = "half_days"
    HOURS = "hours"
    SAME_DAY = "same_day"


class WhileMissing(StrEnum):
    """What becomes of a limit while papers are missing: it starts anew when they are there, or it only waits."""

    STARTS_AGAIN = "starts-again"
    PAUSED = "paused"


@dataclass(frozen=True, kw_only=True)
class Rules:
    """How a ward counts. What stands here is frozen into each dossier."""

    version: str = RULE_VERSION
    cut_off: time = CUT_OFF
    while_missing: WhileMissing = WhileMissing.STARTS_AGAIN
    opened: OpenHours = OPEN

    def calendar(self, calendar: WorkCalendar) -> WorkCalendar:
        """Return the calendar as these rules read it."""
        return calendar if self.version >= HALF_DAYS_SINCE else replace(calendar, half_days={})


PLAIN: Final = Rules()
"""The national rules as far as they are known, for wards that have set nothing else."""


@dataclass(frozen=True, kw_only=True)
class Promise:
    """The two dates of a receipt, with what they were computed from. `due` is None when a person must set it."""

    counted_from: date
    due: date | None
    limit: TimeLimit
    rule_version: str = RULE_VERSION


MODES: Final = {
    LimitUnit.WORKING_DAYS: Mode.WORKING,
    LimitUnit.CALENDAR_DAYS: Mode.CALENDAR,
    LimitUnit.HALF_DAYS: Mode.HALF_DAYS,
    LimitUnit.HOURS: Mode.HOURS,
    LimitUnit.SAME_DAY: Mode.SAME_DAY,
}
HOURLY: Final = {Mode.HOURS: 1, Mode.HALF_DAYS: HOURS_A_HALF_DAY}
"""Limits that are counted in hours, and how many hours one of them is."""


def due_date(received: datetime, n: int, mode: Mode | str, calendar: WorkCalendar, rules: Rules = PLAIN) -> date:
    """The last day of a limit of n days or hours for papers received at this moment."""
    if n < 0:
        raise ValueError("a time limit cannot be negative")
    moment, mode, calendar = local(received), Mode(mode), rules.calendar(calendar)
    if mode is Mode.SAME_DAY:
        return _same_day(moment, calendar, rules)
    if mode is Mode.WORKING:
        return after_working_days(moment.date(), n, calendar)
    if mode in HOURLY:
        return day_after_hours(moment, n * HOURLY[mode], calendar, rules.opened)
    return calendar.first_working_on_or_after(moment.date() + timedelta(days=n))


def counted_from(
    received: datetime, calendar: WorkCalendar, mode: Mode | str = Mode.WORKING, rules: Rules = PLAIN
) -> date:
    """Day one of the limit: for papers taken at home on a weekend, the next working day."""
    moment, mode, calendar = local(received), Mode(mode), rules.calendar(calendar)
    if mode is Mode.SAME_DAY:
        return _same_day(moment, calendar, rules)
    if mode in HOURLY and not is_over(moment, calendar, rules.opened):
        return moment.date()
    return calendar.next_working_after(moment.date())


def due_for(limit: TimeLimit, received: datetime, calendar: WorkCalendar, rules: Rules = PLAIN) -> date | None:
    """The due date of a procedure's limit; None when its unit is not known, so that a person sets it."""
    mode = MODES.get(limit.unit)
    if mode is None or limit.n is None:
        return None
    return due_date(received, limit.n, mode, calendar, rules)


def promise_for(limit: TimeLimit, received: datetime, calendar: WorkCalendar, rules: Rules = PLAIN) -> Promise:
    """Both dates for papers received at this moment, at the counter or at home."""
    return Promise(
        counted_from=counted_from(received, calendar, MODES.get(limit.unit, Mode.WORKING), rules),
        due=due_for(limit, received, calendar, rules),
        limit=limit,
    )


def local(moment: datetime) -> datetime:
    """The wall clock of Việt Nam; a time without a zone is already that."""
    return moment if moment.tzinfo is None else moment.astimezone(VN).replace(tzinfo=None)


def after_working_days(day: date, n: int, calendar: WorkCalendar) -> date:
    """The day after this one by which n working days are over, two halves being one."""
    return after_halves(day, 2 * n, calendar)


def after_halves(day: date, halves: int, calendar: WorkCalendar) -> date:
    """The day after this one by which so many half days are worked; none at all still ends on a day that is worked."""
    if halves <= 0:
        return calendar.first_working_on_or_after(day)
    while halves > 0:
        day = calendar.next_working_after(day)
        halves -= calendar.halves_of(day)
    return day


def _same_day(moment: datetime, calendar: WorkCalendar, rules: Rules) -> date:
    day = moment.date()
    closed = day in calendar.half_days and is_over(moment, calendar, rules.opened)
    if calendar.is_working(day) and (closed or moment.time() > rules.cut_off):
        return calendar.next_working_after(day)
    return calendar.first_working_on_or_after(day)
