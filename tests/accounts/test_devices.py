"""What the desk does about a phone: a name, a pause, an end; each once, each with a reason, each by the right role."""

import pytest
from sqlalchemy import event, select

from app.accounts.commands import SuspendDevice
from app.accounts.queries import steps_of
from app.core.changes import changes_of
from app.core.db import db, session
from app.core.ids import new_id
from app.core.numbers import LedgerEntry, NumberLease
from app.core.records import ReviewItem
from app.core.roles import Role
from tests.accounts.make_devices import REASON, act_on, make_device, naming, row_of
from tests.make import done, make_coordinator, make_officer, make_user

STATES = ("suspended", "revoked", "wipe")


@pytest.fixture
def coordinator(app):
    return make_coordinator(name="Lê Thị Điều Phối")


@pytest.fixture
def phone(app, client):
    return make_device(client)[0]


def lease(phone, count=3, medium="device"):
    """Numbers for the phone, or for a pad of paper that its owner carries."""
    args = {"lease_id": str(new_id()), "kind": "receipt", "count": count, "medium": medium}
    assert phone.send("sync.lease_numbers", args)["status"] == "applied"
    return args["lease_id"]


def states_of_numbers():
    return sorted(session.scalars(select(LedgerEntry.state)))


def test_a_phone_gets_a_name(act, coordinator, phone):
    name = new_id()

    done(act(coordinator, naming(row_of(phone), " Máy  Đội 1 "), id=name))
    again = act(coordinator, naming(row_of(phone), " Máy  Đội 1 "), id=name)

    assert again.is_duplicate
    assert row_of(phone).label == "Máy  Đội 1"
    assert [c.what for c in changes_of("staff", row_of(phone).user_id)][-1:] == ["device-named"]


def test_a_phone_without_a_name_is_known_by_the_end_of_its_id(phone):
    assert row_of(phone).label == f"…{phone.device_id[-6:]}"


@pytest.mark.parametrize("state", STATES)
def test_an_act_stops_the_phone_at_its_next_word_and_is_written_down_once(act, coordinator, phone, state):
    name = new_id()
    assert phone.hello().status_code == 200

    done(act(coordinator, act_on(row_of(phone), state), id=name))
    again = act(coordinator, act_on(row_of(phone), state), id=name)

    assert again.is_duplicate
    answer = phone.hello()
    assert (answer.status_code, answer.json["device"]) == (403, state)
    assert [(s.status, s.reason, s.by_name) for s in steps_of(row_of(phone).id)] == [
        (state, REASON, coordinator.full_name)
    ]


def test_a_suspended_phone_works_again(act, coordinator, phone):
    name = new_id()
    done(act(coordinator, act_on(row_of(phone), "suspended")))

    done(act(coordinator, act_on(row_of(phone), "active", "đã tìm thấy"), id=name))
    again = act(coordinator, act_on(row_of(phone), "active", "đã tìm thấy"), id=name)

    assert again.is_duplicate
    assert phone.hello().status_code == 200
    assert [step.status for step in steps_of(row_of(phone).id)] == ["active", "suspended"]


@pytest.mark.parametrize(
    ("before", "wanted", "code"),
    [
        (None, "active", "device-already-so"),
        ("suspended", "suspended", "device-already-so"),
        ("revoked", "revoked", "device-already-so"),
        ("wipe", "wipe", "device-already-so"),
        ("revoked", "active", "device-has-ended"),
        ("revoked", "suspended", "device-has-ended"),
        ("wipe", "revoked", "device-has-ended"),
    ],
)
def test_a_phone_that_has_ended_does_not_come_back(act, coordinator, phone, before, wanted, code):
    if before:
        done(act(coordinator, act_on(row_of(phone), before)))

    refused = act(coordinator, act_on(row_of(phone), wanted))

    assert (refused.status, refused.code) == ("conflict", code)
    assert row_of(phone).status == (before or "active")


@pytest.mark.parametrize("state", [*STATES, "active"])
def test_no_act_without_a_reason_or_on_a_phone_of_another_ward(act, client, coordinator, phone, state):
    elsewhere = make_device(client, make_officer(ward="08500"))[1]

    silent = act(coordinator, act_on(row_of(phone), "suspended", "lý do").model_copy(update={"reason": ""}))
    strange = act(coordinator, act_on(elsewhere, state))

    assert silent.code == "invalid-shape"
    assert (strange.status, strange.code) == ("rejected", "unknown-device")


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER, Role.POSTAL, Role.DIRECTOR])
@pytest.mark.parametrize("state", [*STATES, "active", "name"])
def test_only_the_desk_acts_on_phones(act, phone, role, state):
    device = row_of(phone)
    command = naming(device) if state == "name" else act_on(device, state)

    refused = act(make_user(role), command)

    assert (refused.status, refused.code) == ("rejected", "not-permitted")


@pytest.mark.parametrize("state", ["revoked", "wipe"])
def test_an_end_voids_the_numbers_nobody_has_been_given(act, coordinator, phone, state):
    kept = lease(phone, medium="paper")
    lost = lease(phone)

    done(act(coordinator, act_on(row_of(phone), state)))

    assert states_of_numbers() == ["leased"] * 3 + ["voided"] * 3
    assert changes_of("number_lease", session.get(NumberLease, lost_id(lost)).id)[-1].is_void
    assert not changes_of("number_lease", session.get(NumberLease, lost_id(kept)).id)[-1].is_void


def lost_id(text):
    from uuid import UUID

    return UUID(text)


def test_a_pause_keeps_the_numbers(act, coordinator, phone):
    lease(phone)

    done(act(coordinator, act_on(row_of(phone), "suspended")))

    assert states_of_numbers() == ["leased"] * 3


@pytest.mark.parametrize("state", ["revoked", "wipe"])
def test_an_end_with_unsent_work_is_a_person_s_business(act, coordinator, phone, state):
    phone.push(high_seq=4)

    done(act(coordinator, act_on(row_of(phone), state)))

    (item,) = session.scalars(select(ReviewItem))
    assert (item.reason, item.code, item.details["unsent"]) == ("gap", "device-closed-unsent", 4)
    assert item.subject == f"enrolment:{row_of(phone).id}"


def test_an_end_with_everything_sent_asks_nobody(act, coordinator, phone):
    done(act(coordinator, act_on(row_of(phone), "revoked")))

    assert session.scalars(select(ReviewItem)).all() == []


def test_wiping_a_revoked_phone_asks_only_once(act, coordinator, phone):
    phone.push(high_seq=2)

    done(act(coordinator, act_on(row_of(phone), "revoked")))
    done(act(coordinator, act_on(row_of(phone), "wipe")))

    assert len(session.scalars(select(ReviewItem)).all()) == 1


def test_the_phone_is_locked_before_the_ward_as_a_push_does(app, act, coordinator, phone):
    """The other order would let a push and the desk wait for each other for ever."""
    asked = []

    def note(connection, cursor, statement, *rest):
        asked.append(statement)

    command = SuspendDevice(enrolment_id=row_of(phone).id, reason=REASON)
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        done(act(coordinator, command))
    finally:
        event.remove(db.engine, "before_cursor_execute", note)

    first = next(n for n, text in enumerate(asked) if "FROM enrolment" in text)
    ward = next(n for n, text in enumerate(asked) if "FROM ward_sequence" in text)
    assert first < ward
    if db.engine.dialect.name == "postgresql":
        assert "FOR UPDATE" in asked[first]
