"""Fixtures: an application on a fresh database of either kind, and the ways to act on it."""

import os
from pathlib import Path

import pytest
from alembic import command as alembic
from hypothesis import HealthCheck, settings
from playwright.sync_api import sync_playwright

from app import create_app
from app.core.cli import migrations_config
from app.core.clock import Clock
from app.core.commands import Actor
from app.core.db import db, migrating, session
from app.core.execute import execute
from app.core.installation import begin_generation
from config import PUSH_HOSTS
from tests.make_sessions import signed_in
from tests.push_service import running as a_push_service
from tests.push_service import settings as push_settings
from tests.tools.databases import ALONE, open_databases

# A slow machine is no failure. The same examples each time, so that a green tree stays green; new ones for whoever
# looks for them: `pytest --hypothesis-profile explore`.
settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.register_profile("steady", parent=settings.get_profile("explore"), derandomize=True)
settings.load_profile("steady")


def pytest_addoption(parser):
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite", help="the database under test")


REAL_PROGRAMS = Path(__file__).parent / "bad_luck"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """What drives real browsers, servers and wires by the clock gets a second try; the report tells of it (0111)."""
    for item in items:
        if REAL_PROGRAMS in item.path.parents or item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def playwright_driver():
    """Drive browsers: one for all tests, since a second finds the loop of the first running."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def databases(request, tmp_path_factory):
    """Where each test's database comes from: made once with all tables, then copied."""
    kind = request.config.getoption("--database")
    process = os.environ.get("PYTEST_XDIST_WORKER", ALONE)
    opened = open_databases(kind, tmp_path_factory.mktemp(kind), process, make_tables)
    yield opened
    opened.close()


def make_tables(uri):
    """Make all tables at once; tests/core asks whether migrations arrive at the same ones."""
    app = create_app(settings(Path("."), uri))
    with app.app_context(), migrating():
        db.create_all()
        db.engine.dispose()


@pytest.fixture(scope="session")
def migrated(request, tmp_path_factory):
    """Databases copied from one that the migrations made, for a backup must say of which revision it is."""
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


def settings(folder, uri):
    """The settings of an application under test."""
    return {
        "TESTING": True,
        "STRICT_TEMPLATES": True,
        "DATA_DIR": folder,
        "SECRET_KEY": "for tests only",
        "SQLALCHEMY_DATABASE_URI": uri,
        "WTF_CSRF_ENABLED": False,
        "APP_MIN": 1,
        "WARD": "04795",
        "HTTPS": False,
        "STAFF_COOKIE": "phien",
        "MAX_CONTENT_LENGTH": 16 * 1024 * 1024,
        "RATELIMIT_STORAGE_URI": "memory://",
        "VAPID_PRIVATE_KEY": "",
        "VAPID_SUBJECT": "",
        "PUSH_HOSTS": PUSH_HOSTS,
        "GEOCODER_URL": "",
        "OSRM_URL": "",
        "FILES_URL": "",
        "BACKUP_URL": "",
        "DEMO": False,
        "PLAN_TRIES": 60,
        "FIND_STATIC_FILES_LATE": True,
    }


@pytest.fixture
def database_uri(databases):
    """The address of an empty database with all tables."""
    uri = databases.fresh()
    yield uri
    databases.give_back(uri)


@pytest.fixture
def app(tmp_path, database_uri):
    """An application with tables and a first generation, inside its context."""
    application = create_app(settings(tmp_path, database_uri))
    with application.app_context():
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

    def sign_in(user):
        return signed_in(client, user)

    return sign_in


@pytest.fixture
def push_service():
    """A push service on this machine; what it is told to answer decides what becomes of a message."""
    with a_push_service() as server:
        yield server


@pytest.fixture
def push_on(app):
    """A server that sends push messages, to this machine only."""
    app.config |= push_settings()
