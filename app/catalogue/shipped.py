"""What comes with the product: fifty procedures fit for a home visit, and the days off of the coming years.

National days are declared as rows too, so that phones hold them and count dates without a network.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from app.catalogue import queries
from app.catalogue.calendar import EditedDay, calendar_for
from app.catalogue.commands import SetCalendarDay
from app.catalogue.importing import Outcome, import_rows
from app.catalogue.reading.files import read_file
from app.core.clock import today
from app.core.commands import Actor, system_actor
from app.core.execute import execute
from app.core.ids import new_id
from app.core.scope import SHARED_WARD

DATA = Path(__file__).parent / "data"
PROCEDURES = DATA / "procedures.json"
CALENDAR = DATA / "calendar.json"
NATIONAL = "Lịch chung (Bộ luật Lao động, Điều 112)"
YEARS_AHEAD = 2


def load_shipped(actor: Actor | None = None) -> list[Outcome]:
    """Bring the shipped procedures and days in; a second time changes nothing."""
    who = actor or system_actor()
    load_days(who)
    return load_procedures(who)


def load_procedures(actor: Actor) -> list[Outcome]:
    """Bring the shipped procedures in."""
    return list(import_rows(read_file(PROCEDURES), actor))


def load_days(actor: Actor, *, first_year: int | None = None) -> int:
    """Declare the days of this and the coming years that nobody has declared; what a coordinator set stays."""
    start = first_year or today().year
    years = range(start, start + YEARS_AHEAD + 1)
    known = {day.on for day in queries.calendar_days()}
    added = 0
    for day, source in _days_of(years):
        if day.on not in known:
            command = SetCalendarDay(
                day_id=new_id(), on=day.on, is_working=day.is_working, name=day.name, source=source
            )
            added += execute(command, actor=actor, ward=SHARED_WARD).is_applied
    return added


def _days_of(years: Iterable[int]) -> Iterator[tuple[EditedDay, str]]:
    """The shipped corrections first: they win over the national calendar."""
    shipped = json.loads(CALENDAR.read_text(encoding="utf-8"))["days"]
    corrected = {date.fromisoformat(row["on"]): row for row in shipped}
    for on, row in corrected.items():
        yield EditedDay(on=on, is_working=row["is_working"], name=row["name"]), row["source"]
    national = calendar_for(years)
    for on, name in sorted({**national.days_off, **national.worked_days}.items()):
        if on not in corrected:
            yield EditedDay(on=on, is_working=on in national.worked_days, name=name), NATIONAL
