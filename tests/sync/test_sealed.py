"""Sealed delivery: any carrier, any number of times; the author's own command, once, in the author's order."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.accounts.commands import SetActive
from app.accounts.devices import find_device
from app.accounts.queries import get_user
from app.core import audit
from app.core.changes import canonical
from app.core.db import session
from app.core.ids import new_id
from app.core.numbers import LedgerEntry
from app.core.records import CommandRecord, HeldWait, ReviewItem
from tests.make import SYSTEM, WARD, done, make_coordinator, make_officer, set_status
from tests.phone import Phone
from tests.sealing import deliver, seal, seal_command, statuses


def lease(count=1):
    return "sync.lease_numbers", {"lease_id": str(new_id()), "kind": "receipt", "count": count}


def enrolment_of(phone):
    return find_device(phone.device_id)


def count(model, *where):
    return session.scalar(select(func.count()).select_from(model).where(*where))


@pytest.fixture
def phone(app, client):
    """An officer's phone."""
    return Phone(client, make_officer())


@pytest.fixture
def other(app, client):
    """Another person's phone, which carries."""
    return Phone(client, make_coordinator())


def waiting(phone, number):
    """So many commands saved on the phone and not sent, with their sealed copies."""
    commands = [phone.make(*lease()) for _ in range(number)]
    return commands, [seal_command(phone, command) for command in commands]


def test_fifty_commands_of_a_locked_phone_are_applied(phone):
    commands, sealed = waiting(phone, 50)

    answer = deliver(phone, *sealed)

    assert statuses(answer) == ["applied"] * 50
    assert [r["id"] for r in answer.json["results"]] == [json.loads(c["body"])["id"] for c in commands]
    assert count(LedgerEntry) == 50
    assert audit.find_break(WARD) is None


def test_another_person_delivers_and_the_author_is_still_the_author(phone, other):
    _, sealed = waiting(phone, 3)

    assert statuses(deliver(other, *sealed)) == ["applied"] * 3

    makers = set(session.execute(select(CommandRecord.actor_id, CommandRecord.enrolment_id).where(
        CommandRecord.type == "sync.lease_numbers")))  # fmt: skip
    assert {(str(actor), enrolment) for actor, enrolment in makers} == {(phone.user_id, enrolment_of(phone).id)}
    assert [r["status"] for r in phone.get("receipts", phone.send_token, after=0).json["receipts"]] == ["applied"] * 3
    assert other.get("receipts", other.send_token, after=0).json["receipts"] == []


def test_a_signed_in_browser_delivers_and_a_stranger_does_not(phone, client, sign_in):
    _, sealed = waiting(phone, 2)
    asked = {"commands": sealed}

    assert client.post("/api/sync/v1/sealed", json=asked).status_code == 401
    browser = sign_in(make_coordinator())
    assert browser.post("/api/sync/v1/sealed", json=asked).status_code == 400
    answer = browser.post(
        "/api/sync/v1/sealed", json=asked, headers={"X-Ung-Dung": "1", "Sec-Fetch-Site": "same-origin"}
    )

    assert statuses(answer) == ["applied"] * 2


def test_the_answer_holds_ids_and_states_and_nothing_else(phone, other):
    _, sealed = waiting(phone, 1)

    answer = deliver(other, *sealed).json

    assert set(answer) == {"generation", "server_time", "results"}
    assert set(answer["results"][0]) == {"id", "status", "dup"}


def test_delivered_twice_sealed_anew_and_pushed_later_it_is_one_command(phone, other):
    commands, sealed = waiting(phone, 3)
    deliver(other, *sealed)

    again = deliver(other, *sealed, *[seal_command(phone, command) for command in commands])
    pushed = phone.push(*commands)

    assert [r["dup"] for r in again.json["results"]] == [True] * 6
    assert [(r["status"], r["dup"]) for r in pushed.json["results"]] == [("applied", True)] * 3
    assert pushed.json["last_seq"] == 3
    assert count(LedgerEntry) == 3
    assert count(CommandRecord, CommandRecord.type == "sync.lease_numbers") == 3


def test_pushed_first_and_sealed_later_it_is_one_command_too(phone, other):
    commands, sealed = waiting(phone, 2)
    phone.push(*commands)

    assert [(r["status"], r["dup"]) for r in deliver(other, *sealed).json["results"]] == [("applied", True)] * 2


@pytest.mark.parametrize("status", ["suspended", "revoked", "wipe"])
def test_fifty_commands_of_a_shut_out_phone_are_kept_for_review(phone, status):
    _, sealed = waiting(phone, 50)
    set_status(enrolment_of(phone).id, status)

    assert phone.push().status_code == 403
    assert statuses(deliver(phone, *sealed)) == ["late"] * 50

    assert count(LedgerEntry) == 0
    assert count(ReviewItem, ReviewItem.reason == "late", ReviewItem.code == "account-ended") == 50


