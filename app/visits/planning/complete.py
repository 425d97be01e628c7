"""Makes a pool in which nothing is missing that a better plan could need, out of every route there is.

The relaxation of a few routes sets prices; by these all others are looked at, and whichever is worth more than its
price joins, until none is. Then whatever misses its price by more than the best plan so far misses the bound cannot
be part of a better one. The choice among what is left is the best plan there is, and proven. Where crews are few
and never meet, they are put together until the best plan is left, and of all routes only its own.
"""

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt

from app.visits.planning.choose import Limit, choose
from app.visits.planning.columns import Offer, columns_of
from app.visits.planning.exhaust import Routes, every_route
from app.visits.planning.greedy import value_of
from app.visits.planning.harvest import Pool
from app.visits.planning.merge import best_of_all
from app.visits.planning.relax import Prices, prices_of
from app.visits.planning.tables import NEVER, Tables, Turn
from app.visits.planning.timing import Turns

JOIN = 150
"""So many routes of a kind join at a time."""
MOST_ROUNDS = 40
MOST_LEFT = 20_000
"""More than that is not chosen among in time."""
A_MOMENT = Limit(work=0.15)
NEAREST = 800
"""So many of the routes nearest to their price are chosen among before all that may count are."""
PAIRS_A_ROUTE = 200
"""Pairs are quicker to look at than routes are to write down."""
EXACT = 1e-9
"""What the relaxation's arithmetic may be wrong by, as a share."""

Worths = npt.NDArray[np.float64]


def complete(tables: Tables, pool: Pool, start: Mapping[int, Turns], budget: int, seed: int) -> Mapping[int, Turns]:
    """Leave in the pool what a better plan could be made of; return the best plan met, to begin with.

    Where there are too many routes to look at, neither changes; where nobody can go anywhere, nothing
    is left out.
    """
    every = every_route(tables, pool.kinds, budget)
    if every is None:
        return start
    if not any(len(routes.road) for routes in every):
        pool.is_complete = True
        return start
    best = _better(tables, pool, start, seed)
    merged = best_of_all(tables, pool.kinds, every, value_of(tables, best), PAIRS_A_ROUTE * budget)
    if merged is not None:
        best = merged or best
        pool.routes, pool.is_complete = {}, True
        for crew, turns in best.items():
            pool.add_for(crew, turns)
        return best
    few = Pool(tables, pool.kinds, dict(pool.routes))
    prices = _settled(tables, few, every)
    if prices is None:
        return best
    gains = [_gain(tables, few, routes, prices) for routes in every]
    nearest = np.sort(np.concatenate(gains))[-NEAREST:]
    _join_all(few, every, gains, float(nearest[0]))
    best = _better(tables, few, best, seed)
    room = prices.bound - value_of(tables, best) + 1 + EXACT * prices.bound
    if sum(int((gain >= -room).sum()) for gain in gains) <= MOST_LEFT:
        pool.routes, pool.is_complete = few.routes, True
        _join_all(pool, every, gains, -room)
    return best


def _better(tables: Tables, pool: Pool, start: Mapping[int, Turns], seed: int) -> Mapping[int, Turns]:
    """Choose for a moment: whatever is better leaves fewer routes to look at."""
    tried = choose(tables, pool, start, seed=seed, limit=A_MOMENT).routes
    return max(start, tried, key=lambda routes: value_of(tables, routes))


def _settled(tables: Tables, few: Pool, every: list[Routes]) -> Prices | None:
    """Let routes join until none is worth more than its price."""
    for _ in range(MOST_ROUNDS):
        prices = prices_of(tables, Offer(tables, few.kinds, columns_of(tables, few)))
        if prices is None:
            return None
        known = len(few.routes)
        for routes in every:
            gain = _gain(tables, few, routes, prices)
            best = np.argsort(-gain, kind="stable")[:JOIN]
            _join(few, routes, best[gain[best] > 1 + EXACT * prices.bound])
        if len(few.routes) == known:
            return prices
    return None


def _join_all(pool: Pool, every: list[Routes], gains: list[Worths], least: float) -> None:
    for routes, gain in zip(every, gains, strict=True):
        _join(pool, routes, np.flatnonzero(gain >= least))


def _join(few: Pool, routes: Routes, numbers: npt.NDArray[np.int64]) -> None:
    for number in numbers:
        turns = routes.turns(int(number))
        few.put(routes.kind, frozenset(turns), int(routes.road[number]), turns)


def _gain(tables: Tables, few: Pool, routes: Routes, prices: Prices) -> Worths:
    """Return how much more than its price each route is worth, at whichever crew it is worth most."""
    kind = few.kinds[routes.kind]
    found = np.full(routes.visited.shape, -np.inf)
    for crew in (None, *_with_proposals(tables, kind.crews)):
        price = prices.kinds.get(routes.kind, 0.0) + (prices.crews.get(crew, 0.0) if crew is not None else 0.0)
        worth = np.full(routes.visited.shape, -price)
        for bit, turn in enumerate(routes.options.turns):
            each = _worth(tables, kind.any, turn, prices) + (tables.stays(turn.stop, crew) if crew is not None else 0)
            worth += np.where(routes.visited >> bit & 1, each, 0.0)
        found = np.maximum(found, worth)
    return found - routes.road


def _with_proposals(tables: Tables, crews: tuple[int, ...]) -> Iterator[int]:
    proposed = {crew for stop in tables.stops for crew in stop.proposed}
    return (crew for crew in crews if tables.crews[crew].id in proposed)


def _worth(tables: Tables, crew: int, turn: Turn, prices: Prices) -> float:
    """Return what one visit adds beyond its price; where two crews meet, each adds half of what nobody has priced."""
    beyond = float(tables.worth[turn.stop]) - prices.stops.get(turn.stop, 0.0)
    if turn.meets == NEVER:
        return beyond
    meeting = turn.stop, int(tables.half_of[crew]), turn.meets
    return -prices.meetings[meeting] if meeting in prices.meetings else beyond / 2
