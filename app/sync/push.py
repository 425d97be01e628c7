"""Push: a phone's commands, answered in their order in one transaction (docs/protocol.md, push).

Locks come first: the author's enrolment, then the ward rows in ascending order, and only then reads.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.accounts.models import DeclaredGap, Enrolment, User
from app.accounts.tokens import Caller
from app.core import foresight, records
from app.core.answer import answer, park_unreadable
from app.core.batch import draw_ahead, with_hope, write_together
from app.core.changes import WardSequence, load_states, sha256
from app.core.clock import now as clock_now
from app.core.commands import system_actor
from app.core.db import session, writing
from app.core.envelope import Envelope, read_body
from app.core.errors import reason_text
from app.core.execute import execute, lock_wards
from app.core.installation import generation
from app.core.links import load_sources
from app.core.memory import remembering
from app.core.records import CommandRecord
from app.core.scope import SHARED_WARD
from app.sync.authors import Batch, objection_to, submit
from app.sync.commands import ReportFork
from app.sync.queries import find_item
from app.sync.sequence import frontier, wake_in_order
from app.sync.shapes import PushRequest, WireCommand


class SyncStop(Exception):
    """The whole request is answered with this status, code and details; nothing of it is kept."""

    def __init__(self, status: int, code: str, **details: Any) -> None:
        super().__init__(code)
        self.status, self.code, self.details = status, code, details


@dataclass(frozen=True)
class Pushed:
    """The answers of one batch and where everything stands after it."""

    generation: str
    last_seq: int
    scope_epoch: int
    heads: dict[str, int]
    results: list[dict[str, Any]]


def push(caller: Caller, request: PushRequest) -> Pushed:
    """Answer a batch. Raises SyncStop for what concerns the batch as a whole."""
    _check_batch(caller, request)
    enrolment_id, user_id, ward = caller.enrolment.id, caller.user.id, caller.user.ward

    def answer_batch(hopeful: bool) -> Pushed:
        with writing(), remembering(hopeful=hopeful):
            return _answer_batch(request, enrolment_id=enrolment_id, user_id=user_id, ward=ward)

    try:
        return with_hope(answer_batch)
    except SyncStop as stop:
        if stop.code == "seq-fork":
            _note_fork(request.device_id, enrolment_id, ward, stop)
        raise


def _note_fork(device_id: str, enrolment_id: UUID, ward: str, stop: SyncStop) -> None:
    """Nothing of the batch is kept, but that there are two phones is."""
    if find_item(ward, "seq-fork", enrolment_id, is_open=True) is None:
        execute(ReportFork(device_id=device_id, **stop.details), actor=system_actor(ward))


def _answer_batch(request: PushRequest, *, enrolment_id: UUID, user_id: UUID, ward: str) -> Pushed:
    enrolment = _lock_enrolment(enrolment_id)
    batch = Batch(
        clocks=request,
        enrolment=enrolment,
        user=session.get_one(User, user_id),
        now=clock_now(),
        generation=generation(),
        wards=lock_wards([ward, SHARED_WARD]),
    )
    if request.generation != batch.generation:
        raise SyncStop(409, "generation", generation=batch.generation)
    draw_ahead(user_id, len(request.commands), batch.wards)
    results, enrolment.last_seq = _answer_all(batch, request.commands)
    wake_in_order(enrolment, enrolment.last_seq, batch.wards)
    write_together(batch.wards)
    enrolment.high_seq = max(enrolment.high_seq, request.high_seq)
    enrolment.unsent = max(0, request.high_seq - enrolment.last_seq)
    if enrolment.unsent == 0:
        enrolment.oldest_unsent_at = None
    enrolment.last_contact_at = batch.now
    return Pushed(batch.generation, enrolment.last_seq, batch.user.scope_epoch, heads(ward), results)


def heads(ward: str) -> dict[str, int]:
    """Return the last sequence number of the ward and of what all wards share."""
    query = select(WardSequence.ward, WardSequence.last).where(WardSequence.ward.in_([ward, SHARED_WARD]))
    found = {row.ward: row.last for row in session.execute(query)}
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


def _answer_all(batch: Batch, commands: list[WireCommand]) -> tuple[list[dict[str, Any]], int]:
    """Return the answers, and the last number of the phone's own sequence that has one."""
    results: list[dict[str, Any]] = []
    last_seq = batch.enrolment.last_seq
    envelopes = [read_body(wire.body) for wire in commands]
    _look_ahead([envelope for envelope in envelopes if envelope])
    for wire, envelope in zip(commands, envelopes, strict=True):
        expected = last_seq + 1
        if wire.seq > expected and _is_missing_before(batch, wire, envelope, last_seq):
            if results:
                break  # what came before the hole is answered; the next push hears of it
            raise SyncStop(409, "seq-gap", expected=expected)
        _check_not_forked(batch, wire, envelope, last_seq)
        record, is_duplicate = _answer_one(batch, wire, envelope)
        last_seq = max(last_seq, wire.seq)
        results.append(result_of(record, wire.seq, is_duplicate=is_duplicate))
    return results, last_seq


