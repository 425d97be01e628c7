"""The server's sealing keys: phones seal to the newest, every older one still opens. None is ever deleted.

They lie in the database, so that a backup holds them: work sealed months ago must open after a restore.
"""

import re
from datetime import datetime
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from sqlalchemy import String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core.changes import canonical
from app.core.clock import now
from app.core.db import Model, UtcDateTime, bookkeeping, session
from app.core.sealing import CannotOpen, Sealed, name_of, open_sealed, public_jwk


class SealingKey(Model):
    """One ECDH P-256 key pair; `kid` names it on the wire."""

    __tablename__ = "sealing_key"
    bookkeeping = True

    kid: Mapped[str] = mapped_column(String(40), primary_key=True)
    private_key: Mapped[str] = mapped_column(Text)
    """PKCS 8, PEM, as plain as the work that it opens; backups are encrypted."""
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


KEY_NAME = re.compile(r"[A-Za-z0-9_-]+")
"""Names are base64url."""
NEWEST_KID = select(SealingKey.kid).order_by(SealingKey.made_at.desc(), SealingKey.kid).limit(1)


def make_sealing_key() -> str:
    """Make the key that phones seal to from now on; return its kid."""
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    kid = name_of(key.public_key())
    with bookkeeping() as opened:
        opened.add(SealingKey(kid=kid, private_key=pem, made_at=now()))
    return kid


def current_kid() -> str:
    """Return the newest key's name; an installation that has none makes its first."""
    return session.scalar(NEWEST_KID) or make_sealing_key()


def current_public_key() -> dict[str, str]:
    """Return the newest key's public half as a JWK with its kid."""
    kid = current_kid()
    return public_jwk(_load(session.get_one(SealingKey, kid).private_key).public_key()) | {"kid": kid}


def has_key(kid: str) -> bool:
    """Say whether we can open what was sealed to this key; one made after a backup is lost with a restore of it."""
    return _key_named(kid) is not None


def unseal(sealed: Sealed) -> bytes:
    """Return what was sealed to any of our keys; raises CannotOpen."""
    row = _key_named(sealed.kid)
    if row is None:
        raise CannotOpen(f"no key {sealed.kid}")
    return open_sealed(_load(row.private_key), sealed)


def _key_named(kid: str) -> SealingKey | None:
    """A damaged name is nobody's: PostgreSQL would refuse a null character even in a question."""
    return session.get(SealingKey, kid) if KEY_NAME.fullmatch(kid) else None


def as_text(sealed: Sealed) -> str:
    """Return sealed bytes as the one text by which they are known again."""
    return canonical(sealed.model_dump())


@lru_cache(maxsize=64)
def _load(pem: str) -> ec.EllipticCurvePrivateKey:
    key = load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("a sealing key is an elliptic curve key")
    return key
