"""Where the server stands, as `hello` tells it: one question, since every phone asks all day long."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select

from app.core.changes import WardSequence
from app.core.db import session
from app.core.installation import Installation
from app.core.scope import SHARED_WARD
from app.core.sealing_keys import NEWEST_KID, current_kid

HEAD = select(WardSequence.last).where(WardSequence.ward == bindparam("ward")).scalar_subquery()
SHARED_HEAD = select(WardSequence.last).where(WardSequence.ward == SHARED_WARD).scalar_subquery()
QUESTION = select(
    Installation.generation,
    Installation.backed_up_at,
    NEWEST_KID.scalar_subquery().label("kid"),
    HEAD.label("head"),
    SHARED_HEAD.label("shared_head"),
).where(Installation.number == 1)


@dataclass(frozen=True)
class Standing:
    """What holds for every phone of a ward."""

    generation: UUID
    backed_up_at: datetime | None
    sealing_kid: str
    heads: dict[str, int]


def standing(ward: str) -> Standing:
    """Return where the server stands now; an installation without a sealing key makes its first."""
    found = session.execute(QUESTION, {"ward": ward}).one()
    return Standing(
        generation=found.generation,
        backed_up_at=found.backed_up_at,
        sealing_kid=found.kid or current_kid(),
        heads={ward: found.head or 0, SHARED_WARD: found.shared_head or 0},
    )
