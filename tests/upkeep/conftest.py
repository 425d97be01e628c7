"""Machines with a database that the migrations made, for a backup must say of which revision it is."""

import os
from pathlib import Path

import pytest
from alembic import command as alembic

from app import create_app
from app.core.cli import migrations_config
from app.core.db import db, migrating, session
from app.core.installation import begin_generation
from app.upkeep import ward_key
from tests.conftest import settings
from tests.tools.databases import ALONE, open_databases


@pytest.fixture(scope="session")
def migrated(request, tmp_path_factory):
    """Databases copied from one that the migrations made."""
    kind = request.config.getoption("--database")
    process = os.environ.get("PYTEST_XDIST_WORKER", ALONE)
    if kind == "postgresql":
        request.getfixturevalue("databases")  # the run's server is the same one
    opened = open_databases(kind, tmp_path_factory.mktemp(kind), process, migrate, name="migrated")
    yield opened
    opened.close()


def migrate(uri):
    application = create_app(settings(Path("."), uri))
    with application.app_context():
        with migrating():
            alembic.upgrade(migrations_config(), "head")
        db.engine.dispose()


@pytest.fixture
def machine(tmp_path, migrated):
    """`machine("name")`: a fresh installation with its own folder and database, in its context."""
    opened = []

    def make(name, **changed):
        folder = tmp_path / name
        folder.mkdir()
        uri = migrated.fresh()
        application = create_app(settings(folder, uri) | {"BACKUP_URL": str(tmp_path / "shelf")} | changed)
        context = application.app_context()
        context.push()
        begin_generation()
        opened.append((context, uri))
        return application

    yield make
    for context, uri in reversed(opened):
        session.remove()
        db.engine.dispose()
        context.pop()
        migrated.drop(uri)


@pytest.fixture
def ward(machine):
    """A machine that a ward works with."""
    return machine("first")


@pytest.fixture
def key_file(ward, tmp_path):
    """The ward's key file, on somebody's USB stick."""
    path = tmp_path / "stick" / "key.txt"
    path.parent.mkdir()
    ward_key.make_key(path, replace=False)
    return path
