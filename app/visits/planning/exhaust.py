"""Writes down every route there is, where they are few, so that no plan is better than what is chosen among them.

Routes grow stop by stop, all of one length at once. Of two that visit the same homes and end at the same one, the
later and longer is dropped; in the end only the shortest of those that visit the same homes is left.
"""

from dataclasses import dataclass

import numpy as np

from app.visits.planning.model import CENTRE
from app.visits.planning.tables import Numbers, Tables, Turn
from app.visits.planning.timing import Turns
from app.visits.planning.vrp import Kind

MOST_OPTIONS = 56
"""Each is a bit of one number, with six more for the last."""
LONGER_THAN_ANY = 1 << 24
"""Seconds: no road is as long."""
NONE_BEFORE = -1


@dataclass(frozen=True)
class Options:
    """The ways in which one kind of crew visits homes: alone at any time, or meeting another crew at one time."""

    turns: tuple[Turn, ...]
    place: Numbers
    service: Numbers
    opens: Numbers
    closes: Numbers
    same_home: Numbers
    """Bits of all that are at the same home: a route has one of them."""


@dataclass(frozen=True)
class _Level:
    """Routes of one length. `before` is the row, in the level before, of the same route without its last turn."""

    visited: Numbers
    last: Numbers
    free: Numbers
    road: Numbers
    before: Numbers


@dataclass(frozen=True)
class Routes:
    """Every route of one kind of crew: which options it takes, as bits, and its seconds on the road."""

    kind: int
    options: Options
    visited: Numbers
    road: Numbers
    _levels: list[_Level]
    _where: Numbers
    """In which level and row each of them is."""

    def turns(self, number: int) -> Turns:
        """Return one of them in its order."""
        level, row = (int(part) for part in self._where[number])
        found: list[Turn] = []
        while row != NONE_BEFORE:
            found.append(self.options.turns[int(self._levels[level].last[row])])
            row, level = int(self._levels[level].before[row]), level - 1
        return tuple(reversed(found))


def every_route(tables: Tables, kinds: list[Kind], budget: int) -> list[Routes] | None:
    """Return the routes of each kind; None if more would have to be looked at than the budget allows."""
    found = []
    for number, kind in enumerate(kinds):
        options = _options(tables, kind.any)
        levels = None if len(options.turns) > MOST_OPTIONS else _levels(tables, kind.any, options, budget)
        if levels is None:
            return None
        budget -= sum(len(level.visited) for level in levels)
        found.append(_shortest(tables, number, options, levels))
    return found


def _options(tables: Tables, crew: int) -> Options:
    turns: list[Turn] = []
    for stop in range(len(tables.stops)):
        if not tables.may_go(stop, crew):
            continue
        alone = tables.alone[stop, crew]
        times = [] if alone else tables.meetings(stop, int(tables.half_of[crew]))
        turns += [Turn(stop)] if alone else [Turn(stop, at) for at in times]
    hours = [tables.hours(turn, crew) for turn in turns]
    stops = np.array([turn.stop for turn in turns], dtype=np.int64)
    bits = np.left_shift(1, np.arange(min(len(turns), MOST_OPTIONS), dtype=np.int64))
    return Options(
        turns=tuple(turns),
        place=tables.place[stops],
        service=tables.service[stops],
        opens=np.array([opens for opens, _ in hours], dtype=np.int64),
        closes=np.array([closes for _, closes in hours], dtype=np.int64),
        same_home=np.array([bits[stops[: len(bits)] == stop].sum() for stop in stops], dtype=np.int64),
    )


def _levels(tables: Tables, crew: int, options: Options, budget: int) -> list[_Level] | None:
    """Return the routes of one turn, of two, and so on."""
    nowhere = np.zeros(1, dtype=np.int64)
    begin = nowhere + int(tables.crew_opens[crew])
    level = _Level(visited=nowhere, last=nowhere, free=begin, road=nowhere, before=nowhere)
    at, found = nowhere + CENTRE, list[_Level]()
    while level.visited.size:
        level = _grown(tables, crew, options, level, at, is_first=not found)
        budget -= level.visited.size
        if budget < 0:
            return None
        at = options.place[level.last]
        found.append(level)
    return found


def _grown(tables: Tables, crew: int, options: Options, level: _Level, at: Numbers, *, is_first: bool) -> _Level:
    """Return every route of this level with one more turn."""
    columns: list[tuple[Numbers, ...]] = []
    shift, back = int(tables.crew_closes[crew]), tables.seconds[options.place, CENTRE]
    for option in range(len(options.turns)):
        legs = tables.seconds[at, options.place[option]]
        begins = np.maximum(level.free + legs, options.opens[option])
        ends = begins + options.service[option]
        fits = (begins <= options.closes[option]) & (ends + back[option] <= shift)
        rows = np.flatnonzero(fits & (level.visited & options.same_home[option] == 0))
        before = np.full(rows.size, NONE_BEFORE) if is_first else rows
        visited = level.visited[rows] | (1 << option)
        columns.append((visited, np.full(rows.size, option), ends[rows], level.road[rows] + legs[rows], before))
    if not columns:
        return _Level(*(np.zeros(0, dtype=np.int64) for _ in range(5)))
    return _undominated(_Level(*(np.concatenate(column) for column in zip(*columns, strict=True))))


def _undominated(level: _Level) -> _Level:
    """Drop whoever ends at the same home after the same visits, no sooner and on no shorter road."""
    ending = level.visited << 6 | level.last
    order = np.lexsort((level.road, level.free, ending))
    group = np.cumsum(np.diff(ending[order], prepend=ending[order][:1]) != 0)
    road = level.road[order] - group * LONGER_THAN_ANY
    least = np.minimum.accumulate(road)
    kept = order[np.concatenate([[True], road[1:] < least[:-1]])] if order.size else order
    return _Level(level.visited[kept], level.last[kept], level.free[kept], level.road[kept], level.before[kept])


def _shortest(tables: Tables, kind: int, options: Options, levels: list[_Level]) -> Routes:
    visited = np.concatenate([level.visited for level in levels])
    last = np.concatenate([level.last for level in levels])
    road = np.concatenate([level.road for level in levels]) + tables.seconds[options.place, CENTRE][last]
    where = np.concatenate([_rows(number, level) for number, level in enumerate(levels)])
    order = np.lexsort((road, visited))
    first = order[np.diff(visited[order], prepend=-1) != 0]
    return Routes(kind, options, visited[first], road[first], levels, where[first])


def _rows(number: int, level: _Level) -> Numbers:
    rows = np.arange(level.visited.size, dtype=np.int64)
    return np.stack([np.full_like(rows, number), rows], axis=1)
