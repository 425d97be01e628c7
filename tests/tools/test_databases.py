"""A database that one test had is as new for the next, or is not used again."""

import sqlite3
from contextlib import closing

import psycopg
import pytest
from psycopg.rows import scalar_row
from sqlalchemy import text

from app.core.db import prepare_sqlite, session

SPOILED = {
    "a table more": "CREATE TABLE left_behind (number int)",
    "a column more": "ALTER TABLE citizen ADD COLUMN left_behind int",
    "a column that may be empty": "ALTER TABLE citizen ALTER COLUMN full_name DROP NOT NULL",
    "a trigger off": "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
    "an index less": "DROP INDEX ix_change_ward_seq",
    "another schema": "CREATE SCHEMA left_behind",
    "other code": "CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger AS 'BEGIN RETURN NEW; END' "
    "LANGUAGE plpgsql",
}
WARD = "INSERT INTO ward_sequence (ward, last, audit_tip, audit_count) VALUES ('00001', 1, '', 0)"
HELD = "SELECT nextval(pg_get_serial_sequence('command_record', 'number'))"


@pytest.fixture
def postgres(databases, request):
    """PostgreSQL's databases, none of them emptied already."""
    if request.config.getoption("--database") != "postgresql":
        pytest.skip("a SQLite database is a file of its own each time")
    kept, databases.emptied = databases.emptied, []
    yield databases
    for url in databases.emptied:
        databases.drop(url)
    databases.emptied = kept


def ask_sqlite(connection, *names):
    return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]


def test_the_product_waits_for_the_disk_and_a_test_does_not(app, tmp_path):
    with closing(sqlite3.connect(tmp_path / "ward.db")) as connection:
        prepare_sqlite(connection, None)
        asked = ask_sqlite(connection, "journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        assert asked == ["wal", 2, 1, 15_000], "FULL: what is answered survives a power cut"

    if session.get_bind().dialect.name == "sqlite":
        assert session.scalar(text("PRAGMA synchronous")) == 0
        assert session.scalar(text("PRAGMA journal_mode")) == "wal"
    else:
        assert session.scalar(text("SHOW fsync")) == "off"


def opened(url):
    return psycopg.connect(url.replace("+psycopg", ""), autocommit=True, row_factory=scalar_row)


def test_a_database_given_back_is_emptied_and_counts_from_one_again(postgres):
    url = postgres.fresh()
    with opened(url) as connection:
        connection.execute(WARD)
        connection.execute("BEGIN")
        connection.execute(WARD.replace("00001", "00002"))
        connection.execute("ROLLBACK")
        assert [connection.execute(HELD).fetchone() for _ in range(3)] == [1, 2, 3]

    postgres.give_back(url)

    assert postgres.fresh() == url
    with opened(url) as connection:
        assert connection.execute("SELECT count(*) FROM ward_sequence").fetchone() == 0
        assert connection.execute("SELECT pg_relation_size('ward_sequence')").fetchone() == 0
        assert connection.execute(HELD).fetchone() == 1
    postgres.drop(url)


@pytest.mark.parametrize("spoiling", SPOILED.values(), ids=SPOILED)
def test_what_is_not_as_new_is_not_used_again(postgres, spoiling):
    url = postgres.fresh()
    with opened(url) as connection:
        connection.execute(spoiling)

    postgres.give_back(url)

    assert postgres.emptied == []
    with pytest.raises(psycopg.OperationalError):
        opened(url)


def test_a_database_with_a_setting_of_its_own_is_not_used_again(postgres):
    url = postgres.fresh()
    with opened(url) as connection:
        name = connection.info.dbname
        connection.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = on')

    postgres.give_back(url)

    assert postgres.emptied == []


def test_a_database_in_which_somebody_still_works_is_not_used_again(postgres):
    url = postgres.fresh()
    somebody = opened(url)
    somebody.execute("BEGIN")
    somebody.execute(WARD)

    postgres.give_back(url)

    assert postgres.emptied == []
    with pytest.raises(psycopg.OperationalError):
        somebody.execute("COMMIT")
