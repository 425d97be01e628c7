"""A drag's answer: the one route with its new times, and what would go wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.visits.planning.check import check
from app.visits.planning.demand import weekend
from app.visits.planning.greedy import greedy
from app.visits.planning.insert import drop
from app.visits.planning.model import Pin, Window
from tests.visits.planning.make import (
    AFTERNOON,
    LEG,
    MORNING,
    at,
    make_crew,
    make_plan,
    make_problem,
    make_route,
    make_stop,
)

BETWEEN_CREWS = {"officers-missing", "officers-apart"}
EXISTING = make_stop("an")


def codes(dropped):
    return [(conflict.code, conflict.stop, conflict.seconds) for conflict in dropped.conflicts]


def test_a_visit_that_fits_has_times_and_no_conflict():
    problem = make_problem(EXISTING, make_stop("ba", place=2))

    dropped = drop(problem, make_plan(make_route()), "ba", "sat-1", 1)

    assert codes(dropped) == []
    assert [(call.stop, call.begins) for call in dropped.route.calls] == [("an", at("07:40")), ("ba", at("08:20"))]
    assert (dropped.route.leaves, dropped.route.returns) == (at("07:30"), at("09:00"))
    assert dropped.extra_travel == LEG


def test_without_a_position_the_shortest_way_is_taken():
    seconds = [[0, 600, 60], [600, 0, 600], [60, 600, 0]]
    window = Window(half_day=MORNING, opens=at("07:40"), closes=at("07:45"))
    problem = make_problem(make_stop(windows=(window,)), make_stop("ba", place=2), seconds=seconds)

    assert drop(problem, make_plan(make_route()), "ba", "sat-1").position == 1  # before, it would keep "an" waiting


def test_a_visit_moves_within_its_own_route():
    stops = EXISTING, make_stop("ba", place=2)
    problem = make_problem(*stops)
    plan = greedy(problem)
    first = plan.routes[0].stops[0]

    dropped = drop(problem, plan, first, "sat-1", 1)

    assert dropped.route.stops[1] == first
    assert dropped.extra_travel == 0


BAD = {
    "skill-missing": (make_stop("ba", place=2, skills=frozenset({"land"})), make_crew(), 0),
    "half-day-not-wanted": (
        make_stop("ba", place=2, windows=(Window(half_day=AFTERNOON, opens=0, closes=1),)),
        make_crew(),
        0,
    ),
    "outside-window": (
        make_stop("ba", place=2, windows=(Window(half_day=MORNING, opens=at("07:30"), closes=at("08:10")),)),
        make_crew(),
        600,
    ),
    "pin-broken": (
        make_stop("ba", place=2, pin=Pin(crews=frozenset({"sat-1"}), opens=at("07:30"), closes=at("08:05"))),
        make_crew(),
        900,
    ),
    "officers-missing": (make_stop("ba", place=2, officers=2), make_crew(), 0),
}


@pytest.mark.parametrize("code", BAD)
def test_what_would_go_wrong_is_told(code):
    stop, crew, seconds = BAD[code]
    problem = make_problem(EXISTING, stop, crews=[crew])

    dropped = drop(problem, make_plan(make_route()), "ba", "sat-1", 1)

    assert codes(dropped) == [(code, "ba", seconds)]


def test_who_comes_back_too_late_is_told_by_how_much():
    problem = make_problem(EXISTING, make_stop("ba", place=2), crews=[make_crew(closes="08:50")])

    assert codes(drop(problem, make_plan(make_route()), "ba", "sat-1", 1)) == [("returns-too-late", "", 600)]


def test_a_crew_on_leave_is_told():
    problem = make_problem(EXISTING, crews=[make_crew(on_leave=True)])

    assert codes(drop(problem, make_plan(), "an", "sat-1")) == [("crew-on-leave", "", 0)]


def test_another_crew_is_not_kept_waiting():
    crews = [make_crew(), make_crew("sat-2", team="two")]
    problem = make_problem(make_stop("both", officers=2), make_stop("ba", place=2), crews=crews)
    plan = greedy(problem)

    dropped = drop(problem, make_plan(*plan.routes), "ba", "sat-1", 0)

    assert [conflict.code for conflict in dropped.conflicts if conflict.stop == "both"] == ["officers-apart"]


@settings(max_examples=30)
@given(seed=st.integers(0, 10_000))
def test_no_conflict_means_no_fault(seed):
    problem = weekend(seed, 14)
    plan = greedy(problem)
    unplanned = plan.unplanned(problem) or list(problem.stops)

    for crew in problem.crews:
        dropped = drop(problem, plan, unplanned[0].id, crew.id)
        routes = [route for route in plan.routes if route.crew != crew.id]
        faults = check(problem, make_plan(*routes, dropped.route))
        mine = [fault for fault in faults if fault.crew == crew.id or fault.code == "crew-on-leave"]
        told = [conflict for conflict in dropped.conflicts if conflict.code not in BETWEEN_CREWS]
        assert bool(mine) == bool(told)
