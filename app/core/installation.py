"""This installation's generation: a new one begins when a backup is restored (docs/protocol.md, pull)."""

import hmac
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from flask import current_app
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import now
from app.core.db import Model, UtcDateTime, bookkeeping, session
from app.core.ids import new_id


class Installation(Model):
    """The one row that says which life of this database we are in, and when it was last backed up."""

    __tablename__ = "installation"
    bookkeeping = True

    number: Mapped[int] = mapped_column(primary_key=True)
    generation: Mapped[UUID]
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    life: Mapped[int] = mapped_column(default=1, server_default="1")
    """1 until a backup is restored; above 1 something may be in the world that this database never knew."""
    backed_up_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


def begin_generation() -> UUID:
    """Start the first generation, or a new one after a restore; phones then offer their work again."""
    with bookkeeping() as open_session:
        row = open_session.get(Installation, 1)
        if row is None:
            row = Installation(number=1, began_at=now(), generation=new_id(), life=1, backed_up_at=None)
            open_session.add(row)
        else:
            row.generation, row.began_at, row.backed_up_at = new_id(), now(), None
            row.life += 1
        return row.generation


def installation() -> Installation:
    """Return the installation's row; `flask db upgrade` makes it."""
    return session.get_one(Installation, 1)


def generation() -> str:
    """Return today's generation as the wire writes it."""
    return str(installation().generation)


def keyed_hash(purpose: str, text: str) -> str:
    """Return HMAC-SHA-256 of the text under this installation's secret, hex; for look-ups of secrets."""
    key = f"{purpose}:{current_app.config['SECRET_KEY']}".encode()
    return hmac.new(key, text.encode(), sha256).hexdigest()
