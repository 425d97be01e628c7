"""A call that was tapped wrongly: what it came to follows, with a reason, and both stay readable."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from app.accounts.queries import find_user
from app.accounts.rules import check_may_correct
from app.core.commands import Command, handles, when_accepted
from app.core.context import Context
from app.core.errors import Rejected, Unknown
from app.core.roles import Role
from app.core.search import LongText
from app.notices.models import Call, Correction, Said
from app.notices.queries import find_call


class CorrectCall(Command):
    """I pressed the wrong button; this came of the call, or I never rang, and this is why I correct it."""

    type: ClassVar[str] = "notices.correct_call"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.LEADER, Role.OFFICER, Role.COORDINATOR})
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    call_id: UUID
    seen: Said
    said: Said
    reason: Annotated[LongText, Field(min_length=1)]


@handles(CorrectCall)
def correct_call(command: CorrectCall, context: Context) -> None:
    """What was corrected meanwhile stays as it is until a person has looked."""
    call = _get(command.call_id, context)
    check_may_correct(call.by_id, context.actor.id, context.actor.role)
    if command.said == command.seen:
        raise Rejected("correction-empty")
    counts = call.said == command.seen
    call.corrections = [*call.corrections, _entry(command, context, counts=counts)]
    if counts:
        call.say(command.said)
    else:
        context.flag("call-corrected-before", call=str(call.id))
    context.record("corrected", call)


@when_accepted(CorrectCall)
def accept_correction(command: CorrectCall, context: Context) -> None:
    """A person has decided that the correction is right, whatever stands there now."""
    call, name = _get(command.call_id, context), str(context.command_id)
    if any(one["id"] == name and not one["counts"] for one in call.corrections):
        call.say(command.said)
        call.corrections = [one | {"counts": one["counts"] or one["id"] == name} for one in call.corrections]
        context.record("corrected", call)


def _get(call_id: UUID, context: Context) -> Call:
    call = find_call(call_id)
    if call is None or call.ward != context.ward:
        raise Unknown("call", call_id)
    return call


def _entry(command: CorrectCall, context: Context, *, counts: bool) -> dict[str, object]:
    author = find_user(context.actor.id) if context.actor.id else None
    entry = Correction(
        id=context.command_id,
        before=command.seen,
        after=command.said,
        why=command.reason,
        by=author.full_name if author else context.actor.name or "",
        at=context.at,
        counts=counts,
    )
    return entry.model_dump(mode="json")
