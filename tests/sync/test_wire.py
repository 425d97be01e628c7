"""What travels: gzip both ways, one shape for every no, and nothing half-read."""

import gzip
import json
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import event

from app.core.db import db, session
from tests.make import WARD, make_officer
from tests.phone import Phone


@pytest.fixture
def phone(app, client):
    for _ in range(12):
        make_officer()
    return Phone(client, make_officer())


def test_long_answers_are_packed_for_who_can_unpack_them(phone, client):
    query = {"ward": WARD, "cursor": 0, "scope_epoch": 1}
    plain = client.get("/api/sync/v1/pull", query_string=query, headers=phone.headers(phone.read_token))
    packed = client.get(
        "/api/sync/v1/pull",
        query_string=query,
        headers=phone.headers(phone.read_token) | {"Accept-Encoding": "gzip"},
    )
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2


@pytest.mark.parametrize("body", [b"not gzip", gzip.compress(b"{}" * 4000)[:-20]], ids=["plain", "cut"])
def test_a_torn_request_is_refused_whole(phone, client, body):
    headers = phone.headers(phone.send_token) | {"Content-Encoding": "gzip", "Content-Type": "application/json"}
    answer = client.post("/api/sync/v1/push", data=body, headers=headers)
    assert (answer.status_code, answer.json["error"]) == (400, "not-ours")
    assert answer.json["message"].keys() == {"vi", "en"}


def test_a_small_body_that_unpacks_to_a_huge_one_is_refused(phone, client):
    headers = phone.headers(phone.send_token) | {"Content-Encoding": "gzip", "Content-Type": "application/json"}
    answer = client.post("/api/sync/v1/push", data=gzip.compress(b" " * 30_000_000), headers=headers)
    assert (answer.status_code, answer.json["error"]) == (413, "too-large")


def test_a_batch_must_be_this_phones_in_rising_order(phone):
    one, two = (phone.make("visits.teleport", {}) for _ in range(2))
    assert phone.push(two, one).json["details"]["field"] == "commands.seq"
    assert phone.push(one, device_id="another-phone").json["details"]["field"] == "device_id"
    assert phone.push(*(phone.make("visits.teleport", {}) for _ in range(51))).status_code == 400


def test_a_busy_database_asks_to_come_again_and_keeps_nothing(phone):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL waits for the row's lock; only SQLite gives up")
    session.rollback()
    db.engine.dispose()
    impatient = event.listens_for(db.engine, "connect")(lambda raw, _: raw.execute("PRAGMA busy_timeout=50"))
    with closing(sqlite3.connect(db.engine.url.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = phone.push(phone.make("visits.teleport", {}))
        other.execute("ROLLBACK")
    event.remove(db.engine, "connect", impatient)
    assert (answer.status_code, answer.json["error"], answer.headers["Retry-After"]) == (503, "busy", "5")
    assert phone.hello().json["device"]["last_seq"] == 0


def test_what_is_not_there_is_told_in_the_same_shape(client, app):
    for answer in (client.get("/api/sync/v1/push"), client.get("/api/sync/v1/nothing")):
        assert answer.status_code in {404, 405}
        assert json.loads(answer.data).keys() == {"error", "message", "details"}
