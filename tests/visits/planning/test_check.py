"""The checker: every fault is seen, each on the smallest plan that has it, and nothing else is."""

import pytest

from app.visits.planning.check import WORDS, check, left_out
from app.visits.planning.model import Pin, Window
from tests.visits.planning.make import (
    AFTERNOON,
    MORNING,
    at,
    make_call,
    make_crew,
    make_plan,
    make_problem,
    make_route,
    make_stop,
)


def window(half_day, opens, closes):
    return Window(half_day=half_day, opens=at(opens), closes=at(closes))


def pin(*crews, opens="07:30", closes="08:00"):
    return Pin(crews=frozenset(crews), opens=at(opens), closes=at(closes))


def pair(*, second="07:40", **crew):
    """Two crews at one home that needs two officers."""
    crews = (make_crew(), make_crew("sat-2", **({"team": "two"} | crew)))
    routes = (make_route(), make_route(make_call(begins=second), crew="sat-2", returns="09:00"))
    return make_problem(make_stop(officers=2), crews=crews), make_plan(*routes)


def in_one_crew(stop=None, crew=None, route=None):
    return make_problem(stop or make_stop(), crews=[crew or make_crew()]), make_plan(route or make_route())


FAULTS = {
    "unknown-crew": lambda: in_one_crew(route=make_route(crew="nobody")),
    "unknown-stop": lambda: in_one_crew(route=make_route(make_call("nowhere"))),
    "crew-twice": lambda: (
        make_problem(make_stop(), make_stop("ba", place=2)),
        make_plan(make_route(), make_route(make_call("ba"))),
    ),
    "crew-on-leave": lambda: in_one_crew(crew=make_crew(on_leave=True)),
    "stop-twice": lambda: (
        make_problem(make_stop(), crews=[make_crew(), make_crew("sat-2", team="two")]),
        make_plan(make_route(), make_route(crew="sat-2")),
    ),
    "starts-too-early": lambda: in_one_crew(crew=make_crew(opens="07:31")),
    "returns-too-late": lambda: in_one_crew(crew=make_crew(closes="08:19")),
    "wrong-travel": lambda: in_one_crew(route=make_route(legs=3)),
    "impossible-arrival": lambda: in_one_crew(route=make_route(make_call(begins="07:39"))),
    "begins-before-arrival": lambda: in_one_crew(route=make_route(make_call(arrives="07:41"))),
    "wrong-service": lambda: in_one_crew(stop=make_stop(minutes=31)),
    "half-day-not-wanted": lambda: in_one_crew(stop=make_stop(windows=(window(AFTERNOON, "13:30", "17:00"),))),
    "outside-window": lambda: in_one_crew(stop=make_stop(windows=(window(MORNING, "07:41", "09:00"),))),
    "skill-missing": lambda: in_one_crew(stop=make_stop(skills=frozenset({"land"}))),
    "officers-missing": lambda: in_one_crew(stop=make_stop(officers=2)),
    "officers-apart": lambda: pair(second="08:00"),
    "pin-broken": lambda: in_one_crew(stop=make_stop(pin=pin("sat-1", opens="07:45"))),
}


@pytest.mark.parametrize("code", FAULTS)
def test_the_fault_is_seen_alone(code):
    problem, plan = FAULTS[code]()

    assert [fault.code for fault in check(problem, plan)] == [code]


def test_a_plan_in_order_has_no_faults():
    assert check(*in_one_crew()) == []
    assert check(*pair()) == []
    assert check(make_problem(make_stop(officers=2), crews=[make_crew(officers=2)]), make_plan(make_route())) == []


def test_two_of_one_team_are_no_two_crews():
    assert [fault.code for fault in check(*pair(team="one"))] == ["officers-apart"]


def test_a_promise_to_another_crew_is_broken():
    problem = make_problem(make_stop(pin=pin("sat-2")), crews=[make_crew(), make_crew("sat-2", team="two")])

    assert [fault.code for fault in check(problem, make_plan(make_route()))] == ["pin-broken"]


def test_what_is_owed_and_not_served_is_told():
    promised, due = make_stop("an", pin=pin("sat-1")), make_stop("ba", place=2, weekends_waited=4)
    booked = make_stop("di", place=4, is_booked=True)
    problem = make_problem(promised, due, make_stop("cu", place=3, weekends_waited=3), booked)

    assert [(fault.code, fault.stop) for fault in left_out(problem, make_plan())] == [
        ("pin-dropped", "an"),
        ("due-left-out", "ba"),
        ("booked-left-out", "di"),
    ]


def test_every_fault_has_words_and_a_test():
    assert set(WORDS) == {*FAULTS, "pin-dropped", "due-left-out", "booked-left-out"}
    assert all(vi and en for vi, en in WORDS.values())
