"""Where an enrolment's own sequence stands when work comes by two ways: pushed in order, or sealed and in any order.

`last_seq` is what push has answered. Sealed delivery leaves it alone, since a sealed number may be out of date
(docs/sealing.md); what it brought fills holes instead.
"""

from uuid import UUID

from sqlalchemy import delete, select

from app.accounts.models import DeclaredGap, Enrolment
from app.core import records
from app.core.answer import rerun
from app.core.changes import WardSequence
from app.core.db import session
from app.core.records import CommandRecord, HeldWait


def frontier(enrolment: Enrolment, last_seq: int | None = None) -> int:
    """Return the last number up to which nothing is missing: pushed, delivered sealed, or declared lost."""
    reached = enrolment.last_seq if last_seq is None else last_seq
    for first, last in sorted(_known_ranges(enrolment.id, reached)):
        if first > reached + 1:
            break
        reached = max(reached, last)
    return reached


def _known_ranges(enrolment_id: UUID, above: int) -> list[tuple[int, int]]:
    delivered = select(CommandRecord.seq).where(CommandRecord.enrolment_id == enrolment_id, CommandRecord.seq > above)
    lost = select(DeclaredGap.first, DeclaredGap.last).where(
        DeclaredGap.enrolment_id == enrolment_id, DeclaredGap.last > above
    )
    gaps = [(first, last) for first, last in session.execute(lost)]
    return [(seq, seq) for seq in session.scalars(delivered) if seq is not None] + gaps


def hold_for_order(record: CommandRecord) -> None:
    """Note that the command waits for earlier ones of its own phone."""
    records.hold(record.number, _wait_of(record.enrolment_id))


def wake_in_order(enrolment: Enrolment, last_seq: int, wards: dict[str, WardSequence]) -> None:
    """Run what waited for earlier work of this phone that has come meanwhile, in its order."""
    if not records.is_anything_held():
        return
    reached, wait = frontier(enrolment, last_seq), _wait_of(enrolment.id)
    query = (
        select(CommandRecord)
        .join(HeldWait, HeldWait.command_number == CommandRecord.number)
        .where(HeldWait.waits_for == wait, CommandRecord.seq <= reached, CommandRecord.ward.in_(wards))
    )
    for held in session.scalars(query.order_by(CommandRecord.seq)).all():
        done = delete(HeldWait).where(HeldWait.command_number == held.number, HeldWait.waits_for == wait)
        session.execute(done.execution_options(synchronize_session=False))
        rerun(held, wards[held.ward])


def _wait_of(enrolment_id: UUID | None) -> str:
    return f"seq:{enrolment_id}"
