"""New rows of a hopeful batch: they wait in its memory and are written class by class, what is referred to first.

Whoever asks the database has them written before the answer, so no question misses one. Rows with children of their
own, or whose key the database gives, take the ordinary way.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import Table, event, insert, inspect
from sqlalchemy.orm import ORMExecuteState, Session, make_transient_to_detached

from app.core.db import Base, Model, session
from app.core.memory import find_memory


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
        memory.keep(row, _key_of(row))
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


def write(*, is_end: bool = False) -> None:
    """Write the rows that wait, and let the session know them; at the end nobody will ask it any more."""
    memory = find_memory()
    if memory is None or not memory.new:
        return
    waiting: dict[type[Model], list[Model]] = {}
    for row in memory.new:
        waiting.setdefault(type(row), []).append(row)
    memory.new = []
    for model in sorted(waiting, key=_place):
        insert_rows(model, waiting[model])
        for row in [] if is_end else waiting[model]:
            make_transient_to_detached(row)
            session.add(row)


def insert_rows(model: type[Model], rows: Sequence[Model]) -> None:
    """Insert rows of one class by one statement."""
    names = _columns(model).items()
    told = [_told(row) for row in rows]
    insert_values(model, [{column: values[name] for name, column in names} for values in told])


def _told(row: Model) -> dict[str, Any]:
    """Return the row's values; None where nothing was said, or the first question about it would ask the database."""
    told = vars(row)
    for name in _columns(type(row)):
        told.setdefault(name, None)
    return told


def insert_values(model: type[Model], values: Sequence[Mapping[str, Any]]) -> None:
    """Insert plain values by one statement. The guard sees it; the session, which has nothing to add, does not."""
    if values:
        session.connection().execute(insert(cast(Table, model.__table__)), values)


@event.listens_for(Session, "do_orm_execute")
def _write_first(asked: ORMExecuteState) -> None:
    memory = find_memory()
    if memory is None:
        return
    if memory.new:
        write()
    if asked.is_update or asked.is_delete:
        memory.foreseen.clear()  # rows may change that nobody has in hand


def _may_refer_to_new_rows(row: Model) -> bool:
    """Rows of one class are written together, so only a new row of another class, or of a tree, must go first."""
    new = session.new
    return bool(new) and not _refers_to(type(row)).isdisjoint(one.__table__ for one in new if isinstance(one, Model))


def _can_wait(row: Model) -> bool:
    return _is_plain(type(row)) and None not in _key_of(row)


def _key_of(row: Model) -> tuple[Any, ...]:
    told = vars(row)
    return tuple(told.get(name) for name in _key_names(type(row)))


def _fill_in(row: Model) -> None:
    """Give the row its columns' defaults now: its snapshot is taken before it is written."""
    told = vars(row)
    for name, make in (_defaults(type(row)) or {}).items():
        if told.get(name) is None:
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
def _is_plain(model: type[Model]) -> bool:
    return not inspect(model).relationships and _defaults(model) is not None


@cache
def _key_names(model: type[Model]) -> tuple[str, ...]:
    mapper = inspect(model)
    return tuple(mapper.get_property_by_column(column).key for column in mapper.primary_key)


@cache
def _columns(model: type[Model]) -> dict[str, str]:
    """Return the name of each attribute's column."""
    return {attribute.key: attribute.columns[0].key for attribute in inspect(model).column_attrs}


@cache
def _refers_to(model: type[Model]) -> frozenset[Any]:
    return frozenset(key.column.table for key in model.__table__.foreign_keys)


@cache
def _place(model: type[Model]) -> int:
    """Return the table's place in an order in which whatever is referred to comes first."""
    return [table.name for table in Base.metadata.sorted_tables].index(model.__tablename__)
