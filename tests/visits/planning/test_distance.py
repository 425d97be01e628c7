"""Travel: against geopy's geodesic, and over a river."""

import random

import numpy as np
import pytest

from app.places.distance import km
from app.visits.planning.distance import Barrier, Ground, metres, search_seconds, travel_seconds

CENTRE = (20.837, 105.352)


def test_distances_are_the_geodesics():
    chance = random.Random(1)
    points = [(20.837 + chance.uniform(-0.1, 0.1), 105.352 + chance.uniform(-0.1, 0.1)) for _ in range(30)]

    ours = metres(np.array(points), np.array(points))

    for row, here in enumerate(points):
        for column, there in enumerate(points):
            assert ours[row, column] == pytest.approx(km(here, there) * 1000, rel=1e-5, abs=0.001)


def test_a_kilometre_by_road_at_25_km_an_hour():
    north = (CENTRE[0] + 1 / 110.7, CENTRE[1])  # a degree of latitude is 110.7 km here

    seconds = travel_seconds([CENTRE, north])

    assert seconds[0, 1] == seconds[1, 0] == pytest.approx(1.35 / 25 * 3600, abs=1)
    assert seconds[0, 0] == 0


def test_a_vague_place_is_two_thirds_of_its_radius_further_away():
    exact, vague = travel_seconds([CENTRE, CENTRE])[0, 1], travel_seconds([CENTRE, CENTRE], [0, 300])[0, 1]

    assert exact == 0
    assert vague == pytest.approx(200 * 1.35 / (25 / 3.6), abs=1)
    assert (search_seconds(0), search_seconds(250), search_seconds(5000)) == (0, 300, 600)


RIVER = Barrier(name="sông", line=((20.80, 105.35), (20.83, 105.35), (20.86, 105.36)), bridges=((20.85, 105.3567),))


def by_river(here, there, barriers=(RIVER,)):
    return int(travel_seconds([here, there], (), Ground(detour=1, barriers=barriers))[0, 1])


def test_the_river_is_crossed_at_its_bridge():
    west, east = (20.81, 105.345), (20.81, 105.355)

    assert by_river(west, east) > 8 * by_river(west, east, barriers=())
    assert by_river(west, east) == pytest.approx(
        (km(west, RIVER.bridges[0]) + km(RIVER.bridges[0], east)) * 1000 / (25 / 3.6), abs=1
    )


def test_one_bank_needs_no_bridge():
    assert by_river((20.81, 105.345), (20.82, 105.346)) == by_river((20.81, 105.345), (20.82, 105.346), barriers=())


def test_the_nearest_of_two_bridges_is_taken():
    west, east = (20.81, 105.345), (20.81, 105.355)
    nearer = Barrier(name="sông", line=RIVER.line, bridges=(*RIVER.bridges, (20.811, 105.35)))

    assert by_river(west, east, barriers=(nearer,)) < by_river(west, east) / 5


def test_beyond_the_end_of_the_line_there_is_no_river():
    assert by_river((20.79, 105.345), (20.79, 105.355)) == by_river((20.79, 105.345), (20.79, 105.355), barriers=())
