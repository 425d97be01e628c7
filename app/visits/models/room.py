"""Lanes and the room in them: what visits are planned into, and what the public is offered."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.visits.models.words import Half

DAYS_IN_WINDOW = 14
"""How long after the day an officer's phone keeps what a visit needs."""
TYPICAL_MINUTES = 40
"""One visit that takes one dossier in, the way there included."""


@dataclass(frozen=True)
class Lane:
    """One team's half-day: what visits are planned into."""

    team_id: UUID
    on: dt.date
    half: Half


@dataclass(frozen=True)
class HalfDayRoom:
    """One half-day of the whole ward, as a person who wishes for it sees it."""

    date: dt.date
    half: Half
    minutes_left: int
    open: bool


def places_left(minutes_left: Sequence[int], wished: Collection[int]) -> int:
    """Return how many more typical visits fit: no team can serve half a visit of another's."""
    return sum(max(minutes, 0) // TYPICAL_MINUTES for minutes in minutes_left) - len(wished)
