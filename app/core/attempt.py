"""Tries one command in a savepoint: rights, validation, handler, reactions, entities; or why not.

A refusal rolls back the handler's work alone. What nobody expected parks the command, so that one
bad body never blocks the queue behind it.
"""

import json
import logging
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy.exc import InterfaceError, OperationalError

from app.core import records
from app.core.changes import find_state
from app.core.commands import Command, find_command, handler_of, lift, reactions_to
from app.core.context import Context
from app.core.db import session
from app.core.envelope import Envelope, Submission
from app.core.errors import Conflict, Refusal, Rejected, Unknown
from app.core.memory import HopeLost, find_memory, is_hopeful
from app.core.publish import publish
from app.core.records import CommandRecord
from app.core.roles import Role
from app.core.scope import SHARED_WARD

log = logging.getLogger(__name__)


class Held(Exception):
    """The command must wait for others; `waits` names them."""

    def __init__(self, waits: set[str], review_id: UUID | None = None) -> None:
        super().__init__("held")
        self.waits = waits
        self.review_id = review_id


def refuse(record: CommandRecord, status: str, refusal: Refusal) -> None:
    record.status = status
    record.code = refusal.code
    record.details = {name: plain(value) for name, value in refusal.details.items()}


def plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return value if isinstance(value, (int, float, bool, str, type(None))) else str(value)


def attempt(record: CommandRecord, submission: Submission, *, by_review: bool = False) -> None:
    """Run the command in a savepoint and write its outcome on the record. Raises HopeLost in a hopeful batch."""
    if is_hopeful():
        _attempt_hopefully(record, submission, by_review=by_review)
        return
    try:
        with session.begin_nested():
            _carry_out(record, submission, by_review=by_review)
    except Held as held:
        _hold(record, held)
    except Conflict as refusal:
        refuse(record, records.CONFLICT, refusal)
    except Refusal as refusal:
        refuse(record, records.REJECTED, refusal)
    except (OperationalError, InterfaceError):
        raise  # lock, disk, connection: the batch is rolled back whole and sent again
    except Exception as error:  # one bad command must not block the queue behind it
        _park(record, error)


def _attempt_hopefully(record: CommandRecord, submission: Submission, *, by_review: bool) -> None:
    try:
        _carry_out(record, submission, by_review=by_review)
    except Exception as error:
        raise HopeLost from error


def _park(record: CommandRecord, error: Exception) -> None:
    log.error(
        "command %s of type %s is parked: %s", record.command_id, record.type, type(error).__name__, exc_info=error
    )
    refuse(record, records.PARKED, Rejected("parked"))


def _carry_out(record: CommandRecord, submission: Submission, *, by_review: bool) -> None:
    envelope = submission.envelope
    if not by_review:
        _check_parents(submission)
    command_class = find_command(envelope.type)
    if command_class is None:
        raise Rejected("unknown-command", type=envelope.type)
    _check_rights(command_class, submission, by_review=by_review)
    command = _read_ahead(envelope) or parse(command_class, envelope)
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
    record.details = {code: plain(details) for code, details in context.flags.items() if details}


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


def _read_ahead(envelope: Envelope) -> Command | None:
    memory = find_memory()
    _, command = memory.commands.get(id(envelope), (None, None)) if memory else (None, None)
    return command


def parse(command: type[Command], envelope: Envelope) -> Command:
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
    refuse(record, records.HELD, Rejected("waits-for-another", waits=sorted(held.waits)))
    record.review_id = held.review_id
    for wait in held.waits:
        records.hold(record.number, wait)
