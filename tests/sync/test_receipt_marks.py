"""The code that a phone shows as its receipt is the server's: the beginning of the line in the audit chain."""

from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.db import session
from tests.make import make_leader
from tests.make_requests import registration
from tests.phone import Phone


def test_a_receipt_names_the_line_of_the_audit_chain(app, client):
    phone = Phone(client, make_leader())
    asked = registration()
    sent = [phone.send("requests.register", asked.model_dump(mode="json")) for _ in range(2)]

    answers = phone.get("receipts", phone.send_token, after=0).json["receipts"]

    lines = {str(line.command_id): line for line in session.scalars(select(AuditEntry))}
    assert [one["status"] for one in answers] == [one["status"] for one in sent]
    assert [one["mark"] for one in answers] == [lines[one["id"]].hash[:8] for one in answers]
    assert len({one["mark"] for one in answers}) == 2
