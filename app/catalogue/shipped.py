"""The data that comes with the product: fifty procedures fit for a home visit, and declared days."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from app.catalogue import queries
from app.catalogue.commands import SetCalendarDay
from app.catalogue.importing import Outcome, import_rows
from app.catalogue.reading.files import read_file
from app.core.commands import Actor, system_actor
from app.core.execute import execute
from app.core.ids import new_id
from app.core.scope import SHARED_WARD

DATA = Path(__file__).parent / "data"
PROCEDURES = DATA / "procedures.json"
CALENDAR = DATA / "calendar.json"


def load_shipped(actor: Actor | None = None) -> list[Outcome]:
    """Bring the shipped procedures and days in; a second time changes nothing."""
    who = actor or system_actor()
    load_days(who)
    return list(import_rows(read_file(PROCEDURES), who))


def load_days(actor: Actor) -> int:
    """Declare the shipped days that nobody has declared yet; what a coordinator set stays."""
    added = 0
    for row in json.loads(CALENDAR.read_text(encoding="utf-8"))["days"]:
        if queries.find_calendar_day(date.fromisoformat(row["on"])) is None:
            command = SetCalendarDay(day_id=new_id(), **row)
            added += execute(command, actor=actor, ward=SHARED_WARD).is_applied
    return added
