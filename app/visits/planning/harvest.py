"""Lets PyVRP search, and keeps every route it sees that a crew could do: good plans are made of routes of many."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pyvrp
from pyvrp import IteratedLocalSearchCallbacks, IteratedLocalSearchParams, SolveParams
from pyvrp.search import NeighbourhoodParams

from app.visits.planning.tables import NEVER, Tables, Turn
from app.visits.planning.timing import Turns, begins, travel
from app.visits.planning.vrp import Kind, Translation

ENOUGH = 40_000
"""Routes are kept up to this number; more would only slow the choice down."""
HISTORY, NEIGHBOURS = 30, 20
"""A search of hundreds of tries, not of millions: it must become choosy sooner than PyVRP does by itself."""
WIDE = 30
"""With more crews than this only plans that the search goes on with are harvested."""


@dataclass
class Pool:
    """Routes by who goes and whom they visit; of several orders the shortest."""

    tables: Tables
    kinds: list[Kind]
    routes: dict[tuple[int, frozenset[Turn]], tuple[int, Turns]] = field(default_factory=dict)
    is_complete: bool = False
    """No route is missing."""

    def add(self, kind: int, turns: Turns) -> None:
        """Keep this route, if a crew of this kind can do it and no shorter one is kept."""
        key = kind, frozenset(turns)
        length = travel(self.tables, turns)
        known = self.routes.get(key)
        if known is not None and known[0] <= length:
            return
        if known is None and len(self.routes) >= ENOUGH:
            return
        if begins(self.tables, self.kinds[kind].any, turns) is not None:
            self.routes[key] = length, turns

    def put(self, kind: int, visited: frozenset[Turn], length: int, turns: Turns) -> None:
        """Keep a route that is known to be feasible."""
        known = self.routes.get((kind, visited))
        if known is None or length < known[0]:
            self.routes[kind, visited] = length, turns

    def add_for(self, crew: int, turns: Turns) -> None:
        """Keep a route that this crew has."""
        kind = next(number for number, kind in enumerate(self.kinds) if crew in kind.crews)
        self.add(kind, turns)


class _Harvester(IteratedLocalSearchCallbacks):
    """Watches the search from inside."""

    def __init__(self, translation: Translation, pool: Pool) -> None:
        self._translation = translation
        self._pool = pool
        self._seen: set[tuple[int, tuple[int, ...]]] = set()
        self._is_wide = sum(len(kind.crews) for kind in pool.kinds) > WIDE

    def on_iteration(self, current, candidate, best, cost_evaluator) -> None:  # type: ignore[no-untyped-def]
        """Keep the routes of what the search has just tried."""
        if not self._is_wide or candidate == current:
            self.keep(candidate)

    def keep(self, solution: pyvrp.Solution) -> None:
        """Keep all routes of a plan that are feasible by themselves."""
        for route in solution.routes():
            key = route.vehicle_type(), tuple([activity.idx for activity in route])
            if key not in self._seen:
                self._seen.add(key)
                if route.is_feasible():
                    self._pool.add(route.vehicle_type(), self._translation.turns(route))


@dataclass(frozen=True)
class Search:
    """What a search brought home."""

    best: dict[int, Turns]
    """The best plan it had that is feasible; empty where it had none."""
    tries: int


def search(
    tables: Tables, pool: Pool, start: Mapping[int, Turns], seed: int, is_over: Callable[[int], bool], *, meet: bool
) -> Search:
    """Search from this start until `is_over`, asked with the number of tries, says so; put what is seen in the pool.

    With `meet`, crews meet where and when they do at the start. Without, each comes to such homes when it likes:
    plans of that kind are no plans, but their routes can be made to meet.
    """
    translation = Translation(tables, start if meet else None)
    harvester = _Harvester(translation, pool)
    tries = 0

    def stop(best_cost: int) -> bool:
        nonlocal tries
        tries += 1
        return is_over(tries - 1)

    params = SolveParams(
        ils=IteratedLocalSearchParams(callbacks=harvester, history_length=HISTORY),
        neighbourhood=NeighbourhoodParams(num_neighbours=NEIGHBOURS),
    )
    begun = translation.solution(start)
    harvester.keep(begun)
    result = pyvrp.solve(translation.data, stop, seed=seed, collect_stats=False, params=params, initial_solution=begun)
    harvester.keep(result.best)
    best = _decoded(tables, translation, result.best) if result.best.is_feasible() else {}
    return Search(best, tries - 1)


def _decoded(tables: Tables, translation: Translation, solution: pyvrp.Solution) -> dict[int, Turns]:
    """Return the plan by crew, without homes at which a crew would stand alone though it takes two."""
    routes = [(route.vehicle_type(), translation.turns(route)) for route in solution.routes()]
    met = Counter(turn.stop for _, turns in routes for turn in turns if turn.meets != NEVER)
    free = [list(kind.crews) for kind in translation.kinds]
    found = {}
    for kind, turns in routes:
        crew = free[kind].pop(0)
        kept = tuple(turn for turn in turns if met[turn.stop] > 1 or tables.alone[turn.stop, crew])
        if kept and begins(tables, crew, kept) is not None:
            found[crew] = kept
    return found
