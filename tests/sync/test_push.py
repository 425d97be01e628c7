"""Push: order, sameness, signatures, gaps, forks, and the six answers."""

import json

from sqlalchemy import event, func, select

from app.accounts.commands import SetActive
from app.core import audit
from app.core.changes import Change
from app.core.db import db, session
from app.core.ids import new_id
from app.core.numbers import LedgerEntry, is_receipt_number
from app.core.records import CommandRecord, ReviewItem
from app.core.roles import Role
from tests.make import SYSTEM, WARD, done, make_coordinator, make_officer, make_user
from tests.phone import Phone


def lease(count=3):
    return "sync.lease_numbers", {"lease_id": str(new_id()), "kind": "receipt", "count": count}


def test_a_phone_leases_numbers_and_reads_them_back(app, client):
    phone = Phone(client, make_officer())

    result = phone.send(*lease())
    phone.pull()

    assert result["status"] == "applied"
    (block,) = phone.bodies("number_lease").values()
    assert len(block["codes"]) == 3
    assert all(is_receipt_number(code) for code in block["codes"])


def test_the_same_push_again_gives_the_stored_answers(app, client):
    phone = Phone(client, make_officer())
    command = phone.make(*lease())

    first = phone.push(command).json["results"][0]
    again = phone.push(command).json["results"][0]

    assert (first["status"], first["dup"]) == ("applied", False)
    assert (again["status"], again["dup"]) == ("applied", True)
    assert again["entities"] == first["entities"]
    assert session.scalar(select(func.count()).select_from(LedgerEntry)) == 3


def test_two_phones_never_get_one_number_twice(app, client):
    one, two = Phone(client, make_officer()), Phone(client, make_officer())
    for phone in (one, two, one):
        phone.send(*lease(20))
    keys = list(session.scalars(select(LedgerEntry.key)))
    assert len(keys) == len(set(keys)) == 60


def test_the_same_id_with_another_body_is_kept_and_refused(app, client):
    phone, name = Phone(client, make_officer()), new_id()
    phone.send(*lease(1), id=name)

    result = phone.send(*lease(2), id=name)

    assert (result["status"], result["code"]) == ("rejected", "id-reuse")
    assert session.scalar(select(func.count()).where(CommandRecord.command_id == name)) == 2
    assert phone.hello().json["device"]["last_seq"] == 2


def test_a_hole_stops_the_push_and_names_what_is_expected(app, client):
    phone = Phone(client, make_officer())
    phone.send(*lease())

    answer = phone.push(phone.make(*lease(), seq=5))

    assert (answer.status_code, answer.json["error"], answer.json["details"]) == (409, "seq-gap", {"expected": 2})


def test_what_comes_before_a_hole_is_answered(app, client):
    phone = Phone(client, make_officer())

    answer = phone.push(phone.make(*lease(), seq=1), phone.make(*lease(), seq=3))

    assert [r["seq"] for r in answer.json["results"]] == [1]
    assert answer.json["last_seq"] == 1


def test_a_declared_gap_passes_the_hole_and_asks_a_person(app, client):
    phone = Phone(client, make_officer())

    answer = phone.push(phone.make("sync.declare_gap", {"from": 1, "to": 4, "reason": "mất dữ liệu"}, seq=5))
    later = phone.push(phone.make(*lease(), seq=3))

    assert answer.json["results"][0]["status"] == "applied"
    assert answer.json["last_seq"] == 5
    assert later.json["results"][0]["status"] == "applied"
    assert session.scalars(select(ReviewItem.reason)).all() == ["gap"]


def test_a_used_number_with_an_unknown_command_is_a_cloned_phone(app, client):
    phone = Phone(client, make_officer())
    phone.send(*lease())

    answer = phone.push(phone.make(*lease(), seq=1))

    assert (answer.status_code, answer.json["error"]) == (409, "seq-fork")


def test_a_wrong_signature_is_kept_and_refused(app, client):
    phone = Phone(client, make_officer())
    command = phone.make(*lease())
    command["sig"] = phone.sign("something else")

    result = phone.push(command).json["results"][0]

    assert (result["status"], result["code"]) == ("rejected", "bad-signature")
    assert result["message"]["vi"]
    assert session.scalars(select(ReviewItem.code)).all() == ["bad-signature"]


