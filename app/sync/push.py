"""Push: a phone's commands, answered in their order in one transaction (PROTOCOL section 2).

Locks come first: the author's enrolment, then the ward rows in ascending order, and only then reads.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, ValidationError
from sqlalchemy import select

from app.accounts.keys import is_signed
from app.accounts.models import ACTIVE, DeclaredGap, Enrolment, User
from app.accounts.tokens import Caller
from app.core import records
from app.core.answer import Objection, answer, conclude
from app.core.changes import WardSequence, sha256
from app.core.clock import now as clock_now
from app.core.commands import Actor, find_command
from app.core.db import session, writing
from app.core.envelope import Envelope, Submission, origin_of
from app.core.errors import Refusal, Rejected, reason_text
from app.core.execute import lock_wards
from app.core.installation import generation
from app.core.records import CommandRecord
from app.core.roles import Role
from app.core.scope import SHARED_WARD

BATCH = 50
CLOCK_TOLERANCE = timedelta(minutes=5)


class SyncStop(Exception):
    """The whole request is answered with this status, code and details; nothing of it is kept."""

    def __init__(self, status: int, code: str, **details: Any) -> None:
        super().__init__(code)
        self.status, self.code, self.details = status, code, details


class WireCommand(BaseModel):
    """One command on the wire: `body` is text so that nobody re-serialises what was signed."""

    seq: Annotated[int, Field(ge=1, le=2**53)]
    body: Annotated[str, Field(max_length=400_000)]
    sig: Annotated[str, Field(max_length=128)]


class PushRequest(BaseModel):
    """A batch from one enrolment, in ascending sequence."""

    protocol: int
    app: Annotated[str, Field(max_length=60)]
    device_id: Annotated[str, Field(max_length=60)]
    generation: Annotated[str, Field(max_length=60)]
    sent_at: AwareDatetime
    mono: float | None = None
    boot: Annotated[str | None, Field(max_length=60)] = None
    high_seq: Annotated[int, Field(ge=0, le=2**53)]
    commands: Annotated[list[WireCommand], Field(max_length=BATCH)]


@dataclass(frozen=True)
class Pushed:
    """The answers of one batch and where everything stands after it."""

    generation: str
    last_seq: int
    scope_epoch: int
    heads: dict[str, int]
    results: list[dict[str, Any]]


@dataclass(frozen=True)
class _Batch:
    """What holds for every command of one push."""

    request: PushRequest
    enrolment: Enrolment
    user: User
    now: datetime
    generation: str
    wards: dict[str, WardSequence]


def push(caller: Caller, request: PushRequest) -> Pushed:
    """Answer a batch. Raises SyncStop for what concerns the batch as a whole."""
    _check_batch(caller, request)
    enrolment_id, user_id, ward = caller.enrolment.id, caller.user.id, caller.user.ward
    with writing():
        enrolment = _lock_enrolment(enrolment_id)
        batch = _Batch(
            request=request,
            enrolment=enrolment,
            user=session.get_one(User, user_id),
            now=clock_now(),
            generation=generation(),
            wards=lock_wards([ward, SHARED_WARD]),
        )
        if request.generation != batch.generation:
            raise SyncStop(409, "generation", generation=batch.generation)
        results = _answer_all(batch)
        enrolment.high_seq = max(enrolment.high_seq, request.high_seq)
        enrolment.unsent = max(0, request.high_seq - enrolment.last_seq)
        enrolment.last_contact_at = batch.now
        session.flush()
        return Pushed(batch.generation, enrolment.last_seq, batch.user.scope_epoch, heads(ward), results)


def heads(ward: str) -> dict[str, int]:
    """Return the last sequence number of the ward and of what all wards share."""
    query = select(WardSequence.ward, WardSequence.last).where(WardSequence.ward.in_([ward, SHARED_WARD]))
    found = {name: last for name, last in session.execute(query)}
    return {ward: found.get(ward, 0), SHARED_WARD: found.get(SHARED_WARD, 0)}


def _check_batch(caller: Caller, request: PushRequest) -> None:
    if request.device_id != caller.enrolment.device_id:
        raise SyncStop(400, "not-ours", field="device_id")
    numbers = [command.seq for command in request.commands]
    if numbers != sorted(set(numbers)):
        raise SyncStop(400, "not-ours", field="commands.seq")


def _lock_enrolment(enrolment_id: UUID) -> Enrolment:
    query = select(Enrolment).where(Enrolment.id == enrolment_id).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()


def _answer_all(batch: _Batch) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = []
    for wire in batch.request.commands:
        envelope = _read(wire)
        expected = batch.enrolment.last_seq + 1
        if wire.seq > expected and not _declares(envelope, expected, wire.seq):
            if results:
                break  # what came before the hole is answered; the next push hears of it
            raise SyncStop(409, "seq-gap", expected=expected)
        record, is_duplicate = _answer_one(batch, wire, envelope)
        batch.enrolment.last_seq = max(batch.enrolment.last_seq, wire.seq)
        results.append(result_of(record, wire.seq, is_duplicate=is_duplicate))
    return results


def _read(wire: WireCommand) -> Envelope | None:
    try:
        return Envelope.model_validate_json(wire.body)
    except ValidationError:
        return None


def _declares(envelope: Envelope | None, expected: int, seq: int) -> bool:
    if envelope is None or envelope.type != "sync.declare_gap":
        return False
    return envelope.args.get("from") == expected and envelope.args.get("to") == seq - 1


def _answer_one(batch: _Batch, wire: WireCommand, envelope: Envelope | None) -> tuple[CommandRecord, bool]:
    _check_not_forked(batch, wire, envelope)
    if envelope is None:
        return _park_unreadable(batch, wire)
    submission = _submission(batch, wire, envelope)
    sequence = batch.wards[envelope.ward if envelope.ward in batch.wards else batch.user.ward]
    return answer(submission, sequence, objection=_objection(batch, submission))


def _check_not_forked(batch: _Batch, wire: WireCommand, envelope: Envelope | None) -> None:
    """A used number with an unknown command: another phone with our key has been here."""
    if wire.seq > batch.enrolment.last_seq:
        return
    known = (
        records.find_records(envelope.id)
        if envelope
        else records.find_record_of_bytes(sha256(wire.body), batch.enrolment.id)
    )
    if not known and _gap_around(batch.enrolment.id, wire.seq) is None:
        raise SyncStop(409, "seq-fork", last_seq=batch.enrolment.last_seq)


def _gap_around(enrolment_id: UUID, seq: int) -> DeclaredGap | None:
    query = select(DeclaredGap).where(
        DeclaredGap.enrolment_id == enrolment_id, DeclaredGap.first <= seq, DeclaredGap.last >= seq
    )
    return session.scalars(query).first()


def _park_unreadable(batch: _Batch, wire: WireCommand) -> tuple[CommandRecord, bool]:
    known = records.find_record_of_bytes(sha256(wire.body), batch.enrolment.id)
    if known is not None:
        return known, True
    record = CommandRecord(
        command_id=None,
        body_sha256=sha256(wire.body),
        body=wire.body.encode(),
        signature=wire.sig,
        type="",
        ward=batch.user.ward,
        actor_id=batch.user.id,
        actor_role=batch.user.role,
        enrolment_id=batch.enrolment.id,
        seq=wire.seq,
        made_at=batch.now,
        received_at=batch.now,
        decided_at=batch.now,
        status=records.PARKED,
        code="unreadable",
        details={},
        flags=[],
        entities=[],
    )
    session.add(record)
    session.flush()
    conclude(record, batch.wards[batch.user.ward])
    return record, False


def _submission(batch: _Batch, wire: WireCommand, envelope: Envelope) -> Submission:
    made_at, clock_off = _when(batch, envelope)
    origin = origin_of(envelope, enrolment_id=batch.enrolment.id, seq=wire.seq, generation=batch.generation)
    return Submission(
        envelope=envelope,
        body=wire.body.encode(),
        actor=Actor(id=batch.user.id, role=Role(batch.user.role), ward=batch.user.ward, name=batch.user.full_name),
        origin=origin.with_clock_off() if clock_off else origin,
        made_at=made_at,
        now=batch.now,
        sameness=sha256(wire.body),
        signature=wire.sig,
    )


def _when(batch: _Batch, envelope: Envelope) -> tuple[datetime, bool]:
    """Correct the phone's wall clock by its running clock, or by its error at sending; never refuse."""
    request = batch.request
    if request.boot and request.boot == envelope.boot and request.mono is not None and envelope.mono is not None:
        corrected = batch.now - timedelta(milliseconds=max(0.0, request.mono - envelope.mono))
    else:
        corrected = envelope.at + (batch.now - request.sent_at)
    if abs(corrected - envelope.at) <= CLOCK_TOLERANCE:
        return envelope.at, False
    return min(corrected, batch.now), True


