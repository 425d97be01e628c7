"""Whose command is this? The signature says so, never the session that carries it; and when was it made?"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from sqlalchemy import select

from app.accounts.keys import is_signed
from app.accounts.models import ACTIVE, Enrolment, User
from app.core import records
from app.core.answer import Objection
from app.core.changes import WardSequence, sha256
from app.core.commands import Actor, find_command
from app.core.db import session
from app.core.envelope import Envelope, Submission, origin_of
from app.core.errors import Refusal, Rejected
from app.core.roles import Role
from app.sync.shapes import WireCommand

CLOCK_TOLERANCE = timedelta(minutes=5)


class Clocks(Protocol):
    """The clocks of the phone at sending; none of them when somebody else delivers."""

    @property
    def sent_at(self) -> datetime | None: ...
    @property
    def mono(self) -> float | None: ...
    @property
    def boot(self) -> str | None: ...


@dataclass(frozen=True)
class Batch:
    """What holds for every command of one delivery."""

    clocks: Clocks
    enrolment: Enrolment
    user: User
    now: datetime
    generation: str
    wards: dict[str, WardSequence]


def submit(batch: Batch, wire: WireCommand, envelope: Envelope) -> Submission:
    made_at, clock_off = _when(batch, envelope)
    origin = origin_of(envelope, enrolment_id=batch.enrolment.id, seq=wire.seq, generation=batch.generation)
    return Submission(
        envelope=envelope,
        body=wire.body.encode(),
        actor=Actor(id=batch.user.id, role=Role(batch.user.role), ward=batch.user.ward, name=batch.user.full_name),
        origin=origin.with_clock_off() if clock_off else origin,
        made_at=made_at,
        now=batch.now,
        sameness=sha256(wire.body),
        signature=wire.sig,
    )


def _when(batch: Batch, envelope: Envelope) -> tuple[datetime, bool]:
    """Correct the phone's wall clock by its running clock, or by its error at sending; never refuse."""
    clocks = batch.clocks
    if clocks.boot and clocks.boot == envelope.boot and clocks.mono is not None and envelope.mono is not None:
        corrected = batch.now - timedelta(milliseconds=max(0.0, clocks.mono - envelope.mono))
    elif clocks.sent_at is None:
        corrected = min(envelope.at, batch.now)
    else:
        corrected = envelope.at + (batch.now - clocks.sent_at)
    if abs(corrected - envelope.at) <= CLOCK_TOLERANCE:
        return envelope.at.astimezone(UTC), False
    return min(corrected, batch.now).astimezone(UTC), True


def objection_to(batch: Batch, submission: Submission) -> Objection:
    def find() -> tuple[str, Refusal] | None:
        envelope = submission.envelope
        maker = _maker(batch, envelope.device_id)
        if maker is None:
            return records.REJECTED, Rejected("device-unknown")
        if not is_signed(maker.public_key, submission.body, submission.signature or ""):
            return records.REJECTED, Rejected("bad-signature")
        if envelope.actor != str(batch.user.id):
            return records.REJECTED, Rejected("actor-mismatch")
        return lateness(batch, maker, envelope)

    return find


def _maker(batch: Batch, device_id: str | None) -> Enrolment | None:
    """Return the enrolment that made the command: this one, or an earlier one of the same person."""
    if device_id == batch.enrolment.device_id:
        return batch.enrolment
    query = select(Enrolment).where(Enrolment.device_id == (device_id or ""), Enrolment.user_id == batch.user.id)
    return session.scalars(query).one_or_none()


def lateness(batch: Batch, maker: Enrolment, envelope: Envelope) -> tuple[str, Refusal] | None:
    """Say whether account, role or enrolment had ended before the command came."""
    if not batch.user.is_active or batch.enrolment.status != ACTIVE:
        return records.LATE, Rejected("account-ended")
    command = find_command(envelope.type)
    had_right = command is not None and Role(maker.role) in command.allowed
    if had_right and command is not None and Role(batch.user.role) not in command.allowed:
        return records.LATE, Rejected("role-ended")
    return None
