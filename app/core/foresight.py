"""Questions that the commands of a batch would ask one by one, asked for all of them at once.

A feature says what its commands will ask (`foresees`). What was foreseen in a hopeful batch is answered from the rows
in hand: a row that fits now either fitted before, and was read, or was made or changed in this very transaction, and is
in hand as well. Anything else asks the database, as outside a batch.
"""

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Select, inspect, select, tuple_

from app.core.attempt import parse
from app.core.commands import Command, find_command
from app.core.db import Model, session
from app.core.envelope import Envelope
from app.core.errors import Rejected
from app.core.memory import find_memory

Row = TypeVar("Row", bound=Model)
C = TypeVar("C", bound=Command)
Foresight = Callable[[Sequence[Any], str], None]
F = TypeVar("F", bound=Foresight)

_foresights: dict[type[Command], Foresight] = {}


def foresees(*commands: type[Command]) -> Callable[[F], F]:
    """Register what asks ahead for all commands of these types in a batch; it is given them and their ward."""

    def register(foresight: F) -> F:
        for command in commands:
            _foresights[command] = foresight
        return foresight

    return register


def look_ahead(envelopes: Iterable[Envelope]) -> None:
    """Ask at once what these commands will ask, if they are answered on hope."""
    memory = find_memory()
    if memory is None or not memory.is_hopeful:
        return
    batches: dict[tuple[Foresight, str], list[Command]] = {}
    for envelope in envelopes:
        command_class = find_command(envelope.type)
        foresight = _foresights.get(command_class) if command_class else None
        if command_class is None or foresight is None:
            continue
        try:
            command = parse(command_class, envelope)
        except Rejected:
            continue  # it is answered in its turn
        memory.commands[id(envelope)] = (envelope, command)
        batches.setdefault((foresight, envelope.ward), []).append(command)
    for (foresight, ward), commands in batches.items():
        foresight(commands, ward)


def find(model: type[Row], key: UUID) -> Row | None:
    """Return the row with this id, if there is one."""
    memory = find_memory()
    if memory is None or not memory.is_hopeful:
        return session.get(model, key)
    row: Row | None = memory.find(model, key)
    if row is None and (model, key) not in memory.foreseen:
        return session.get(model, key)
    return row


def foresee_ids(model: type[Model], wanted: Iterable[UUID]) -> None:
    """Read the rows with these ids at once, and know which of them there are not."""
    memory = find_memory()
    if memory is None or not memory.is_hopeful:
        return
    new = {key for key in wanted if (model, key) not in memory.foreseen}
    if new:
        session.scalars(select(model).where(inspect(model).primary_key[0].in_(sorted(new)))).all()
        memory.foreseen |= {(model, key) for key in new}


class Question(Generic[Row]):
    """Which rows of this class have these values in these columns?"""

    def __init__(self, model: type[Row], *columns: str) -> None:
        self.model, self.columns = model, columns
        self._values_of = attrgetter(*columns)

    def rows(self, *values: Any) -> list[Row]:
        """Return the rows, in no order."""
        memory = find_memory()
        if memory is None or (self, values) not in memory.foreseen:
            return list(session.scalars(self._ask([values])))
        wanted = values if len(values) > 1 else values[0]
        last, value = self.columns[-1], values[-1]  # most rows differ there: not even SQLAlchemy is asked about those
        alike = [row for row in memory.rows_of(self.model) if row.__dict__.get(last, value) == value]
        return [row for row in alike if self._values_of(row) == wanted]

    def first(self, *values: Any) -> Row | None:
        """Return the row that has them, where there can be only one."""
        return next(iter(self.rows(*values)), None)

    def foresee(self, wanted: Iterable[tuple[Any, ...]]) -> None:
        """Ask for all these values at once."""
        memory = find_memory()
        if memory is None or not memory.is_hopeful:
            return
        new = {values for values in wanted if None not in values and (self, values) not in memory.foreseen}
        if new:
            session.scalars(self._ask(sorted(new))).all()
            memory.foreseen |= {(self, values) for values in new}

    def _ask(self, wanted: list[tuple[Any, ...]]) -> Select[Row]:
        columns = [getattr(self.model, name) for name in self.columns]
        if len(columns) > 1:
            return select(self.model).where(tuple_(*columns).in_(wanted))
        return select(self.model).where(columns[0].in_([values[0] for values in wanted]))
