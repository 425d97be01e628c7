"""Commands as received, the answers remembered for ever, and what waits for a person's decision."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, delete, func, select, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.changes import Change, Number
from app.core.db import Model, UtcDateTime, session
from app.core.memory import find_memory

APPLIED, HELD, CONFLICT = "applied", "held", "conflict"
REJECTED, PARKED, LATE = "rejected", "parked", "late"
STATUSES = (APPLIED, HELD, CONFLICT, REJECTED, PARKED, LATE)


class CommandRecord(Model):
    """One command as it arrived: its exact bytes, who sent it from where, and the answer given."""

    __tablename__ = "command_record"
    __table_args__ = (
        Index("ix_command_record_command_id", "command_id"),
        Index("ix_command_record_receipt", "actor_id", "receipt_number"),
        Index("ix_command_record_enrolment_seq", "enrolment_id", "seq"),
    )

    number: Mapped[int] = mapped_column(Number, primary_key=True)
    command_id: Mapped[UUID | None]
    """None when the body could not be read."""
    body_sha256: Mapped[str] = mapped_column(String(64), index=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[str | None] = mapped_column(String(128))
    type: Mapped[str] = mapped_column(String(60), default="")
    ward: Mapped[str] = mapped_column(String(5), index=True)
    actor_id: Mapped[UUID | None]
    actor_role: Mapped[str] = mapped_column(String(16))
    enrolment_id: Mapped[UUID | None]
    seq: Mapped[int | None] = mapped_column(Number)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    """When it happened, by the maker's device, corrected by its running clock where that is known."""
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    status: Mapped[str] = mapped_column(String(10))
    code: Mapped[str | None] = mapped_column(String(60))
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    flags: Mapped[list[str]] = mapped_column(JSON, default=list)
    entities: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)
    receipt_number: Mapped[int | None] = mapped_column(Number)
    """A person's own count of answers, given and changed: where a phone that asks for receipts left off."""
    review_id: Mapped[UUID | None] = mapped_column(ForeignKey("review_item.id"), index=True)

    @property
    def is_applied(self) -> bool:
        """Say whether it has been carried out."""
        return self.status == APPLIED


class ReceiptCounter(Model):
    """The last receipt number given to a person."""

    __tablename__ = "receipt_counter"

    actor_id: Mapped[UUID] = mapped_column(primary_key=True)
    last: Mapped[int] = mapped_column(Number, default=0)


class HeldWait(Model):
    """What a held command waits for: a command id, or `kind:id` of an entity not known yet."""

    __tablename__ = "held_wait"

    command_number: Mapped[int] = mapped_column(ForeignKey("command_record.number"), primary_key=True)
    waits_for: Mapped[str] = mapped_column(String(90), primary_key=True, index=True)


class ReviewItem(Model):
    """Something that a person must look at; closed once, by `sync.resolve_review`, never deleted."""

    __tablename__ = "review_item"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    ward: Mapped[str] = mapped_column(String(5), index=True)
    reason: Mapped[str] = mapped_column(String(20))
    """Which kind of question it is, a word of `core.reviewing.KINDS`."""
    code: Mapped[str] = mapped_column(String(60))
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    subject: Mapped[str] = mapped_column(Text, default="")
    """The entity it is about, as `kind:id`, where there is one."""
    author_id: Mapped[UUID | None]
    """Whose work it is about, as far as that is known."""
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    escalated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Since when it has been held for too long."""
    resolved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    resolved_by: Mapped[UUID | None]
    resolution: Mapped[str | None] = mapped_column(String(20))
    resolution_reason: Mapped[str] = mapped_column(Text, default="")


def commands_on(kind: str, entity_id: UUID, types: Iterable[str]) -> list[CommandRecord]:
    """Return the commands of these types that changed an entity, in the order in which they did."""
    query = (
        select(CommandRecord)
        .join(Change, Change.command_number == CommandRecord.number)
        .where(Change.kind == kind, Change.entity_id == entity_id)
        .where(CommandRecord.type.in_(list(types)), CommandRecord.status == APPLIED)
        .order_by(Change.version)
    )
    return list(session.scalars(query))


def find_records(command_id: UUID) -> list[CommandRecord]:
    """Return every record with this command id, oldest first; more than one means an id was reused."""
    memory = find_memory()
    if memory is not None and command_id in memory.records:
        return list(memory.records[command_id])
    query = select(CommandRecord).where(CommandRecord.command_id == command_id).order_by(CommandRecord.number)
    return list(session.scalars(query))


def draw_numbers(count: int) -> list[int]:
    """Return numbers for new records: from the sequence, or under SQLite's one write lock those that come next."""
    if session.get_bind().dialect.name == "postgresql":
        query = text("SELECT nextval(pg_get_serial_sequence('command_record', 'number')) FROM generate_series(1, :n)")
        return sorted(session.scalars(query, {"n": count}))
    last = session.scalar(select(func.max(CommandRecord.number))) or 0
    return list(range(last + 1, last + count + 1))


def look_up(command_ids: Iterable[UUID]) -> None:
    """Let the memory know the records of all these ids by one question, and whether anything is held."""
    memory = find_memory()
    if memory is None:
        return
    is_anything_held()
    memory.records |= {command_id: [] for command_id in command_ids}
    query = select(CommandRecord).where(CommandRecord.command_id.in_(memory.records)).order_by(CommandRecord.number)
    for record in session.scalars(query):
        if record.command_id is not None:
            memory.records[record.command_id].append(record)


def remember(record: CommandRecord) -> None:
    """Let the memory know a new record."""
    memory = find_memory()
    if memory is not None and record.command_id in memory.records:
        memory.records[record.command_id].append(record)


def is_anything_held() -> bool:
    """Say whether any command waits for another; asked once in a batch."""
    memory = find_memory()
    if memory is not None and memory.is_anything_held is not None:
        return memory.is_anything_held
    found = session.scalar(select(HeldWait.command_number).limit(1)) is not None
    if memory is not None:
        memory.is_anything_held = found
    return found


def hold(command_number: int, waits_for: str) -> None:
    """Note what a command waits for."""
    session.add(HeldWait(command_number=command_number, waits_for=waits_for))
    memory = find_memory()
    if memory is not None:
        memory.is_anything_held = True


def release(command_number: int) -> None:
    """A held command is tried again or decided: whatever comes later does not wake it a second time."""
    if is_anything_held():
        waits = delete(HeldWait).where(HeldWait.command_number == command_number)
        session.execute(waits.execution_options(synchronize_session="fetch"))


def find_parked_bytes(body_sha256: str) -> CommandRecord | None:
    """Return the record of these bytes that nobody could read, whoever brought them."""
    query = select(CommandRecord).where(CommandRecord.body_sha256 == body_sha256, CommandRecord.command_id.is_(None))
    return session.scalars(query.order_by(CommandRecord.number)).first()


def commands_of_review(review_id: UUID) -> list[CommandRecord]:
    """Return the commands that a review item is about, in the order in which they would run."""
    query = select(CommandRecord).where(CommandRecord.review_id == review_id)
    return list(session.scalars(query.order_by(CommandRecord.seq, CommandRecord.number)))
