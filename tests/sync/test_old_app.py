"""An app below the least that may still read: it delivers everything, and is told to update before it reads."""

import pytest

from app.core.ids import new_id
from app.files.queries import find_stored
from tests.files.make_upload import Tus, photo, sha256
from tests.make import WARD, make_officer
from tests.phone import Phone


def say_hello_with(phone, app):
    phone.client.get("/api/sync/v1/hello", headers=phone.headers(phone.send_token) | {"X-App": app})


@pytest.fixture
def old_app(app, client):
    """A phone with the app before the oldest one that may still read."""
    phone = Phone(client, make_officer())
    app.config["APP_MIN"] = 3
    say_hello_with(phone, "2.3f9a1c20aa00bb11")
    return phone


def test_an_app_below_the_least_reads_nothing(old_app):
    asked = old_app.headers(old_app.read_token)
    answers = [
        old_app.get("pull", ward=WARD, scope_epoch=1),
        old_app.client.post("/api/sync/v1/manifest", json={"ward": WARD}, headers=asked),
        old_app.client.post("/api/sync/v1/entities", json={"ids": []}, headers=asked),
    ]
    assert [(one.status_code, one.json["error"]) for one in answers] == [(426, "app-too-old")] * 3
    assert answers[0].json["details"] == {"app_min": 3}


def test_an_app_below_the_least_still_delivers(old_app):
    taken = photo()

    sent = old_app.send("sync.lease_numbers", {"lease_id": str(new_id()), "kind": "receipt", "count": 1})
    Tus(old_app.client, old_app).deliver(taken)

    assert sent["status"] == "applied"
    assert old_app.get("receipts", old_app.send_token, after=0).json["receipts"][0]["id"] == sent["id"]
    assert old_app.get("files/needed", old_app.send_token).status_code == 200
    assert find_stored(WARD, sha256(taken)) is not None
    assert old_app.hello().json["app_min"] == "3"


def test_the_updated_app_reads_again(old_app):
    say_hello_with(old_app, "3.00bb113f9a1c20aa")
    assert old_app.get("pull", ward=WARD, scope_epoch=1).status_code == 200


def test_somebody_elses_client_is_bound_by_the_protocol_alone(old_app):
    say_hello_with(old_app, "phone of the province 2")
    assert old_app.get("pull", ward=WARD, scope_epoch=1).status_code == 200