def test_an_ended_account_s_work_is_late_whoever_brings_it(phone, other, act):
    _, sealed = waiting(phone, 2)
    user_id = get_user(enrolment_of(phone).user_id).id
    done(act(SYSTEM, SetActive(user_id=user_id, is_active=False, reason="nghỉ việc")))

    assert statuses(deliver(phone, sealed[0])) == ["late"]
    assert statuses(deliver(other, *sealed)) == ["late", "late"]


def test_sent_in_any_order_they_run_in_the_author_s_order(phone, other):
    _, sealed = waiting(phone, 4)

    assert statuses(deliver(other, *reversed(sealed))) == ["applied"] * 4

    query = select(CommandRecord.seq).where(CommandRecord.type == "sync.lease_numbers").order_by(CommandRecord.number)
    assert list(session.scalars(query)) == [1, 2, 3, 4]


def test_behind_a_hole_they_are_held_and_run_when_it_is_filled(phone, other):
    _, sealed = waiting(phone, 4)

    assert statuses(deliver(other, sealed[3], sealed[1])) == ["held", "held"]
    assert count(ReviewItem, ReviewItem.code == "waits-for-earlier", ReviewItem.resolved_at.is_(None)) == 2
    assert count(LedgerEntry) == 0
    assert statuses(deliver(other, sealed[0])) == ["applied"]
    assert count(LedgerEntry) == 2
    assert statuses(deliver(other, sealed[2])) == ["applied"]

    assert statuses(deliver(other, *sealed)) == ["applied"] * 4
    assert count(LedgerEntry) == 4
    assert count(HeldWait) == 0
    assert count(ReviewItem, ReviewItem.resolved_at.is_(None)) == 0


def test_a_push_that_fills_the_hole_wakes_them(phone, other):
    commands, sealed = waiting(phone, 3)
    deliver(other, *sealed[1:])

    pushed = phone.push(*commands)

    assert [r["status"] for r in pushed.json["results"]] == ["applied"] + ["held"] * 2
    assert [r["status"] for r in phone.push(*commands).json["results"]] == ["applied"] * 3
    assert count(LedgerEntry) == 3


def test_a_declared_gap_wakes_them_and_an_old_number_forks_nothing(phone, other):
    """Commands 3 and 4 are lost; the declaration takes 5, and what was sealed as 5 and 6 is 6 and 7 by now."""
    first, _ = waiting(phone, 2)
    phone.push(*first)
    lost, _ = waiting(phone, 2)
    kept, sealed = waiting(phone, 2)
    assert statuses(deliver(other, *sealed)) == ["held", "held"]

    gap = phone.make("sync.declare_gap", {"from": 3, "to": 4, "reason": "mất"}, seq=5)
    renumbered = [kept[0] | {"seq": 6}, kept[1] | {"seq": 7}]
    pushed = phone.push(gap, *renumbered)
    later = phone.push(phone.make(*lease(), seq=8))

    assert pushed.status_code == 200, pushed.json
    assert [r["dup"] for r in pushed.json["results"]] == [False, True, True]
    assert later.json["results"][0]["status"] == "applied"
    assert statuses(deliver(other, *sealed)) == ["applied", "applied"]
    assert count(LedgerEntry) == 5
    found = deliver(other, seal_command(phone, lost[0]))
    assert statuses(found) == ["applied"]


def test_a_sealed_declaration_passes_its_own_hole(phone, other):
    waiting(phone, 2)
    gap = phone.make("sync.declare_gap", {"from": 1, "to": 2, "reason": "mất"})
    after = phone.make(*lease())

    assert statuses(deliver(other, seal_command(phone, after), seal_command(phone, gap))) == ["applied", "applied"]
    assert phone.push(phone.make(*lease())).json["results"][0]["status"] == "applied"


def test_a_push_goes_on_behind_what_was_delivered_sealed(phone, other):
    _, sealed = waiting(phone, 3)
    deliver(other, *sealed)
    assert enrolment_of(phone).last_seq == 0

    result = phone.send(*lease())

    assert result["status"] == "applied"
    assert enrolment_of(phone).last_seq == 4


def test_a_hole_that_nothing_fills_is_still_a_gap(phone, other):
    _, sealed = waiting(phone, 4)
    deliver(other, sealed[0], sealed[2])

    refused = phone.push(phone.make(*lease()))

    assert (refused.status_code, refused.json["error"]) == (409, "seq-gap")


