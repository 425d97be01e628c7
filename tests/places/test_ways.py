"""Phones hold what the plan reckons ways by, and hear when it changes."""

import json
from pathlib import Path

import pytest

from app.core.changes import changes_of, find_state
from app.core.ids import new_id
from app.places.commands import TellWays
from app.places.duties import tell_ways
from app.places.rivers import rivers_of
from app.visits.planning.distance import Barrier, Ground, search_seconds, travel_seconds
from tests.make import SYSTEM, WARD, make_coordinator
from tests.make_places import make_ward

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "travel.json").read_text(encoding="utf-8"))


def told(ward):
    return json.loads(find_state("ward", ward.id).body)["ways"]


def whats(ward):
    return [change.what for change in changes_of("ward", ward.id)]


def test_a_ward_brings_its_rivers_and_the_settings_to_phones(app):
    app.config.update(TRAVEL_DETOUR=1.5, TRAVEL_KMH=20.0, TRAVEL_MINUTES=12)
    (river,) = rivers_of(WARD)

    ways = told(make_ward())

    assert (ways["detour"], ways["kmh"], ways["minutes"]) == (1.5, 20.0, 12)
    assert isinstance(ways["kmh"], int), "written as a phone writes it, which hashes what it holds"
    assert ways["rivers"] == [{"line": [[*p] for p in river.line], "bridges": [[*p] for p in river.bridges]}]


def test_a_changed_setting_is_told_once(app, act):
    ward, command_id = make_ward(), new_id()
    app.config["TRAVEL_KMH"] = 18.0

    act(SYSTEM, TellWays(), id=command_id)
    again = act(SYSTEM, TellWays(), id=command_id)
    tell_ways()

    assert again.is_duplicate
    assert told(ward)["kmh"] == 18.0
    assert whats(ward) == ["added", "ways-told"]


def test_a_ward_that_is_not_set_up_has_no_ways(app, act):
    assert act(SYSTEM, TellWays()).code == "unknown-ward"


def test_only_the_clock_tells_ways(app, act):
    make_ward()

    assert act(make_coordinator(), TellWays()).code == "not-permitted"


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_the_plan_reckons_what_the_vectors_say(case):
    """The phone is held to the same file by tests/client/visits/route-travel.test.js."""
    rivers = tuple(
        Barrier(name="", line=tuple(map(tuple, river["line"])), bridges=tuple(map(tuple, river["bridges"])))
        for river in case["ground"]["rivers"]
    )
    ground = Ground(detour=case["ground"]["detour"], kmh=case["ground"]["kmh"], barriers=rivers)
    points = [tuple(place["at"]) for place in case["places"]]

    found = travel_seconds(points, [place["radius"] for place in case["places"]], ground)

    assert found.tolist() == case["seconds"]


def test_the_search_for_a_vague_home_takes_what_the_vectors_say():
    assert [[radius, search_seconds(radius)] for radius, _ in VECTORS["search"]] == VECTORS["search"]
