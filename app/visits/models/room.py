"""Lanes and the room in them: what visits are planned into, and what the public is offered."""

import datetime as dt
from collections.abc import Collection
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
    left: tuple[int, ...]
    """Minutes that nothing is planned into, team by team."""
    booked: tuple[int, ...]
    """Minutes of each booking and hold that no visit serves yet."""

    @property
    def minutes_left(self) -> int:
        return max(sum(self.left) - sum(self.booked), 0)

    @property
    def open(self) -> bool:
        """Say whether one more visit of the usual length fits."""
        return self.has_room_for(TYPICAL_MINUTES)

    def has_room_for(self, minutes: int) -> bool:
        """Say whether a visit of this length fits beside everything that was promised."""
        return fits(self.left, [*self.booked, minutes])

    def can_plan(self, left: int, minutes: int) -> bool:
        """Say whether the team with so much left can take a visit, and every promise still fits beside it."""
        teams = list(self.left)
        teams.remove(left)
        return minutes <= left and fits([*teams, left - minutes], self.booked)


def fits(left: Collection[int], visits: Collection[int]) -> bool:
    """Say whether visits of these minutes go into what the teams have left: no team serves half of another's.

    The longest first, each where it leaves least over. That may say no where a cleverer order would say yes,
    never yes where there is no order.
    """
    rest = list(left)
    for minutes in sorted(visits, reverse=True):
        tightest = min((team for team in rest if team >= minutes), default=None)
        if tightest is None:
            return False
        rest.remove(tightest)
        rest.append(tightest - minutes)
    return True
