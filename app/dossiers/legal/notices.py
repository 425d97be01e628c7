"""The forms that tell the citizen of one thing: what to add, why not, that it will be late, that it stops.

Each returns its words and the command whose fact they are, or nothing while that has not happened.
"""

from itertools import zip_longest
from typing import Any
from uuid import UUID

from app.dossiers.legal.words import short_day, written_moment
from app.dossiers.models import Dossier, StatusChange
from app.dossiers.models.shapes import Status
from app.dossiers.rules.promises import facts_of

Told = tuple[dict[str, Any], UUID]


def supplement_notice(dossier: Dossier) -> Told | None:
    """Form 02: everything at once, with a reason for each, and who answers questions."""
    asked = dossier.supplement
    if asked is None:
        return None
    whys = zip_longest(asked.items, asked.whys or [], fillvalue="")
    matter = {
        "papers": [{"name": name, "why": why} for name, why in whys],
        "reason": asked.reason,
        "second_reason": asked.second_reason,
        "asked_at": written_moment(asked.at),
        "contact": asked.by_name,
    }
    return matter, asked.command_id


def refusal_notice(dossier: Dossier) -> Told | None:
    """Form 03: why, and by which article."""
    return _ending(dossier, Status.NOT_ACCEPTED)


def stop_notice(dossier: Dossier) -> Told | None:
    """Form 05: why work on it has stopped, and by which article."""
    return _ending(dossier, Status.STOPPED)


def apology_notice(dossier: Dossier) -> Told | None:
    """Form 04: the promised date, why it cannot be kept, and the one new date."""
    if not dossier.apologies:
        return None
    apology, receipt = dossier.apologies[-1], dossier.receipt
    matter = {
        "taken_on": short_day(receipt.counted_from if receipt else None),
        "taken_at": written_moment(receipt.taken_at if receipt else dossier.recorded_at),
        "field": facts_of(dossier).field,
        "receipt_number": receipt.number if receipt else "",
        "promised_on": short_day(receipt.due_on if receipt else None),
        "reason": apology.reason,
        "new_due_on": short_day(apology.new_due_on),
    }
    return matter, apology.command_id


def _ending(dossier: Dossier, status: Status) -> Told | None:
    step = _last_step(dossier, status)
    if step is None or dossier.status != status:
        return None
    return {"reason": step.reason, "ground": step.ground, "decided_at": written_moment(step.at)}, step.command_id


def _last_step(dossier: Dossier, status: Status) -> StatusChange | None:
    return next((step for step in reversed(dossier.history) if step.status == status and step.is_in_force), None)
