"""Copies the whole database at one moment while others go on writing: out into a zip file, and in again.

SQLite: its own backup API makes a file. PostgreSQL: COPY of every table inside one REPEATABLE READ transaction, into
a schema that the migrations make (docs/decisions/0062 says why not pg_dump).
"""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from psycopg import Connection as PsycopgConnection
from psycopg import sql
from sqlalchemy import ColumnClause, Connection, NullPool, create_engine, func, inspect, select, text
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table

from app.core.db import db
from app.core.errors import Rejected
from app.upkeep.facts import Facts, read_facts, tables

FILE = "database.sqlite3"
CHUNK = 1024 * 1024


def sqlite_path() -> Path:
    """Return the embedded database's file."""
    return Path(db.engine.url.database or "")


def is_sqlite() -> bool:
    """Say which of the two databases this installation has."""
    return db.engine.dialect.name == "sqlite"


def new_archive(path: Path) -> ZipFile:
    """Open a zip file for writing, compressed."""
    return ZipFile(path, "w", ZIP_DEFLATED, compresslevel=4)


def copy_out(archive: ZipFile, folder: Path) -> Facts:
    """Write the database as it is at one moment after this call began."""
    return _copy_sqlite(archive, folder / FILE) if is_sqlite() else _copy_postgresql(archive)


def _copy_sqlite(archive: ZipFile, copy: Path) -> Facts:
    with (
        closing(sqlite3.connect(sqlite_path(), timeout=15)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)  # all pages in one step: one moment, and no writer waits
    engine = create_engine(f"sqlite:///{copy}", poolclass=NullPool)
    with engine.connect() as connection:
        facts = read_facts(connection)
    archive.write(copy, FILE)
    copy.unlink()
    return facts


def _copy_postgresql(archive: ZipFile) -> Facts:
    one_moment = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with db.engine.connect().execution_options(**one_moment) as connection:
        facts = read_facts(connection)
        for table in tables():
            columns = [column.name for column in table.columns]
            archive.writestr(f"tables/{table.name}.columns", "\n".join(columns))
            with (
                archive.open(f"tables/{table.name}.copy", "w", force_zip64=True) as file,
                _raw(connection).cursor().copy(_statement("COPY {} ({}) TO STDOUT", table.name, columns)) as copy,
            ):
                for block in copy:
                    file.write(block)
    return facts


def copy_in(archive: ZipFile, facts: Facts, folder: Path) -> None:
    """Fill the empty place that `place.set_aside` has left; the schema is that of the backup's day afterwards."""
    if facts.database == "sqlite":
        _fill_sqlite(archive, folder / FILE)
    else:
        _fill_postgresql(archive, facts)


def _fill_sqlite(archive: ZipFile, unfinished: Path) -> None:
    with archive.open(FILE) as source, unfinished.open("wb") as target:
        shutil.copyfileobj(source, target, CHUNK)
    with closing(sqlite3.connect(unfinished)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchall()
        astray = connection.execute("PRAGMA foreign_key_check").fetchall()
        if found != [("ok",)] or astray:
            raise Rejected("backup-damaged", found=str((found, astray))[:200])
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    sqlite_path().parent.mkdir(parents=True, exist_ok=True)
    shutil.move(unfinished, sqlite_path())


def _fill_postgresql(archive: ZipFile, facts: Facts) -> None:
    with db.engine.begin() as connection:
        present = set(inspect(connection).get_table_names())
        for name in facts.rows:
            columns = archive.read(f"tables/{name}.columns").decode().splitlines()
            with (
                archive.open(f"tables/{name}.copy") as file,
                _raw(connection).cursor().copy(_statement("COPY {} ({}) FROM STDIN", name, columns)) as copy,
            ):
                while block := file.read(CHUNK):
                    copy.write(block)
        for name in present & set(facts.rows):
            _count_on(connection, name)


def _count_on(connection: Connection, table: str) -> None:
    """Let the table's own counter go on behind the highest number that came back."""
    for column in inspect(connection).get_columns(table):
        name = column["name"]
        counter = connection.scalar(
            text("SELECT pg_get_serial_sequence(quote_ident(:table), :column)"), {"table": table, "column": name}
        )
        if counter is not None:
            numbers: ColumnClause[int] = sql_column(name)
            following = connection.scalar(
                select(func.coalesce(func.max(numbers), 0) + 1).select_from(sql_table(table, numbers))
            )
            connection.execute(
                text("SELECT setval(:counter, :following, false)"), {"counter": counter, "following": following}
            )


def _statement(form: str, table: str, columns: list[str]) -> sql.Composed:
    return sql.SQL(form).format(sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns)))


def _raw(connection: Connection) -> PsycopgConnection:
    """Return psycopg's own connection, which can COPY; the transaction is the same."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, PsycopgConnection):
        raise TypeError("COPY needs psycopg")
    return driver
