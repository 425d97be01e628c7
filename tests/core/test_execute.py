"""One command from a page: answered once, remembered, audited, numbered; and the write guard."""

import pytest
from sqlalchemy import select, text, update

from app.accounts.commands import SetActive
from app.accounts.models import User
from app.core import audit
from app.core.changes import Change, WardSequence, changes_of
from app.core.db import WriteOutsideCommandError, bookkeeping, session
from app.core.ids import new_id
from app.core.roles import Role
from tests.make import WARD, make_coordinator, make_officer, make_user


def test_a_command_changes_its_row_and_logs_it(app, act):
    admin, officer = make_user(Role.ADMIN), make_officer()

    receipt = act(admin, SetActive(user_id=officer.id, is_active=False, reason="nghỉ việc"))

    assert receipt.status == "applied"
    assert not session.get(User, officer.id).is_active
    assert [c.what for c in changes_of("staff", officer.id)] == ["added", "disabled"]


def test_the_same_command_again_gives_the_same_answer_and_changes_nothing(app, act):
    admin, officer = make_user(Role.ADMIN), make_officer()
    command, name = SetActive(user_id=officer.id, is_active=False, reason="nghỉ"), new_id()

    first = act(admin, command, id=name)
    again = act(admin, command, id=name)

    assert (first.status, again.status, again.is_duplicate) == ("applied", "applied", True)
    assert again.entities == first.entities
    assert len(changes_of("staff", officer.id)) == 2


def test_the_same_id_with_another_wish_is_refused(app, act):
    admin, officer, name = make_user(Role.ADMIN), make_officer(), new_id()
    act(admin, SetActive(user_id=officer.id, is_active=False, reason="nghỉ"), id=name)

    other = act(admin, SetActive(user_id=officer.id, is_active=True, reason="nghỉ"), id=name)

    assert (other.status, other.code) == ("rejected", "id-reuse")


def test_a_wrong_role_is_refused_and_audited(app, act):
    coordinator, officer = make_coordinator(), make_officer()

    receipt = act(coordinator, SetActive(user_id=officer.id, is_active=False, reason="thử"))

    assert (receipt.status, receipt.code) == ("rejected", "not-permitted")
    last = session.scalars(select(audit.AuditEntry).order_by(audit.AuditEntry.number.desc())).first()
    assert (last.status, last.code, last.actor) == ("rejected", "not-permitted", str(coordinator.id))


def test_a_corrected_form_may_keep_its_id_after_a_refusal(app, act):
    coordinator, admin, officer, name = make_coordinator(), make_user(Role.ADMIN), make_officer(), new_id()
    act(coordinator, SetActive(user_id=officer.id, is_active=False, reason="thử"), id=name)

    receipt = act(admin, SetActive(user_id=officer.id, is_active=False, reason="thử"), id=name)

    assert receipt.status == "applied"


def test_a_command_for_another_ward_is_refused(app, act):
    admin, officer = make_user(Role.ADMIN, ward="08500"), make_officer()

    receipt = act(admin, SetActive(user_id=officer.id, is_active=False, reason="thử"), ward=WARD)

    assert receipt.code == "wrong-ward"


def test_sequence_numbers_have_no_holes(app, act):
    for _ in range(5):
        make_officer()
    coordinator = make_coordinator()
    act(coordinator, SetActive(user_id=coordinator.id, is_active=False, reason="thử"))
    make_officer()

    numbers = list(session.scalars(select(Change.seq).where(Change.ward == WARD).order_by(Change.seq)))

    assert numbers == list(range(1, len(numbers) + 1))
    assert session.get(WardSequence, WARD).last == len(numbers)


def test_the_audit_chain_is_whole_and_finds_a_changed_byte(app):
    make_officer()
    make_officer()
    assert audit.find_break(WARD) is None
    session.rollback()
    with bookkeeping_anything() as connection:
        for trigger in ("audit_entry_no_update", "audit_entry_no_delete"):
            connection.execute(text(f"DROP TRIGGER {trigger}" if sqlite() else "SELECT 1"))
        if not sqlite():
            connection.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER ALL"))
        connection.execute(text("UPDATE audit_entry SET type = 'x' WHERE place = 1"))

    assert audit.find_break(WARD) == "place 1: changed"


def test_the_audit_log_refuses_change_and_deletion(app):
    make_officer()
    for statement in ("UPDATE audit_entry SET type = 'x'", "DELETE FROM audit_entry"):
        with pytest.raises(Exception, match="append-only"), bookkeeping_anything() as connection:
            connection.execute(text(statement))


def test_changing_a_row_outside_a_command_is_stopped(app):
    officer = make_officer()
    officer.full_name = "Ai đó"
    with pytest.raises(WriteOutsideCommandError):
        session.commit()
    session.rollback()
    for statement in (update(User).values(full_name="x"), text("UPDATE \"user\" SET full_name = 'x'")):
        with pytest.raises(WriteOutsideCommandError):
            session.execute(statement)
        session.rollback()
    assert session.get(User, officer.id).full_name != "Ai đó"


def test_bookkeeping_reaches_its_own_tables_only(app):
    officer = make_officer()
    with pytest.raises(WriteOutsideCommandError), bookkeeping():
        session.get(User, officer.id).full_name = "Ai đó"


def sqlite():
    from app.core.db import db

    return db.engine.dialect.name == "sqlite"


def bookkeeping_anything():
    from contextlib import contextmanager

    from app.core.db import db, migrating

    @contextmanager
    def opened():
        with migrating(), db.engine.begin() as connection:
            yield connection

    return opened()
