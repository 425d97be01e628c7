"""Attacks on the audit log by somebody who owns the database: what the chain finds, and what only a checkpoint does."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import text

from app.core import audit
from app.core.audit import AuditEntry
from app.core.changes import WardSequence
from app.core.clock import now
from app.core.db import db, migrating, session
from app.upkeep import chain, checkpoints, signing
from tests.make import WARD, make_coordinator, make_officer

TRIGGERS = ("audit_entry_no_update", "audit_entry_no_delete")


@pytest.fixture
def log(app):
    """A ward with six lines in its log and a checkpoint of them."""
    for _ in range(6):
        make_officer()
    checkpoints.write_all()
    return find


def find():
    """What `flask audit verify` says of the ward."""
    session.rollback()
    points = checkpoints.read_lines(checkpoints.checkpoints_path())
    return chain.find_problem(WARD, points, [signing.public_key()])


class Owner:
    """Runs whatever SQL it likes."""

    def __init__(self, connection):
        self.connection = connection

    def __call__(self, statement, **values):
        return self.connection.execute(text(statement), {"ward": WARD, **values})

    def hash_of(self, number):
        """The hash that the row must have as it now stands."""
        row = self.connection.execute(AuditEntry.__table__.select().where(AuditEntry.number == number)).one()
        return AuditEntry(**row._mapping).computed_hash()


@contextmanager
def owner_of_the_database():
    """Somebody with all rights, who takes the triggers away first and puts them back afterwards."""
    session.rollback()
    is_sqlite = db.engine.dialect.name == "sqlite"
    with db.engine.connect() as connection, migrating(), connection.begin():
        if is_sqlite:
            kept = [
                connection.scalar(text("SELECT sql FROM sqlite_master WHERE name = :n"), {"n": n}) for n in TRIGGERS
            ]
            for name in TRIGGERS:
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            connection.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER ALL"))
        yield Owner(connection)
        for statement in kept if is_sqlite else ["ALTER TABLE audit_entry ENABLE TRIGGER ALL"]:
            connection.execute(text(statement))


def chain_anew():
    """Compute every place and hash again, as somebody would who has read the source."""
    session.rollback()
    with owner_of_the_database() as run:
        run("UPDATE audit_entry SET place = place + 1000 WHERE ward = :ward")
        rows = run("SELECT number FROM audit_entry WHERE ward = :ward ORDER BY place, number").scalars().all()
        previous = ""
        for place, number in enumerate(rows, start=1):
            run("UPDATE audit_entry SET place = :p, previous = :h WHERE number = :n", p=place, h=previous, n=number)
            previous = run.hash_of(number)
            run("UPDATE audit_entry SET hash = :h WHERE number = :n", h=previous, n=number)
        run("UPDATE ward_sequence SET audit_count = :c, audit_tip = :t WHERE ward = :ward", c=len(rows), t=previous)


def change_a_byte(run):
    run("UPDATE audit_entry SET actor = 'nobody' WHERE ward = :ward AND place = 3")


def delete_a_row(run):
    run("DELETE FROM audit_entry WHERE ward = :ward AND place = 3")


def insert_a_row(run):
    run("UPDATE audit_entry SET place = -(place + 1) WHERE ward = :ward AND place > 3")
    run("UPDATE audit_entry SET place = -place WHERE ward = :ward AND place < 0")
    columns = [c.name for c in AuditEntry.__table__.columns if c.name not in {"number", "place", "actor"}]
    names = ", ".join(f'"{name}"' for name in columns)
    run(
        f"INSERT INTO audit_entry (number, place, actor, {names}) "
        f"SELECT 999, 4, 'somebody', {names} FROM audit_entry WHERE ward = :ward AND place = 3"
    )


def swap_two_rows(run):
    for before, after in ((3, -1), (4, 3), (-1, 4)):
        run("UPDATE audit_entry SET place = :a WHERE ward = :ward AND place = :b", a=after, b=before)


def cut_the_tail(run):
    run("DELETE FROM audit_entry WHERE ward = :ward AND place > 4")
    tip = run("SELECT hash FROM audit_entry WHERE ward = :ward AND place = 4").scalar_one()
    run("UPDATE ward_sequence SET audit_count = 4, audit_tip = :t WHERE ward = :ward", t=tip)


ATTACKS = [change_a_byte, delete_a_row, insert_a_row, swap_two_rows, cut_the_tail]


def test_an_untouched_log_is_whole(log):
    assert find() is None
    make_coordinator()
    assert find() is None, "the log goes on after a checkpoint"


@pytest.mark.parametrize("attack", [a for a in ATTACKS if a is not cut_the_tail])
def test_a_clumsy_attack_breaks_the_chain(log, attack):
    with owner_of_the_database() as run:
        attack(run)

    assert audit.find_break(WARD) is not None


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_skilled_attack_leaves_a_whole_chain_and_is_found_by_the_checkpoint(log, attack):
    with owner_of_the_database() as run:
        attack(run)
    chain_anew()

    assert audit.find_break(WARD) is None, "without a checkpoint nobody would have known"
    assert "checkpoint of" in find()


def test_lines_after_the_last_checkpoint_are_covered_by_the_next(log):
    make_officer()
    checkpoints.write_all()
    with owner_of_the_database() as run:
        run("UPDATE audit_entry SET actor = 'nobody' WHERE ward = :ward AND place = 7")
    chain_anew()
    assert "row 7" in find()


def test_a_checkpoint_that_somebody_wrote_himself_is_no_checkpoint(log):
    path = checkpoints.checkpoints_path()
    path.write_text(path.read_text().replace("|6|", "|5|"))
    assert find().endswith("not signed by this installation")


def test_a_changed_text_of_a_command_is_found(log):
    with owner_of_the_database() as run:
        body = bytes(run("SELECT body FROM command_record WHERE number = 2").scalar_one())
        changed = body.replace(b'"role":"officer"', b'"role":"admin"')
        assert changed != body
        run("UPDATE command_record SET body = :b WHERE number = 2", b=changed)
    assert find() == "place 2: the command's text was changed"


def test_a_body_erased_by_law_breaks_nothing(log):
    with owner_of_the_database() as run:
        run("UPDATE command_record SET body = :b WHERE number = 2", b=b"")
    assert find() is None


def test_each_day_has_one_line_a_ward(log, clock):
    assert checkpoints.write_todays() == 0
    clock(now() + timedelta(days=1))
    assert checkpoints.write_todays() == 1
    assert checkpoints.newest_of(WARD).rows == session.get(WardSequence, WARD).audit_count


def test_the_command_line_names_what_is_wrong_and_fails(app, log, tmp_path):
    kept = tmp_path / "kept-away.txt"
    kept.write_text(checkpoints.checkpoints_path().read_text())
    asked = ["audit", "verify", "--checkpoints", str(kept)]
    assert app.test_cli_runner().invoke(args=asked).exit_code == 0
    with owner_of_the_database() as run:
        cut_the_tail(run)
    checkpoints.checkpoints_path().unlink()

    without = app.test_cli_runner().invoke(args=["audit", "verify"])
    with_paper = app.test_cli_runner().invoke(args=asked)

    assert without.exit_code == 0, "the attacker has removed the machine's own lines"
    assert with_paper.exit_code == 1
    assert "row 6 is missing" in with_paper.output


def test_the_key_never_enters_the_database_and_is_readable_by_its_owner_alone(app, log):
    path = signing.keys_folder() / signing.PRIVATE
    assert path.stat().st_mode & 0o077 == 0
    assert (signing.keys_folder() / signing.PUBLIC).read_text().strip() == signing.public_key()
