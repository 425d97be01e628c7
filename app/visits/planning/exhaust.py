"""Writes down every route there is, where they are few: then the choice among them is the best plan, and proven.

Routes grow stop by stop. Of two that visit the same homes and end at the same one, the later and longer is dropped.
"""

from dataclasses import dataclass
from typing import NamedTuple

from app.visits.planning.harvest import Pool
from app.visits.planning.model import CENTRE
from app.visits.planning.tables import Tables, Turn
from app.visits.planning.timing import Turns


class _Begun(NamedTuple):
    """A route so far: when its crew is free, and how long it was on the road."""

    at: int
    road: int
    turns: Turns


@dataclass(frozen=True)
class _Option:
    """One way of visiting one stop: alone at any time, or meeting another crew at one time."""

    turn: Turn
    place: int
    service: int
    opens: int
    closes: int


def exhaust(tables: Tables, pool: Pool, budget: int) -> bool:
    """Add every route to the pool. Return False if there are more than the budget allows: then some are missing."""
    for kind in range(len(pool.kinds)):
        used = _exhaust_kind(tables, pool, kind, budget)
        if used is None:
            return False
        budget -= used
    return True


def _exhaust_kind(tables: Tables, pool: Pool, kind: int, budget: int) -> int | None:
    crew = pool.kinds[kind].any
    options = _options(tables, crew)
    closes, used = int(tables.crew_closes[crew]), 0
    begun = [(frozenset[Turn](), CENTRE, _Begun(int(tables.crew_opens[crew]), 0, ()))]
    seconds = tables.seconds.tolist()
    while begun:
        grown: dict[tuple[frozenset[Turn], int], list[_Begun]] = {}
        for visited, place, route in begun:
            stops = {turn.stop for turn in visited}
            for option in options:
                if option.turn.stop in stops:
                    continue
                longer = _grow(route, seconds[place][option.place], option)
                if longer and longer.at + seconds[option.place][CENTRE] <= closes:
                    _keep(grown.setdefault((visited | {option.turn}, option.turn.stop), []), longer)
        begun = [(visited, int(tables.place[stop]), route) for (visited, stop), kept in grown.items() for route in kept]
        used += len(begun)
        if used > budget:
            return None
        for visited, place, route in begun:
            pool.put(kind, visited, route.road + seconds[place][CENTRE], route.turns)
    return used


def _options(tables: Tables, crew: int) -> list[_Option]:
    found = []
    for stop in range(len(tables.stops)):
        if not tables.may_go(stop, crew):
            continue
        alone = tables.alone[stop, crew]
        times = [] if alone else tables.meetings(stop, int(tables.half_of[crew]))
        for turn in [Turn(stop)] if alone else [Turn(stop, at) for at in times]:
            opens, closes = tables.hours(turn, crew)
            found.append(_Option(turn, int(tables.place[stop]), int(tables.service[stop]), opens, closes))
    return found


def _grow(route: _Begun, leg: int, option: _Option) -> _Begun | None:
    begins = max(route.at + leg, option.opens)
    if begins > option.closes:
        return None
    return _Begun(begins + option.service, route.road + leg, (*route.turns, option.turn))


def _keep(kept: list[_Begun], route: _Begun) -> None:
    if any(other.at <= route.at and other.road <= route.road for other in kept):
        return
    kept[:] = [other for other in kept if other.at < route.at or other.road < route.road]
    kept.append(route)
