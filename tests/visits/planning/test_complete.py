"""Every route, and what prices leave of them: nothing is missing that a better plan could need."""

from dataclasses import replace
from itertools import permutations

import pytest

from app.visits.planning.choose import Limit, choose
from app.visits.planning.complete import complete
from app.visits.planning.demand import weekend
from app.visits.planning.engine import Effort, plan
from app.visits.planning.exhaust import every_route
from app.visits.planning.greedy import greedy, value_of
from app.visits.planning.harvest import Pool
from app.visits.planning.model import Plan
from app.visits.planning.tables import Tables, Turn
from app.visits.planning.timing import begins, travel, turns_of
from app.visits.planning.vrp import kinds_of
from tests.visits.planning.make import make_crew, make_problem, make_stop

ENOUGH = Limit(work=5)
PLENTY = 1_000_000


def a_weekend(seed, visits=7):
    """Three teams in two half-days, one home that takes two of them, and shifts of two hours."""
    problem = weekend(seed, visits, teams=3, half_days=2)
    crews = tuple(replace(crew, officers=1, closes=crew.opens + 2 * 3600) for crew in problem.crews)
    both = replace(problem.stops[0], officers=2, skills=frozenset(), windows=())
    return replace(problem, crews=crews, stops=(both, *problem.stops[1:]))


def by_hand(tables, crew):
    """Return the shortest road of each set of turns that this crew can do, by trying every order."""
    turns = []
    for stop in range(len(tables.stops)):
        if tables.may_go(stop, crew):
            alone = tables.alone[stop, crew]
            times = tables.meetings(stop, int(tables.half_of[crew]))
            turns += [Turn(stop)] if alone else [Turn(stop, at) for at in times]
    found = {}
    for count in range(1, 5):
        for order in permutations(turns, count):
            if len({turn.stop for turn in order}) == count and begins(tables, crew, order) is not None:
                road = travel(tables, order)
                found[frozenset(order)] = min(road, found.get(frozenset(order), road))
    return found


@pytest.mark.parametrize("seed", range(4))
def test_no_route_is_missing_and_each_is_the_shortest(seed):
    tables = Tables(a_weekend(seed))
    kinds = kinds_of(tables)

    for routes, kind in zip(every_route(tables, kinds, PLENTY), kinds, strict=True):
        found = {}
        for number, road in enumerate(routes.road):
            turns = routes.turns(number)
            assert begins(tables, kind.any, turns) is not None
            assert travel(tables, turns) == road
            found[frozenset(turns)] = road
        assert {visited: road for visited, road in found.items() if len(visited) < 5} == by_hand(tables, kind.any)


def with_proposals(problem):
    """The same weekend, planned before in haste."""
    before = greedy(problem)
    stops = tuple(replace(stop, proposed=before.crews_of.get(stop.id, frozenset())) for stop in problem.stops)
    return replace(problem, stops=stops)


@pytest.mark.parametrize("change", [lambda problem: problem, with_proposals])
@pytest.mark.parametrize("seed", range(6))
def test_what_is_left_out_is_not_missed(monkeypatch, seed, change):
    for size in ("JOIN", "NEAREST"):  # on a weekend this small, as many as usual would be all
        monkeypatch.setattr(f"app.visits.planning.complete.{size}", 1)
    tables = Tables(change(a_weekend(seed)))
    everything, few = Pool(tables, kinds_of(tables)), Pool(tables, kinds_of(tables))
    for routes in every_route(tables, everything.kinds, PLENTY):
        for number, road in enumerate(routes.road):
            turns = routes.turns(number)
            everything.put(routes.kind, frozenset(turns), int(road), turns)
    everything.is_complete = True
    start = turns_of(tables, greedy(tables.problem))

    begun = complete(tables, few, start, PLENTY, seed=1)
    chosen = [choose(tables, pool, start, seed=1, limit=ENOUGH) for pool in (everything, few)]

    assert [choice.is_proven for choice in chosen] == [True, True]
    assert len({value_of(tables, choice.routes) for choice in chosen}) == 1
    assert value_of(tables, start) <= value_of(tables, begun) <= value_of(tables, chosen[0].routes)
    assert set(few.routes) <= set(everything.routes)


def test_where_there_are_too_many_nothing_changes_and_nothing_is_claimed():
    tables = Tables(a_weekend(1))
    pool, start = Pool(tables, kinds_of(tables)), turns_of(tables, Plan())

    assert complete(tables, pool, start, 10, seed=1) is start
    assert (pool.routes, pool.is_complete) == ({}, False)


def test_a_weekend_of_25_is_proven_with_few_of_its_routes():
    problem = weekend(3, 25)
    best = plan(problem, effort=Effort(tries=100, work=1)).plan
    tables = Tables(problem)
    pool = Pool(tables, kinds_of(tables))

    complete(tables, pool, turns_of(tables, best), PLENTY, seed=1)

    assert best.is_proven
    assert pool.is_complete
    assert len(pool.routes) < sum(len(routes.road) for routes in every_route(tables, pool.kinds, PLENTY)) / 10


def test_nobody_meets_where_one_team_works():
    alone, two = make_stop(officers=2), make_stop("ba", place=2, officers=2)
    one_team = Tables(make_problem(alone, two))
    two_teams = Tables(make_problem(alone, two, crews=[make_crew(), make_crew("sat-2", team="two")]))

    assert list(one_team.meetings(0, 0)) == []
    assert len(two_teams.meetings(0, 0)) > 5


def test_where_nobody_can_go_anywhere_nothing_is_planned_and_no_route_is_missed():
    problem = make_problem(make_stop(skills=frozenset({"muong"})))

    best = plan(problem, effort=Effort(tries=100, work=1)).plan

    assert (best.routes, best.is_proven) == ((), True)