def test_the_carrying_session_lends_no_authorship(app, client):
    phone, colleague = Phone(client, make_officer()), make_coordinator()
    command = phone.make(*lease(), actor=str(colleague.id))

    result = phone.push(command).json["results"][0]

    assert (result["status"], result["code"]) == ("rejected", "actor-mismatch")


def test_an_unreadable_body_is_parked_and_does_not_block(app, client):
    phone = Phone(client, make_officer())
    broken = {"seq": 1, "body": "{oops", "sig": phone.sign("{oops")}
    good = phone.make(*lease(), seq=2)

    results = phone.push(broken, good).json["results"]
    again = phone.push(broken).json["results"]

    assert [r["status"] for r in results] == ["parked", "applied"]
    assert (again[0]["status"], again[0]["dup"]) == ("parked", True)


def test_a_null_character_is_parked_and_does_not_block(app, client):
    phone = Phone(client, make_officer())
    odd = phone.make("sync.declare_gap", {"from": 1, "to": 1, "reason": "a\x00b"})
    good = phone.make(*lease())

    results = phone.push(odd, good).json["results"]

    assert [r["status"] for r in results] == ["parked", "applied"]


def test_a_wrong_argument_is_refused_by_name(app, client):
    phone = Phone(client, make_officer())

    result = phone.send("sync.lease_numbers", {"lease_id": str(new_id()), "kind": "receipt", "count": -1})

    assert (result["status"], result["code"], result["details"]["field"]) == ("rejected", "invalid-shape", "count")


def test_an_unknown_command_and_a_newer_version_are_kept(app, client):
    phone = Phone(client, make_officer())
    unknown = phone.send("visits.teleport", {})
    newer = phone.send(*lease(), v=9)
    assert [unknown["code"], newer["code"]] == ["unknown-command", "unknown-version"]


def test_work_of_an_ended_account_is_late_and_kept(app, client, act):
    officer = make_officer()
    phone = Phone(client, officer)
    done(act(SYSTEM, SetActive(user_id=officer.id, is_active=False, reason="nghỉ")))

    result = phone.send(*lease())

    assert (result["status"], result["code"]) == ("late", "account-ended")
    assert phone.get("pull", ward=WARD, scope_epoch=1).status_code == 403


def test_a_command_for_another_ward_is_refused_in_the_own_wards_log(app, client):
    phone = Phone(client, make_officer())
    result = phone.send(*lease(), ward="99999")
    assert (result["status"], result["code"]) == ("rejected", "wrong-ward")
    assert session.scalar(select(func.count()).where(CommandRecord.ward == "99999")) == 0


def test_a_child_waits_for_its_parent_and_then_runs(app, client):
    phone, parent_id = Phone(client, make_officer()), new_id()
    parent = phone.make(*lease(1), id=parent_id, seq=2)
    child = phone.make(*lease(2), after=[str(parent_id)], seq=1)

    results = phone.push(child, parent).json["results"]
    receipts = phone.get("receipts", phone.send_token, after=0).json["receipts"]

    assert [r["status"] for r in results] == ["held", "applied"]
    assert {r["seq"]: r["status"] for r in receipts} == {1: "applied", 2: "applied"}
    assert session.scalar(select(func.count()).where(ReviewItem.resolved_at.is_(None))) == 0


def test_a_child_of_a_refused_parent_joins_its_review(app, client):
    phone, parent_id = Phone(client, make_officer()), new_id()
    parent = phone.make("visits.teleport", {}, id=parent_id)
    child = phone.make(*lease(), after=[str(parent_id)])

    results = phone.push(parent, child).json["results"]

    assert [r["status"] for r in results] == ["rejected", "held"]
    assert results[0]["review"] == results[1]["review"]


def test_a_wrong_clock_is_corrected_and_flagged_never_refused(app, client):
    from datetime import UTC, datetime, timedelta

    phone = Phone(client, make_officer())
    wrong = datetime.now(UTC) - timedelta(days=400)
    command = phone.make(*lease(), at=wrong, mono=1000.0, boot="b")

    result = phone.push(command, mono=61000.0, boot="b").json["results"][0]

    assert (result["status"], result["flags"]) == ("applied", ["clock-off"])
    record = session.scalars(select(CommandRecord).where(CommandRecord.command_id == new_id_of(command))).one()
    assert abs((record.received_at - record.made_at).total_seconds() - 60) < 2


