"""The place that a restore fills: is it empty, is it in use, and how what lies there is set aside."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from sqlalchemy import inspect, text

from app.core.db import db, migrating, session
from app.core.errors import Rejected
from app.core.records import CommandRecord
from app.upkeep.copying import is_sqlite, sqlite_path

LOOKS, GOODBYE_S = 40, 4.0
"""How often, and for how long, other connections are looked for before we believe that they stay."""


def let_go() -> None:
    """Close this process's own connections."""
    session.remove()
    db.engine.dispose()


def is_empty() -> bool:
    """Say whether nothing was ever done here."""
    if is_sqlite() and not sqlite_path().exists():
        return True
    if not inspect(db.engine).has_table(CommandRecord.__tablename__):
        return True
    found = session.query(CommandRecord.number).first()
    session.rollback()
    return found is None


def check_nobody_else() -> None:
    """Refuse while a server or worker holds this database open: it would go on writing into what is set aside."""
    let_go()
    others = _sqlite_is_open() if is_sqlite() else _postgresql_is_open()
    if others:
        raise Rejected("restore-server-runs")


def _sqlite_is_open() -> bool:
    if not sqlite_path().exists():
        return False
    with closing(sqlite3.connect(sqlite_path(), timeout=1)) as connection:
        try:  # only the last connection may leave the write-ahead log
            return bool(connection.execute("PRAGMA journal_mode=DELETE").fetchone() != ("delete",))
        except sqlite3.OperationalError:
            return True


def _postgresql_is_open() -> bool:
    """A connection of ours that was closed just now may still be listed for a moment; a server's stays."""
    ask = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for _ in range(LOOKS):
            if not connection.scalar(ask):
                break
            time.sleep(GOODBYE_S / LOOKS)
        found = connection.scalar(ask)
    let_go()
    return bool(found)


def set_aside(stamp: str) -> str:
    """Move what is here out of the way, whole; return under which name, empty if there was nothing."""
    name = _set_sqlite_aside(stamp) if is_sqlite() else _set_postgresql_aside(stamp)
    let_go()
    return name


def _set_sqlite_aside(stamp: str) -> str:
    if not sqlite_path().exists():
        return ""
    aside = sqlite_path().with_name(f"{sqlite_path().name}.before-{stamp}")
    sqlite_path().rename(aside)
    return str(aside)


def _set_postgresql_aside(stamp: str) -> str:
    aside = f"before_{stamp.lower()}"
    with migrating(), db.engine.begin() as connection:
        had_tables = bool(inspect(connection).get_table_names())
        connection.execute(text(f'ALTER SCHEMA public RENAME TO "{aside}"'))
        connection.execute(text("CREATE SCHEMA public"))
        if not had_tables:
            connection.execute(text(f'DROP SCHEMA "{aside}" CASCADE'))
    return f"schema {aside}" if had_tables else ""


def put_back(aside: str) -> None:
    """Undo `set_aside` after a restore that could not be finished."""
    let_go()
    if is_sqlite():
        sqlite_path().unlink(missing_ok=True)
        if aside:
            Path(aside).rename(sqlite_path())
    elif aside:
        with migrating(), db.engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text(f'ALTER SCHEMA "{aside.removeprefix("schema ")}" RENAME TO public'))
    let_go()
