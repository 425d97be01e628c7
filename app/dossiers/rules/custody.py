"""Custody: which transfer moves a paper, and which one is kept beside for a person to judge."""

from datetime import datetime, timedelta
from uuid import UUID

from app.core.errors import Rejected
from app.core.roles import Role
from app.dossiers.models.shapes import Holder

CLOCKS_MAY_DIFFER = timedelta(minutes=5)


def check_two_sides(giver: Holder, taker: Holder) -> None:
    """A transfer has two sides; a paper that stays where it is was not transferred."""
    if giver.is_same(taker):
        raise Rejected("same-holder")


def why_beside(*, holder: Holder, held_since: datetime, giver: Holder, at: datetime) -> str | None:
    """Return the flag for a transfer that does not start where the paper is; None when it follows on.

    Phones' clocks are not trusted to the minute, so only a clear step back in time counts.
    """
    if not holder.is_same(giver):
        return "custody-holder-differs"
    if at + CLOCKS_MAY_DIFFER < held_since:
        return "custody-out-of-order"
    return None


def is_party(role: Role, actor_id: UUID | None, giver: Holder, taker: Holder) -> bool:
    """Say whether the reporter is one of the two sides: officers for themselves, the office for the centre."""
    sides = (giver, taker)
    if role is Role.OFFICER:
        return any(side.kind == "officer" and side.id == actor_id for side in sides)
    wanted = "post" if role is Role.POSTAL else "centre"
    return any(side.kind == wanted for side in sides)
