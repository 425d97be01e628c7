"""What was reported about a visit, in the order in which it came: by whom, when, and what was put right later.

Nothing is stored twice: the commands themselves, as they arrived, say who and when; closings say what counts.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.accounts.queries import staff_of
from app.core.records import CommandRecord, commands_on
from app.visits.models import Closing, Visit

REPORTS = ("visits.start", "visits.close", "visits.correct_fact")


@dataclass(frozen=True, kw_only=True)
class Report:
    """One thing that somebody said about the visit."""

    command_id: UUID
    who: str
    made_at: datetime
    received_at: datetime
    closing: Closing | None
    """What happened at the door; None where only the arrival was told, or withdrawn."""
    corrects: UUID | None
    why: str
    """Why an earlier report is put right."""
    counts: bool


def reports_on(visit: Visit) -> list[Report]:
    """Return what was reported, oldest first; of an erased command nothing is left to tell."""
    names = {person.id: person.full_name for person in staff_of(visit.ward)}
    closings = {closing.id: closing for closing in visit.closings}
    found = {record.number: record for record in commands_on("visit", visit.id, REPORTS)}
    return [_report(record, visit, closings, names) for record in found.values() if record.command_id and record.body]


def _report(record: CommandRecord, visit: Visit, closings: dict[UUID, Closing], names: dict[UUID, str]) -> Report:
    command_id = record.command_id or UUID(int=0)
    args, closing = json.loads(record.body)["args"], closings.get(command_id)
    is_correction = record.type == "visits.correct_fact"
    return Report(
        command_id=command_id,
        who=names.get(record.actor_id or UUID(int=0), ""),
        made_at=record.made_at,
        received_at=record.received_at,
        closing=closing,
        corrects=UUID(args["command_id"]) if is_correction else None,
        why=args["reason"] if is_correction else "",
        counts=closing.stands if closing else visit.start_command_id == command_id,
    )
