"""Limits of hours and half days: counted in the hours in which the office works, eight of them being one day.

Pure. A place in time is a working day and the minutes worked of it; evenings and days off have no minutes.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final

from app.catalogue.calendar import WorkCalendar

HOURS_A_DAY: Final = 8
HOURS_A_HALF_DAY: Final = 4
FULL_DAY: Final = HOURS_A_DAY * 60

OpenHours = tuple[tuple[time, time], ...]
"""From when to when the office works on a working day: as many hours as a day counts."""

OPEN: Final[OpenHours] = ((time(7, 30), time(11, 30)), (time(13, 0), time(17, 0)))


def day_after_hours(moment: datetime, hours: int, calendar: WorkCalendar, opened: OpenHours = OPEN) -> date:
    """Return the day on which so many working hours after this moment have passed. Eight hours are a working day."""
    day, minutes = moment.date(), worked_by(moment, calendar, opened)
    days, rest = divmod(hours, HOURS_A_DAY)
    for _ in range(days):
        day = calendar.next_working_after(day)
    if minutes + rest * 60 > FULL_DAY:
        return calendar.next_working_after(day)
    return calendar.first_working_on_or_after(day)


def worked_by(moment: datetime, calendar: WorkCalendar, opened: OpenHours = OPEN) -> int:
    """Return the minutes worked of this day until this moment; a day off is over when it begins."""
    if not calendar.is_working(moment.date()):
        return FULL_DAY
    now = _minute(moment.time())
    return sum(min(max(now - _minute(start), 0), _minute(end) - _minute(start)) for start, end in opened)


def is_full_day(opened: OpenHours) -> bool:
    """Say whether these hours follow one another and make one whole day."""
    marks = [_minute(mark) for span in opened for mark in span]
    return marks == sorted(set(marks)) and sum(_minute(end) - _minute(start) for start, end in opened) == FULL_DAY


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute
