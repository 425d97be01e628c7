"""Command first, bytes second: what is awaited, from whom, and who is asked when it does not come."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core.clock import now
from app.core.db import session
from app.core.ids import new_id
from app.core.records import ReviewItem
from app.core.roles import Role
from app.files.commands import KeepFile, ReportOverdue, ReportWrongBytes, ShowFile
from app.files.effects import ask_for_overdue
from app.files.queries import entities_using, find_stored, uses_of
from tests.files.make_upload import Tus, make_phone, name_file, photo, sha256
from tests.make import SYSTEM, WARD, make_officer


@pytest.fixture
def officer(app):
    return make_officer()


@pytest.fixture
def phone(officer):
    return make_phone(officer)


@pytest.fixture
def tus(client, phone):
    return Tus(client, phone)


def keep(content, **values):
    given = {"file_id": new_id(), "sha256": sha256(content), "size": len(content), "media_type": "image/jpeg"}
    return KeepFile(**(given | values))


def test_a_named_file_is_awaited_from_the_phone_that_named_it(tus, client, officer, phone):
    taken = photo()

    states = name_file(officer, phone, taken)

    assert states == {sha256(taken): "awaited"}
    assert tus.needed() == [sha256(taken)]
    assert Tus(client, make_phone(make_officer())).needed() == []


def test_bytes_that_have_come_are_awaited_no_more(tus, officer, phone):
    taken = photo()
    name_file(officer, phone, taken)

    tus.deliver(taken)

    assert tus.needed() == []
    assert [use.state for use in uses_of(sha256(taken))] == ["stored"]
    assert entities_using(WARD, sha256(taken), "staff") == [officer.id]


def test_bytes_that_came_first_are_not_asked_for_again(tus, officer, phone):
    taken = photo()
    tus.deliver(taken)

    assert name_file(officer, phone, taken) == {sha256(taken): "stored"}
    assert tus.needed() == []


def test_naming_a_file_twice_is_one_use(officer, phone):
    taken = photo()
    name_file(officer, phone, taken)
    name_file(officer, phone, taken)

    assert len(uses_of(sha256(taken))) == 1


def test_files_are_asked_for_in_the_order_in_which_they_were_named(tus, officer, phone):
    first, second = photo("teal"), photo("navy")
    name_file(officer, phone, second, at=now())
    name_file(officer, phone, first, at=now() - timedelta(hours=1))

    assert tus.needed() == [sha256(first), sha256(second)]


def test_after_two_days_a_person_is_asked_once(officer, phone, clock):
    name_file(officer, phone, photo("teal"))
    name_file(officer, phone, photo("navy"))
    clock(now() + timedelta(hours=49))

    ask_for_overdue()
    ask_for_overdue()

    items = list(session.scalars(select(ReviewItem)))
    assert [(item.code, item.subject, item.details) for item in items] == [
        ("file-overdue", f"staff:{officer.id}", {"count": 2})
    ]


def test_before_two_days_nobody_is_asked(officer, phone, clock):
    name_file(officer, phone, photo())
    clock(now() + timedelta(hours=47))

    ask_for_overdue()

    assert list(session.scalars(select(ReviewItem))) == []


def test_keeping_the_same_command_twice_changes_nothing_more(app, act):
    taken, command_id = photo(), new_id()
    command = keep(taken)

    first, again = act(SYSTEM, command, id=command_id), act(SYSTEM, command, id=command_id)

    assert (first.status, again.status, again.is_duplicate) == ("applied", "applied", True)
    assert first.entities == again.entities


def test_an_unknown_file_cannot_be_shown(app, act):
    receipt = act(SYSTEM, ShowFile(file_id=new_id()))

    assert (receipt.status, receipt.code) == ("rejected", "unknown-file")


def test_showing_twice_by_the_same_command_is_one_change(app, act):
    act(SYSTEM, keep(photo()))
    stored = find_stored(WARD, sha256(photo()))
    command, command_id = ShowFile(file_id=stored.id), new_id()

    first, again = act(SYSTEM, command, id=command_id), act(SYSTEM, command, id=command_id)

    assert find_stored(WARD, sha256(photo())).shown == "ready"
    assert first.entities == again.entities


def test_a_report_sent_twice_asks_once(officer, phone, act, clock):
    name_file(officer, phone, photo())
    clock(now() + timedelta(hours=49))
    command_id = new_id()

    act(SYSTEM, ReportOverdue(), id=command_id)
    act(SYSTEM, ReportOverdue(), id=command_id)

    assert len(list(session.scalars(select(ReviewItem)))) == 1


def test_a_report_of_wrong_bytes_sent_twice_asks_once(app, act, phone):
    command, command_id = ReportWrongBytes(sha256=sha256(photo()), enrolment_id=phone.enrolment.id), new_id()

    act(SYSTEM, command, id=command_id)
    act(SYSTEM, command, id=command_id)

    assert [item.code for item in session.scalars(select(ReviewItem))] == ["file-bytes-wrong"]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.OFFICER, Role.ADMIN])
def test_no_person_may_say_what_only_the_store_knows(app, act, role):
    from tests.make import make_user

    person = make_user(role)
    commands = [
        keep(photo()),
        ShowFile(file_id=new_id()),
        ReportOverdue(),
        ReportWrongBytes(sha256=sha256(b"x"), enrolment_id=new_id()),
    ]

    assert {act(person, command).code for command in commands} == {"not-permitted"}
