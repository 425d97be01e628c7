"""Copies of a whole database, put back under the same address: how every run begins in the same world."""

import shutil
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

from sqlalchemy import make_url

from app.core.db import db, session


def let_go():
    """Close this application's connections: what lies beneath them is about to change."""
    session.remove()
    db.engine.dispose()


class SqliteCopies:
    """A copy is a file."""

    def __init__(self, databases):
        self.databases, self.numbers = databases, count(1)

    def take(self, url):
        """Return the address of a copy."""
        let_go()
        copy = self.databases.folder / f"copy-{next(self.numbers)}.db"
        with closing(sqlite3.connect(make_url(url).database)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        return f"sqlite:///{copy}"

    def put_back(self, copy, url):
        """Let the database at the address be as it was when the copy was taken."""
        self.wreck(url)
        shutil.copyfile(make_url(copy).database, make_url(url).database)

    def wreck(self, url):
        """Let nothing be left of the database."""
        let_go()
        path = Path(make_url(url).database)
        for left in path.parent.glob(f"{path.name}*"):
            left.unlink()

    def drop(self, copy):
        """Forget a copy."""
        self.databases.drop(copy)


class PostgresCopies:
    """A copy is a database made from the other one as its template."""

    def __init__(self, databases):
        self.databases, self.numbers = databases, count(1)

    def take(self, url):
        """Return the address of a copy."""
        let_go()
        name = f"{self.databases.prefix}_copy_{next(self.numbers)}"
        self._copy(make_url(url).database, name)
        return make_url(url).set(database=name).render_as_string(hide_password=False)

    def put_back(self, copy, url):
        """Let the database at the address be as it was when the copy was taken."""
        let_go()
        self.databases.drop(url)
        self._copy(make_url(copy).database, make_url(url).database)

    def wreck(self, url):
        """Let nothing be left of the database but its name."""
        let_go()
        self.databases.drop(url)
        self.databases._run(f'CREATE DATABASE "{make_url(url).database}"')

    def drop(self, copy):
        """Forget a copy."""
        self.databases.drop(copy)

    def _copy(self, template, name):
        self.databases._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')


def copies_of(databases):
    """Return the way to copy databases of this kind."""
    return SqliteCopies(databases) if hasattr(databases, "folder") else PostgresCopies(databases)
