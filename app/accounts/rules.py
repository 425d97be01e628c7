"""What is allowed in accounts: pure functions."""

import unicodedata
from datetime import datetime, timedelta
from uuid import UUID

from app.core.errors import Conflict, Rejected
from app.core.roles import Role

CODE_LIFE = timedelta(minutes=10)
OFFLINE_LEASE = timedelta(days=14)
DESK_IDLE = timedelta(minutes=30)
DESK_LONGEST = timedelta(hours=12)
GUESS_WINDOW = timedelta(minutes=15)
GUESSES = 8
BREACH_NOTICE = timedelta(hours=72)
"""The law gives so long from the discovery (Law 91/2025/QH15, article 23)."""
STEPS = {
    "active": {"suspended", "revoked", "wipe"},
    "suspended": {"active", "revoked", "wipe"},
    "revoked": {"wipe"},
    "wipe": set[str](),
}
"""From each state of a phone, those that may follow. An ended phone enrols anew."""

COMMON = frozenset(
    [
        "12345678",
        "123456789",
        "1234567890",
        "password",
        "matkhau1",
        "matkhau123",
        "11111111",
        "00000000",
        "88888888",
        "66666666",
        "iloveyou",
        "anhyeuem",
        "vietnam1",
        "hoabinh1",
        "qwertyui",
        "abcd1234",
        "1q2w3e4r",
        "password1",
        "12341234",
        "qwerty123",
    ]
)


def check_password(password: str, username: str) -> None:
    """Length over ornaments (ASVS 6.2): at least 8 characters, not common, not the name itself."""
    text = unicodedata.normalize("NFC", password)
    if len(text) < 8 or text.casefold() in COMMON or username.casefold() in text.casefold():
        raise Rejected("weak-password")


def check_is_hash(text: str) -> None:
    """A password in the log would be a leak for ever."""
    if not text.startswith("$argon2id$"):
        raise Rejected("weak-password")


def check_step(status: str, wanted: str) -> None:
    """A phone that has ended does not come back: its keys may be in other hands."""
    if status == wanted:
        raise Conflict("device-already-so", status=status)
    if wanted not in STEPS[status]:
        raise Conflict("device-has-ended", status=status)


def check_discovered(discovered_at: datetime, *, now: datetime) -> None:
    """Nobody discovers a loss tomorrow."""
    if discovered_at > now:
        raise Rejected("discovered-in-future")


def breach_due(discovered_at: datetime) -> datetime:
    """Return until when the authority must be told."""
    return discovered_at + BREACH_NOTICE


def check_breach_outcome(outcome: str, sent_at: datetime | None, *, now: datetime) -> None:
    """A notice that was sent was sent at some time, and not in the future."""
    if outcome == "sent" and sent_at is None:
        raise Rejected("sent-when")
    if sent_at is not None and sent_at > now:
        raise Rejected("sent-in-future")


def is_session_over(began_at: datetime, last_seen_at: datetime, now: datetime) -> bool:
    """A desk is left alone for half an hour, or worked at for twelve: sign in again."""
    return now - last_seen_at > DESK_IDLE or now - began_at > DESK_LONGEST


def check_may_correct(made_by: UUID | None, actor_id: UUID | None, role: Role) -> None:
    """Only who recorded a fact, or the coordinator, may say that it was otherwise."""
    if role is not Role.COORDINATOR and made_by != actor_id:
        raise Rejected("not-the-author")
