"""What is special about a day of the weekend: public holidays, and the lunar days that families keep."""

from dataclasses import dataclass
from datetime import date

from lunar_vn import solar_to_lunar

from app.catalogue.queries import days_off

WISH_DAYS = (1, 15)
"""Lunar days on which many families are at the temple, or the guests are at home."""


@dataclass(frozen=True, kw_only=True)
class DayNote:
    """What is special about a day: a public holiday, a lunar day that families keep."""

    on: date
    holiday: str
    is_lunar_feast: bool


def day_notes(saturday: date, sunday: date) -> list[DayNote]:
    """Return both days with what is special about each."""
    holidays = days_off(saturday, sunday)
    return [
        DayNote(on=day, holiday=holidays.get(day, ""), is_lunar_feast=solar_to_lunar(day).day in WISH_DAYS)
        for day in (saturday, sunday)
    ]
