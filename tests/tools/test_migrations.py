"""Migrations build, from nothing, exactly the tables that the models describe, and can go back."""

import re
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, inspect, text

from app import create_app
from app.core.cli import migrations_config
from app.core.db import db
from tests.conftest import settings

VERSIONS = Path(__file__).parents[2] / "migrations" / "versions"


@pytest.fixture
def bare(tmp_path, databases):
    """An application on a database without a single table."""
    uri = databases.bare()
    application = create_app(settings(tmp_path, uri))
    with application.app_context():
        yield application
        db.session.remove()
        db.engine.dispose()
    databases.drop(uri)


def triggers():
    """Return the names of all triggers: no tool compares them with the models."""
    ask = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with db.engine.connect() as connection:
        return set(connection.scalars(text(ask[db.engine.dialect.name])))


def defaults_differ(context, inspected, column, in_database, in_models, rendered):
    """Compare as Alembic does, but PostgreSQL has no equality for JSON: there a default is only asked for."""
    if isinstance(column.type, JSON):
        return (in_database is None) != (in_models is None)
    return None


def test_migrations_and_models_agree(bare):
    command.upgrade(migrations_config(), "head")

    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": defaults_differ}
        )
        assert compare_metadata(context, db.metadata) == [], "run: flask db revision 'what is now true'"


def test_migrations_make_the_same_triggers_as_the_models(app, bare):
    with app.app_context():
        of_the_models = triggers()
    command.upgrade(migrations_config(), "head")

    assert triggers() == of_the_models


def test_every_migration_can_go_back_and_come_again(bare):
    command.upgrade(migrations_config(), "head")
    command.downgrade(migrations_config(), "base")
    assert set(inspect(db.engine).get_table_names()) == {"alembic_version"}

    command.upgrade(migrations_config(), "head")
    assert set(db.metadata.tables) <= set(inspect(db.engine).get_table_names())


def test_migrations_stand_in_one_numbered_row(bare):
    script = ScriptDirectory.from_config(migrations_config())
    numbers = [revision.revision for revision in reversed(list(script.walk_revisions()))]

    assert numbers == [f"{place + 1:04}" for place in range(len(numbers))]
    assert script.get_heads() == numbers[-1:]
    assert [re.match(r"(\d{4})_\w+\.py$", path.name)[1] for path in sorted(VERSIONS.glob("*.py"))] == numbers
