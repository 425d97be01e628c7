"""The greedy start: valid on any weekend, promises first."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.visits.planning.check import check, left_out
from app.visits.planning.demand import weekend
from app.visits.planning.greedy import greedy
from app.visits.planning.model import Pin
from tests.visits.planning.make import at, make_crew, make_problem, make_stop


@settings(max_examples=40)
@given(seed=st.integers(0, 10_000), visits=st.integers(1, 40))
def test_a_random_weekend_is_planned_without_faults(seed, visits):
    problem = weekend(seed, visits)

    assert check(problem, greedy(problem)) == []


def test_a_thousand_visits_are_planned_without_faults():
    problem = weekend(1, 1000)

    plan = greedy(problem)

    assert check(problem, plan) == []
    assert len(plan.crews_of) > 700


def test_the_heavier_visits_are_served_when_not_all_fit():
    stops = [make_stop(f"s{weight}", place=place, weight=weight) for place, weight in enumerate((5, 50, 20, 40, 30), 1)]
    problem = make_problem(*stops, crews=[make_crew(closes="09:40")])  # three of them, with four ways of ten minutes

    assert set(greedy(problem).crews_of) == {"s50", "s40", "s30"}


def test_who_waited_four_weekends_is_served_before_the_heaviest():
    due, heavy = make_stop("due", weight=1, weekends_waited=4), make_stop("heavy", place=2, weight=100)
    problem = make_problem(due, heavy, crews=[make_crew(closes="08:20")])

    plan = greedy(problem)

    assert set(plan.crews_of) == {"due"}
    assert left_out(problem, plan) == []


def test_a_promise_is_kept_before_everything_else():
    promise = Pin(crews=frozenset({"sat-1"}), opens=at("07:45"), closes=at("08:00"))
    promised, due = make_stop("promised", weight=1, pin=promise), make_stop("due", place=2, weekends_waited=9)
    problem = make_problem(promised, due, crews=[make_crew(closes="08:30")])

    plan = greedy(problem)

    assert [(call.stop, call.begins) for call in plan.routes[0].calls] == [("promised", at("07:45"))]
    assert [fault.code for fault in left_out(problem, plan)] == ["due-left-out"]


def test_two_crews_meet_on_the_half_hour():
    problem = make_problem(make_stop(officers=2), crews=[make_crew(), make_crew("sat-2", team="two")])

    plan = greedy(problem)

    assert check(problem, plan) == []
    assert [route.calls[0].begins for route in plan.routes] == [at("08:00")] * 2


def test_a_team_of_two_goes_alone():
    problem = make_problem(make_stop(officers=2), crews=[make_crew(), make_crew("sat-2", team="two", officers=2)])

    assert [route.crew for route in greedy(problem).routes] == ["sat-2"]