def _objection(batch: _Batch, submission: Submission) -> Objection:
    def find() -> tuple[str, Refusal] | None:
        envelope = submission.envelope
        maker = _maker(batch, envelope.device_id)
        if maker is None:
            return records.REJECTED, Rejected("device-unknown")
        if not is_signed(maker.public_key, submission.body, submission.signature or ""):
            return records.REJECTED, Rejected("bad-signature")
        if envelope.actor != str(batch.user.id):
            return records.REJECTED, Rejected("actor-mismatch")
        return _lateness(batch, maker, envelope)

    return find


def _maker(batch: _Batch, device_id: str | None) -> Enrolment | None:
    """Return the enrolment that made the command: this one, or an earlier one of the same person."""
    if device_id == batch.enrolment.device_id:
        return batch.enrolment
    query = select(Enrolment).where(Enrolment.device_id == (device_id or ""), Enrolment.user_id == batch.user.id)
    return session.scalars(query).one_or_none()


def _lateness(batch: _Batch, maker: Enrolment, envelope: Envelope) -> tuple[str, Refusal] | None:
    if not batch.user.is_active or batch.enrolment.status != ACTIVE:
        return records.LATE, Rejected("account-ended")
    command = find_command(envelope.type)
    had_right = command is not None and Role(maker.role) in command.allowed
    if had_right and command is not None and Role(batch.user.role) not in command.allowed:
        return records.LATE, Rejected("role-ended")
    return None


def result_of(record: CommandRecord, seq: int | None, *, is_duplicate: bool = False) -> dict[str, Any]:
    """Return an answer as the wire writes it, with words where a person needs some."""
    result: dict[str, Any] = {
        "id": str(record.command_id) if record.command_id else None,
        "seq": seq,
        "status": record.status,
        "dup": is_duplicate,
    }
    if record.status == records.APPLIED:
        result |= {"flags": record.flags, "entities": record.entities}
    else:
        result |= {"code": record.code, "details": record.details, "message": words(record.code or record.status)}
        if record.review_id:
            result["review"] = str(record.review_id)
    return result


def words(code: str) -> dict[str, str]:
    """Return a code's sentence in both languages."""
    return {locale: reason_text(code, locale) for locale in ("vi", "en")}

