"""Genuine or altered: the shared vectors, the published keys, what only the server knows, the command line."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from app.accounts.commands import SetActive
from app.accounts.models import Enrolment
from app.core.clock import VN, now
from app.core.db import session
from app.core.errors import reason_text
from app.core.numbers import receipt_number
from app.dossiers.receipt_keys import check_receipt, published_keys, receipt_keys
from app.dossiers.rules.qr import ReceiptKey, judge
from tests.make import SYSTEM, WARD, done, make_leader, make_officer, set_status
from tests.make_vectors import changed, vectors
from tests.phone import Phone

SHARED = json.loads((Path(__file__).parents[1] / "vectors" / "receipts.json").read_text(encoding="utf-8"))
TODAY = now().astimezone(VN).date()


def keys_of(listed):
    from datetime import date

    return {
        key["device"]: ReceiptKey(
            {"kty": "EC", "crv": "P-256", "x": key["x"], "y": key["y"]},
            date.fromisoformat(key["first"]),
            date.fromisoformat(key["last"]) if key["last"] else None,
        )
        for key in listed["keys"]
    }


@pytest.mark.parametrize("vector", SHARED["vectors"], ids=lambda vector: vector["name"])
def test_the_server_judges_as_the_vectors_say(vector):
    judged = judge(vector["text"], keys_of(SHARED["list"]), SHARED["list"]["ward"], vector["words"])

    assert judged.verdict == vector["verdict"]


def test_the_vectors_are_those_that_the_maker_writes():
    assert SHARED["vectors"] == vectors()


def test_every_verdict_has_words_in_both_languages(app):
    for verdict in {vector["verdict"] for vector in SHARED["vectors"]} | {"number-unknown"}:
        words = {reason_text(f"receipt-{verdict}", locale) for locale in ("vi", "en")}
        assert len(words) == 2
        assert f"receipt-{verdict}" not in words


def qr_of(phone, number, day=TODAY):
    text = f"TN1|{number}|{day}|{'A' * 22}|{phone.device_id}"
    return f"{text}|{phone.sign(text)}"


@pytest.fixture
def phone(client):
    return Phone(client, make_officer())


def leased_number(phone):
    from app.core.ids import new_id

    assert (
        phone.send("sync.lease_numbers", {"lease_id": str(new_id()), "kind": "receipt", "count": 1})["status"]
        == "applied"
    )
    phone.pull()
    return list(phone.bodies("number_lease").values())[-1]["codes"][0]


def test_a_receipt_of_a_leased_number_is_genuine_and_another_number_is_unknown(phone):
    number = leased_number(phone)

    assert check_receipt(qr_of(phone, number), WARD).verdict == "genuine"
    assert check_receipt(qr_of(phone, receipt_number(WARD, TODAY.year, 999)), WARD).verdict == "number-unknown"


def test_what_was_signed_before_a_phone_ended_stays_genuine(phone, clock):
    number = leased_number(phone)
    enrolment = session.scalars(session.query(Enrolment).statement).one()
    clock(now() + timedelta(days=2))
    set_status(enrolment.id, "revoked")
    clock(now() + timedelta(days=2))
    set_status(enrolment.id, "wipe")

    assert check_receipt(qr_of(phone, number), WARD).verdict == "genuine"
    assert check_receipt(qr_of(phone, number, TODAY + timedelta(days=2)), WARD).verdict == "genuine"
    assert check_receipt(qr_of(phone, number, TODAY + timedelta(days=3)), WARD).verdict == "key-ended"
    assert check_receipt(qr_of(phone, number, TODAY - timedelta(days=3)), WARD).verdict == "key-too-young"


def test_a_phone_that_works_again_counts_again(phone):
    enrolment = session.scalars(session.query(Enrolment).statement).one()
    set_status(enrolment.id, "suspended")
    assert receipt_keys(WARD)[phone.device_id].last == TODAY
    set_status(enrolment.id, "active")
    assert receipt_keys(WARD)[phone.device_id].last is None


def test_the_keys_of_an_ended_account_end_with_it(phone, act):
    from uuid import UUID

    person = UUID(phone.user_id)
    done(act(SYSTEM, SetActive(user_id=person, is_active=False, reason="nghỉ")))
    assert receipt_keys(WARD)[phone.device_id].last == TODAY
    done(act(SYSTEM, SetActive(user_id=person, is_active=True, reason="đi làm lại")))
    assert receipt_keys(WARD)[phone.device_id].last is None


def test_the_published_list_holds_keys_of_officers_and_nothing_about_people(phone, client):
    leader = Phone(client, make_leader())

    listed = published_keys(WARD)

    (key,) = listed["keys"]
    assert set(listed) == {"ward", "keys"}
    assert set(key) == {"device", "x", "y", "first", "last"}
    assert key["device"] == phone.device_id != leader.device_id
    assert {name: key[name] for name in "xy"} == {name: phone.public_key()[name] for name in "xy"}


def test_the_command_line_tells_genuine_from_altered(app, phone, tmp_path):
    good = qr_of(phone, leased_number(phone))
    listed = tmp_path / "receipts.txt"
    altered = changed(good, 2)  # another day, under the same signature
    listed.write_text(f"{good}\n{altered}\n", encoding="utf-8")
    run = app.test_cli_runner().invoke

    one, many = run(args=["receipts", "verify", good]), run(args=["receipts", "verify", str(listed)])

    assert (one.exit_code, one.output.split()[0]) == (0, "genuine")
    assert many.exit_code == 1
    assert [line.split()[0] for line in many.output.splitlines()] == ["genuine", "altered"]
