"""Machines with a database that the migrations made, for a backup must say of which revision it is."""

import pytest

from app import create_app
from app.core.db import db, session
from app.core.installation import begin_generation
from app.upkeep import ward_key
from tests.conftest import settings


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
