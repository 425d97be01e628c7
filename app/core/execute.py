"""The one way from a page, an import or the command line into the system: `execute(command, …)`.

Phones' commands take the same road from `sync.push`, many in one transaction.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from app.core import records
from app.core.answer import answer
from app.core.changes import WardSequence, canonical, sha256
from app.core.clock import now as clock_now
from app.core.commands import Actor, Command
from app.core.db import session, writing
from app.core.envelope import Envelope, Submission, body_of_page, origin_of
from app.core.errors import reason_text
from app.core.ids import new_id
from app.core.records import CommandRecord


@dataclass(frozen=True)
class Receipt:
    """The answer to a command: its status, and what a person should be told."""

    command_id: UUID | None
    status: str
    code: str | None
    details: dict[str, Any]
    flags: list[str]
    entities: list[dict[str, Any]]
    is_duplicate: bool = False

    @property
    def is_applied(self) -> bool:
        """Say whether the command was done, now or when it was sent before."""
        return self.status == records.APPLIED

    def message(self, locale: str = "vi") -> str:
        """Return the sentence for a person; empty when there is nothing to say."""
        return reason_text(self.code, locale) if self.code else ""


def receipt_of(record: CommandRecord, *, is_duplicate: bool = False) -> Receipt:
    """Return a stored answer."""
    return Receipt(
        record.command_id, record.status, record.code, record.details, record.flags, record.entities, is_duplicate
    )


def execute(
    command: Command,
    *,
    actor: Actor,
    command_id: UUID | None = None,
    ward: str | None = None,
    at: datetime | None = None,
) -> Receipt:
    """Carry out one command that comes from no phone.

    The same `command_id` with the same wish gives the stored answer. `at` tells when a fact happened,
    for imports; pages leave it out. Raises nothing for refusals: read the receipt.
    """
    moment = clock_now()
    place = ward or actor.ward
    name = command_id or new_id()
    body = body_of_page(command, actor, command_id=name, ward=place, at=at or moment)
    envelope = Envelope.model_validate_json(body)
    wish = canonical([command.type, envelope.args, envelope.actor, place])
    submission = Submission(
        envelope=envelope,
        body=body,
        actor=actor,
        origin=origin_of(envelope),
        made_at=at or moment,
        now=moment,
        sameness=sha256(wish),
    )
    with writing():
        command.lock_first()
        sequence = lock_wards([place])[place]
        record, is_duplicate = answer(submission, sequence)
        return receipt_of(record, is_duplicate=is_duplicate)


def lock_wards(wards: Iterable[str]) -> dict[str, WardSequence]:
    """Lock these wards' counter rows in ascending order, before anything is read."""
    locked = {}
    for ward in sorted(set(wards)):
        query = (
            select(WardSequence)
            .where(WardSequence.ward == ward)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        sequence = session.scalars(query).one_or_none()
        if sequence is None:
            insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
            session.execute(
                insert(WardSequence).values(ward=ward, last=0, audit_tip="", audit_count=0).on_conflict_do_nothing()
            )
            sequence = session.scalars(query).one()
        locked[ward] = sequence
    return locked
