"""The engine: as good as trying everything on small weekends, never faulty, never worse than the plan before."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.visits.planning.check import check, left_out
from app.visits.planning.demand import weekend
from app.visits.planning.engine import Effort, Wishes, plan
from app.visits.planning.greedy import greedy
from app.visits.planning.model import Pin, Window, moved, rank
from tests.visits.planning.make import AFTERNOON, at, make_crew, make_problem, make_stop
from tests.visits.planning.oracle import best_rank

QUICK = Effort(tries=150, work=0.3)
ROUGH = Effort(tries=20, work=0.05, routes=0)


def a_small_weekend(seed, visits=5):
    """A few homes, two half-days, two teams: small enough to try everything, too many for one crew."""
    return weekend(seed, visits, teams=2, half_days=2)


def short_of_time(problem):
    """The same weekend with crews that work two hours only."""
    crews = tuple(replace(crew, closes=crew.opens + 2 * 3600) for crew in problem.crews)
    return replace(problem, crews=crews)


@pytest.mark.parametrize("seed", range(25))
def test_a_small_weekend_is_planned_as_well_as_can_be(seed):
    problem = short_of_time(a_small_weekend(seed))

    made = plan(problem, effort=QUICK)

    assert check(problem, made.plan) == []
    assert rank(problem, made.plan) == best_rank(problem)
    assert made.plan.is_proven


@pytest.mark.parametrize("seed", range(8))
def test_two_crews_meet_where_it_is_best(seed):
    problem = short_of_time(a_small_weekend(seed, 4))
    both = replace(problem.stops[0], officers=2, windows=(), skills=frozenset())
    crews = tuple(replace(crew, officers=1) for crew in problem.crews)
    problem = replace(problem, stops=(both, *problem.stops[1:]), crews=crews)

    made = plan(problem, effort=QUICK)

    assert check(problem, made.plan) == []
    assert rank(problem, made.plan) == best_rank(problem)


@settings(max_examples=8)
@given(seed=st.integers(0, 10_000), visits=st.integers(0, 25))
def test_a_random_weekend_has_no_faults_and_beats_the_greedy_plan(seed, visits):
    problem = weekend(seed, visits)

    made = plan(problem, effort=ROUGH)

    assert check(problem, made.plan) == []
    assert rank(problem, made.plan) >= rank(problem, greedy(problem))


@settings(max_examples=6)
@given(seed=st.integers(0, 10_000), share=st.integers(1, 9))
def test_promises_of_a_random_weekend_are_kept(seed, share):
    problem = weekend(seed, 20)
    before = greedy(problem)
    promised = promise(problem, before, share)

    made = plan(promised, before=before, effort=ROUGH)

    assert check(promised, made.plan) == []
    assert [fault for fault in left_out(promised, made.plan) if fault.code == "pin-dropped"] == []
    assert {stop.id for stop in promised.stops if stop.pin} <= set(made.plan.crews_of)


def promise(problem, planned, share):
    """Pin some of the visits of a plan where they are, a quarter of an hour either way."""
    begins = {call.stop: call.begins for route in planned.routes for call in route.calls}
    stops = []
    for number, stop in enumerate(problem.stops):
        if stop.id in begins and number % 10 < share:
            time = begins[stop.id]
            pin = Pin(crews=planned.crews_of[stop.id], opens=time - 900, closes=time + 900)
            stops.append(replace(stop, pin=pin))
        else:
            stops.append(stop)
    return replace(problem, stops=tuple(stops))


def test_a_plan_again_moves_no_more_than_it_gains():
    problem = weekend(5, 25)
    before = plan(problem, effort=ROUGH).plan
    stops = [replace(stop, proposed=before.crews_of.get(stop.id, frozenset())) for stop in problem.stops]
    urgent = make_stop("urgent", place=1, weight=100)
    changed = replace(problem, stops=(*stops, urgent))

    made = plan(changed, before=before, effort=ROUGH)

    assert "urgent" in made.plan.crews_of
    assert len(moved(changed, made.plan)) <= 3
    assert rank(changed, made.plan) >= rank(changed, before)


def test_the_plan_before_stays_when_there_is_no_effort():
    problem = weekend(2, 15)
    before = plan(problem, effort=ROUGH).plan

    made = plan(problem, before=before, effort=Effort(rounds=0))

    assert made.plan.routes == before.routes
    assert made.plan.source == "before"


def test_a_faulty_plan_before_is_not_taken():
    problem = weekend(2, 15)
    before = plan(problem, effort=ROUGH).plan
    away = replace(problem, crews=tuple(replace(crew, on_leave=crew.team == "t00") for crew in problem.crews))

    made = plan(away, before=before, effort=ROUGH)

    assert check(away, made.plan) == []
    assert made.plan.source != "before"


def test_the_same_seed_makes_the_same_plan():
    problem, effort = weekend(3, 25), replace(ROUGH, tries=100)

    first, again = plan(problem, effort=effort, seed=7), plan(problem, effort=effort, seed=7)

    assert first == again
    assert first.versions.keys() == {"pyvrp", "ortools", "numpy"}


def test_it_tells_how_far_it_is_and_stops_when_told():
    heard = []
    problem, effort = weekend(3, 25), replace(ROUGH, rounds=2)

    made = plan(problem, effort=effort, wishes=Wishes(on_progress=heard.append))
    cut = plan(problem, effort=effort, wishes=Wishes(is_cancelled=lambda: True))

    assert heard == [0.25, 0.5, 0.75, 1.0, 1.0]
    assert (made.tries, cut.tries) == (40, 0)
    assert check(problem, cut.plan) == []


def test_by_seconds_it_ends_when_the_clock_says_so():
    ticks = iter(range(10_000))

    made = plan(weekend(3, 15), effort=Effort.within(10, rounds=1), wishes=Wishes(clock=lambda: float(next(ticks))))

    assert made.tries == 5  # one look at the clock before the first, and three fifths of the time for the search


def test_nobody_works_and_nobody_waits():
    alone = make_problem(make_stop(), crews=[make_crew(on_leave=True)])

    assert plan(alone, effort=QUICK).plan.routes == ()
    assert plan(make_problem(), effort=QUICK).plan.routes == ()


def test_a_window_of_one_half_day_is_kept_in_the_other_crew():

    narrow = Window(half_day=AFTERNOON, opens=at("14:00"), closes=at("14:10"))
    crews = [make_crew(), make_crew("sat-2", half_day=AFTERNOON, opens="13:30", closes="17:00")]
    problem = make_problem(make_stop(windows=(narrow,)), make_stop("ba", place=2), crews=crews)

    made = plan(problem, effort=QUICK)

    assert {"an", "ba"} == set(made.plan.crews_of)
    assert check(problem, made.plan) == []
