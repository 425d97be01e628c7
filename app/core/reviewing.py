"""Opening a question to a person: which kind it is, whose work it is about, and what it joins."""

from sqlalchemy import select

from app.core import new_rows, records
from app.core.db import session
from app.core.ids import new_id
from app.core.memory import is_hopeful
from app.core.records import CommandRecord, ReviewItem
from app.core.roles import Role

FLAG, CLOCK, DUPLICATE, GAP, FILE_MISSING = "flag", "clock", "duplicate", "gap", "file-missing"
KINDS = (
    records.HELD, records.CONFLICT, records.REJECTED, records.PARKED, records.LATE,
    GAP, DUPLICATE, CLOCK, FILE_MISSING, FLAG,
)  # fmt: skip
"""Why an item waits; a person filters by these."""

CLOCK_OFF, POSSIBLE_DUPLICATE = "clock-off", "possible-duplicate"


def open_review(record: CommandRecord, *, always: bool = False) -> None:
    """Put the record into the review list, where it needs a person and its maker has gone."""
    if record.review_id is not None or not (always or _needs_person(record)):
        return
    item = _clock_item(record) or _new_item(record)
    if not is_hopeful():
        session.flush()  # the record names it
    record.review_id = item.id


def _needs_person(record: CommandRecord) -> bool:
    """Pages show refusals and flags to whoever sits there; a citizen is not asked whether it was all said before."""
    if record.enrolment_id is None:
        is_public = record.actor_role == Role.CITIZEN
        return is_public and record.status == records.APPLIED and POSSIBLE_DUPLICATE in record.flags
    return record.status != records.APPLIED or bool(record.flags)


def kind_of(record: CommandRecord) -> str:
    """Return the kind of question that this answer raises."""
    if record.status != records.APPLIED:
        return record.status
    if POSSIBLE_DUPLICATE in record.flags:
        return DUPLICATE
    return CLOCK if record.flags == [CLOCK_OFF] else FLAG


def _new_item(record: CommandRecord) -> ReviewItem:
    kind = kind_of(record)
    about = record.entities[0] if record.entities else None
    subject = f"{about['kind']}:{about['id']}" if about else ""
    item = ReviewItem(
        id=new_id(),
        ward=record.ward,
        reason=kind,
        code=record.code or (POSSIBLE_DUPLICATE if kind == DUPLICATE else record.flags[0]),
        details=record.details,
        subject=f"enrolment:{record.enrolment_id}" if kind == CLOCK else subject,
        author_id=record.actor_id,
        opened_at=record.decided_at,
    )
    new_rows.add(item)
    return item


def _clock_item(record: CommandRecord) -> ReviewItem | None:
    """A phone with a wrong clock is one question, however much it sends."""
    if kind_of(record) != CLOCK:
        return None
    query = select(ReviewItem).where(
        ReviewItem.ward == record.ward,
        ReviewItem.reason == CLOCK,
        ReviewItem.subject == f"enrolment:{record.enrolment_id}",
        ReviewItem.resolved_at.is_(None),
    )
    return session.scalars(query).first()