def test_a_forged_command_takes_nobody_s_id(phone, other):
    commands, sealed = waiting(phone, 1)
    body = json.loads(commands[0]["body"])
    forged = json.dumps(body | {"args": body["args"] | {"count": 9}})
    wire = {"seq": 1, "body": forged, "sig": other.sign(forged)}

    answer = deliver(other, seal_command(phone, wire))

    assert answer.json["results"][0] == {"id": None, "status": "parked", "dup": False}
    assert count(ReviewItem, ReviewItem.code == "bad-signature") == 1
    assert statuses(deliver(other, *sealed)) == ["applied"]
    assert count(LedgerEntry) == 1
    assert phone.get("receipts", phone.send_token, after=0).json["receipts"][0]["status"] == "applied"


def test_a_command_in_another_s_name_is_parked(phone, other):
    command = other.make(*lease(), actor=phone.user_id)
    unknown = phone.make(*lease())
    stranger = json.dumps(json.loads(unknown["body"]) | {"device_id": str(new_id())})

    wires = [command, {"seq": 1, "body": stranger, "sig": phone.sign(stranger)}]
    answer = deliver(other, *[seal_command(other, wire) for wire in wires])

    assert statuses(answer) == ["parked", "parked"]
    assert set(session.scalars(select(ReviewItem.code))) == {"actor-mismatch", "device-unknown"}


@pytest.mark.parametrize("how", ["changed", "another key", "a torn name", "not a command", "not json", "null"])
def test_what_nobody_can_open_is_kept_once_with_an_alarm(phone, other, caplog, how):
    _, (sealed,) = waiting(phone, 1)
    key = phone.enrolled["sealing_key"]
    bad = {
        "changed": sealed | {"ct": ("B" if sealed["ct"][0] == "A" else "A") + sealed["ct"][1:]},
        "another key": sealed | {"kid": "unknown"},
        "a torn name": sealed | {"kid": "NC\0T"},
        "not a command": seal(key, canonical({"seq": 1, "body": "{}", "sig": ""}).encode()),
        "not json": seal(key, b"\xff\x00"),
        "null": seal(key, canonical({"seq": 1, "body": '{"a":"\x00"}', "sig": "\x00"}).encode()),
    }[how]

    first, again = deliver(phone, bad), deliver(other, bad)

    assert [r["status"] for r in (first.json["results"] + again.json["results"])] == ["parked", "parked"]
    assert again.json["results"][0]["dup"] is True
    (item,) = session.scalars(select(ReviewItem))
    assert (item.reason, item.ward) == ("parked", WARD)
    assert "parked" in caplog.text
    record = session.scalars(select(CommandRecord).where(CommandRecord.review_id == item.id)).one()
    if how in {"changed", "another key", "a torn name"}:
        assert json.loads(record.body) == bad


def test_one_bad_apple_keeps_nobody_waiting(phone, other):
    _, sealed = waiting(phone, 3)
    broken = sealed[1] | {"iv": "AAAA"}

    assert statuses(deliver(other, sealed[0], broken, sealed[1], sealed[2])) == ["applied", "parked"] + ["applied"] * 2


def test_more_than_a_batch_or_another_shape_is_refused_whole(phone):
    _, sealed = waiting(phone, 1)

    assert deliver(phone, *sealed * 51).status_code == 400
    assert deliver(phone, {"kid": "k"}).status_code == 400
    assert deliver(phone, sealed[0] | {"more": 1}).status_code == 400
    assert count(CommandRecord, CommandRecord.type == "sync.lease_numbers") == 0


def test_the_maker_s_clock_is_corrected_only_by_the_maker(phone, other):
    wrong = datetime.now(UTC) + timedelta(hours=3)
    own, others = phone.make(*lease(), at=wrong), phone.make(*lease(), at=wrong)

    deliver(phone, seal_command(phone, own), sent_at=wrong.isoformat())
    deliver(other, seal_command(phone, others))

    first, second = session.scalars(
        select(CommandRecord).where(CommandRecord.type == "sync.lease_numbers").order_by(CommandRecord.seq)
    )
    assert "clock-off" in first.flags
    assert abs(first.made_at - datetime.now(UTC)) < timedelta(minutes=2)
    assert second.made_at <= second.received_at


def test_a_phone_that_has_erased_itself_is_told_to_forget_the_rest(phone):
    enrolment_id = enrolment_of(phone).id
    set_status(enrolment_id, "wipe")

    answer = phone.client.post("/api/sync/v1/erased", json={}, headers=phone.headers(phone.send_token))

    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert (answer.status_code, enrolment_of(phone).status) == (200, "wipe")
    assert phone.client.post("/api/sync/v1/erased", json={}).status_code == 401
