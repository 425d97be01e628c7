"""Signing in at a browser: a random token in the cookie, its hash in a server table.

Wrong name and wrong password take the same time and get the same words (ASVS 6.3.8).
"""

import secrets
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, select

from app.accounts import rules
from app.accounts.models import SignInAttempt, User, WebSession
from app.accounts.queries import find_user, find_user_by_name
from app.core.changes import sha256
from app.core.clock import now
from app.core.db import bookkeeping, session
from app.core.errors import Rejected

_NOBODY = PasswordHasher().hash(secrets.token_hex(16))


def sign_in(username: str, password: str) -> tuple[User, str]:
    """Return the person and a fresh session token; raises Rejected with one of two codes."""
    name = username.strip().lower()
    _check_guesses(name)
    user = find_user_by_name(name)
    is_right = _verify(user.password_hash if user else _NOBODY, password)
    if user is None or not is_right or not user.is_active:
        with bookkeeping() as opened:
            opened.add(SignInAttempt(username=name[:60], at=now()))
        raise Rejected("wrong-sign-in")
    user_id, token = user.id, secrets.token_urlsafe(32)
    with bookkeeping() as opened:
        opened.add(WebSession(token_hash=sha256(token), user_id=user_id, began_at=now(), last_seen_at=now()))
    return user, token


def _verify(password_hash: str, password: str) -> bool:
    try:
        return PasswordHasher().verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _check_guesses(name: str) -> None:
    since = now() - rules.GUESS_WINDOW
    query = select(func.count()).where(SignInAttempt.username == name[:60], SignInAttempt.at > since)
    if (session.scalar(query) or 0) >= rules.GUESSES:
        raise Rejected("too-many-attempts")


def find_session_user(token: str, *, is_person: bool = True) -> User | None:
    """Return who is signed in with this token, or None; keeps the session alive if a person asks."""
    row = session.get(WebSession, sha256(token))
    if row is None or rules.is_session_over(row.began_at, row.last_seen_at, now()):
        return None
    user_id: UUID = row.user_id
    if is_person and (now() - row.last_seen_at).total_seconds() > 60:
        with bookkeeping():
            session.get_one(WebSession, sha256(token)).last_seen_at = now()
    user = find_user(user_id)
    return user if user is not None and user.is_active else None


def sign_out(token: str) -> None:
    """End the session on the server."""
    with bookkeeping() as opened:
        opened.execute(delete(WebSession).where(WebSession.token_hash == sha256(token)))
