"""Enrolling a phone: a one-time code becomes a device with a key and two tokens (docs/protocol.md, enrolment)."""

import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.accounts import rules
from app.accounts.keys import check_public_key, thumbprint
from app.accounts.models import ACTIVE, EnrolCode, Enrolment, User
from app.accounts.queries import get_user
from app.core.changes import sha256
from app.core.clock import now
from app.core.db import bookkeeping, session
from app.core.errors import Rejected
from app.core.ids import new_id
from app.core.installation import keyed_hash


@dataclass(frozen=True)
class Enrolled:
    """A fresh enrolment with its two tokens, which are shown this once."""

    enrolment: Enrolment
    user: User
    send_token: str
    read_token: str


def make_code(user_id: UUID) -> str:
    """Return a one-time code for this person: 10 digits, valid for 10 minutes."""
    code = f"{secrets.randbelow(10**10):010d}"
    with bookkeeping() as opened:
        opened.add(EnrolCode(code_hash=sha256(code), user_id=user_id, expires_at=now() + rules.CODE_LIFE))
    return code


def enrol(
    *, code: str, device_id: str, public_key: dict[str, Any], app: str, persisted: bool, standalone: bool
) -> Enrolled:
    """Enrol a phone. The same code, device and key within the code's life give the same tokens again.

    Tokens are derived from code and key, so that a lost answer can be asked for again without
    the server having stored them readably. Raises Rejected `code-not-valid`, `device-taken`, `invalid-key`.
    """
    digits = "".join(c for c in code if c.isalnum())
    check_public_key(public_key)
    key = thumbprint(public_key)
    row = session.get(EnrolCode, sha256(digits))
    if row is None or row.expires_at < now():
        raise Rejected("code-not-valid")
    if row.used_by_device and (row.used_by_device, row.used_key) != (device_id, key):
        raise Rejected("code-not-valid")
    send_token, read_token = (keyed_hash(f"{kind}:{digits}:{device_id}", key) for kind in ("send", "read"))
    user_id = row.user_id
    if find_device(device_id) is None:
        _store(digits, user_id, device_id, public_key, (send_token, read_token), (app, persisted, standalone))
    enrolment = find_device(device_id)
    if enrolment is None or enrolment.user_id != user_id or thumbprint(enrolment.public_key) != key:
        raise Rejected("device-taken")
    return Enrolled(enrolment, get_user(user_id), send_token, read_token)


def _store(
    code: str,
    user_id: UUID,
    device_id: str,
    public_key: dict[str, Any],
    tokens: tuple[str, str],
    phone: tuple[str, bool, bool],
) -> None:
    moment = now()
    with bookkeeping() as opened:
        used = opened.get_one(EnrolCode, sha256(code))
        used.used_by_device, used.used_key = device_id, thumbprint(public_key)
        opened.add(
            Enrolment(
                id=new_id(),
                device_id=device_id,
                user_id=user_id,
                role=get_user(user_id).role,
                public_key=public_key,
                send_token_hash=sha256(tokens[0]),
                read_token_hash=sha256(tokens[1]),
                status=ACTIVE,
                last_seq=0,
                high_seq=0,
                app=phone[0][:60],
                persisted=phone[1],
                standalone=phone[2],
                enrolled_at=moment,
                last_contact_at=moment,
                lease_until=moment + rules.OFFLINE_LEASE,
            )
        )


def find_device(device_id: str) -> Enrolment | None:
    """Return the enrolment of this device id, or None."""
    return session.scalars(select(Enrolment).where(Enrolment.device_id == device_id)).one_or_none()
