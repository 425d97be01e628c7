"""What is missing in a phone's sequence: declared by the phone, or seen by the server."""

from typing import Annotated, Any, ClassVar

from pydantic import Field

from app.accounts.models import DeclaredGap, Enrolment
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.db import session
from app.core.errors import Rejected
from app.core.ids import new_id
from app.core.leasing import void_unissued
from app.core.records import ReviewItem
from app.core.reviewing import GAP
from app.core.roles import STAFF, Role
from app.core.search import Text
from app.sync.endings import UNSENT, unsent
from app.sync.queries import find_device, find_item

SYSTEM_ONLY = frozenset({Role.SYSTEM})


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
    enrolment = session.get_one(Enrolment, context.origin.enrolment_id)
    details = {"from": command.from_, "to": command.to, "reason": command.reason}
    item = _item(context, "gap-declared", enrolment, details)
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


class ReportFork(Command):
    """Two phones have sent other work under the same number: one is a copy of the other."""

    type: ClassVar[str] = "sync.report_fork"
    allowed: ClassVar[frozenset[Role]] = SYSTEM_ONLY
    fact: ClassVar[bool] = True

    device_id: Annotated[str, Field(max_length=60)]
    seq: Annotated[int, Field(ge=1)]
    last_seq: Annotated[int, Field(ge=0)]


@handles(ReportFork)
def report_fork(command: ReportFork, context: Context) -> None:
    """Both hold the same numbers: their leases are void, and a person is asked once."""
    enrolment = find_device(command.device_id)
    if enrolment is None:
        raise Rejected("device-unknown")
    void_unissued(context, enrolment.device_id)
    if find_item(context.ward, "seq-fork", enrolment.id, is_open=True) is None:
        context.add(_item(context, "seq-fork", enrolment, {"seq": command.seq, "last_seq": command.last_seq}))


class ReportUnsent(Command):
    """Phones that work no more have left with work that never arrived."""

    type: ClassVar[str] = "sync.report_unsent"
    allowed: ClassVar[frozenset[Role]] = SYSTEM_ONLY
    fact: ClassVar[bool] = True


@handles(ReportUnsent)
def report_unsent(command: ReportUnsent, context: Context) -> None:
    """Asked once for each phone; what arrives after all closes its question."""
    for one in list(unsent(context.ward)):
        if one.item is None:
            owed = {"unsent": one.last - one.first + 1, "last_seq": one.first - 1}
            context.add(_item(context, UNSENT, one.enrolment, owed))
        else:
            one.item.resolved_at, one.item.resolution = context.now, "arrived"


def _item(context: Context, code: str, enrolment: Enrolment, details: dict[str, Any]) -> ReviewItem:
    return ReviewItem(
        id=new_id(),
        ward=context.ward,
        reason=GAP,
        code=code,
        details=details,
        subject=f"enrolment:{enrolment.id}",
        author_id=enrolment.user_id,
        opened_at=context.now,
    )
