"""However many years a ward has worked: no push, pull, decision or inbox reads the logs from their beginning.

Asked of SQLite's planner, which tells it of small tables too; both databases have the same indexes
(tests/tools/test_migrations.py).
"""

import re

import pytest
from sqlalchemy import event, select

from app.core.db import db, session
from app.core.records import ReviewItem
from tests.dossiers.test_custody_property import Handing
from tests.make import make_coordinator

LOGS = ("command_record", "change", "audit_entry", "entity_state", "scope_link")
"""They only grow: a row, or some, for each command there ever was."""
ASKING = re.compile(r"\s*(select|update|delete|with)\b", re.IGNORECASE)


@pytest.fixture
def plans(request, app):
    """How SQLite goes about each different statement of this test."""
    if request.config.getoption("--database") != "sqlite":
        pytest.skip("PostgreSQL reads small tables whole, with or without an index")
    found = {}

    def explain(_conn, cursor, statement, parameters, _context, many):
        if not many and ASKING.match(statement) and statement not in found:
            rows = cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            found[statement] = [row[3] for row in rows]

    event.listen(db.engine, "after_cursor_execute", explain)
    yield found
    event.remove(db.engine, "after_cursor_execute", explain)


def read_whole(plans, tables):
    """Return the statements that go through one of these tables row by row."""
    scan = re.compile(rf"SCAN ({'|'.join(tables)})\b")
    return [statement for statement, plan in plans.items() if any(scan.search(step) for step in plan)]


def test_nothing_reads_the_logs_from_their_beginning(plans, client, clock, sign_in):
    game = Handing(client, clock)
    game.play(70)
    for officer in game.officers:
        assert officer.phone.get("receipts", officer.phone.send_token, after=0).status_code == 200
        officer.phone.fetch([str(id) for id in game.papers])
    browser = sign_in(make_coordinator())
    for item in session.scalars(select(ReviewItem.id)).all():
        assert browser.get(f"/office/review/{item}").status_code == 200
    assert browser.get("/office/review").status_code == 200

    asked = [statement for statement in plans if any(f"FROM {table}" in statement for table in LOGS)]
    assert any("command_record.review_id = ?" in statement for statement in asked), "the inbox was read"
    assert read_whole(plans, LOGS) == []


def test_a_table_read_whole_is_noticed(plans):
    session.execute(select(ReviewItem).where(ReviewItem.code == "x")).all()

    assert len(read_whole(plans, ["review_item"])) == 1
