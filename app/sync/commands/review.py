"""A person's decision about what could not be applied."""

from typing import Any, ClassVar, Literal
from uuid import UUID

from app.core import records
from app.core.answer import accept_flags, conclude, rerun
from app.core.changes import WardSequence
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.db import session
from app.core.errors import Conflict, Rejected, Unknown
from app.core.records import CommandRecord, ReviewItem, commands_of_review
from app.core.roles import Role
from app.core.search import Text
from app.sync.queries import HELD_PATIENCE, envelope_of, held_before


class ResolveReview(Command):
    """I have looked at this, and this is what shall happen."""

    type: ClassVar[str] = "sync.resolve_review"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})

    review_id: UUID
    resolution: Literal["apply_as_is", "apply_edited", "discard"]
    args: dict[str, Any] | None = None
    reason: Text = ""


@handles(ResolveReview)
def resolve_review(command: ResolveReview, context: Context) -> None:
    """Once, by one person; what is discarded stays readable with the reason."""
    item = session.get(ReviewItem, command.review_id)
    if item is None or item.ward != context.ward:
        raise Unknown("review_item", command.review_id)
    if item.resolved_at is not None:
        raise Conflict("already-resolved")
    if command.resolution == "discard" and not command.reason:
        raise Rejected("reason-needed")
    waiting = commands_of_review(item.id)
    if command.resolution == "apply_edited" and (command.args is None or not waiting):
        raise Rejected("nothing-to-edit")
    if command.resolution == "apply_edited" and waiting[0].is_applied:
        raise Rejected("recorded-already")
    item.resolved_at, item.resolved_by = context.now, context.actor.id
    item.resolution, item.resolution_reason = command.resolution, command.reason
    sequence = session.get_one(WardSequence, context.ward)
    decided: set[int] = set()
    while waiting:  # a discarded command brings what waited for it into the same item
        record = waiting[0]
        if command.resolution == "discard":
            _discard(record, sequence, context)
        else:
            _apply(record, sequence, context, command.args if not decided else None)
        decided.add(record.number)
        waiting = [other for other in commands_of_review(item.id) if other.number not in decided]


def _apply(record: CommandRecord, sequence: WardSequence, context: Context, args: dict[str, Any] | None) -> None:
    if _is_unproven(record):
        raise Rejected("author-not-proven")
    if record.status == records.APPLIED:
        record.entities = accept_flags(record, context.now) or record.entities
        record.decided_at = context.now
        conclude(record, sequence)
        return
    if record.command_id is None:
        raise Rejected("nothing-to-apply")
    rerun(record, sequence, by_review=True, now=context.now, args=args)
    if record.status != records.APPLIED:
        raise Conflict("still-refused", because=record.code, found=record.details)


def _is_unproven(record: CommandRecord) -> bool:
    """Somebody else may have made it: whoever believes what it says writes it down as their own word.

    The own work of a phone that a restore has made unknown, offered by its person, may still be believed.
    """
    if record.code == "device-unknown":
        return envelope_of(record).get("actor") != str(record.actor_id)
    return record.code in {"bad-signature", "actor-mismatch"}


def _discard(record: CommandRecord, sequence: WardSequence, context: Context) -> None:
    if record.status == records.HELD:
        records.release(record.number)
        record.status, record.code = records.REJECTED, "parent-discarded"
    record.decided_at = context.now
    conclude(record, sequence)


class EscalateHeld(Command):
    """These have waited three days for something that has not come."""

    type: ClassVar[str] = "sync.escalate_held"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})
    fact: ClassVar[bool] = True


@handles(EscalateHeld)
def escalate_held(command: EscalateHeld, context: Context) -> None:
    """Once for each item: from then on it stands first in the list."""
    for item in held_before(context.ward, context.now - HELD_PATIENCE):
        item.escalated_at = context.now
