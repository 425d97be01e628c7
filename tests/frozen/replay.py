"""Plays the frozen history against an empty installation: phones push by HTTP, the desk as pages do."""

from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec

from app.accounts.models import ACTIVE, SUSPENDED, Enrolment, User
from app.accounts.queries import get_user
from app.core.answer import answer
from app.core.changes import sha256
from app.core.clock import Clock
from app.core.commands import public_actor, system_actor
from app.core.db import bookkeeping, writing
from app.core.envelope import Envelope, Submission, origin_of
from app.core.execute import lock_wards, receipt_of
from app.core.records import ReviewItem
from app.core.roles import Role
from tests.phone import Phone

PHONE_KEY = ec.derive_private_key(2026, ec.SECP256R1())
"""The key of every phone in the history: a number in the open, good for tests and nothing else."""


class Replay:
    """An installation in which the history happens again, body by body, each at its own hour."""

    def __init__(self, client):
        self.client, self.phones = client, {}

    def play(self, sent):
        """Send one body as it once was sent; return its status, code and flags."""
        envelope = sent.envelope
        Clock.fixed = datetime.fromisoformat(envelope["at"])
        try:
            return self._push(sent, envelope) if envelope["device_id"] else self._execute(sent.body, envelope)
        finally:
            Clock.fixed = None

    def _push(self, sent, envelope):
        phone = self._phone(envelope)
        frame = {"sent_at": envelope["at"], "generation": phone.generation}
        pushed = phone.push({"seq": sent.seq, "body": sent.body, "sig": sent.sig}, **frame)
        assert pushed.status_code == 200, pushed.json
        result = pushed.json["results"][0]
        return result["status"], result.get("code"), result.get("flags", [])

    def _phone(self, envelope):
        device = envelope["device_id"]
        if device not in self.phones:
            user = get_user(UUID(envelope["actor"]))
            self.phones[device] = Phone(self.client, user, device_id=device, key=PHONE_KEY)
        return self.phones[device]

    def _execute(self, body, envelope):
        if envelope["type"] == "sync.resolve_review":
            _put_there(envelope)
        if envelope["type"].startswith("accounts.") and "enrolment_id" in envelope["args"]:
            _enrol(envelope)
        if envelope["type"] == "visits.take_over":
            _hire(envelope)
        read = Envelope.model_validate_json(body)
        submission = Submission(
            envelope=read,
            body=body.encode(),
            actor=_actor(envelope),
            origin=origin_of(read),
            made_at=read.at,
            now=read.at,
            sameness=sha256(body),
        )
        with writing():
            record, _ = answer(submission, lock_wards([read.ward])[read.ward])
            receipt = receipt_of(record)
        return receipt.status, receipt.code, receipt.flags


def _actor(envelope):
    nobody = {"public": public_actor, "system": system_actor}.get(envelope["actor"])
    return nobody(envelope["ward"]) if nobody else get_user(UUID(envelope["actor"])).as_actor()


def _put_there(envelope):
    """The server itself names its review items, each time anew; this one gets the name that the body resolves."""
    with writing() as opened:
        item = ReviewItem(
            id=UUID(envelope["args"]["review_id"]),
            ward=envelope["ward"],
            reason="gap",
            code="gap-declared",
            opened_at=datetime.fromisoformat(envelope["at"]),
        )
        opened.add(item)


def _enrol(envelope):
    """The server itself names enrolments; the phone that the body is about gets the name that stands there."""
    coordinator = get_user(UUID(envelope["actor"]))
    with bookkeeping() as opened:
        phone = Enrolment(
            id=UUID(envelope["args"]["enrolment_id"]),
            device_id=f"phone-of-{envelope['id']}",
            user_id=coordinator.id,
            role=coordinator.role,
            public_key={},
            send_token_hash="",
            read_token_hash="",
            status=SUSPENDED if envelope["type"] == "accounts.resume_device" else ACTIVE,
            enrolled_at=Clock.fixed,
            last_contact_at=Clock.fixed,
            lease_until=Clock.fixed,
        )
        opened.add(phone)


def _hire(envelope):
    """Nobody in the history is left to go instead: the officer whom the body names works here too."""
    with writing() as opened:
        officer = User(
            id=UUID(envelope["args"]["to_officer_id"]),
            ward=envelope["ward"],
            username="stand-in",
            full_name="Xa Thị Đi Thay",
            role=Role.OFFICER,
            password_hash="",
        )
        opened.add(officer)
