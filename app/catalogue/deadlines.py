"""When a dossier is due: pure arithmetic over a work calendar.

The day of receipt is not counted and a limit never ends on a day off (Civil Code 2015, art. 147–148);
a same-day act received after the cut-off is due on the next working day (Decree 23/2015, art. 7).
A dossier keeps RULE_VERSION, so that an old date can be explained after the rules have changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from app.catalogue.calendar import WorkCalendar
from app.catalogue.facts import LimitUnit, TimeLimit
from app.core.clock import VN

RULE_VERSION: Final = "2026-11"
CUT_OFF: Final = time(15, 0)


class OfficeHours:
    """The ward's own hours, taken from the settings when the app starts."""

    cut_off: time = CUT_OFF


class Mode(StrEnum):
    """How a limit is counted."""

    WORKING = "working"
    CALENDAR = "calendar"
    HOURS = "hours"
    SAME_DAY = "same_day"


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
    LimitUnit.HOURS: Mode.HOURS,
    LimitUnit.SAME_DAY: Mode.SAME_DAY,
}


def due_date(received: datetime, n: int, mode: Mode | str, calendar: WorkCalendar, *, cut_off: time = CUT_OFF) -> date:
    """The last day of a limit of n days or hours for papers received at this moment."""
    if n < 0:
        raise ValueError("a time limit cannot be negative")
    moment, mode = local(received), Mode(mode)
    if mode is Mode.SAME_DAY:
        return _same_day(moment, calendar, cut_off)
    if mode is Mode.WORKING:
        return _after_working_days(moment.date(), n, calendar)
    span = timedelta(hours=n) if mode is Mode.HOURS else timedelta(days=n)
    return calendar.first_working_on_or_after((moment + span).date())


def counted_from(
    received: datetime, calendar: WorkCalendar, *, mode: Mode | str = Mode.WORKING, cut_off: time = CUT_OFF
) -> date:
    """Day one of the limit: for papers taken at home on a weekend, the next working day."""
    moment = local(received)
    if Mode(mode) is Mode.SAME_DAY:
        return _same_day(moment, calendar, cut_off)
    return calendar.next_working_after(moment.date())


def due_for(limit: TimeLimit, received: datetime, calendar: WorkCalendar, *, cut_off: time = CUT_OFF) -> date | None:
    """The due date of a procedure's limit; None when its unit is not known, so that a person sets it."""
    mode = MODES.get(limit.unit)
    if mode is None or limit.n is None:
        return None
    return due_date(received, limit.n, mode, calendar, cut_off=cut_off)


def promise_for(limit: TimeLimit, received: datetime, calendar: WorkCalendar, *, cut_off: time = CUT_OFF) -> Promise:
    """Both dates for papers received at this moment, at the counter or at home."""
    mode = MODES.get(limit.unit, Mode.WORKING)
    return Promise(
        counted_from=counted_from(received, calendar, mode=mode, cut_off=cut_off),
        due=due_for(limit, received, calendar, cut_off=cut_off),
        limit=limit,
    )


def local(moment: datetime) -> datetime:
    """The wall clock of Việt Nam; a time without a zone is already that."""
    return moment if moment.tzinfo is None else moment.astimezone(VN).replace(tzinfo=None)


def _same_day(moment: datetime, calendar: WorkCalendar, cut_off: time) -> date:
    day = moment.date()
    if calendar.is_working(day) and moment.time() > cut_off:
        return calendar.next_working_after(day)
    return calendar.first_working_on_or_after(day)


def _after_working_days(day: date, n: int, calendar: WorkCalendar) -> date:
    if n == 0:
        return calendar.first_working_on_or_after(day)
    for _ in range(n):
        day = calendar.next_working_after(day)
    return day
