"""A server that cannot keep anything right now says so and when to come back: 503 with Retry-After, never 500."""

import re
import sqlite3
from contextlib import closing, contextmanager

import pytest
from sqlalchemy import event, make_url

from app.core.db import db, session
from tests.files.make_upload import Tus, make_phone, photo
from tests.make import make_officer


@contextmanager
def nothing_can_be_written(uri, databases):
    """Another process holds the embedded database's lock, or the database server is gone."""
    if make_url(uri).get_backend_name() != "sqlite":
        databases.drop(uri)
        yield
        return
    event.listen(db.engine, "checkout", lambda raw, *_: raw.execute("PRAGMA busy_timeout = 50"))
    with closing(sqlite3.connect(make_url(uri).database)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@pytest.fixture
def phone(app):
    return make_phone(make_officer())


def test_an_upload_that_cannot_be_noted_is_told_to_come_back(client, phone, database_uri, databases, caplog):
    tus = Tus(client, phone)
    session.remove()

    with nothing_can_be_written(database_uri, databases):
        answer = tus.announce(photo())

    assert (answer.status_code, answer.json["error"]) == (503, "busy")
    assert int(answer.headers["Retry-After"]) > 0
    assert re.search(r"busy: OperationalError: .*(locked|closed|terminat|does not exist)", caplog.text, re.S)


def test_a_page_says_that_the_system_is_busy(client, phone, database_uri, databases):
    session.remove()

    with nothing_can_be_written(database_uri, databases):
        answer = client.post("/sign-in", data={"username": "lan", "password": "x"})

    assert answer.status_code == 503
    assert "Retry-After" in answer.headers
    assert "Hệ thống đang bận" in answer.get_data(as_text=True)
