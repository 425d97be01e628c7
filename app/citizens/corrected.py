"""What was put right about a person: each field with what stood there before, why, by whom and when.

Nothing is stored twice: the commands themselves, as they arrived, are the history.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args
from uuid import UUID

from app.accounts.queries import staff_of
from app.citizens.corrections import FieldName
from app.citizens.models import Citizen
from app.citizens.queries import readings_of
from app.core.changes import hidden_fields
from app.core.records import commands_on
from app.core.roles import Role

SHOWN_DIGITS = 4


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """One field that said something else before."""

    field: str
    before: Any
    after: Any
    reason: str
    who: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Reading:
    """An identity number as somebody recorded it; of the number only what tells it from others."""

    command_id: UUID
    last4: str
    who: str
    at: datetime
    reason: str
    counts: bool


def corrections_of(citizen: Citizen, role: Role) -> list[Corrected]:
    """Return what was put right, oldest first; fields that this role never sees are left out."""
    names, hidden = _names(citizen.ward), hidden_fields("citizen", role)
    found = []
    for record in commands_on("citizen", citizen.id, ["citizens.correct"]):
        if not record.body:  # erased: what it said is gone
            continue
        args = json.loads(record.body)["args"]
        found += [
            Corrected(
                field=name,
                before=change.get("from"),
                after=change.get("to"),
                reason=args["reason"],
                who=names.get(record.actor_id, ""),
                at=record.made_at,
            )
            for name, change in sorted(args["fields"].items(), key=_place)
            if name not in hidden
        ]
    return found


def _place(change: tuple[str, Any]) -> int:
    """Fields in the order in which people ask for them; a signed body sorts them by their letters."""
    return get_args(FieldName).index(change[0])


def identity_readings(citizen: Citizen) -> list[Reading]:
    """Return the numbers that were recorded for this person, oldest first; one counts: the stored one."""
    names, readings = _names(citizen.ward), readings_of(citizen.id)
    # Phones bring readings late, and an old number replaces none of today's: the newest need not be the stored one.
    stored = [one for one in readings if one.number == citizen.identity_number] or readings
    return [
        Reading(
            command_id=one.command_id,
            last4=one.number[-SHOWN_DIGITS:],
            who=names.get(one.read_by, ""),
            at=one.read_at,
            reason=one.reason,
            counts=one is stored[-1],
        )
        for one in readings
    ]


def _names(ward: str) -> dict[UUID | None, str]:
    return {person.id: person.full_name for person in staff_of(ward)}
