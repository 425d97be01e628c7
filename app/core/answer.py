"""Answers one command inside an open writing transaction that holds the ward's lock.

Order (docs/protocol.md, push): remembered answer, rights, validation, handler, entities, sequence
numbers, audit, receipt. Refusals are remembered too.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update

from app.core import audit, records
from app.core.attempt import attempt, parse, refuse
from app.core.changes import WardSequence, sha256
from app.core.commands import Actor, acceptances_of, find_command
from app.core.context import Context
from app.core.db import session
from app.core.envelope import Envelope, Submission, origin_of
from app.core.errors import Refusal, Rejected
from app.core.memory import find_memory
from app.core.publish import publish
from app.core.records import CommandRecord, HeldWait, ReceiptCounter, ReviewItem
from app.core.reviewing import open_review
from app.core.roles import Role

Objection = Callable[[], tuple[str, Refusal] | None]
"""Finds a status and reason before a command may run: a bad signature, an account that ended."""


def answer(
    submission: Submission, sequence: WardSequence, *, objection: Objection | None = None
) -> tuple[CommandRecord, bool]:
    """Return the record with its answer, and whether it had been answered before."""
    earlier = records.find_records(submission.envelope.id)
    for known in earlier:
        if known.body_sha256 == submission.sameness and (known.status == records.APPLIED or known.enrolment_id):
            return known, True
    record = _receive(submission, sequence.ward)
    if any(known.enrolment_id or known.status == records.APPLIED for known in earlier):
        refusal: tuple[str, Refusal] | None = (records.REJECTED, Rejected("id-reuse"))
    else:
        refusal = objection() if objection else None
    if refusal is not None:
        refuse(record, *refusal)
    else:
        attempt(record, submission)
    conclude(record, sequence)
    return record, False


def _receive(submission: Submission, ward: str) -> CommandRecord:
    envelope = submission.envelope
    record = CommandRecord(
        command_id=envelope.id,
        body_sha256=submission.sameness,
        body=submission.body,
        signature=submission.signature,
        type=envelope.type,
        ward=ward,  # the ward whose log keeps it; a command for another ward is refused
        actor_id=submission.actor.id,
        actor_role=submission.actor.role,
        enrolment_id=submission.origin.enrolment_id,
        seq=submission.origin.seq,
        made_at=submission.made_at,
        received_at=submission.now,
        decided_at=submission.now,
        status=records.APPLIED,
        details={},
        flags=[],
        entities=[],
    )
    _number(record)
    records.remember(record)
    return record


def _number(record: CommandRecord) -> None:
    """Give the record its number: one of those drawn for the batch, and then it is written with its answer."""
    memory = find_memory()
    if memory is not None and memory.command_numbers:
        record.number = memory.command_numbers.pop(0)
        return
    session.add(record)
    session.flush()


def park_unreadable(
    body: str, sequence: WardSequence, *, now: datetime, code: str = "unreadable", **known: Any
) -> CommandRecord:
    """Keep what nobody could read, or of which nobody knows whose it is, for a person to see.

    `known` are the record's fields that are known all the same: who delivered it, its signature, its number.
    """
    record = CommandRecord(
        command_id=None, body_sha256=sha256(body), body=body.encode(), ward=sequence.ward, type="",
        made_at=now, received_at=now, decided_at=now, status=records.PARKED, code=code,
        details={}, flags=[], entities=[], **known,
    )  # fmt: skip
    _number(record)
    open_review(record, always=True)
    conclude(record, sequence)
    return record


def conclude(record: CommandRecord, sequence: WardSequence) -> None:
    """Give the answer its review item, receipt number and audit line; wake what waited for it."""
    open_review(record)
    if record.actor_id is not None:
        record.receipt_number = _next_receipt(record.actor_id)
    audit.append(record, sequence)
    _write(record)
    if record.status == records.APPLIED:
        _wake(record, sequence)
    elif record.status != records.HELD:
        _gather_children(record)


def _write(record: CommandRecord) -> None:
    """Write the record, or leave it for the end of a hopeful batch."""
    memory = find_memory()
    if memory is not None and memory.is_hopeful and record not in session:
        memory.answered.append(record)
    else:
        session.add(record)


def _next_receipt(actor_id: UUID) -> int:
    memory = find_memory()
    drawn = memory.receipt_numbers.get(actor_id) if memory else None
    return drawn.pop(0) if drawn else draw_receipts(actor_id, 1)


def draw_receipts(actor_id: UUID, count: int) -> int:
    """Take the person's next `count` receipt numbers; return the first."""
    query = (
        update(ReceiptCounter)
        .where(ReceiptCounter.actor_id == actor_id)
        .values(last=ReceiptCounter.last + count)
        .returning(ReceiptCounter.last)
        .execution_options(synchronize_session=False)
    )
    number = session.execute(query).scalar_one_or_none()
    if number is None:
        session.add(ReceiptCounter(actor_id=actor_id, last=count))
        return 1
    return int(number) - count + 1


