"""The audit log: every answered command, refused ones too, chained by hash within its ward.

`hash = SHA-256(previous hash, the row's facts)`. Bodies are covered by their own hash, so that one
can be erased by law without breaking the chain. Rows are written under the ward's lock, so that the
chain never forks; a trigger refuses UPDATE and DELETE.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DDL, Index, String, event, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core.changes import Number, WardSequence, canonical, sha256
from app.core.db import Model, UtcDateTime, session
from app.core.memory import find_memory
from app.core.records import CommandRecord


class AuditEntry(Model):
    """One line of a ward's chain."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_place", "ward", "place", unique=True),)

    number: Mapped[int] = mapped_column(Number, primary_key=True)
    ward: Mapped[str] = mapped_column(String(5))
    place: Mapped[int] = mapped_column(Number)
    command_number: Mapped[int] = mapped_column(Number, index=True)
    command_id: Mapped[UUID | None]
    type: Mapped[str] = mapped_column(String(60))
    actor: Mapped[str] = mapped_column(String(60))
    device: Mapped[str] = mapped_column(String(60))
    status: Mapped[str] = mapped_column(String(10))
    code: Mapped[str] = mapped_column(String(60))
    body_sha256: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))

    def computed_hash(self) -> str:
        """Return the hash that these facts must have."""
        return _hash_of({name: getattr(self, name) for name in HASHED})


HASHED = (
    "previous", "ward", "place", "command_number", "command_id", "type", "actor", "device", "status", "code",
    "body_sha256", "made_at", "at",
)  # fmt: skip
"""The facts that a line's hash covers, in this order for ever."""


def _hash_of(line: Mapping[str, Any]) -> str:
    facts = [line[name] for name in HASHED[:4]]
    facts += [str(line["command_id"]), *(line[name] for name in HASHED[5:-2])]
    facts += [line["made_at"].isoformat(), line["at"].isoformat()]
    return sha256(canonical(facts))


def append(record: CommandRecord, sequence: WardSequence) -> None:
    """Chain the record's present answer; the caller holds the lock on `sequence`."""
    memory, line = find_memory(), _line(record)
    if memory is not None and memory.is_hopeful:
        memory.audit_lines.append(line)
    else:
        chain(line, sequence)
        session.add(AuditEntry(**line))


def _line(record: CommandRecord) -> dict[str, Any]:
    return {
        "ward": record.ward,
        "command_number": record.number,
        "command_id": record.command_id,
        "type": record.type,
        "actor": str(record.actor_id or record.actor_role),
        "device": str(record.enrolment_id or ""),
        "status": record.status,
        "code": record.code or "",
        "body_sha256": record.body_sha256,
        "made_at": record.made_at,
        "at": record.decided_at,
    }


def chain(line: dict[str, Any], sequence: WardSequence) -> None:
    """Give the line its place at the end of its ward's chain."""
    sequence.audit_count += 1
    line |= {"place": sequence.audit_count, "previous": sequence.audit_tip}
    line["hash"] = sequence.audit_tip = _hash_of(line)


def find_break(ward: str) -> str | None:
    """Walk a ward's chain; return what is wrong at the first bad place, or None."""
    previous, place = "", 0
    for entry in session.scalars(select(AuditEntry).where(AuditEntry.ward == ward).order_by(AuditEntry.place)):
        place += 1
        if entry.place != place:
            return f"place {place}: missing or out of order"
        if entry.previous != previous or entry.hash != entry.computed_hash():
            return f"place {place}: changed"
        previous = entry.hash
    sequence = session.get(WardSequence, ward)
    tip = (sequence.audit_count, sequence.audit_tip) if sequence else (0, "")
    return None if tip == (place, previous) else f"place {place}: the tail is cut"


APPEND_ONLY_SQLITE = [
    f"CREATE TRIGGER audit_entry_no_{verb.lower()} BEFORE {verb} ON audit_entry "
    "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
    for verb in ("UPDATE", "DELETE")
]
APPEND_ONLY_POSTGRESQL = [
    (
        "CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger AS $$ "
        "BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$ LANGUAGE plpgsql"
    ),
    (
        "CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
    ),
]


def _append_only(statement: str, dialect: str) -> None:
    trigger = DDL(statement).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]  # SQLAlchemy's
    event.listen(AuditEntry.__table__, "after_create", trigger)


for _statement in APPEND_ONLY_SQLITE:
    _append_only(_statement, "sqlite")
for _statement in APPEND_ONLY_POSTGRESQL:
    _append_only(_statement, "postgresql")
