"""What has come to its end and was not noted yet: leases of past years and of given-up phones, work that is lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.accounts.models import REVOKED, WIPE, Enrolment, User
from app.core.db import session
from app.core.leasing import is_past, running_leases
from app.core.numbers import EXPIRED, VOIDED, NumberLease
from app.core.records import ReviewItem
from app.sync.queries import ended_enrolments, find_device, find_item
from app.sync.sequence import frontier

UNSENT = "device-closed-unsent"


@dataclass(frozen=True)
class Ending:
    """A lease that must end, how, and why."""

    lease: NumberLease
    state: str
    because: str


def endings(ward: str, today: date) -> Iterator[Ending]:
    """Yield the ward's leases that may issue no more."""
    for row in running_leases(ward):
        if is_past(row, today):
            yield Ending(row, EXPIRED, "year-over")
        elif row.medium == "device" and _is_given_up(find_device(row.device_id)):
            yield Ending(row, VOIDED, "phone-ended")


def _is_given_up(enrolment: Enrolment | None) -> bool:
    """A suspended phone may come back to its numbers."""
    if enrolment is None or enrolment.status in {REVOKED, WIPE}:
        return True
    return not session.get_one(User, enrolment.user_id).is_active


@dataclass(frozen=True)
class Unsent:
    """A phone that is given up, what never came from it, and the question about it if it was asked."""

    enrolment: Enrolment
    first: int
    last: int
    item: ReviewItem | None

    @property
    def is_new(self) -> bool:
        """Say whether a person must be asked."""
        return self.item is None and self.last >= self.first

    @property
    def has_arrived(self) -> bool:
        """Say whether what was asked after has come by another way."""
        if self.item is None or self.item.resolved_at is not None:
            return False
        told = self.item.details
        return self.first > int(told["last_seq"]) + int(told["unsent"])


def unsent(ward: str) -> Iterator[Unsent]:
    """Yield given-up phones about which something is to be asked or answered."""
    for enrolment in ended_enrolments(ward):
        item = find_item(ward, UNSENT, enrolment.id)
        one = Unsent(enrolment, frontier(enrolment) + 1, enrolment.high_seq, item)
        if one.is_new or one.has_arrived:
            yield one


def wards() -> list[str]:
    """Return every ward that has staff."""
    return sorted(session.scalars(select(User.ward).distinct()))
