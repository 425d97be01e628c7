"""Puts stops into routes one after another where they cost least: quick, always valid, never clever.

All gaps of all routes are tried at once: row is the crew, column the gap before its n-th stop.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.visits.planning.model import CENTRE, Plan, Problem
from app.visits.planning.tables import NEVER, Numbers, Tables, Turn
from app.visits.planning.timing import Turns, begins, latest, plan_of, travel

FAR = np.int64(1 << 40)
"""Longer than any detour: what cannot be costs this much."""


@dataclass(frozen=True)
class Place:
    """Where a stop would go and what the way there costs."""

    crew: int
    gap: int
    turn: Turn
    detour: int


class Gaps:
    """Routes while they grow, with every gap's times."""

    def __init__(self, tables: Tables, routes: Mapping[int, Turns] | None = None) -> None:
        self.tables = tables
        self.routes: list[list[Turn]] = [[] for _ in tables.crews]
        self._width = 0
        self._widen(8)
        for crew in range(len(tables.crews)):
            self.routes[crew] = list((routes or {}).get(crew, ()))
            self._measure(crew)

    def taken(self) -> dict[int, Turns]:
        """Return the routes that have stops, by crew."""
        return {crew: tuple(turns) for crew, turns in enumerate(self.routes) if turns}

    def put(self, place: Place) -> None:
        """Put a stop where it was found to fit."""
        self.routes[place.crew].insert(place.gap, place.turn)
        self._measure(place.crew)

    def best(self, stop: int) -> list[Place]:
        """Return where this stop costs least: one place, two where crews meet, none where it fits nowhere."""
        found: list[Place] = []
        detours = self._detours(stop, self.tables.alone[stop], NEVER)
        place = self._cheapest(detours, Turn(stop))
        if place is not None:
            found = [place]
        if self.tables.stops[stop].officers > 1:
            meeting = self._best_meeting(stop)
            if meeting and (not found or sum(p.detour for p in meeting) < found[0].detour):
                return meeting
        return found

    def cheapest_by_crew(self, stop: int) -> dict[int, int]:
        """Return what the way to this stop costs each crew that can go alone and has room."""
        detours = self._detours(stop, self.tables.alone[stop], NEVER).min(axis=1)
        return {crew: int(detour) for crew, detour in enumerate(detours) if detour < FAR}

    def _best_meeting(self, stop: int) -> list[Place]:
        found: list[list[Place]] = []
        for half in range(len(self.tables.half_days)):
            single = (self.tables.half_of == half) & ~self.tables.alone[stop]
            for at in self.tables.meetings(stop, half):
                found.extend(self._meet(stop, single, at))
        return min(found, key=lambda places: sum(place.detour for place in places), default=[])

    def _meet(self, stop: int, crews: np.ndarray, at: int) -> Iterable[list[Place]]:
        detours = self._detours(stop, crews, at)
        first = self._cheapest(detours, Turn(stop, at))
        if first is None:
            return
        team = self.tables.crews[first.crew].team
        detours[[crew.team == team for crew in self.tables.crews]] = FAR
        second = self._cheapest(detours, Turn(stop, at))
        if second is not None:
            yield [first, second]

    def _cheapest(self, detours: Numbers, turn: Turn) -> Place | None:
        crew, gap = divmod(int(detours.argmin()), self._width)
        detour = int(detours[crew, gap])
        return Place(crew, gap, turn, detour) if detour < FAR else None

    def _detours(self, stop: int, crews: np.ndarray, at: int) -> Numbers:
        """Return what the way to this stop costs in every gap; FAR where it does not fit."""
        tables, place = self.tables, self.tables.place[stop]
        opens, closes = tables.opens[stop][:, None], tables.closes[stop][:, None]
        if at != NEVER:
            opens, closes = np.maximum(opens, at), np.minimum(closes, at)
        there, back = tables.seconds[:, place][self._before], tables.seconds[place][self._after]
        begin = np.maximum(self._ready + there, opens)
        fits = (begin <= closes) & (begin + tables.service[stop] + back <= self._due) & crews[:, None]
        return np.where(fits, there + back - self._direct, FAR)

    def _measure(self, crew: int) -> None:
        """Write down the times of this crew's gaps; gaps it does not have are never due."""
        tables, turns = self.tables, self.routes[crew]
        if len(turns) >= self._width:
            self._widen(2 * len(turns))
        early = begins(tables, crew, turns)
        if early is None:
            raise ValueError(f"{tables.crews[crew].id} cannot do what it was given")
        stops = [turn.stop for turn in turns]
        places = [CENTRE, *tables.place[stops].tolist(), CENTRE] if stops else [CENTRE, CENTRE]
        left = [at + int(tables.service[stop]) for at, stop in zip(early, stops, strict=True)]
        count = len(turns) + 1
        self._due[crew] = NEVER
        self._before[crew, :count], self._after[crew, :count] = places[:-1], places[1:]
        self._direct[crew, :count] = tables.seconds[places[:-1], places[1:]]
        self._ready[crew, :count] = [int(tables.crew_opens[crew]), *left]
        self._due[crew, :count] = [*latest(tables, crew, turns), int(tables.crew_closes[crew])]

    def _widen(self, width: int) -> None:
        shape = (len(self.tables.crews), width)
        self._before, self._after, self._ready, self._direct = (np.zeros(shape, dtype=np.int64) for _ in range(4))
        self._due = np.full(shape, NEVER, dtype=np.int64)
        self._width = width
        for crew, turns in enumerate(self.routes):
            if turns:
                self._measure(crew)


def fill(gaps: Gaps, stops: Sequence[int]) -> None:
    """Put in what fits, in this order."""
    for stop in stops:
        for place in gaps.best(stop):
            gaps.put(place)


def greedy(problem: Problem) -> Plan:
    """Return the better of plans that begin with the heaviest stops, or with the most weight a minute."""
    tables = Tables(problem)
    filled = [_filled(tables, order) for order in orders(tables)]
    best = max(filled, key=lambda routes: value_of(tables, routes))
    return plan_of(tables, best, source="greedy")


def _filled(tables: Tables, order: Sequence[int]) -> dict[int, Turns]:
    gaps = Gaps(tables)
    fill(gaps, order)
    return gaps.taken()


def orders(tables: Tables) -> list[list[int]]:
    """Return the orders in which stops are put in: promises first, people due next."""
    minutes = tables.service + 2 * tables.seconds[CENTRE, tables.place] // 4
    heavy = np.argsort(-tables.worth, kind="stable").tolist()
    urgent = tables.worth // (tables.problem.settings.point_seconds * 1000)
    dense = sorted(heavy, key=lambda stop: (-int(urgent[stop]), -float(tables.worth[stop] / max(minutes[stop], 1))))
    return [heavy, dense]


def value_of(tables: Tables, routes: Mapping[int, Turns]) -> int:
    """Return what these routes are worth in seconds, promises and people due counted first."""
    served = {turn.stop for turns in routes.values() for turn in turns}
    kept = sum(tables.stays(turn.stop, crew) for crew, turns in routes.items() for turn in turns)
    road = sum(travel(tables, turns) for turns in routes.values() if turns)
    return int(tables.worth[sorted(served)].sum()) + kept - road
