"""What homes are worth at the margin, where crews in groups choose among all that they could do together.

The relaxation of a few choices only proposes prices. Whatever they are, no plan is worth more than all prices and
what each group's best choice is worth beyond its own: that bound is reckoned in whole seconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.linear_solver.python import model_builder

from app.visits.planning.tables import Numbers

JOIN = 100
"""So many choices of a group join the relaxation at a time."""
MOST_ROUNDS = 40
CLOSE = 10
"""Seconds between bound and relaxation that are not worth another round."""


@dataclass(frozen=True)
class Group:
    """What some crews could do together: which stops as bits, worth how many seconds, by which routes.

    `routes` has a row for each choice and a column for each crew.
    """

    crews: tuple[int, ...]
    visited: Numbers
    worth: Numbers
    routes: Numbers

    def only(self, rows: Numbers) -> "Group":
        """Return the group with these choices alone."""
        return Group(self.crews, self.visited[rows], self.worth[rows], self.routes[rows])


@dataclass(frozen=True)
class Priced:
    """Prices of the stops in seconds. No plan is worth more than `bound`."""

    prices: Numbers
    bound: int
    short: list[Numbers]
    """By how much each choice misses the best of its group: a plan misses the bound by at least their sum."""


def priced(groups: Sequence[Group], prices: Numbers) -> Priced:
    """Return the best prices found, beginning with these."""
    best = _reckoned(groups, prices)
    asked: list[Numbers] = [np.zeros(0, dtype=np.int64) for _ in groups]
    found = best
    for _ in range(MOST_ROUNDS):
        wanted = [np.union1d(few, _first(short)) for few, short in zip(asked, found.short, strict=True)]
        if all(few.size == more.size for few, more in zip(asked, wanted, strict=True)):
            break
        asked = wanted
        relaxed = _relaxed([group.only(few) for group, few in zip(groups, asked, strict=True)], prices.size)
        if relaxed is None:
            break
        worth, proposed = relaxed
        found = _reckoned(groups, proposed)
        best = min(best, found, key=lambda each: each.bound)
        if best.bound <= worth + CLOSE:
            break
    return best


def _first(short: Numbers) -> Numbers:
    return np.argsort(short, kind="stable")[:JOIN]


def _reckoned(groups: Sequence[Group], prices: Numbers) -> Priced:
    """Return what follows from these prices, whatever they are."""
    beyond = [group.worth - _sum(group.visited, prices) for group in groups]
    most = [int(each.max()) for each in beyond]
    short = [top - each for top, each in zip(most, beyond, strict=True)]
    return Priced(prices, int(prices.sum()) + sum(most), short)


def _sum(visited: Numbers, prices: Numbers) -> Numbers:
    found = np.zeros(visited.size, dtype=np.int64)
    for stop in np.flatnonzero(prices):
        found += (visited >> stop & 1) * prices[stop]
    return found


def _relaxed(groups: Sequence[Group], stops: int) -> tuple[float, Numbers] | None:
    """Return what the relaxation of these choices is worth and its prices; None if nothing can be said."""
    model = model_builder.Model()  # type: ignore[no-untyped-call]
    takes = [[model.new_num_var(0, float("inf"), "") for _ in group.worth] for group in groups]
    for mine in takes:
        model.add(model_builder.LinearExpr.sum(mine) <= 1)
    every = [take for mine in takes for take in mine]
    visited = np.concatenate([group.visited for group in groups])
    rows = {}
    for stop in range(stops):
        here = np.flatnonzero(visited >> stop & 1)
        if here.size:
            rows[stop] = model.add(model_builder.LinearExpr.sum([every[number] for number in here]) <= 1)
    worth = [float(each) for group in groups for each in group.worth]
    model.maximize(model_builder.LinearExpr.weighted_sum(every, worth))
    solver = model_builder.Solver("GLOP")
    if solver.solve(model) != model_builder.SolveStatus.OPTIMAL:
        return None
    prices = np.zeros(stops, dtype=np.int64)
    for stop, row in rows.items():
        prices[stop] = max(round(solver.dual_value(row)), 0)
    return solver.objective_value, prices