def _wake(record: CommandRecord, sequence: WardSequence) -> None:
    if not records.is_anything_held():
        return
    names = [str(record.command_id)] + [f"{e['kind']}:{e['id']}" for e in record.entities if e["version"] == 1]
    woken = list(session.scalars(select(HeldWait.command_number).where(HeldWait.waits_for.in_(names))))
    if not woken:
        return
    session.execute(delete(HeldWait).where(HeldWait.waits_for.in_(names)).execution_options(synchronize_session=False))
    query = select(CommandRecord).where(
        CommandRecord.number.in_(woken),
        CommandRecord.ward == record.ward,
        CommandRecord.number.not_in(select(HeldWait.command_number)),
    )
    for held in session.scalars(query.order_by(CommandRecord.seq)).all():
        rerun(held, sequence)


def _gather_children(record: CommandRecord) -> None:
    """What waits for a refused command is decided together with it, also what came first."""
    if record.command_id is None or record.review_id is None or not records.is_anything_held():
        return
    namesakes = records.find_records(record.command_id)
    if any(known.status in {records.APPLIED, records.HELD} for known in namesakes):
        return
    waiting = select(HeldWait.command_number).where(HeldWait.waits_for == str(record.command_id))
    for child in session.scalars(select(CommandRecord).where(CommandRecord.number.in_(waiting))).all():
        review_id, child.review_id = child.review_id, record.review_id
        if review_id != record.review_id:
            _close_item(review_id, record, "joined")


def submission_of(record: CommandRecord, now: datetime | None, args: dict[str, Any] | None = None) -> Submission:
    """Return a stored command as it was submitted, or with the args that a reviewer put in their place."""
    envelope = Envelope.model_validate_json(record.body)
    if args is not None:
        today = find_command(envelope.type)
        envelope = envelope.model_copy(update={"args": args, "v": today.v if today else envelope.v})
    return Submission(
        envelope=envelope,
        body=record.body,
        actor=Actor(id=record.actor_id, role=Role(record.actor_role), ward=record.ward),
        origin=origin_of(envelope, enrolment_id=record.enrolment_id, seq=record.seq),
        made_at=record.made_at,
        now=now or record.received_at,
        sameness=record.body_sha256,
        signature=record.signature,
    )


def rerun(
    record: CommandRecord,
    sequence: WardSequence,
    *,
    by_review: bool = False,
    now: datetime | None = None,
    args: dict[str, Any] | None = None,
) -> None:
    """Try a stored, unapplied command again: its parent has come, or a person has decided."""
    records.release(record.number)
    record.status, record.code, record.details = records.APPLIED, None, {}
    review_id, record.review_id = record.review_id, None
    attempt(record, submission_of(record, now, args), by_review=by_review)
    record.decided_at = now or record.decided_at
    if record.status == records.APPLIED and not by_review:
        _close_item(review_id, record, "arrived")
    if record.status != records.APPLIED or by_review or not record.flags:
        record.review_id = review_id  # what was decided stays readable beside its decision
    conclude(record, sequence)


def _close_item(review_id: UUID | None, record: CommandRecord, resolution: str) -> None:
    item = session.get(ReviewItem, review_id) if review_id else None
    if item is not None and item.resolved_at is None and item.reason == records.HELD:
        item.resolved_at = record.decided_at
        item.resolution = resolution


def accept_flags(record: CommandRecord, now: datetime) -> list[dict[str, Any]]:
    """Let an accepted, flagged fact move state, where its feature says how."""
    command_class = find_command(record.type)
    handlers = acceptances_of(command_class) if command_class else []
    if command_class is None or not handlers:
        return []
    submission = submission_of(record, now)
    context = Context(
        command_id=submission.envelope.id,
        actor=submission.actor,
        ward=record.ward,
        at=record.made_at,
        now=now,
        origin=submission.origin,
        by_review=True,
    )
    command = parse(command_class, submission.envelope)
    for handler in handlers:
        handler(command, context)
    return publish(context, record)
