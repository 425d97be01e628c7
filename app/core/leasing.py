"""Leasing numbers, issuing them, ending a lease. The ward's lock makes all of it one after the other.

A restored database has forgotten what it leased after its backup. In a later life a ward's series therefore goes on
in serials that no earlier life has reached, and whatever stands in the ledger is stepped over.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select, update

from app.core.clock import VN
from app.core.context import Context
from app.core.db import session
from app.core.errors import Rejected
from app.core.installation import Installation, installation
from app.core.numbers import (
    EXPIRED,
    ISSUED,
    LEASED,
    RECEIPT,
    VOIDED,
    LedgerEntry,
    NumberKind,
    NumberLease,
    NumberSeries,
    find_entry,
    find_lease,
    ledger_key,
    new_tracking_code,
    receipt_number,
)

LAST_SERIAL = 999_999
FIRST_LIFE = 400_000
"""Serials below belong to a database that was never restored: a ward uses some thousands a year."""
STEP = 1_000
"""At least so many serials lie between two lives."""


def lease(
    context: Context,
    *,
    lease_id: UUID,
    kind: NumberKind,
    count: int,
    medium: str,
    year: int,
    owner_id: UUID | None = None,
) -> NumberLease:
    """Lease a block to the sender's device, or a pad of paper to its owner."""
    codes = _draw_receipts(context, year, count) if kind == "receipt" else _draw_codes(count)
    row = NumberLease(
        id=lease_id,
        ward=context.ward,
        number_kind=kind,
        year=year,
        codes=codes,
        user_id=owner_id or context.actor.id,
        device_id=(context.device_id or "") if medium == "device" else "",
        medium=medium,
        leased_at=context.now,
        ended_at=None,
    )
    context.add(row)
    session.flush()
    for code in codes:
        entry = LedgerEntry(number_kind=kind, key=ledger_key(kind, code), lease_id=lease_id, device_id=row.device_id)
        context.add(entry)
    return row


def _draw_receipts(context: Context, year: int, count: int) -> list[str]:
    series = _series(context, year)
    while series.last + count <= LAST_SERIAL:
        serials = range(series.last + 1, series.last + count + 1)
        codes = {receipt_number(context.ward, year, serial): serial for serial in serials}
        known = _known("receipt", codes)
        if not known:
            series.last = serials[-1]
            return list(codes)
        series.last = max(codes[code] for code in known)
    raise Rejected("numbers-used-up", year=year)


def _draw_codes(count: int) -> list[str]:
    codes: set[str] = set()
    while len(codes) < count:
        fresh = {new_tracking_code() for _ in range(count - len(codes))}
        codes |= fresh - _known("tracking", fresh)
    return sorted(codes)


def _known(kind: NumberKind, codes: Iterable[str]) -> set[str]:
    keys = {ledger_key(kind, code): code for code in codes}
    query = select(LedgerEntry.key).where(LedgerEntry.number_kind == kind, LedgerEntry.key.in_(keys))
    return {keys[key] for key in session.scalars(query)}


def _series(context: Context, year: int) -> NumberSeries:
    here = installation()
    series = session.get(NumberSeries, (context.ward, year))
    if series is None:
        series = NumberSeries(ward=context.ward, year=year, last=0, generation=None)
        context.add(series)
    if series.generation != here.generation:
        series.last = _start(context, series, here)
        series.generation = here.generation
    return series


def _start(context: Context, series: NumberSeries, here: Installation) -> int:
    """Where a series goes on in a new life. Every term grows with the minute in which that life began, so that two
    lives of one backup do not meet. A year in which no earlier life can have leased begins at nothing."""
    began = here.began_at.astimezone(VN)
    if here.life == 1 or series.year > began.year + 1:
        return series.last
    by_the_year = FIRST_LIFE + _minutes(datetime(began.year, 1, 1, tzinfo=VN), began)
    newest = _newest_lease(context.ward, series.year)
    if newest is None:
        return max(series.last, by_the_year)
    remembered = RECEIPT.match(newest.codes[-1])
    on_from_there = int(remembered["serial"]) if remembered else 0
    return max(series.last, by_the_year, on_from_there + STEP + _minutes(newest.leased_at, began))


