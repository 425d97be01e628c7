"""Many commands in one transaction: first on the hope that all are applied, and if not, one by one.

Hopefully means: numbers are drawn for all at once, no savepoints, and records, changes and audit lines are written
together at the end. A refusal, or anything else unexpected, rolls the transaction back, and the same commands are
answered again each in its savepoint: nothing but time depends on hope.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError

from app.core import audit, new_rows, records
from app.core.answer import draw_receipts
from app.core.changes import Change, WardSequence
from app.core.db import session
from app.core.memory import HopeLost, find_memory

Answer = TypeVar("Answer")


def with_hope(answer_batch: Callable[[bool], Answer]) -> Answer:
    """Return what `answer_batch(hopeful)` returns; it opens the transaction itself."""
    try:
        return answer_batch(True)
    except (HopeLost, SQLAlchemyError):
        return answer_batch(False)


def draw_ahead(actor_id: UUID, count: int, sequences: Mapping[str, WardSequence]) -> None:
    """Draw the numbers that `count` commands of this person need; those left over are never used.

    Sequence numbers have no holes, so they are counted on from the locked wards' heads instead.
    """
    memory = find_memory()
    if memory is None or not memory.is_hopeful or not count:
        return
    memory.command_numbers = records.draw_numbers(count)
    first = draw_receipts(actor_id, count)
    memory.receipt_numbers[actor_id] = list(range(first, first + count))
    memory.heads = {ward: sequence.last for ward, sequence in sequences.items()}


def write_together(sequences: Mapping[str, WardSequence]) -> None:
    """Write what a hopeful batch has kept back: records, the changes that name them, heads and the audit chain."""
    memory = find_memory()
    if memory is None or not memory.is_hopeful:
        return
    new_rows.write(is_end=True)
    session.flush()
    new_rows.insert_rows(records.CommandRecord, memory.answered)
    new_rows.insert_values(Change, memory.changes)
    for ward, head in memory.heads.items():
        sequences[ward].last = head
    for line in memory.audit_lines:
        audit.chain(line, sequences[line["ward"]])
    new_rows.insert_values(audit.AuditEntry, memory.audit_lines)
