"""New rows of a hopeful batch: they wait in its memory and are written class by class, what is referred to first.

Whoever asks the database has them written before the answer, so no question misses one. Rows with children of their
own, or whose key the database gives, take the ordinary way.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from sqlalchemy import event, insert, inspect
from sqlalchemy.orm import ORMExecuteState, Session, make_transient_to_detached

from app.core.db import Base, Model, session
from app.core.memory import find_memory, memory_of


def add(row: Model) -> None:
    """Put a new row into the transaction, after the rows that it may refer to."""
    memory = find_memory()
    if _may_refer_to_new_rows(row):
        session.flush()
    if memory is None or not memory.is_hopeful:
        session.add(row)
    elif _can_wait(row):
        _fill_in(row)
        memory.new.append(row)
        memory.keep(row, inspect(type(row)).primary_key_from_instance(row))
    else:
        write()
        session.add(row)


def delete(row: Model) -> None:
    """Take a row away again."""
    write()
    session.delete(row)
    memory = find_memory()
    if memory is not None:
        memory.rows.get(type(row), {}).pop(inspect(row).identity or (), None)


def write() -> None:
    """Write the rows that wait, and let the session know them."""
    memory = find_memory()
    if memory is None or not memory.new:
        return
    waiting: dict[type[Model], list[Model]] = {}
    for row in memory.new:
        waiting.setdefault(type(row), []).append(row)
    memory.new = []
    for model in sorted(waiting, key=_place):
        insert_rows(model, waiting[model], _columns(model))
        for row in waiting[model]:
            make_transient_to_detached(row)
            session.add(row)


def insert_rows(model: type[Model], rows: Iterable[Any], names: Iterable[str]) -> None:
    """Insert these columns of all rows by one statement."""
    with session.no_autoflush:
        session.execute(insert(model), [{name: getattr(row, name) for name in names} for row in rows])


@event.listens_for(Session, "do_orm_execute")
def _write_first(asked: ORMExecuteState) -> None:
    memory = memory_of(asked.session)
    if memory is None:
        return
    if memory.new:
        write()
    if asked.is_update or asked.is_delete:
        memory.foreseen.clear()  # rows may change that nobody has in hand


def _may_refer_to_new_rows(row: Model) -> bool:
    """Rows of one class are written together, so only a new row of another class, or of a tree, must go first."""
    pointed_at = {key.column.table for key in row.__table__.foreign_keys}
    return any(new.__table__ in pointed_at for new in session.new if isinstance(new, Model))


def _can_wait(row: Model) -> bool:
    mapper = inspect(type(row))
    is_named = None not in mapper.primary_key_from_instance(row)
    return is_named and not mapper.relationships and _defaults(type(row)) is not None


def _fill_in(row: Model) -> None:
    """Give the row its columns' defaults now: its snapshot is taken before it is written."""
    told = inspect(row).dict
    for name, make in (_defaults(type(row)) or {}).items():
        if name not in told:
            setattr(row, name, make())


@cache
def _defaults(model: type[Model]) -> dict[str, Callable[[], Any]] | None:
    """Return how each default is made; None where only the database can."""
    columns = {attribute.key: attribute.columns[0] for attribute in inspect(model).column_attrs}
    defaults = {key: column.default for key, column in columns.items() if column.default is not None}
    is_ours = all(default.is_scalar or default.is_callable for default in defaults.values())
    if not is_ours or any(column.server_default is not None for column in columns.values()):
        return None
    return {key: _maker(default) for key, default in defaults.items()}


def _maker(default: Any) -> Callable[[], Any]:
    return (lambda: default.arg(None)) if default.is_callable else (lambda: default.arg)


@cache
def _columns(model: type[Model]) -> tuple[str, ...]:
    return tuple(attribute.key for attribute in inspect(model).column_attrs)


@cache
def _place(model: type[Model]) -> int:
    """Return the table's place in an order in which whatever is referred to comes first."""
    return [table.name for table in Base.metadata.sorted_tables].index(model.__tablename__)
