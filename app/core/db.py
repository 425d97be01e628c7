"""The database, its column types, and the guard: no row changes outside a command.

`writing()` is opened by `core.execute` alone. `bookkeeping()` is for tables that say nothing about
people's affairs (web sessions, upload offsets, worker cursors) and are marked `bookkeeping = True`.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from flask_sqlalchemy import SQLAlchemy
from pydantic import BaseModel, ConfigDict
from sqlalchemy import DateTime, MetaData, String, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.types import TypeDecorator

from app.core.roles import Role
from app.core.scope import ward_key

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Declarative base with named constraints, so that migrations can name them too."""

    metadata = MetaData(naming_convention=NAMES)
    bookkeeping: ClassVar[bool] = False


db = SQLAlchemy(model_class=Base)

if TYPE_CHECKING:

    class Model(Base):
        """What mypy sees; at run time it is Flask-SQLAlchemy's model class."""

        __abstract__ = True
else:
    Model = db.Model

session = db.session
"""The request's session. Read anywhere; rows change only inside a command."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored as UTC, returned as aware UTC, on SQLite too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Refuse naive moments: they have lost nine hours before somebody notices."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment must know its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """SQLite forgets the zone; it was UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class seen_by:  # noqa: N801 - reads as an annotation: Annotated[str, seen_by(Role.OFFICER)]
    """Marks a snapshot field that only these roles receive; for others it is absent."""

    def __init__(self, *roles: Role) -> None:
        self.roles = frozenset(roles)


class Snapshot(BaseModel):
    """A row as a phone stores it. `kind` names it on the wire."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: ClassVar[str]


class Entity(Model):
    """A row that phones may hold: it has versions, a place in the ward's sequence, and scope keys."""

    __abstract__ = True
    kind: ClassVar[str]

    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-2)
    ward: Mapped[str] = mapped_column(String(5), index=True, sort_order=-1)

    def snapshot(self) -> Snapshot:
        """Return the row as phones store it."""
        raise NotImplementedError

    def scope(self) -> set[str]:
        """Return the entity's own keys; links add others."""
        return {ward_key(self.ward)}


class WriteOutsideCommandError(RuntimeError):
    """A row was about to change without a command: who, when and why would be lost."""


_mode: ContextVar[str] = ContextVar("write_mode", default="reading")
_WRITES = re.compile(r"\s*(insert|update|delete|replace|truncate)\b", re.IGNORECASE)


@contextmanager
def _writing_as(mode: str) -> Iterator[Session]:
    if _mode.get() != "reading":
        raise WriteOutsideCommandError("a writing transaction is already open here")
    # A read transaction cannot become a writing one under SQLite without risking a stale snapshot.
    session.rollback()
    token = _mode.set(mode)
    try:
        yield session()
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        _mode.reset(token)


@contextmanager
def writing() -> Iterator[Session]:
    """Open the one writing transaction; commits at the end, rolls back on any error."""
    with _writing_as("command") as opened:
        yield opened


@contextmanager
def bookkeeping() -> Iterator[Session]:
    """Open a transaction that may change bookkeeping tables only."""
    with _writing_as("bookkeeping") as opened:
        yield opened


@contextmanager
def migrating() -> Iterator[None]:
    """Let migrations change what they must."""
    token = _mode.set("command")
    try:
        yield
    finally:
        _mode.reset(token)


def _table_of(context: Any, statement: str) -> str:
    compiled = getattr(context, "compiled", None)
    table = getattr(getattr(compiled, "statement", None), "table", None)
    return str(table.name) if table is not None else statement[:60]


@event.listens_for(Engine, "before_cursor_execute")
def _guard(conn: Connection, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
    mode = _mode.get()
    if mode == "command" or not _WRITES.match(statement):
        return
    table = _table_of(context, statement)
    if mode == "bookkeeping" and table in _bookkeeping_tables():
        return
    raise WriteOutsideCommandError(f"{table}: rows change only in a handler, through core.execute()")


def _bookkeeping_tables() -> set[str]:
    return {m.class_.__tablename__ for m in Base.registry.mappers if m.class_.bookkeeping}


@event.listens_for(Engine, "connect")
def prepare_sqlite(connection: Any, record: Any) -> None:
    """Let a ward's one file wait for the disk before anything is answered, and hold its references."""
    if "sqlite" not in type(connection).__module__:
        return
    connection.isolation_level = None  # we say BEGIN ourselves, see below
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=15000"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        # IMMEDIATE takes the write lock before anything is read: two writers never read the same version.
        connection.exec_driver_sql("BEGIN" if _mode.get() == "reading" else "BEGIN IMMEDIATE")
