"""Somebody has called, and this came of it."""

from typing import ClassVar
from uuid import UUID

from app.accounts.queries import find_user, keys_of
from app.core.changes import find_state
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Rejected, Unknown
from app.core.roles import Role
from app.core.scope import unpack
from app.core.search import LongText
from app.notices import correcting
from app.notices.models import Call, Outcome
from app.notices.queries import find_call

CorrectCall = correcting.CorrectCall


class RecordCall(Command):
    """I rang them, and this came of it."""

    type: ClassVar[str] = "notices.record_call"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.LEADER, Role.OFFICER, Role.COORDINATOR})
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    call_id: UUID | None = None
    citizen_id: UUID
    visit_id: UUID | None = None
    outcome: Outcome
    note: LongText = ""


@handles(RecordCall)
def record_call(command: RecordCall, context: Context) -> None:
    call_id = command.call_id or context.command_id
    if find_call(call_id) is not None:
        raise Rejected("call-id-used")
    for kind, entity_id in (("citizen", command.citizen_id), ("visit", command.visit_id)):
        if entity_id is not None:
            _check_known(kind, entity_id, context)
    user = find_user(context.actor.id) if context.actor.id else None
    call = Call(
        id=call_id,
        ward=context.ward,
        citizen_id=command.citizen_id,
        visit_id=command.visit_id,
        outcome=command.outcome,
        note=command.note,
        at=context.at,
        by_id=context.actor.id,
        by_name=context.actor.name or (user.full_name if user else ""),
    )
    context.add(call)
    context.record(command.outcome, call)


def _check_known(kind: str, entity_id: UUID, context: Context) -> None:
    """Only by the log: the features that own citizens and visits are above this one."""
    state = find_state(kind, entity_id)
    if state is None or state.ward != context.ward:
        raise Unknown(kind, entity_id)
    user = find_user(context.actor.id) if context.actor.id else None
    if user is not None and keys_of(user).isdisjoint(unpack(state.keys)):
        context.flag("called-outside-area", kind=kind)
