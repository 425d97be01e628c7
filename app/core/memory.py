"""What one transaction remembers while it answers a batch of commands, so that it asks each question once.

Rows that were read stay in the session's identity map only while somebody holds them: the memory does.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from app.core.db import session

Answer = TypeVar("Answer")
Row = TypeVar("Row")


@dataclass
class Memory:
    """The rows met so far, and answers that stay true under the ward's lock."""

    rows: dict[type[Any], dict[tuple[Any, ...], Any]] = field(default_factory=dict)
    """By class and key."""
    records: dict[UUID, list[Any]] = field(default_factory=dict)
    """Every record of a command id that was looked up, oldest first."""
    is_anything_held: bool | None = None
    is_hopeful: bool = False
    """Every command is expected to be applied: no savepoints, and what can be written together is written last."""
    command_numbers: list[int] = field(default_factory=list)
    receipt_numbers: dict[UUID, list[int]] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    """The last sequence number of each ward that is locked for the whole batch."""
    sources: dict[tuple[str, UUID], list[tuple[str, UUID]]] = field(default_factory=dict)
    """What lends its scope keys to a place."""
    answers: dict[Hashable, Any] = field(default_factory=dict)
    """Answers of features to questions about what no phone's command changes, such as the ward itself."""
    foreseen: set[Hashable] = field(default_factory=set)
    """Questions to which the rows in hand are the whole answer."""
    commands: dict[int, tuple[Any, Any]] = field(default_factory=dict)
    """Envelopes that were read ahead, and what they say."""
    new: list[Any] = field(default_factory=list)
    """Rows that are not written yet."""
    answered: list[Any] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    audit_lines: list[dict[str, Any]] = field(default_factory=list)

    def keep(self, row: Any, key: tuple[Any, ...]) -> None:
        """Hold a row."""
        self.rows.setdefault(type(row), {})[tuple(key)] = row

    def find(self, model: type[Row], key: Any) -> Row | None:
        """Return the row with this key of one column, if it is in hand."""
        return self.rows.get(model, {}).get((key,))

    def rows_of(self, model: type[Row]) -> Iterable[Row]:
        """Return the rows of this class that are in hand."""
        return self.rows.get(model, {}).values()


_memory: ContextVar[Memory | None] = ContextVar("memory", default=None)


class HopeLost(Exception):
    """A command of a hopeful batch was not applied: the batch is rolled back and answered one by one."""


@contextmanager
def remembering(*, hopeful: bool = False) -> Iterator[Memory]:
    """Remember until the end of the block; open it inside the writing transaction."""
    memory = Memory(is_hopeful=hopeful)
    token = _memory.set(memory)
    for row in session:
        _keep(session(), row)
    try:
        yield memory
    finally:
        _memory.reset(token)


def is_hopeful() -> bool:
    """Say whether this transaction writes on the hope that nothing is refused."""
    memory = find_memory()
    return memory is not None and memory.is_hopeful


def find_memory() -> Memory | None:
    """Return this transaction's memory, if it has one."""
    return _memory.get()


def asked_once(question: Hashable, ask: Callable[[], Answer]) -> Answer:
    """Return the answer, asked once in a hopeful batch and each time elsewhere."""
    memory = find_memory()
    if memory is None or not memory.is_hopeful:
        return ask()
    if question not in memory.answers:
        memory.answers[question] = ask()
    answer: Answer = memory.answers[question]
    return answer


@event.listens_for(Session, "loaded_as_persistent")
@event.listens_for(Session, "pending_to_persistent")
def _keep(_of: Session, row: Any) -> None:
    memory = find_memory()
    if memory is not None:
        memory.keep(row, inspect(row).identity or ())