def new_id_of(command):
    from uuid import UUID

    return UUID(json.loads(command["body"])["id"])


def test_another_generation_stops_the_push(app, client):
    phone = Phone(client, make_officer())
    answer = phone.push(phone.make(*lease()), generation=str(new_id()))
    assert (answer.status_code, answer.json["error"]) == (409, "generation")


def test_the_send_token_reads_nothing_and_the_read_token_sends_nothing(app, client):
    phone = Phone(client, make_officer())
    assert phone.get("pull", phone.send_token, ward=WARD, scope_epoch=1).status_code == 401
    assert phone.get("hello", phone.read_token).status_code == 401
    assert phone.get("hello", "nonsense").json["message"]["vi"]


def test_hello_is_small(app, client):
    phone = Phone(client, make_officer())
    assert len(phone.hello().data) <= 800


def test_every_answer_is_audited_and_the_chain_holds(app, client):
    phone = Phone(client, make_officer())
    phone.send(*lease())
    phone.send("visits.teleport", {})
    assert audit.find_break(WARD) is None
    statuses = list(session.scalars(select(audit.AuditEntry.status).order_by(audit.AuditEntry.place)))
    assert statuses[-2:] == ["applied", "rejected"]


def test_a_role_that_ended_makes_a_command_late(app, client):
    officer = make_officer()
    phone = Phone(client, officer)
    from app.core.db import writing

    with writing():
        from app.accounts.models import User

        session.get(User, officer.id).role = Role.DIRECTOR

    result = phone.send(*lease())

    assert (result["status"], result["code"]) == ("late", "role-ended")


def test_sequence_numbers_of_two_phones_have_no_holes(app, client):
    phones = [Phone(client, make_officer()) for _ in range(3)]
    for _ in range(4):
        for phone in phones:
            phone.send(*lease(1))
    numbers = list(session.scalars(select(Change.seq).where(Change.ward == WARD).order_by(Change.seq)))
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_same_enrolment_code_gives_the_same_tokens_and_serves_no_other_phone(app, client):
    from app.accounts.devices import make_code

    officer = make_user(Role.OFFICER)
    phone = Phone(client, officer)
    code = make_code(officer.id)
    other = Phone(client, officer)
    other_key = other.public_key()
    phone.device_id = str(new_id())
    first = phone.enrol(code)
    second = phone.enrol(code)
    assert first["send_token"] == second["send_token"]
    stolen = {"code": code, "device_id": str(new_id()), "public_key": other_key}
    assert client.post("/api/sync/v1/devices", json=stolen).json["error"] == "code-not-valid"


def statements(app, phone, *commands):
    """Return what the database is told while these are pushed."""
    told = []

    def hear(connection, cursor, statement, parameters, context, many):
        told.append(statement.split()[0])

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        answer = phone.push(*commands)
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)
    assert [result["status"] for result in answer.json["results"]] == ["applied"] * len(commands)
    return told


def test_a_batch_without_refusals_needs_no_savepoints_and_few_statements(app, client):
    phone = Phone(client, make_officer())
    phone.send(*lease(1))

    one = statements(app, phone, phone.make(*lease(1)))
    many = statements(app, phone, *[phone.make(*lease(1)) for _ in range(20)])

    assert "SAVEPOINT" not in many
    assert len(many) - len(one) < 19 * 9


def test_one_refusal_in_a_batch_changes_nothing_for_the_others(app, client):
    phone = Phone(client, make_officer())
    wishes = [lease(2), ("sync.lease_numbers", {"kind": "receipt"}), lease(2), lease(2)]
    commands = [phone.make(*wish) for wish in wishes]

    results = phone.push(*commands).json["results"]

    assert [result["status"] for result in results] == ["applied", "rejected", "applied", "applied"]
    assert session.scalar(select(func.count()).select_from(LedgerEntry)) == 6
    assert audit.find_break(WARD) is None
    changes = session.scalars(select(Change.seq).where(Change.ward == WARD).order_by(Change.seq)).all()
    assert changes == list(range(1, len(changes) + 1))
