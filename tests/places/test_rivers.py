"""Rivers: which of the ward's parts lie on one bank, and that crossing costs a way round by a bridge."""

import json
from itertools import combinations

import pytest

from app.places.cli import DEMO_WARD
from app.places.rivers import rivers_of
from app.visits.planning.distance import Barrier, Ground, travel_seconds

PARTS = {old["name"]: old for old in json.loads(DEMO_WARD.read_text(encoding="utf-8"))["old_wards"]}
"""The seven old wards; those of the left and the right bank are known, the north is not."""


def seconds(one, other, barriers):
    points = [(part["lat"], part["lon"]) for part in (one, other)]
    return int(travel_seconds(points, (), Ground(barriers=barriers))[0, 1])


FAR_AWAY = ((20.9, 105.4),)
"""A bridge that nobody would take of free will."""
KNOWN = [name for name, part in PARTS.items() if part["bank"] != "north"]


@pytest.mark.parametrize(("one", "other"), list(combinations(KNOWN, 2)))
def test_only_the_other_bank_is_further_away(one, other):
    river = tuple(Barrier(name=r.name, line=r.line, bridges=FAR_AWAY) for r in rivers_of("04795"))
    banks = {PARTS[one]["bank"], PARTS[other]["bank"]}

    dry, wet = seconds(PARTS[one], PARTS[other], ()), seconds(PARTS[one], PARTS[other], river)

    assert (wet > dry) == (len(banks) == 2)


def test_each_bridge_joins_the_banks():
    (river,) = rivers_of("04795")
    barrier = Barrier(name=river.name, line=river.line, bridges=river.bridges)

    for lat, lon in river.bridges:
        points = [(lat + 0.001, lon - 0.001), (lat - 0.001, lon + 0.001)]  # some 150 m from its middle, either way
        dry, wet = (int(travel_seconds(points, (), Ground(barriers=b))[0, 1]) for b in ((), (barrier,)))
        assert dry <= wet <= 1.5 * dry


def test_a_ward_that_lists_none_has_none():
    assert rivers_of("08500") == ()
