"""Accounting for numbers: every one that was ever leased is issued, voided, expired or still unissued, once."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select

from app.core.db import session
from app.core.numbers import (
    EXPIRED,
    ISSUED,
    LEASED,
    RECEIPT,
    VOIDED,
    LedgerEntry,
    NumberLease,
    NumberSeries,
    ledger_key,
)

STATES = (ISSUED, VOIDED, EXPIRED, LEASED)


@dataclass(frozen=True)
class Block:
    """A lease and how many of its numbers ended in which way."""

    lease: NumberLease
    counts: Counter[str]

    @property
    def left(self) -> int:
        """How many nobody has been given yet."""
        return self.counts[LEASED]

    @property
    def first(self) -> str:
        """The block's first number, where it may be shown: a tracking code opens a page."""
        return self.lease.codes[0] if self.lease.number_kind == "receipt" else ""

    @property
    def last(self) -> str:
        """The block's last number."""
        return self.lease.codes[-1] if self.lease.number_kind == "receipt" else ""


def blocks_of(ward: str) -> list[Block]:
    """Return every block that was leased in this ward, newest first."""
    query = select(NumberLease).where(NumberLease.ward == ward)
    leases = list(session.scalars(query.order_by(NumberLease.leased_at.desc(), NumberLease.id)))
    counts: dict[object, Counter[str]] = {row.id: Counter() for row in leases}
    states = (
        select(LedgerEntry.lease_id, LedgerEntry.state, func.count())
        .join(NumberLease, NumberLease.id == LedgerEntry.lease_id)
        .where(NumberLease.ward == ward)
        .group_by(LedgerEntry.lease_id, LedgerEntry.state)
    )
    for lease_id, state, count in session.execute(states):
        counts[lease_id][state] = count
    return [Block(row, counts[row.id]) for row in leases]


def sums(blocks: list[Block]) -> Counter[str]:
    """Return how many receipt numbers of these blocks ended in which way."""
    total: Counter[str] = Counter()
    for block in blocks:
        if block.lease.number_kind == "receipt":
            total.update(block.counts)
    return total


def faults(ward: str) -> Iterator[str]:
    """Yield whatever does not add up; nothing when every number is accounted for once."""
    blocks = blocks_of(ward)
    entries = _entries(ward)
    yield from _twice(blocks)
    for block in blocks:
        yield from _wrong_in(block, entries)
    yield from _beyond_series(ward, blocks)


def _entries(ward: str) -> dict[str, LedgerEntry]:
    query = select(LedgerEntry).join(NumberLease, NumberLease.id == LedgerEntry.lease_id)
    return {entry.key: entry for entry in session.scalars(query.where(NumberLease.ward == ward))}


def _twice(blocks: list[Block]) -> Iterator[str]:
    leased = Counter(code for block in blocks for code in block.lease.codes)
    yield from (f"{code} was leased {times} times" for code, times in leased.items() if times > 1)


def _wrong_in(block: Block, entries: dict[str, LedgerEntry]) -> Iterator[str]:
    row = block.lease
    if block.counts.total() != len(row.codes):
        yield f"block {row.id} has {len(row.codes)} numbers and {block.counts.total()} lines"
    if row.ended_at is not None and block.left:
        yield f"block {row.id} has ended and {block.left} numbers of it have not"
    for code in row.codes:
        entry = entries.get(ledger_key(row.number_kind, code))
        if entry is None or entry.lease_id != row.id:
            yield f"a number of block {row.id} has no line of its own"
        elif entry.state not in STATES:
            yield f"line {entry.entry} is {entry.state}"
        elif (entry.state == ISSUED) != bool(entry.issued_to):
            yield f"line {entry.entry} is {entry.state}, given to {entry.issued_to or 'nobody'}"


def _beyond_series(ward: str, blocks: list[Block]) -> Iterator[str]:
    last = {row.year: row.last for row in session.scalars(select(NumberSeries).where(NumberSeries.ward == ward))}
    for block in blocks:
        for code in block.lease.codes if block.lease.number_kind == "receipt" else ():
            match = RECEIPT.match(code)
            if match is None or int(match["serial"]) > last.get(block.lease.year, 0):
                yield f"{code} lies beyond what was drawn"
