"""Finds the best plan by putting crews together: the routes of two become all pairs that one plan could hold.

Prices of single routes leave a gap, for a shift is filled by whole visits. Pairs know what fits beside what: priced
anew they leave a smaller one, and when all crews are one, the best of what is left is the best plan there is.
All sums are whole numbers: the proof does not hang on how exactly the relaxation was solved.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from app.visits.planning.exhaust import Routes
from app.visits.planning.price import Group, Priced, priced
from app.visits.planning.tables import NEVER, Numbers, Tables
from app.visits.planning.timing import Turns
from app.visits.planning.vrp import Kind

MOST_CREWS = 12
MOST_STOPS = 62
"""Each is a bit of one number."""
MOST_HELD = 3_000_000
"""So many pairs are held in memory, a few hundred megabytes."""
NARROW = 1 << 14
"""Seconds below the bound at which the best plan is looked for first; then twice as many, and so on."""
STAYS = -1
"""Stands for the route of a crew that stays at the centre."""


def best_of_all(
    tables: Tables, kinds: Sequence[Kind], every: Sequence[Routes], floor: int, budget: int
) -> dict[int, Turns] | None:
    """Return the best plan worth more than `floor` seconds, no routes if there is none.

    None where it cannot be told: crews meet or are many, or a merge would look at more pairs than the budget allows.
    """
    crews = [(crew, routes) for routes in every for crew in kinds[routes.kind].crews]
    if not 0 < len(crews) <= MOST_CREWS or len(tables.stops) > MOST_STOPS or _some_meet(every):
        return None
    groups = [_group(tables, crew, routes) for crew, routes in crews]
    found = priced(groups, np.zeros(len(tables.stops), dtype=np.int64))
    above, room = found.bound, NARROW
    while above > floor:
        above, room = max(found.bound - room, floor), 2 * room
        merged = _merged(groups, found, above, budget)
        if merged is None:
            return None
        if merged.worth.size:
            return _routes(merged, dict(crews))
    return {}


def _merged(groups: list[Group], found: Priced, floor: int, budget: int) -> Group | None:
    """Put crews together until one group is left, of what may be worth more than the floor; None if it is too much."""
    while True:
        room = found.bound - floor - 1
        groups, found = _near(groups, found, room)
        if len(groups) == 1:
            return groups[0]
        first, second, *rest = sorted(range(len(groups)), key=lambda number: groups[number].worth.size)
        one, other, left = groups[first], groups[second], [groups[number] for number in rest]
        if not one.worth.size:
            return one
        must = _needed(found.prices, room) & ~_reached(left)
        beside = _beside(found.short[first], must & ~one.visited, found.short[second], must & other.visited, room)
        budget -= int(beside.counts.sum())
        pairs = _pairs(one, other, beside) if budget >= 0 else None
        if pairs is None or not pairs.worth.size:
            return pairs
        groups = [*left, pairs]
        found = priced(groups, found.prices)


def _some_meet(every: Sequence[Routes]) -> bool:
    return any(turn.meets != NEVER for routes in every for turn in routes.options.turns)


def _group(tables: Tables, crew: int, routes: Routes) -> Group:
    """Return what one crew could do."""
    visited, worth = np.zeros(routes.visited.size, dtype=np.int64), -routes.road
    for bit, turn in enumerate(routes.options.turns):
        goes = routes.visited >> bit & 1
        visited = visited | goes << turn.stop
        worth = worth + goes * (int(tables.worth[turn.stop]) + tables.stays(turn.stop, crew))
    return Group(
        crews=(crew,),
        visited=np.append(visited, 0),
        worth=np.append(worth, 0),
        routes=np.append(np.arange(visited.size, dtype=np.int64), STAYS)[:, None],
    )


def _near(groups: Sequence[Group], found: Priced, room: int) -> tuple[list[Group], Priced]:
    """Leave out whatever makes a plan fall short of the bound by more than this room."""
    rows = [np.flatnonzero(short <= room) for short in found.short]
    left = [group.only(near) for group, near in zip(groups, rows, strict=True)]
    return left, Priced(found.prices, found.bound, [short[near] for short, near in zip(found.short, rows, strict=True)])


def _needed(prices: Numbers, room: int) -> int:
    """Return the stops, as bits, whose price alone is more than this room: a plan without one loses it."""
    return sum(1 << int(stop) for stop in np.flatnonzero(prices > room))


def _reached(groups: Iterable[Group]) -> int:
    return sum({1 << stop for group in groups for stop in range(MOST_STOPS) if (group.visited >> stop & 1).any()})


@dataclass(frozen=True)
class _Beside:
    """For each choice of one group those of the other to look at: `counts` of them in `order`, from `begins` on."""

    order: Numbers
    begins: Numbers
    counts: Numbers


def _beside(short: Numbers, kept: Numbers, short_other: Numbers, kept_other: Numbers, room: int) -> _Beside:
    """Return what falls short by no more than the room together and visits what nobody else would (`kept`, as bits)."""
    names, name = np.unique(kept_other, return_inverse=True)
    place = np.minimum(np.searchsorted(names, kept), names.size - 1)
    sorted_by = name * (room + 1) + short_other
    order = np.argsort(sorted_by, kind="stable")
    begins = np.searchsorted(sorted_by[order], place * (room + 1))
    ends = np.searchsorted(sorted_by[order], place * (room + 1) + room - short, side="right")
    return _Beside(order, begins, np.where(names[place] == kept, ends - begins, 0))


def _pairs(one: Group, other: Group, beside: _Beside) -> Group | None:
    """Return what both could do beside each other; of pairs that visit the same homes the best. None: too many."""
    sorted_by, found = other.visited[beside.order], [np.zeros((2, 0), dtype=np.int64)]
    held = 0
    for row in np.flatnonzero(beside.counts):
        begin = beside.begins[row]
        apart = np.flatnonzero(sorted_by[begin : begin + beside.counts[row]] & one.visited[row] == 0)
        held += apart.size
        if held > MOST_HELD:
            return None
        found.append(np.stack([np.full_like(apart, row), beside.order[begin + apart]]))
    rows, others = np.concatenate(found, axis=1)
    visited, worth = one.visited[rows] | other.visited[others], one.worth[rows] + other.worth[others]
    best = np.lexsort((-worth, visited))
    best = best[np.diff(visited[best], prepend=-1) != 0]
    routes = np.concatenate([one.routes[rows[best]], other.routes[others[best]]], axis=1)
    return Group(crews=(*one.crews, *other.crews), visited=visited[best], worth=worth[best], routes=routes)


def _routes(group: Group, every: dict[int, Routes]) -> dict[int, Turns]:
    """Return the best of what is left, by crew."""
    best = group.routes[int(np.argmax(group.worth))]
    return {
        crew: every[crew].turns(int(route)) for crew, route in zip(group.crews, best, strict=True) if route != STAYS
    }
