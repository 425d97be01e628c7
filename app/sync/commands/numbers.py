"""Numbers for phones and pads: leasing them, and ending what may not be issued any more."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from app.accounts.queries import get_user
from app.core.clock import VN
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.db import session
from app.core.errors import Conflict, Rejected, Unknown
from app.core.leasing import end_lease, lease
from app.core.numbers import VOIDED, BlockSize, NumberKind, NumberLease
from app.core.roles import Role
from app.core.search import Text
from app.sync.endings import endings

DECEMBER = 12


class LeaseNumbers(Command):
    """Give my phone numbers that I can hand out without a network."""

    type: ClassVar[str] = "sync.lease_numbers"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.OFFICER, Role.LEADER, Role.POSTAL, Role.COORDINATOR})

    lease_id: UUID
    kind: NumberKind
    count: BlockSize
    medium: Literal["device", "paper"] = "device"
    year: Annotated[int, Field(ge=2020, le=2099)] | None = None
    """The year that the numbers shall carry; in December the next one's can be had too."""
    user_id: UUID | None = None
    """Who will carry the pad of paper; a phone's block is always its sender's own."""


@handles(LeaseNumbers)
def lease_numbers(command: LeaseNumbers, context: Context) -> None:
    """A block belongs to one device, or to a paper pad that one person carries."""
    if command.medium == "device" and context.device_id is None:
        raise Rejected("phones-only")
    owner_id = _owner(command, context)
    today = context.now.astimezone(VN).date()
    year = command.year or today.year
    if year not in ({today.year, today.year + 1} if today.month == DECEMBER else {today.year}):
        raise Rejected("year-not-open", year=year)
    row = lease(
        context,
        lease_id=command.lease_id,
        kind=command.kind,
        count=command.count,
        medium=command.medium,
        year=year,
        owner_id=owner_id,
    )
    context.record("leased", row)


def _owner(command: LeaseNumbers, context: Context) -> UUID | None:
    """Return who may give these numbers away."""
    if command.user_id in {None, context.actor.id}:
        return context.actor.id
    if command.medium != "paper" or context.actor.role is not Role.COORDINATOR:
        raise Rejected("pads-only")
    owner = get_user(command.user_id)
    if owner.ward != context.ward:
        raise Rejected("unknown-staff")
    return owner.id


class VoidNumbers(Command):
    """This block is lost: nothing more may be issued from it."""

    type: ClassVar[str] = "sync.void_numbers"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR, Role.ADMIN})

    lease_id: UUID
    reason: Text


@handles(VoidNumbers)
def void_numbers(command: VoidNumbers, context: Context) -> None:
    """What was issued from it before stays issued."""
    row = session.get(NumberLease, command.lease_id)
    if row is None or row.ward != context.ward:
        raise Unknown("number_lease", command.lease_id)
    if row.ended_at is not None:
        raise Conflict("lease-ended")
    if not command.reason:
        raise Rejected("reason-needed")
    end_lease(context, row, state=VOIDED, because=command.reason)


class SettleNumbers(Command):
    """Close the blocks of years that are over and of phones that work no more."""

    type: ClassVar[str] = "sync.settle_numbers"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})
    fact: ClassVar[bool] = True


@handles(SettleNumbers)
def settle_numbers(command: SettleNumbers, context: Context) -> None:
    for ending in list(endings(context.ward, context.now.astimezone(VN).date())):
        end_lease(context, ending.lease, state=ending.state, because=ending.because)
