"""Numbers for phones and pads: leasing them, and ending what may not be issued any more."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from app.accounts.models import REVOKED, WIPE, Enrolment, User
from app.core.clock import VN
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.db import session
from app.core.errors import Conflict, Rejected, Unknown
from app.core.leasing import end_lease, is_past, lease, running_leases
from app.core.numbers import EXPIRED, VOIDED, BlockSize, NumberKind, NumberLease
from app.core.roles import Role
from app.core.search import Text
from app.sync.queries import find_device

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


@handles(LeaseNumbers)
def lease_numbers(command: LeaseNumbers, context: Context) -> None:
    """A block belongs to one device, or to a paper pad that one person carries."""
    if command.medium == "device" and context.device_id is None:
        raise Rejected("phones-only")
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
    )
    context.record("leased", row)


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
    today = context.now.astimezone(VN).date()
    for row in running_leases(context.ward):
        if is_past(row, today):
            end_lease(context, row, state=EXPIRED, because="year-over")
        elif row.medium == "device" and has_ended(find_device(row.device_id)):
            end_lease(context, row, state=VOIDED, because="phone-ended")


def has_ended(enrolment: Enrolment | None) -> bool:
    """Say whether a phone was given up for good: a suspended one may come back to its numbers."""
    if enrolment is None or enrolment.status in {REVOKED, WIPE}:
        return True
    return not session.get_one(User, enrolment.user_id).is_active
