"""Which days the office works: weekly rest, public holidays, their compensation, swapped Saturdays, half days.

Pure: dates in, dates out. The public holidays come from the `holidays` package; what it does not
know (swaps decided by the Government, a local correction) lies over it as edited days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

import holidays

SATURDAY = 5
LONGEST_BREAK = 60
"""More days off in a row than this is a broken calendar, not a holiday."""


class WorkedHalf(StrEnum):
    """The half of a day that is worked when the other one is not."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


@dataclass(frozen=True, kw_only=True)
class EditedDay:
    """A day that somebody declared: off, or worked although it would be off; or only one half of it worked."""

    on: date
    is_working: bool
    name: str
    half: WorkedHalf | None = None


@dataclass(frozen=True)
class WorkCalendar:
    """The days off besides Saturdays and Sundays, the rest days that are worked, and of which only a half is."""

    days_off: Mapping[date, str] = field(default_factory=dict)
    worked_days: Mapping[date, str] = field(default_factory=dict)
    half_days: Mapping[date, WorkedHalf] = field(default_factory=dict)

    def halves_of(self, day: date) -> int:
        """How much of this day is worked: two halves, one or none."""
        if not self.is_working(day):
            return 0
        return 1 if day in self.half_days else 2

    def is_working(self, day: date) -> bool:
        """Say whether any of this day is worked."""
        if day in self.worked_days:
            return True
        return day.weekday() < SATURDAY and day not in self.days_off

    def first_working_on_or_after(self, day: date) -> date:
        for step in range(LONGEST_BREAK):
            candidate = day + timedelta(days=step)
            if self.is_working(candidate):
                return candidate
        raise ValueError(f"no working day within {LONGEST_BREAK} days of {day}")

    def next_working_after(self, day: date) -> date:
        return self.first_working_on_or_after(day + timedelta(days=1))

    def name_of(self, day: date) -> str:
        return self.days_off.get(day) or self.worked_days.get(day) or ""


def calendar_for(years: Iterable[int], edited: Iterable[EditedDay] = ()) -> WorkCalendar:
    """The national calendar of these years with the edited days laid over it."""
    days_off: dict[date, str] = {}
    worked: dict[date, str] = {}
    halves: dict[date, WorkedHalf] = {}
    for year in sorted(set(years)):
        national, swapped = _national_year(year)
        days_off.update(national)
        worked.update(swapped)
    changes = sorted(edited, key=lambda day: day.on)
    for day in changes:
        days_off.pop(day.on, None)
        worked.pop(day.on, None)
        halves.pop(day.on, None)
        (worked if day.is_working else days_off)[day.on] = day.name
        if day.is_working and day.half is not None:
            halves[day.on] = day.half
    return WorkCalendar(days_off=days_off, worked_days=worked, half_days=halves)


def with_compensation(statutory: Mapping[date, str]) -> dict[date, str]:
    """A public holiday on a weekly rest day is made up on the next free working day (Labour Code, art. 112)."""
    result = dict(statutory)
    for holiday in sorted(statutory):
        if holiday.weekday() < SATURDAY:
            continue
        day = holiday
        while day.weekday() >= SATURDAY or day in result:
            day += timedelta(days=1)
        result[day] = f"Nghỉ bù {statutory[holiday]}"
    return result


@lru_cache(maxsize=64)
def _national_year(year: int) -> tuple[dict[date, str], dict[date, str]]:
    table = holidays.country_holidays("VN", years=year, language="vi", observed=False)
    swapped = {day: "Làm bù" for day in table.weekend_workdays if day.year == year}
    return with_compensation({day: str(name) for day, name in table.items()}), swapped
