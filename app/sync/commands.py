"""Leasing numbers, owning up to a gap, and a person's decision about what could not be applied."""

from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from app.accounts.models import DeclaredGap
from app.core import records
from app.core.answer import accept_flags, conclude, rerun
from app.core.changes import WardSequence
from app.core.clock import VN
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.db import session
from app.core.errors import Conflict, Rejected, Unknown
from app.core.ids import new_id
from app.core.numbers import BlockSize, NumberKind, lease
from app.core.records import CommandRecord, ReviewItem, commands_of_review
from app.core.roles import STAFF, Role
from app.core.search import Text


class LeaseNumbers(Command):
    """Give my phone numbers that I can hand out without a network."""

    type: ClassVar[str] = "sync.lease_numbers"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.OFFICER, Role.LEADER, Role.POSTAL, Role.COORDINATOR})

    lease_id: UUID
    kind: NumberKind
    count: BlockSize
    medium: Literal["device", "paper"] = "device"


@handles(LeaseNumbers)
def lease_numbers(command: LeaseNumbers, context: Context) -> None:
    """A block belongs to one device, or to a paper pad that one person carries."""
    if command.medium == "device" and context.device_id is None:
        raise Rejected("phones-only")
    row = lease(
        context,
        lease_id=command.lease_id,
        kind=command.kind,
        count=command.count,
        medium=command.medium,
        year=context.now.astimezone(VN).year,
    )
    context.record("leased", row)


class DeclareGap(Command):
    """My phone has lost these commands; do not wait for them."""

    type: ClassVar[str] = "sync.declare_gap"
    allowed: ClassVar[frozenset[Role]] = STAFF
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    from_: Annotated[int, Field(alias="from", ge=1)]
    to: Annotated[int, Field(ge=1)]
    reason: Text


@handles(DeclareGap)
def declare_gap(command: DeclareGap, context: Context) -> None:
    """The push has checked that the gap is the next thing expected; a person asks the owner what is lost."""
    if context.origin.enrolment_id is None or command.to < command.from_:
        raise Rejected("gap-not-next")
    item = ReviewItem(
        id=new_id(),
        ward=context.ward,
        reason="gap",
        code="gap-declared",
        details={"from": command.from_, "to": command.to, "reason": command.reason},
        subject=f"enrolment:{context.origin.enrolment_id}",
        opened_at=context.now,
    )
    context.add(item)
    gap = DeclaredGap(
        id=new_id(),
        enrolment_id=context.origin.enrolment_id,
        first=command.from_,
        last=command.to,
        reason=command.reason,
        review_id=item.id,
    )
    context.add(gap)


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
    item.resolved_at, item.resolved_by = context.now, context.actor.id
    item.resolution, item.resolution_reason = command.resolution, command.reason
    sequence = session.get_one(WardSequence, context.ward)
    for place, record in enumerate(waiting):
        if command.resolution == "discard":
            _discard(record, sequence, context)
        else:
            _apply(record, sequence, context, command.args if place == 0 else None)


def _apply(record: CommandRecord, sequence: WardSequence, context: Context, args: dict[str, Any] | None) -> None:
    if record.status == records.APPLIED:
        record.entities = accept_flags(record, context.now) or record.entities
        return
    rerun(record, sequence, by_review=True, now=context.now, args=args)
    if record.status != records.APPLIED:
        raise Conflict("still-refused", because=record.code, found=record.details)


def _discard(record: CommandRecord, sequence: WardSequence, context: Context) -> None:
    if record.status == records.HELD:
        record.status, record.code = records.REJECTED, "parent-discarded"
    record.decided_at = context.now
    conclude(record, sequence)
