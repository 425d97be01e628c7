"""How Alembic meets our database: one lock, one transaction for each migration, numbered revisions.

Settings are in pyproject.toml under [tool.alembic]; `flask db` and plain `alembic` both come through here.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.operations.ops import MigrationScript
from alembic.script import ScriptDirectory
from flask import Flask, current_app, has_app_context
from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlalchemy.types import TypeDecorator

from app import create_app
from app.core.db import db, migrating

LOCK = 0x7A4E6861  # any number of our own: two machines that start together migrate one after the other
LOCK_TIMEOUT = "SET lock_timeout = '5s'"


def the_app() -> Flask:
    """Return the application that `flask db` runs in, or a new one for plain `alembic`."""
    return current_app._get_current_object() if has_app_context() else create_app()


def number(migration: Any, revision: Iterable[str | None], directives: list[MigrationScript]) -> None:
    """Give a new revision the next four digits, so that a folder listing is the history."""
    script = ScriptDirectory.from_config(context.config)
    head = script.get_current_head()
    directives[0].rev_id = f"{int(head or 0) + 1:04}"


def render_type(kind: str, item: Any, autogen: AutogenContext) -> str | bool:
    """Write what a column is in the database: a migration must not change when our own types do."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


@contextmanager
def alone(connection: Connection) -> Iterator[None]:
    """Keep other migrating machines, and SQLite's foreign keys, out of the way."""
    if connection.dialect.name == "sqlite":
        with sqlite_tables_may_be_rebuilt(connection):
            yield
        return
    connection.execute(text(LOCK_TIMEOUT))
    connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
    connection.commit()
    try:
        yield
    finally:
        connection.rollback()
        connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": LOCK})
        connection.execute(text("RESET lock_timeout"))
        connection.commit()


@contextmanager
def sqlite_tables_may_be_rebuilt(connection: Connection) -> Iterator[None]:
    """A batch migration drops the old table: with foreign keys on, SQLite would empty what points at it."""
    raw = connection.connection.driver_connection
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        broken = raw.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"the migration left rows that point nowhere: {broken[:5]}")
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def migrate(connection: Connection) -> None:
    """Run what was asked for on this connection."""
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=render_type,
        process_revision_directives=number,
        transaction_per_migration=True,
        transactional_ddl=True,
        compare_type=True,
        compare_server_default=True,
    )
    with migrating(), alone(connection), context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("Migrations run against a database; writing them out as SQL is not supported.")

with the_app().app_context(), db.engine.connect() as opened:
    migrate(opened)
