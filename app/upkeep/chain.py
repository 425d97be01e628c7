"""Walks the audit log: is each chain whole, does it pass through every signed checkpoint, are the bodies genuine?"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

from pydantic import ValidationError
from sqlalchemy import select

from app.core import audit
from app.core.audit import AuditEntry
from app.core.changes import WardSequence, canonical, sha256
from app.core.db import session
from app.core.envelope import Envelope
from app.core.installation import generation
from app.core.records import CommandRecord
from app.upkeep import signing
from app.upkeep.checkpoints import Checkpoint, checkpoints_path, read_lines

RESTORED = "upkeep.record_restore"
"""The command that a restore leaves in each ward's chain."""


@dataclass
class Lives:
    """Which generations of a ward's log ended by a restore, and how many rows of each came back."""

    now: str
    kept_rows: dict[str, int] = field(default_factory=dict)

    def is_given_up(self, checkpoint: Checkpoint) -> bool:
        """Say whether the checkpoint lies in the part of an earlier life that a restore could not bring back."""
        kept = self.kept_rows.get(checkpoint.generation)
        return checkpoint.generation != self.now and kept is not None and checkpoint.rows > kept


def find_problem(ward: str, checkpoints: Iterable[Checkpoint], keys: Iterable[str]) -> str | None:
    """Return what is wrong with a ward's log, at the first place found; None if nothing is."""
    return (
        audit.find_break(ward)
        or find_changed_body(ward)
        or find_missed_checkpoint(ward, checkpoints, {signing.key_id(key): key for key in keys})
    )


def find_problem_here(ward: str) -> str | None:
    """Return what is wrong with a ward's log by what this machine itself knows."""
    return find_problem(ward, read_lines(checkpoints_path()), [signing.public_key()])


def find_missed_checkpoint(ward: str, checkpoints: Iterable[Checkpoint], keys: dict[str, str]) -> str | None:
    """Return the first checkpoint that is not genuine, or that the chain does not pass through."""
    lives = lives_of(ward)
    for point in checkpoints:
        if point.ward != ward or lives.is_given_up(point):
            continue
        day = f"{point.at:%Y-%m-%d}"
        if not signing.is_signed(keys.get(point.key_id, ""), point.said(), point.signature):
            return f"checkpoint of {day}: not signed by this installation"
        if hash_at(ward, point.rows) != point.tip:
            return f"checkpoint of {day}: row {point.rows} is missing or another one; the log was cut or written anew"
    return None


def hash_at(ward: str, place: int) -> str | None:
    """Return the hash of one row of the chain."""
    query = select(AuditEntry.hash).where(AuditEntry.ward == ward, AuditEntry.place == place)
    return session.scalars(query).one_or_none()


def lives_of(ward: str) -> Lives:
    """Read from the log itself which generations restores have ended.

    A life that began from an older backup and was given up for a newer one is no part of this log.
    """
    lives = Lives(generation())
    query = (
        select(AuditEntry.place, CommandRecord.body)
        .join(CommandRecord, CommandRecord.number == AuditEntry.command_number)
        .where(AuditEntry.ward == ward, AuditEntry.type == RESTORED, AuditEntry.status == "applied")
        .order_by(AuditEntry.place)
    )
    for place, body in session.execute(query):
        told = Envelope.model_validate_json(body).args
        for ended in told["ended_generations"]:
            is_ours = told.get("came_from", "") in {"", ended}
            lives.kept_rows.setdefault(ended, place - 1 if is_ours else 0)
    return lives


def find_changed_body(ward: str) -> str | None:
    """Compare what people sent with the hashes in the chain; an erased body is empty and no offence."""
    query = (
        select(AuditEntry.place, AuditEntry.device, AuditEntry.body_sha256, CommandRecord.body)
        .outerjoin(CommandRecord, CommandRecord.number == AuditEntry.command_number)
        .where(AuditEntry.ward == ward)
        .order_by(AuditEntry.place)
    )
    for place, device, expected, found in session.execute(query.execution_options(yield_per=500)):
        body = cast("bytes | None", found)  # of an outer join
        if body is None:
            return f"place {place}: its command is gone"
        if body and (sha256(body) if device else hash_of_wish(body)) != expected:
            return f"place {place}: the command's text was changed"
    return None


def hash_of_wish(body: bytes) -> str:
    """Return by what a page's command is known: what it asks for, not when and under which id."""
    try:
        envelope = Envelope.model_validate_json(body)
    except ValidationError:
        return ""
    return sha256(canonical([envelope.type, envelope.args, envelope.actor, envelope.ward]))


def wards() -> list[str]:
    """Return every ward that has a log."""
    return list(session.scalars(select(WardSequence.ward).order_by(WardSequence.ward)))
