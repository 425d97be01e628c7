"""Crews put together until one is left: the same plan as everything else finds, and never a false claim."""

from dataclasses import replace

import numpy as np
import pytest

from app.visits.planning.check import check
from app.visits.planning.choose import Limit, choose
from app.visits.planning.complete import complete
from app.visits.planning.demand import weekend
from app.visits.planning.exhaust import every_route
from app.visits.planning.greedy import greedy, value_of
from app.visits.planning.harvest import Pool
from app.visits.planning.merge import best_of_all
from app.visits.planning.model import rank
from app.visits.planning.price import Group, priced
from app.visits.planning.tables import Tables
from app.visits.planning.timing import plan_of, turns_of
from app.visits.planning.vrp import kinds_of
from tests.visits.planning.make import make_crew, make_problem, make_stop
from tests.visits.planning.oracle import best_rank

PLENTY = 10_000_000


def a_weekend(seed, visits, *, teams=2, hours=2):
    """Short shifts in two half-days, and no home that takes two."""
    problem = weekend(seed, visits, teams=teams, half_days=2)
    crews = tuple(replace(crew, closes=crew.opens + hours * 3600) for crew in problem.crews)
    return replace(problem, crews=crews, stops=tuple(replace(stop, officers=1) for stop in problem.stops))


def with_proposals(problem):
    """The same weekend, planned before in haste."""
    before = greedy(problem)
    stops = tuple(replace(stop, proposed=before.crews_of.get(stop.id, frozenset())) for stop in problem.stops)
    return replace(problem, stops=stops)


def merged(problem, *, floor=-1, budget=PLENTY):
    """Return the tables and the best plan worth more than the floor."""
    tables = Tables(problem)
    kinds = kinds_of(tables)
    return tables, best_of_all(tables, kinds, every_route(tables, kinds, PLENTY), floor, budget)


@pytest.mark.parametrize("seed", range(12))
def test_it_is_the_plan_that_trying_everything_finds(seed):
    problem = a_weekend(seed, 5)
    tables, best = merged(problem)

    made = plan_of(tables, best, source="merged")

    assert check(problem, made) == []
    assert rank(problem, made) == best_rank(problem)


@pytest.mark.parametrize("change", [lambda problem: problem, with_proposals])
@pytest.mark.parametrize("seed", range(6))
def test_it_is_worth_what_the_choice_among_all_routes_is_worth(seed, change):
    problem = change(a_weekend(seed, 12))
    tables, best = merged(problem)
    pool = Pool(tables, kinds_of(tables), is_complete=True)
    for routes in every_route(tables, pool.kinds, PLENTY):
        for number, road in enumerate(routes.road):
            turns = routes.turns(number)
            pool.put(routes.kind, frozenset(turns), int(road), turns)

    chosen = choose(tables, pool, turns_of(tables, greedy(problem)), seed=1, limit=Limit(work=20))

    assert chosen.is_proven
    assert value_of(tables, best) == value_of(tables, chosen.routes)
    assert check(problem, plan_of(tables, best, source="merged")) == []


def test_nothing_is_better_than_the_best_and_the_best_is_found_from_one_second_below():
    problem = a_weekend(3, 12)
    tables, best = merged(problem)
    worth = value_of(tables, best)

    assert merged(problem, floor=worth)[1] == {}
    assert value_of(tables, merged(problem, floor=worth - 1)[1]) == worth


def test_too_many_pairs_are_not_looked_at():
    assert merged(a_weekend(3, 12), budget=10)[1] is None


def test_too_many_pairs_are_not_held(monkeypatch):
    monkeypatch.setattr("app.visits.planning.merge.MOST_HELD", 10)

    assert merged(a_weekend(3, 12))[1] is None


def test_it_says_nothing_where_crews_meet_or_are_many():
    two = [make_stop(officers=2), make_stop("ba", place=2)]
    crews = [make_crew(f"sat-{number}", team=f"team {number}") for number in range(13)]

    assert merged(make_problem(*two, crews=crews[:2]))[1] is None
    assert merged(make_problem(make_stop(), crews=crews[:12]))[1]
    assert merged(make_problem(make_stop(), crews=crews))[1] is None


def test_it_looks_further_below_the_bound_until_it_finds_the_best(monkeypatch):
    problem = a_weekend(4, 12)
    tables, best = merged(problem)

    monkeypatch.setattr("app.visits.planning.merge.NARROW", 1)

    assert value_of(tables, merged(problem)[1]) == value_of(tables, best)


@pytest.mark.parametrize("seed", range(5))
def test_a_plan_that_was_merged_is_proven_with_its_own_routes_alone(seed):
    tables = Tables(a_weekend(seed, 12))
    pool, start = Pool(tables, kinds_of(tables)), turns_of(tables, greedy(tables.problem))

    best = complete(tables, pool, start, PLENTY, seed=1)
    chosen = choose(tables, pool, best, seed=1, limit=Limit(work=1))

    assert pool.is_complete
    assert len(pool.routes) <= len(best)
    assert chosen.is_proven
    assert value_of(tables, chosen.routes) == value_of(tables, best) >= value_of(tables, start)


@pytest.mark.parametrize("prices", [[0, 0, 0], [5, 5, 5], [100, 0, 3]])
def test_no_choice_is_worth_more_than_the_bound_whatever_prices_it_begins_with(prices):
    def group(crew, *choices):
        visited, worth = np.array([(0, 0), *choices], dtype=np.int64).T
        return Group((crew,), visited, worth, np.arange(worth.size)[:, None])

    found = priced([group(0, (0b011, 70), (0b001, 40)), group(1, (0b110, 60), (0b100, 30))], np.array(prices))

    assert 100 <= found.bound <= 110
    assert [int(short.min()) for short in found.short] == [0, 0]
