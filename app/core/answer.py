"""Answers one command inside an open writing transaction that holds the ward's lock.

Order (PROTOCOL section 2): remembered answer, rights, validation, handler, entities, sequence
numbers, audit, receipt. A refusal rolls back the handler's work alone and is remembered too.
"""

import json
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.core import audit, records
from app.core.changes import WardSequence, find_state
from app.core.commands import Actor, Command, acceptance_of, find_command, handler_of, lift, reactions_to
from app.core.context import Context
from app.core.db import session
from app.core.envelope import Envelope, Submission, origin_of
from app.core.errors import Conflict, Refusal, Rejected, Unknown
from app.core.ids import new_id
from app.core.publish import publish
from app.core.records import CommandRecord, HeldWait, ReceiptCounter, ReviewItem
from app.core.roles import Role
from app.core.scope import SHARED_WARD

log = logging.getLogger(__name__)


class Held(Exception):
    """The command must wait for others; `waits` names them."""

    def __init__(self, waits: set[str], review_id: UUID | None = None) -> None:
        super().__init__("held")
        self.waits = waits
        self.review_id = review_id


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
        _refuse(record, *refusal)
    else:
        _attempt(record, submission)
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
    session.add(record)
    session.flush()
    return record


def _refuse(record: CommandRecord, status: str, refusal: Refusal) -> None:
    record.status = status
    record.code = refusal.code
    record.details = {name: _plain(value) for name, value in refusal.details.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value if isinstance(value, (int, float, bool, str, type(None))) else str(value)


def _attempt(record: CommandRecord, submission: Submission, *, by_review: bool = False) -> None:
    """Run the command in a savepoint and write its outcome on the record."""
    try:
        with session.begin_nested():
            _carry_out(record, submission, by_review=by_review)
    except Held as held:
        _hold(record, held)
    except Conflict as refusal:
        _refuse(record, records.CONFLICT, refusal)
    except Refusal as refusal:
        _refuse(record, records.REJECTED, refusal)
    except DBAPIError as error:
        if not isinstance(error, IntegrityError):
            raise  # lock, disk, connection: the batch is rolled back whole and sent again
        _park(record, error)
    except Exception as error:  # one bad command must not block the queue behind it
        _park(record, error)


def _park(record: CommandRecord, error: Exception) -> None:
    log.error("command %s of type %s is parked: %s", record.command_id, record.type, type(error).__name__, exc_info=error)
    _refuse(record, records.PARKED, Rejected("parked"))


def _carry_out(record: CommandRecord, submission: Submission, *, by_review: bool) -> None:
    envelope = submission.envelope
    if not by_review:
        _check_parents(submission)
    command_class = find_command(envelope.type)
    if command_class is None:
        raise Rejected("unknown-command", type=envelope.type)
    _check_rights(command_class, submission, by_review=by_review)
    command = _parse(command_class, envelope)
    context = Context(
        command_id=envelope.id,
        actor=submission.actor,
        ward=envelope.ward,
        at=submission.made_at,
        now=submission.now,
        origin=submission.origin,
        by_review=by_review,
    )
    if submission.origin.clock_off:
        context.flag("clock-off")
    _check_expectations(command_class, context)
    try:
        handler_of(command_class)(command, context)
        for reaction in reactions_to(command_class):
            reaction(command, context)
    except Unknown as unknown:
        if command_class.fact and submission.origin.enrolment_id and not by_review:
            raise Held({f"{unknown.kind}:{unknown.entity_id}"}) from unknown
        raise
    record.entities = publish(context, record)
    record.flags = sorted(context.flags)
    record.details = {code: _plain(details) for code, details in context.flags.items() if details}


def _check_parents(submission: Submission) -> None:
    waits = set()
    for parent_id in submission.origin.after:
        parents = records.find_records(parent_id)
        if any(parent.status == records.APPLIED for parent in parents):
            continue
        for parent in parents:
            if parent.status != records.HELD:
                raise Held({str(parent_id)}, parent.review_id)
        waits.add(str(parent_id))
    if waits:
        raise Held(waits)


def _check_rights(command: type[Command], submission: Submission, *, by_review: bool) -> None:
    actor = submission.actor
    if actor.role not in command.allowed and not by_review:
        raise Rejected("not-permitted", role=actor.role)
    if actor.role is not Role.SYSTEM and submission.envelope.ward not in {actor.ward, SHARED_WARD}:
        raise Rejected("wrong-ward")


def _parse(command: type[Command], envelope: Envelope) -> Command:
    if envelope.v > command.v:
        raise Rejected("unknown-version", type=envelope.type, version=envelope.v)
    try:
        return command.model_validate(lift(envelope.type, envelope.v, envelope.args))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise Rejected("invalid-shape", field=place, problem=first["msg"]) from error


def _check_expectations(command: type[Command], context: Context) -> None:
    if not context.origin.expect or context.origin.entity is None:
        return
    state = find_state(*context.origin.entity)
    if state is None:
        return
    body = json.loads(state.body)
    for name, accepted in context.origin.expect.items():
        if body.get(name) in accepted:
            continue
        if not command.fact:
            raise Conflict("moved-on", field=name, now=body.get(name), expected=accepted)
        context.flag("moved-on", field=name, now=body.get(name))


def _hold(record: CommandRecord, held: Held) -> None:
    _refuse(record, records.HELD, Rejected("waits-for-another", waits=sorted(held.waits)))
    record.review_id = held.review_id
    for wait in held.waits:
        session.add(HeldWait(command_number=record.number, waits_for=wait))


def conclude(record: CommandRecord, sequence: WardSequence) -> None:
    """Give the answer its review item, receipt number and audit line; wake what waited for it."""
    _review(record)
    if record.actor_id is not None:
        record.receipt_number = _next_receipt(record.actor_id)
    session.flush()
    audit.append(record, sequence)
    session.flush()
    if record.status == records.APPLIED:
        _wake(record, sequence)


def _review(record: CommandRecord) -> None:
    """A phone's maker has gone: whatever needs a person waits in the review list."""
    needs_person = record.status != records.APPLIED or record.flags
    if record.enrolment_id is None or not needs_person or record.review_id is not None:
        return
    subject = record.entities[0] if record.entities else None
    item = ReviewItem(
        id=new_id(),
        ward=record.ward,
        reason="flag" if record.status == records.APPLIED else record.status,
        code=record.code or record.flags[0],
        details=record.details,
        subject=f"{subject['kind']}:{subject['id']}" if subject else "",
        opened_at=record.decided_at,
    )
    session.add(item)
    session.flush()
    record.review_id = item.id


def _next_receipt(actor_id: UUID) -> int:
    query = (
        update(ReceiptCounter)
        .where(ReceiptCounter.actor_id == actor_id)
        .values(last=ReceiptCounter.last + 1)
        .returning(ReceiptCounter.last)
        .execution_options(synchronize_session=False)
    )
    number = session.execute(query).scalar_one_or_none()
    if number is None:
        session.add(ReceiptCounter(actor_id=actor_id, last=1))
        return 1
    return int(number)


def _wake(record: CommandRecord, sequence: WardSequence) -> None:
    names = [str(record.command_id)] + [f"{e['kind']}:{e['id']}" for e in record.entities if e["version"] == 1]
    woken = list(session.scalars(select(HeldWait.command_number).where(HeldWait.waits_for.in_(names))))
    if not woken:
        return
    session.execute(
        delete(HeldWait).where(HeldWait.waits_for.in_(names)).execution_options(synchronize_session=False)
    )
    query = select(CommandRecord).where(
        CommandRecord.number.in_(woken),
        CommandRecord.ward == record.ward,
        CommandRecord.number.not_in(select(HeldWait.command_number)),
    )
    for held in session.scalars(query.order_by(CommandRecord.seq)).all():
        rerun(held, sequence)


def submission_of(record: CommandRecord, now: datetime | None, args: dict[str, Any] | None = None) -> Submission:
    """Return a stored command as it was submitted, or with the args that a reviewer put in their place."""
    envelope = Envelope.model_validate_json(record.body)
    if args is not None:
        envelope = envelope.model_copy(update={"args": args})
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
    record.status, record.code, record.details = records.APPLIED, None, {}
    review_id, record.review_id = record.review_id, None
    _attempt(record, submission_of(record, now, args), by_review=by_review)
    record.decided_at = now or record.decided_at
    if record.status == records.APPLIED and not by_review:
        _close_arrived(review_id, record)
    if record.status != records.APPLIED:
        record.review_id = review_id
    conclude(record, sequence)


def _close_arrived(review_id: UUID | None, record: CommandRecord) -> None:
    item = session.get(ReviewItem, review_id) if review_id else None
    if item is not None and item.resolved_at is None and item.reason == records.HELD:
        item.resolved_at = record.decided_at
        item.resolution = "arrived"


def accept_flags(record: CommandRecord, now: datetime) -> list[dict[str, Any]]:
    """Let an accepted, flagged fact move state, where its feature says how."""
    command_class = find_command(record.type)
    handler = acceptance_of(command_class) if command_class else None
    if command_class is None or handler is None:
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
    handler(_parse(command_class, submission.envelope), context)
    return publish(context, record)
