"""Bearer tokens of phones: `send` delivers work and reads nothing, `read` opens the rest."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from flask import request
from sqlalchemy import select

from app.accounts.models import ACTIVE, Enrolment, User
from app.core.changes import sha256
from app.core.db import session
from app.core.roles import Role


class TokenRefused(Exception):
    """Answered as 401, or 403 with the device's state."""

    def __init__(self, status: int, code: str, device: str | None = None, enrolment_id: UUID | None = None) -> None:
        super().__init__(code)
        self.status, self.code, self.device, self.enrolment_id = status, code, device, enrolment_id


@dataclass(frozen=True)
class Caller:
    """The phone behind a request."""

    enrolment: Enrolment
    user: User

    @property
    def role(self) -> Role:
        """The person's role today."""
        return Role(self.user.role)


def find_caller(which: Literal["send", "read"]) -> Caller | None:
    """Return the phone that this request's Bearer token belongs to, active or not; None without a valid one."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer" or not token:
        return None
    column = Enrolment.send_token_hash if which == "send" else Enrolment.read_token_hash
    query = select(Enrolment, User).join(User, User.id == Enrolment.user_id).where(column == sha256(token))
    found = session.execute(query).one_or_none()
    return Caller(*found) if found else None


def require_send_token() -> Caller:
    """Return the caller who may deliver; raises TokenRefused."""
    return _require("send")


def require_read_token() -> Caller:
    """Return the caller who may read; raises TokenRefused. An ended account reads nothing."""
    caller = _require("read")
    if not caller.user.is_active:
        raise TokenRefused(403, "device-not-active", "suspended")
    return caller


def _require(which: Literal["send", "read"]) -> Caller:
    caller = find_caller(which)
    if caller is None:
        raise TokenRefused(401, "token-not-valid")
    if caller.enrolment.status != ACTIVE:
        raise TokenRefused(403, "device-not-active", caller.enrolment.status, caller.enrolment.id)
    return caller
