"""Weights: a sum of parts that people see."""

import pytest

from app.visits.planning.model import Part, Stop
from app.visits.planning.weight import Facts, Points, parts_of


def weight(parts):
    return Stop(id="an", place=1, service=0, parts=parts).weight


def test_nothing_special_weighs_the_base_alone():
    assert parts_of(Facts()) == (Part(name="base", points=10),)


@pytest.mark.parametrize(
    ("facts", "part", "points"),
    [
        (Facts(has_disability=True), "disability", 20),
        (Facts(is_bedridden=True), "bedridden", 25),
        (Facts(age=70), "age", 10),
        (Facts(age=80), "age", 20),
        (Facts(weekends_waited=2), "waiting", 16),
        (Facts(days_to_deadline=10), "deadline", 15),
    ],
)
def test_each_fact_is_a_part_of_its_own(facts, part, points):
    assert parts_of(facts)[1:] == (Part(name=part, points=points),)


def test_just_below_the_bounds_nothing_counts():
    assert parts_of(Facts(age=69, days_to_deadline=11)) == (Part(name="base", points=10),)


def test_points_are_the_wards_to_change():
    assert parts_of(Facts(has_disability=True), Points(base=0, disability=7)) == (Part(name="disability", points=7),)


def test_a_weight_lies_between_one_and_a_hundred():
    everything = Facts(has_disability=True, age=90, is_bedridden=True, weekends_waited=9, days_to_deadline=0)

    assert weight(parts_of(everything)) == 100
    assert weight(()) == 1
