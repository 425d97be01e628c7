"""Explanations: each reason on the smallest weekend that has it, and what is said is true when tried."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.visits.planning.check import check
from app.visits.planning.demand import weekend
from app.visits.planning.explain import WORDS, Explainer
from app.visits.planning.greedy import greedy
from app.visits.planning.model import MINUTE, Pin, Plan, Window, points_of
from tests.visits.planning.make import AFTERNOON, MORNING, at, make_crew, make_problem, make_stop

LAND = frozenset({"land"})


def why_not(problem, stop="an"):
    return Explainer(problem, greedy(problem)).why_not(stop)


LATER = make_crew("sat-2", half_day=AFTERNOON, opens="13:30", closes="17:00")
REASONS = {
    "no-skill": (make_stop(skills=LAND), [make_crew()]),
    "no-window": (make_stop(windows=(Window(half_day=AFTERNOON, opens=0, closes=1),)), [make_crew()]),
    "too-long": (make_stop(minutes=230), [make_crew()]),
    "no-officers": (
        make_stop(officers=2),
        [make_crew(), make_crew("sat-2", half_day=AFTERNOON, opens="13:30", closes="17:00")],
    ),
}


@pytest.mark.parametrize("code", REASONS)
def test_what_blocks_whatever_is_planned(code):
    stop, crews = REASONS[code]

    assert why_not(make_problem(stop, crews=crews)).code == code


def test_a_missing_skill_is_named():
    stop = make_stop(skills=LAND | {"certify"})

    assert why_not(make_problem(stop, crews=[make_crew(skills=frozenset({"certify"}))])).missing_skills == LAND


def test_where_it_would_fit_if_the_household_agreed():
    stop = make_stop(windows=(Window(half_day=AFTERNOON, opens=0, closes=1),))

    assert why_not(make_problem(stop)).other_half_days == (MORNING,)


def test_a_full_half_day_says_how_many_minutes_it_lacks_and_who_would_be_pushed_out():
    heavy, light = make_stop("heavy", weight=50), make_stop("light", place=2, weight=30)
    problem = make_problem(heavy, light, crews=[make_crew(closes="08:40")])  # 40 more minutes, 20 are there

    answer = why_not(problem, "light")

    assert answer.code == "full"
    assert [(short.half_day, short.crew, short.seconds) for short in answer.short] == [(MORNING, "sat-1", 20 * MINUTE)]
    assert (answer.forced.pushed_out, answer.forced.points_lost) == (("heavy",), 20)


def test_a_promise_is_never_pushed_out():
    pin = Pin(crews=frozenset({"sat-1"}), opens=at("07:30"), closes=at("11:30"))
    promised, other = make_stop("promised", pin=pin), make_stop("other", place=2, weight=90)
    problem = make_problem(promised, other, crews=[make_crew(closes="08:30")])

    assert why_not(problem, "other").forced is None


def test_a_visit_for_which_there_is_room_is_told_so():
    problem = make_problem(make_stop())

    assert Explainer(problem, Plan()).why_not("an").code == "fits"


@settings(max_examples=5)
@given(seed=st.integers(0, 10_000))
def test_every_reason_of_a_random_weekend_is_true_when_tried(seed):
    problem = weekend(seed, 30, teams=1)
    plan = greedy(problem)
    explainer = Explainer(problem, plan)

    for stop in plan.unplanned(problem)[:5]:
        answer = explainer.why_not(stop.id)
        assert answer.code != "fits"
        check_blocked(problem, answer)
        check_longer_shift(problem, plan, answer)
        if answer.forced:
            assert check(problem, answer.forced.plan) == []
            assert stop.id in answer.forced.plan.crews_of
            assert points_of(problem, plan) - points_of(problem, answer.forced.plan) == answer.forced.points_lost


def check_blocked(problem, answer):
    """What is blocked whatever else is planned is left out even when it is alone."""
    if answer.code != "full":
        only = replace(problem, stops=(problem.stop_by_id[answer.stop],))
        assert greedy(only).routes == ()


def check_longer_shift(problem, plan, answer):
    """A crew that works as much longer as is said has room, unless a window is what lacks."""
    stop = problem.stop_by_id[answer.stop]
    if answer.short and not stop.windows:
        least = answer.short[0]
        crews = [
            replace(crew, closes=crew.closes + least.seconds) if crew.id == least.crew else crew
            for crew in problem.crews
        ]
        longer = replace(problem, crews=tuple(crews))
        assert Explainer(longer, plan).why_not(answer.stop).code == "fits"


def line(*places):
    """Return the way between places on a line, in seconds."""
    return np.abs(np.subtract.outer(places, places))


def test_a_planned_visit_says_why_this_day_and_this_place():
    near, far = make_crew(), make_crew("sat-2", team="two")
    problem = make_problem(make_stop(), make_stop("ba", place=2), crews=[near, far], seconds=line(0, 600, 900))
    plan = greedy(problem)

    answer = Explainer(problem, plan).why("ba")

    assert (answer.crew, answer.day, answer.order) == ("sat-1", "nearest", "way")
    assert (answer.detour, answer.saves) == (600, 1200)  # ten minutes beyond the first home; alone, half an hour


def test_a_promise_a_skill_and_a_half_day_are_reasons():
    pin = Pin(crews=frozenset({"sat-1"}), opens=at("07:30"), closes=at("11:30"))
    stops = [
        make_stop("promised", pin=pin),
        make_stop("skilled", place=2, skills=LAND),
        make_stop("morning", place=3, windows=(Window(half_day=MORNING, opens=at("10:00"), closes=at("11:00")),)),
    ]
    crews = [
        make_crew(skills=LAND),
        make_crew("sat-2", team="two"),
        make_crew("sat-3", half_day=AFTERNOON, opens="13:30", closes="17:00"),
    ]
    problem = make_problem(*stops, crews=crews)
    explainer = Explainer(problem, greedy(problem))

    assert [explainer.why(stop.id).day for stop in stops] == ["promised", "only-crew", "only-half-day"]
    assert explainer.why("promised").order == "promised"


def test_a_window_is_the_reason_for_a_longer_way():
    first = make_stop("first", place=1, windows=(between("07:30", "07:45"),))
    across = make_stop("across", place=2, windows=(between("08:30", "08:40"),))
    beside = make_stop("beside", place=3, windows=(between("09:30", "10:00"),))
    problem = make_problem(first, across, beside, seconds=line(0, 600, -300, 300))
    plan = greedy(problem)

    assert plan.routes[0].stops == ("first", "across", "beside")  # beside the first, the way would be shorter
    assert [Explainer(problem, plan).why(stop.id).order for stop in problem.stops] == ["window"] * 3


def between(opens, closes):
    """A window on Saturday morning."""
    return Window(half_day=MORNING, opens=at(opens), closes=at(closes))


def test_every_reason_has_words():
    assert all(vi and en for vi, en in WORDS.values())
    assert set(REASONS) | {"full", "fits"} == set(WORDS)
