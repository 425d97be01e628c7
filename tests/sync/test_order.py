"""The ward's counter: no reader can pass a change that is still being written. With its positive control.

On PostgreSQL a number from a sequence is handed out before the commit, so a slow transaction publishes
number 40 after a phone has read 41. The control shows that loss, so that we know the test can see it.
"""

import threading
import time

import pytest
from sqlalchemy import create_engine, func, select, text

from app.accounts.commands import SetActive
from app.core.changes import Change, EntityState
from app.core.db import db, migrating, session
from app.core.execute import execute
from tests.make import SYSTEM, WARD, make_officer

WRITERS, ROUNDS = 8, 12


def in_threads(app, count, work):
    """Run work(number) in threads of their own, each with its own session; return what went wrong."""
    problems = []

    def run(number):
        with app.app_context():
            try:
                work(number)
            except Exception as error:
                problems.append(error)
            finally:
                session.remove()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return problems


def test_a_reader_with_a_cursor_misses_nothing_while_many_write(app):
    officers = [make_officer().id for _ in range(WRITERS)]
    seen, stop = set(), threading.Event()
    session.rollback()

    def write(number):
        for turn in range(ROUNDS):
            command = SetActive(user_id=officers[number], is_active=bool(turn % 2), reason="thử")
            assert execute(command, actor=SYSTEM).status == "applied"

    def read(_):
        cursor = 0
        while True:
            last_look = stop.is_set()
            query = select(Change.seq).where(Change.ward == WARD, Change.seq > cursor).order_by(Change.seq)
            for seq in list(session.scalars(query)):
                seen.add(seq)
                cursor = seq
            session.rollback()
            if last_look:
                return
            time.sleep(0.001)

    reader = threading.Thread(target=lambda: in_threads(app, 1, read))
    reader.start()
    problems = in_threads(app, WRITERS, write)
    stop.set()
    reader.join()

    assert not problems
    written = set(session.scalars(select(Change.seq).where(Change.ward == WARD)))
    assert written == set(range(1, len(written) + 1)), "holes in the sequence"
    assert written - seen == set(), "the reader's cursor passed changes that it had not seen"


def test_two_writers_never_make_the_same_version(app):
    officer = make_officer().id
    session.rollback()

    def write(_):
        for turn in range(ROUNDS):
            execute(SetActive(user_id=officer, is_active=bool(turn % 2), reason="thử"), actor=SYSTEM)

    assert in_threads(app, 4, write) == []
    versions = list(session.scalars(select(Change.version).where(Change.entity_id == officer)))
    assert sorted(versions) == list(range(1, len(versions) + 1))
    newest = session.scalar(select(EntityState.version).where(EntityState.entity_id == officer))
    assert newest == len(versions) == 1 + 4 * ROUNDS


def test_the_same_command_at_once_from_many_has_one_effect(app):
    from app.core.ids import new_id

    officer, name = make_officer().id, new_id()
    session.rollback()
    receipts = []

    def write(_):
        receipts.append(
            execute(SetActive(user_id=officer, is_active=False, reason="thử"), actor=SYSTEM, command_id=name)
        )

    assert in_threads(app, WRITERS, write) == []
    assert {r.status for r in receipts} == {"applied"}
    assert sum(not r.is_duplicate for r in receipts) == 1
    assert session.scalar(select(func.count()).where(Change.entity_id == officer)) == 2


def test_the_control_a_database_sequence_does_lose_changes(app):
    """The same reader over numbers from a sequence misses some: this is what the counter row is for."""
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has one writer at a time: a sequence cannot overtake there")
    engine = create_engine(db.engine.url, pool_size=WRITERS + 2)
    with migrating(), engine.begin() as connection:
        connection.execute(text("CREATE TABLE control (number BIGSERIAL PRIMARY KEY, what TEXT)"))
    seen, stop = set(), threading.Event()
    reader = threading.Thread(target=follow_numbers, args=(engine, seen, stop))
    reader.start()
    assert in_threads(app, WRITERS, lambda number: draw_numbers(engine, number)) == []
    stop.set()
    reader.join()
    with engine.connect() as connection:
        written = set(connection.execute(text("SELECT number FROM control")).scalars())
    engine.dispose()

    assert written - seen, "the control lost nothing: then the test above could not see a loss either"


def draw_numbers(engine, number):
    """Take numbers from the sequence; some take longer to commit."""
    for turn in range(ROUNDS):
        with migrating(), engine.begin() as connection:
            connection.execute(text("INSERT INTO control (what) VALUES ('x')"))
            time.sleep(0.002 * ((number + turn) % 3))


def follow_numbers(engine, seen, stop):
    """Read on from the last number seen, as a phone with a cursor would."""
    cursor = 0
    while not stop.is_set():
        with engine.connect() as connection:
            query = text("SELECT number FROM control WHERE number > :c ORDER BY number")
            for number in connection.execute(query, {"c": cursor}).scalars():
                seen.add(number)
                cursor = number
