"""Other people's formats, on files small enough to be solved by hand."""

import json

import pytest

from app.visits.planning.check import check
from app.visits.planning.engine import Effort, plan
from app.visits.planning.model import rank
from tests.visits.planning.benchmarks import UnsupportedError, read_hhcrsp, read_solomon
from tests.visits.planning.oracle import best_rank

QUICK = Effort(tries=100, work=0.2)
SOLOMON = """SQUARE

VEHICLE
NUMBER     CAPACITY
  2         100

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

    0      0         0          0          0        200          0
    1      3         4         10          0        100         10
    2      3        -4         10          0        100         10
    3     -3         4         20          0         20         10
    4     -3        -4         20          0        100         10
"""


def test_a_solomon_file_is_solved_to_its_optimum():
    square = read_solomon(SOLOMON)

    made = plan(square.problem, effort=QUICK)

    assert made.plan.is_proven
    assert len(made.plan.crews_of) == 4
    assert made.plan.travel == 300  # round the rectangle: 5 there, 6 + 8 + 6 between, 5 back
    assert square.loads_of(made.plan) == [60]
    assert check(square.problem, made.plan) == []


def test_its_numbers_are_read_to_a_tenth():
    square = read_solomon(SOLOMON)

    assert square.capacity == 100
    assert [crew.closes for crew in square.problem.crews] == [2000, 2000]
    assert (square.problem.stops[2].windows[0].closes, square.problem.stops[2].service) == (200, 100)
    assert square.problem.seconds[0].tolist() == [0, 50, 50, 50, 50]


def home_care():
    return {
        "departing_points": [{"id": "d", "distance_matrix_index": 0}],
        "caregivers": [
            {"id": "ann", "abilities": ["s1"], "distance_matrix_index": 0},
            {"id": "bea", "abilities": ["s1", "s2"], "distance_matrix_index": 0},
        ],
        "patients": [
            patient("p1", 1, [0, 3600], ["s1", "s1"], {"type": "simultaneous", "distance": [0, 0]}),
            patient("p2", 2, [0, 9000], ["s2"]),
        ],
        "distances": [[0, 300, 600], [300, 0, 300.4], [600, 300.4, 0]],
    }


def patient(id, index, window, services, synchronization=None):
    needs = [{"service": service, "duration": 900} for service in services]
    found = {"id": id, "distance_matrix_index": index, "time_window": window, "required_caregivers": needs}
    return found | ({"synchronization": synchronization} if synchronization else {})


def test_two_caregivers_meet_and_the_qualified_one_goes_on():
    problem = read_hhcrsp(json.dumps(home_care()))

    made = plan(problem, effort=QUICK)

    assert check(problem, made.plan) == []
    assert rank(problem, made.plan) == best_rank(problem)
    assert made.plan.crews_of == {"p1": {"ann", "bea"}, "p2": {"bea"}}
    assert made.plan.travel == 600 + 1200


@pytest.mark.parametrize("change", ["sequential", "two services", "two centres"])
def test_what_a_weekend_does_not_have_is_refused(change):
    data = home_care()
    if change == "sequential":
        data["patients"][0]["synchronization"] = {"type": "sequential", "distance": [0, 600]}
    elif change == "two services":
        data["patients"][0]["required_caregivers"][1]["service"] = "s2"
    else:
        data["departing_points"].append({"id": "e", "distance_matrix_index": 1})

    with pytest.raises(UnsupportedError):
        read_hhcrsp(json.dumps(data))


def test_fewer_trucks_serve_fewer_in_time():
    square = read_solomon(SOLOMON.replace("  2         100", "  1         100").replace("0        200", "0         38"))

    made = plan(square.problem, effort=QUICK)

    assert rank(square.problem, made.plan) == best_rank(square.problem)
    assert len(made.plan.crews_of) == 2
