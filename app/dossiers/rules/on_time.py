"""Was a dossier decided in time, as the national index measures it (practice of Decision 766/2022)?

The end is the decision, else the hand-over, else the stop or refusal. Waiting for papers is taken off the promised
date; papers asked for a second time count as overdue. What the citizen took back is not measured. What was settled at
the door without a receipt was promised no date: it is held to the limit of its procedure, else to its own day.
"""

from dataclasses import dataclass
from datetime import date, datetime

from app.catalogue.calendar import WorkCalendar
from app.catalogue.waiting import waiting_taken_off
from app.core.clock import VN
from app.dossiers.models import Dossier
from app.dossiers.models.shapes import Status
from app.dossiers.rules.promises import count_dates, gaps_of, in_force, taken_at

ENDS = (Status.DONE, Status.HANDED_OVER, Status.STOPPED, Status.NOT_ACCEPTED)


@dataclass(frozen=True)
class Measured:
    """When it ended, by which day it should have, and whether that counts as in time."""

    ended_on: date
    due_on: date
    is_on_time: bool


def measure(dossier: Dossier, calendar: WorkCalendar) -> Measured | None:
    """Return the measure, None for what has not ended, was withdrawn, or was never promised a date."""
    end, due = _end_of(dossier), _measured_due(dossier, calendar)
    if end is None or due is None or dossier.status == Status.WITHDRAWN:
        return None
    ended_on = end.astimezone(VN).date()
    is_on_time = ended_on <= due and len(in_force(dossier.supplements)) <= 1
    return Measured(ended_on=ended_on, due_on=due, is_on_time=is_on_time)


def _end_of(dossier: Dossier) -> datetime | None:
    steps = [step for step in dossier.history if step.is_in_force]
    for status in ENDS:
        found = next((step.at for step in steps if step.status == status), None)
        if found is not None:
            return found
    return None


def _measured_due(dossier: Dossier, calendar: WorkCalendar) -> date | None:
    """The receipt's date, or the apology's, moved on by the gaps that began after it was told."""
    if dossier.apologies:
        told, due = dossier.apologies[-1].at, dossier.apologies[-1].new_due_on
    elif dossier.receipt is not None and dossier.receipt.due_on is not None:
        told, due = dossier.receipt.taken_at, dossier.receipt.due_on
    elif dossier.result is not None and dossier.result.done_in is not None:
        counted = count_dates(dossier, taken_at(dossier), calendar)
        told = taken_at(dossier)
        due = (counted.due_on if counted else None) or told.astimezone(VN).date()
    else:
        return None
    return waiting_taken_off(due, [gap for gap in gaps_of(dossier) if gap.asked >= told], calendar)
