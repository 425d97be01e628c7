"""What one transaction remembers while it answers a batch of commands, so that it asks each question once.

Rows that were read stay in the session's identity map only while somebody holds them: the memory does.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import event
from sqlalchemy.orm import Session

from app.core.db import session

PLACE = "memory"


@dataclass
class Memory:
    """The rows met so far, and answers that stay true under the ward's lock."""

    rows: list[Any] = field(default_factory=list)
    records: dict[UUID, list[Any]] = field(default_factory=dict)
    """Every record of a command id that was looked up, oldest first."""
    is_anything_held: bool | None = None


@contextmanager
def remembering() -> Iterator[None]:
    """Remember until the end of the block; open it inside the writing transaction."""
    session.info[PLACE] = Memory()
    try:
        yield
    finally:
        session.info.pop(PLACE, None)


def find_memory() -> Memory | None:
    """Return this transaction's memory, if it has one."""
    found: Memory | None = session.info.get(PLACE)
    return found


@event.listens_for(Session, "loaded_as_persistent")
@event.listens_for(Session, "pending_to_persistent")
def _keep(of: Session, row: Any) -> None:
    memory = of.info.get(PLACE)
    if memory is not None:
        memory.rows.append(row)
