"""What last weekend's dossiers were about, so that the list by due date shows calm, amber and red on any day."""

from datetime import date, timedelta
from uuid import UUID

from app.catalogue.queries import find_offered, promise, work_calendar_around
from app.core.clock import now, today
from app.demo.scenes import at
from app.demo.staff import Town, do
from app.dossiers.commands import Apologise
from app.dossiers.queries import get_dossier

EXTRACT = "2.000635"
"""A copy of an extract: due on Monday."""


def code_for(story: str, saturday: date, ward: str) -> str:
    """Choose what is asked for: most extracts were ready on Monday, one is late, and the rest takes longer."""
    spans = {
        "apologised": (saturday + timedelta(days=6), saturday + timedelta(days=20)),
        "custody": (today(), today() + timedelta(days=4)),
    }
    if story not in spans:
        return EXTRACT
    first, last = spans[story]
    with at(saturday, 9):
        moment = now()
    dated = ((promise(procedure, moment, ward=ward).due, procedure.code) for procedure in find_offered())
    fitting = [(due, code) for due, code in dated if due and first <= due <= last]
    return min(fitting, default=(last, EXTRACT))[1]


def apologise(town: Town, dossier_id: UUID, on: date) -> None:
    """In time, once, with a day that the office works."""
    due = get_dossier(dossier_id).due_on
    if due is None or on > due - timedelta(days=1):
        return
    later = work_calendar_around(due).next_working_after(due + timedelta(days=6))
    with at(on, 9):
        reason = "Chờ đối chiếu sổ gốc lưu ở nơi cư trú cũ"
        do(Apologise(dossier_id=dossier_id, reason=reason, new_due_on=later), town.coordinator)
