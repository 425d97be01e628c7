"""Limits of hours and half days: counted in the hours in which the office works, eight of them being one day.

Pure. A place in time is a working day and the minutes worked of it; evenings and days off have no minutes, and a
day of which only one half is worked has half of them.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final

from app.catalogue.calendar import WorkCalendar, WorkedHalf

HOURS_A_DAY: Final = 8
HOURS_A_HALF_DAY: Final = 4
HALF_DAY: Final = HOURS_A_HALF_DAY * 60
FULL_DAY: Final = HOURS_A_DAY * 60

OpenHours = tuple[tuple[time, time], ...]
"""From when to when the office works on a working day: as many hours as a day counts."""

OPEN: Final[OpenHours] = ((time(7, 30), time(11, 30)), (time(13, 0), time(17, 0)))


def day_after_hours(moment: datetime, hours: int, calendar: WorkCalendar, opened: OpenHours = OPEN) -> date:
    """Return the day on which so many working hours after this moment have passed. Eight hours are a working day."""
    day, minutes = moment.date(), worked_by(moment, calendar, opened)
    days, rest = divmod(hours, HOURS_A_DAY)
    day, minutes = _forward(day, minutes, days * FULL_DAY, calendar, stays=minutes >= minutes_of(day, calendar))
    day, minutes = _forward(day, minutes, rest * 60, calendar, stays=True)
    return calendar.first_working_on_or_after(day)


def _forward(day: date, minutes: int, more: int, calendar: WorkCalendar, *, stays: bool) -> tuple[date, int]:
    """Move a place on by so many minutes; at the very end of a day it stays there, or begins the next."""
    left = minutes_of(day, calendar) - minutes
    while more > left or (more == left and not stays):
        more -= left
        day, minutes = calendar.next_working_after(day), 0
        left = minutes_of(day, calendar)
    return day, minutes + more


def minutes_of(day: date, calendar: WorkCalendar) -> int:
    """Return how many minutes of this day are worked."""
    return calendar.halves_of(day) * HALF_DAY


def worked_by(moment: datetime, calendar: WorkCalendar, opened: OpenHours = OPEN) -> int:
    """Return the minutes worked of this day until this moment; a day off has none."""
    if not calendar.is_working(moment.date()):
        return 0
    now = _minute(moment.time())
    passed = sum(min(max(now - _minute(start), 0), _minute(end) - _minute(start)) for start, end in opened)
    half = calendar.half_days.get(moment.date())
    if half is WorkedHalf.MORNING:
        return min(passed, HALF_DAY)
    return max(passed - HALF_DAY, 0) if half is WorkedHalf.AFTERNOON else passed


def is_over(moment: datetime, calendar: WorkCalendar, opened: OpenHours = OPEN) -> bool:
    """Say whether nothing is left of what is worked of this day."""
    return worked_by(moment, calendar, opened) >= minutes_of(moment.date(), calendar)


def is_full_day(opened: OpenHours) -> bool:
    """Say whether these hours follow one another and make one whole day."""
    marks = [_minute(mark) for span in opened for mark in span]
    return marks == sorted(set(marks)) and sum(_minute(end) - _minute(start) for start, end in opened) == FULL_DAY


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute
