"""Numbers that a phone may give away without a network: leased in blocks, accounted for one by one.

A home receipt is `TN` + ward (5) + `-` + yy + `-` + serial (6) + a Damm digit over all 13 digits
before it; a tracking code is nine random digits and their Damm digit. Each leased number ends
issued, voided, expired or unissued in this one ledger; none is ever leased twice.
"""

import re
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field
from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from stdnum import damm as damm_number

from app.core import foresight
from app.core.commands import entity_kind
from app.core.db import Entity, Model, Snapshot, UtcDateTime
from app.core.foresight import Question
from app.core.installation import keyed_hash
from app.core.scope import user_key

RECEIPT = re.compile(r"^TN(?P<ward>\d{5})-(?P<year>\d{2})-(?P<serial>\d{6})(?P<check>\d)$")
NumberKind = Literal["receipt", "tracking"]
LONGEST_BLOCK = 200
BlockSize = Annotated[int, Field(ge=1, le=LONGEST_BLOCK)]


def damm(digits: str) -> str:
    """Return the Damm check digit of these digits (H. M. Damm, 2004): finds every single wrong digit and swap."""
    return str(damm_number.calc_check_digit(digits))


def receipt_number(ward: str, year: int, serial: int) -> str:
    """Return a home receipt number: `TN04795-26-000123` and its check digit."""
    body = f"{ward}{year % 100:02d}{serial:06d}"
    return f"TN{ward}-{year % 100:02d}-{serial:06d}{damm(body)}"


def is_receipt_number(text: str) -> bool:
    """Say whether the text has a home receipt's shape and a right check digit."""
    match = RECEIPT.match(text)
    return match is not None and damm("".join(match.group("ward", "year", "serial"))) == match["check"]


def is_tracking_code(text: str) -> bool:
    """Say whether the text is ten digits whose last is right."""
    return bool(re.fullmatch(r"\d{10}", text)) and damm(text[:9]) == text[9]


def new_tracking_code() -> str:
    """Return nine random digits and their check digit."""
    digits = f"{secrets.randbelow(10**9):09d}"
    return digits + damm(digits)


def ledger_key(kind: str, number: str) -> str:
    """Return how a number stands in the ledger: receipts as they are, tracking codes as a keyed hash."""
    return number if kind == "receipt" else keyed_hash("tracking", number)


@entity_kind
class NumberLeaseSnapshot(Snapshot):
    """A block of numbers as its phone keeps it."""

    kind: ClassVar[str] = "number_lease"
    id: UUID
    number_kind: NumberKind
    year: int
    codes: list[str]
    device_id: str
    medium: str


class NumberSeries(Model):
    """The last serial drawn in a ward's year, and in which life of the database it was drawn."""

    __tablename__ = "number_series"

    ward: Mapped[str] = mapped_column(String(5), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int] = mapped_column(default=0)
    generation: Mapped[UUID | None]


class NumberLease(Entity):
    """A block of numbers leased to one device."""

    __tablename__ = "number_lease"
    kind = "number_lease"

    number_kind: Mapped[str] = mapped_column(String(10))
    year: Mapped[int]
    codes: Mapped[list[str]] = mapped_column(JSON)
    user_id: Mapped[UUID]
    device_id: Mapped[str] = mapped_column(String(60))
    medium: Mapped[str] = mapped_column(String(10))
    leased_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Since when nothing may be issued from it; None while its phone or pad may."""
    ended_because: Mapped[str | None] = mapped_column(String(200))

    def snapshot(self) -> Snapshot:
        """Return the block with its codes, for its own phone."""
        return NumberLeaseSnapshot(
            id=self.id,
            number_kind="receipt" if self.number_kind == "receipt" else "tracking",
            year=self.year,
            codes=self.codes,
            device_id=self.device_id,
            medium=self.medium,
        )

    def scope(self) -> set[str]:
        """Only the person who holds the phone."""
        return {user_key(self.user_id)}


LEASED, ISSUED, VOIDED, EXPIRED = "leased", "issued", "voided", "expired"
"""What can become of a number; `leased` is one that nobody has been given yet: unissued."""


class LedgerEntry(Model):
    """One number and what became of it."""

    __tablename__ = "number_ledger"
    __table_args__ = (UniqueConstraint("number_kind", "key"),)

    entry: Mapped[int] = mapped_column(primary_key=True)
    number_kind: Mapped[str] = mapped_column(String(10))
    key: Mapped[str] = mapped_column(String(64))
    lease_id: Mapped[UUID | None] = mapped_column(ForeignKey("number_lease.id"), index=True)
    device_id: Mapped[str] = mapped_column(String(60), default="")
    state: Mapped[str] = mapped_column(String(10), default=LEASED)
    issued_to: Mapped[str] = mapped_column(String(90), default="")
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


BY_KEY = Question(LedgerEntry, "number_kind", "key")


def state_of_number(kind: NumberKind, number: str) -> str | None:
    """Return what became of a number, None if it was never leased or issued."""
    entry = find_entry(kind, number)
    return entry.state if entry else None


def find_entry(kind: NumberKind, number: str) -> LedgerEntry | None:
    """Return a number's line in the ledger, or None."""
    return BY_KEY.first(kind, ledger_key(kind, number))


def foresee_entries(kind: NumberKind, numbers: Iterable[str]) -> None:
    """Read at once the lines of the numbers that a batch names, and the blocks that they come from."""
    named = [(kind, ledger_key(kind, number)) for number in numbers]
    BY_KEY.foresee(named)
    entries = [entry for one in named for entry in BY_KEY.rows(*one)]
    foresight.foresee_ids(NumberLease, (entry.lease_id for entry in entries if entry.lease_id))


def find_lease(lease_id: UUID) -> NumberLease | None:
    """Return the block with this id."""
    return foresight.find(NumberLease, lease_id)