def _minutes(since: datetime, until: datetime) -> int:
    return max(0, int((until - since).total_seconds() // 60))


def _newest_lease(ward: str, year: int) -> NumberLease | None:
    query = select(NumberLease).where(
        NumberLease.ward == ward, NumberLease.year == year, NumberLease.number_kind == "receipt"
    )
    return session.scalars(query.order_by(NumberLease.leased_at.desc(), NumberLease.id.desc()).limit(1)).first()


def issue(context: Context, *, kind: NumberKind, number: str, issued_to: str) -> None:
    """Mark a number as given to somebody (`issued_to` is `kind:id`).

    The number is on paper in somebody's hand already: what is wrong is flagged for a person, not refused.
    """
    named = {"number": number} if kind == "receipt" else {}  # a tracking code opens a page: it is told to nobody
    entry = find_entry(kind, number)
    if entry is None:
        entry = LedgerEntry(number_kind=kind, key=ledger_key(kind, number), device_id=context.device_id or "")
        context.add(entry)
        if context.device_id and not _is_of_an_earlier_life(context):
            context.flag("number-not-leased", **named)
    elif context.device_id and not _is_for(entry, context):
        context.flag("number-of-another-device", **named)
    if entry.state == ISSUED and entry.issued_to != issued_to:
        context.flag("number-issued-twice", before=entry.issued_to, **named)
        return
    if _was_ended(entry, context):
        context.flag("number-voided", **named)
    entry.state, entry.issued_to, entry.issued_at = ISSUED, issued_to, context.at


def _is_for(entry: LedgerEntry, context: Context) -> bool:
    """A phone's number is that phone's; one from a pad of paper is its owner's, whichever phone it is typed into."""
    row = find_lease(entry.lease_id) if entry.lease_id else None
    if row is not None and row.medium == "paper":
        return row.user_id == context.actor.id
    return entry.device_id == context.device_id


def _is_of_an_earlier_life(context: Context) -> bool:
    """The lease of what was issued before a restore may be among what the backup did not know."""
    here, origin = installation(), context.origin
    is_told = origin.base_generation is not None and origin.base_generation != str(here.generation)
    return here.life > 1 and (is_told or context.at < here.began_at)


def _was_ended(entry: LedgerEntry, context: Context) -> bool:
    """What was issued before the lease ended has only come late."""
    if entry.state not in {VOIDED, EXPIRED} or entry.lease_id is None:
        return False
    ended_at = session.get_one(NumberLease, entry.lease_id).ended_at
    return ended_at is not None and context.at > ended_at


def end_lease(context: Context, row: NumberLease, *, state: str, because: str) -> None:
    """Void or expire what was not issued of a block, and let its phone drop it."""
    row.ended_at, row.ended_because = context.now, because
    entries = update(LedgerEntry).where(LedgerEntry.lease_id == row.id, LedgerEntry.state == LEASED)
    session.execute(entries.values(state=state).execution_options(synchronize_session="fetch"))
    context.void("expired" if state == EXPIRED else "voided", row)


def void_unissued(context: Context, device_id: str) -> int:
    """Take back every number that this phone has not given away; return how many those were.

    A pad of paper that was printed for its owner is no part of the phone.
    """
    leases = [row for row in running_leases(context.ward) if row.device_id == device_id and row.medium == "device"]
    unissued = select(func.count()).where(
        LedgerEntry.lease_id.in_([row.id for row in leases]), LedgerEntry.state == LEASED
    )
    count = session.scalar(unissued) or 0
    for row in leases:
        end_lease(context, row, state=VOIDED, because="phone-ended")
    return count


def running_leases(ward: str) -> list[NumberLease]:
    """Return the blocks from which something may still be issued."""
    query = select(NumberLease).where(NumberLease.ward == ward, NumberLease.ended_at.is_(None))
    return list(session.scalars(query.order_by(NumberLease.leased_at, NumberLease.id)))


def is_past(row: NumberLease, today: date) -> bool:
    """Say whether the year that these numbers carry is over; tracking codes carry none."""
    return row.number_kind == "receipt" and row.year < today.year
