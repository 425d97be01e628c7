"""The server's sealing keys: named to phones, made anew at will, and never lost."""

import pytest
from sqlalchemy import func, select

from app.core.db import session
from app.core.sealing import CannotOpen, Sealed
from app.core.sealing_keys import SealingKey, current_kid, make_sealing_key, unseal
from tests.make import make_officer
from tests.phone import Phone
from tests.sealing import deliver, seal, seal_command, statuses


@pytest.fixture
def phone(app, client):
    """An officer's phone."""
    return Phone(client, make_officer())


def lease():
    return "sync.lease_numbers", {"lease_id": "0190a6a0-0000-7000-8000-000000000001", "kind": "receipt", "count": 1}


def test_a_phone_learns_the_key_when_it_enrols_and_hears_its_name_each_time(phone):
    key, hello = phone.enrolled["sealing_key"], phone.hello()

    assert set(key) == {"kty", "crv", "x", "y", "kid"}
    assert hello.json["sealing_kid"] == key["kid"]
    assert len(hello.data) <= 800


def test_the_public_key_alone_can_be_fetched(phone, client):
    answer = client.get("/api/sync/v1/sealing-key")

    assert answer.json == phone.enrolled["sealing_key"]
    row = session.scalars(select(SealingKey)).one()
    assert "PRIVATE KEY" in row.private_key
    assert "d" not in answer.json


def test_after_a_rotation_phones_take_the_new_key_and_the_old_one_still_opens(phone, app):
    old = seal_command(phone, phone.make(*lease()))

    result = app.test_cli_runner().invoke(args=["sealing", "rotate"])

    assert result.exit_code == 0, result.output
    kid = phone.hello().json["sealing_kid"]
    assert kid in result.output
    assert kid != phone.enrolled["sealing_key"]["kid"]
    phone.enrolled["sealing_key"] = phone.get("sealing-key").json
    assert phone.enrolled["sealing_key"]["kid"] == kid
    again = phone.make("sync.lease_numbers", lease()[1] | {"lease_id": "0190a6a0-0000-7000-8000-000000000002"})
    assert statuses(deliver(phone, old, seal_command(phone, again))) == ["applied", "applied"]
    assert session.scalar(select(func.count()).select_from(SealingKey)) == 2


def test_an_installation_has_one_first_key_however_often_it_is_asked(app):
    assert {current_kid(), current_kid()} == {current_kid()}
    assert session.scalar(select(func.count()).select_from(SealingKey)) == 1


def test_a_key_opens_what_was_sealed_to_it_and_nothing_else(app, client):
    one = client.get("/api/sync/v1/sealing-key").json
    make_sealing_key()
    two = client.get("/api/sync/v1/sealing-key").json

    assert unseal(Sealed(**seal(one, b"a"))) == b"a"
    assert unseal(Sealed(**seal(two, b"b"))) == b"b"
    with pytest.raises(CannotOpen):
        unseal(Sealed(**seal(one, b"a") | {"kid": two["kid"]}))