def _look_ahead(envelopes: list[Envelope]) -> None:
    """Ask at once what each command would ask by itself."""
    records.look_up({name for envelope in envelopes for name in (envelope.id, *envelope.after)})
    places = [(envelope.entity.kind, envelope.entity.id) for envelope in envelopes if envelope.entity]
    load_states(places)
    load_sources(places)
    foresight.look_ahead(envelopes)


def _is_missing_before(batch: Batch, wire: WireCommand, envelope: Envelope | None, last_seq: int) -> bool:
    """Say whether something before this number has neither come, sealed or pushed, nor been declared lost."""
    if _declares(envelope, last_seq + 1, wire.seq):
        return False
    reached = frontier(batch.enrolment, last_seq)
    return wire.seq > reached + 1 and not _declares(envelope, reached + 1, wire.seq)


def _declares(envelope: Envelope | None, expected: int, seq: int) -> bool:
    if envelope is None or envelope.type != "sync.declare_gap":
        return False
    return envelope.args.get("from") == expected and envelope.args.get("to") == seq - 1


def _answer_one(batch: Batch, wire: WireCommand, envelope: Envelope | None) -> tuple[CommandRecord, bool]:
    if envelope is None:
        return _park_unreadable(batch, wire)
    submission = submit(batch, wire, envelope)
    sequence = batch.wards[envelope.ward if envelope.ward in batch.wards else batch.user.ward]
    return answer(submission, sequence, objection=objection_to(batch, submission))


def _check_not_forked(batch: Batch, wire: WireCommand, envelope: Envelope | None, last_seq: int) -> None:
    """A used number with an unknown command: another phone with our key has been here."""
    if wire.seq > last_seq:
        return
    known = records.find_records(envelope.id) if envelope else records.find_parked_bytes(sha256(wire.body))
    if not known and _gap_around(batch.enrolment.id, wire.seq) is None:
        raise SyncStop(409, "seq-fork", last_seq=last_seq, seq=wire.seq)


def _gap_around(enrolment_id: UUID, seq: int) -> DeclaredGap | None:
    query = select(DeclaredGap).where(
        DeclaredGap.enrolment_id == enrolment_id, DeclaredGap.first <= seq, DeclaredGap.last >= seq
    )
    return session.scalars(query).first()


def _park_unreadable(batch: Batch, wire: WireCommand) -> tuple[CommandRecord, bool]:
    known = records.find_parked_bytes(sha256(wire.body))
    if known is not None:
        return known, True
    record = park_unreadable(
        wire.body,
        batch.wards[batch.user.ward],
        now=batch.now,
        actor_id=batch.user.id,
        actor_role=batch.user.role,
        enrolment_id=batch.enrolment.id,
        seq=wire.seq,
        signature=wire.sig,
    )
    return record, False


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
