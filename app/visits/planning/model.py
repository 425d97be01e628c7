"""What the engine is given and what it gives back.

A Crew is one team in one half-day, from the centre and back: lunch and weekends need no rules of their own.
A Stop is one home that waits for a visit. A Plan says which crew begins at which stop when.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

MINUTE = 60
Seconds = npt.NDArray[np.int64]
"""Travel between places: row is where from, column is where to. Place 0 is the centre."""
CENTRE = 0


@dataclass(frozen=True, order=True)
class HalfDay:
    """Saturday or Sunday, morning or afternoon; `half` is the word the half-day has on the wire."""

    on: dt.date
    half: str


@dataclass(frozen=True, kw_only=True)
class Window:
    """When a visit may begin in one half-day, both ends included."""

    half_day: HalfDay
    opens: int
    closes: int


@dataclass(frozen=True, kw_only=True)
class Part:
    """One named part of a weight, as people see and edit it."""

    name: str
    points: int


@dataclass(frozen=True, kw_only=True)
class Pin:
    """A promise: these crews begin in this time. Two crews where two officers come from two teams."""

    crews: frozenset[str]
    opens: int
    closes: int


@dataclass(frozen=True, kw_only=True)
class Stop:
    """One home that waits for a visit."""

    id: str
    place: int
    """Its row in the matrix."""
    service: int
    """Seconds at the door, the search for an unknown house included."""
    windows: tuple[Window, ...] = ()
    """At most one in a half-day; half-days without one are not wanted. None at all: any half-day, any time."""
    skills: frozenset[str] = frozenset()
    officers: int = 1
    parts: tuple[Part, ...] = ()
    weekends_waited: int = 0
    is_booked: bool = False
    """Its half-day was promised to the household: it is served whatever the others weigh."""
    pin: Pin | None = None
    proposed: frozenset[str] = frozenset()
    """The crews that the plan before gave it, as long as nobody was told."""

    @property
    def weight(self) -> int:
        """The sum of its parts, from 1 to 100."""
        return min(max(sum(part.points for part in self.parts), 1), 100)


@dataclass(frozen=True, kw_only=True)
class Crew:
    """One team in one half-day."""

    id: str
    team: str
    half_day: HalfDay
    opens: int
    closes: int
    skills: frozenset[str] = frozenset()
    officers: int = 1
    on_leave: bool = False


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a ward may set."""

    point_seconds: int = 3600
    """A point of weight is worth so much travel."""
    served_after_weekends: int = 4
    """Who waited so many weekends is served."""
    move_points: int = 10
    """What it costs to move a proposed visit to another crew, or to drop it."""
    meeting_seconds: int = 30 * MINUTE
    """Two crews meet at a home on this grid of times."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One weekend to plan."""

    stops: tuple[Stop, ...]
    crews: tuple[Crew, ...]
    seconds: Seconds
    settings: Settings = field(default_factory=Settings)

    @cached_property
    def stop_by_id(self) -> Mapping[str, Stop]:
        """Stops by their id."""
        return {stop.id: stop for stop in self.stops}

    @cached_property
    def crew_by_id(self) -> Mapping[str, Crew]:
        """Crews by their id."""
        return {crew.id: crew for crew in self.crews}

    def is_due(self, stop: Stop) -> bool:
        """Say whether this stop has a promised half-day or a long wait, which come before any weight."""
        return stop.is_booked or stop.weekends_waited >= self.settings.served_after_weekends


@dataclass(frozen=True, kw_only=True)
class Call:
    """A crew at a stop."""

    stop: str
    arrives: int
    begins: int
    ends: int


@dataclass(frozen=True, kw_only=True)
class Route:
    """What one crew does: leaves the centre, calls, comes back."""

    crew: str
    leaves: int
    calls: tuple[Call, ...]
    returns: int
    travel: int

    @property
    def stops(self) -> tuple[str, ...]:
        """The stops in their order."""
        return tuple(call.stop for call in self.calls)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The routes of a weekend; crews that stay at the centre have none."""

    routes: tuple[Route, ...] = ()
    source: str = ""
    """Which step made it."""
    is_proven: bool = False
    """There is no better one: every route there is was looked at."""

    @cached_property
    def crews_of(self) -> Mapping[str, frozenset[str]]:
        """Which crews come to a stop; stops that nobody comes to are missing."""
        found: dict[str, set[str]] = {}
        for route in self.routes:
            for stop in route.stops:
                found.setdefault(stop, set()).add(route.crew)
        return {stop: frozenset(crews) for stop, crews in found.items()}

    @property
    def travel(self) -> int:
        """Seconds on the road, all crews together."""
        return sum(route.travel for route in self.routes)

    def unplanned(self, problem: Problem) -> list[Stop]:
        """Return the stops that nobody comes to, heaviest first."""
        left = [stop for stop in problem.stops if stop.id not in self.crews_of]
        return sorted(left, key=lambda stop: (-stop.weight, stop.id))


def moved(problem: Problem, plan: Plan) -> list[Stop]:
    """Return the proposed stops that this plan gives to other crews, or to none."""
    return [stop for stop in problem.stops if stop.proposed and plan.crews_of.get(stop.id) != stop.proposed]


def points_of(problem: Problem, plan: Plan) -> int:
    """Return the points served, less the price of what was moved."""
    served = sum(problem.stop_by_id[stop].weight for stop in plan.crews_of)
    return served - problem.settings.move_points * len(moved(problem, plan))


def objective(problem: Problem, plan: Plan) -> int:
    """Return what plans are compared by: seconds' worth of points, less travel."""
    return problem.settings.point_seconds * points_of(problem, plan) - plan.travel


def rank(problem: Problem, plan: Plan) -> tuple[int, int, int]:
    """Return what decides between two plans: promises kept, people due served, then the objective."""
    kept = sum(1 for stop in _served(problem, plan) if stop.pin)
    due = sum(1 for stop in _served(problem, plan) if problem.is_due(stop))
    return kept, due, objective(problem, plan)


def _served(problem: Problem, plan: Plan) -> Iterable[Stop]:
    return (problem.stop_by_id[stop] for stop in plan.crews_of)
