"""Distances by road: a local server that speaks OSRM's table protocol, and what happens without it."""

from http.server import ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from app.visits import roads
from app.visits.planning.distance import Ground, travel_seconds
from app.visits.ways import measure
from tests.loopback import JsonDoor, serving
from tests.make import make_coordinator
from tests.make_plans import line_of, make_plan
from tests.make_visits import make_accepted_request, make_working_team, next_saturday
from tests.page import check_page, text

GROUND = Ground()


class Osrm(ThreadingHTTPServer):
    """Answers /table/v1/driving/… as OSRM does: longitude first, durations row by row, 100 places at most."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Door)
        self.asked = []
        self.is_broken = False
        self.roadless = set()

    def durations(self, places, sources, targets):
        return [[self.seconds(places[here], places[there]) for there in targets] for here in sources]

    def seconds(self, here, there):
        """A hundred seconds for a thousandth of a degree east or west, one more towards the north."""
        if {here, there} & self.roadless and here != there:
            return None
        return round(abs(here[0] - there[0]) * 100_000, 1) + (1 if there[1] > here[1] else 0)


class Door(JsonDoor):
    def told(self):
        asked = urlsplit(self.path)
        *service, listed = asked.path.rsplit("/", 1)
        assert service == ["/osrm/table/v1/driving"]
        options = parse_qs(asked.query)
        assert options.pop("annotations") == ["duration"]
        places = [tuple(map(float, place.split(","))) for place in listed.split(";")]
        every = range(len(places))
        sources, targets = (
            [int(n) for n in options[name][0].split(";")] if name in options else every
            for name in ("sources", "destinations")
        )
        self.server.asked.append((len(sources), len(targets)))
        if self.server.is_broken or len(places) > 100:
            return 400, {"code": "TooBig", "message": "Too many table coordinates"}
        return 200, {"code": "Ok", "durations": self.server.durations(places, sources, targets)}


@pytest.fixture
def server(app):
    roads.roads_at.cache_clear()
    with serving(Osrm()) as server:
        app.config["OSRM_URL"] = f"http://127.0.0.1:{server.server_port}/osrm"
        yield server


def row_of(count):
    """Points from west to east, each a thousandth of a degree from the next."""
    return [(20.8, round(105.3 + n / 1000, 3)) for n in range(count)]


def test_ways_are_as_long_as_the_server_says_there_and_back(server):
    points = [(20.8, 105.3), (20.81, 105.302)]

    seconds, made_by = measure(points, [0, 0], GROUND)

    assert (seconds.tolist(), made_by) == ([[0, 201], [200, 0]], "osrm")


def test_a_home_known_only_to_a_radius_is_further_away(server):
    points = [(20.8, 105.3), (20.8, 105.302)]

    seconds, _ = measure(points, [0, 300], GROUND)

    assert seconds[0, 1] == round(200 + 200 * GROUND.detour / (GROUND.kmh / 3.6))


def test_each_pair_is_asked_once_and_many_in_blocks_that_the_server_takes(server):
    measure(row_of(120), [0] * 120, GROUND)
    assert server.asked == [
        (50, 50), (50, 50), (50, 20), (50, 50), (50, 50), (50, 20), (20, 50), (20, 50), (20, 20),
    ]  # fmt: skip

    seconds, _ = measure(row_of(90)[::-1], [0] * 90, GROUND)

    assert len(server.asked) == 9
    assert seconds[0, 89] == 8900


def test_where_no_road_leads_the_way_is_reckoned(server):
    points = row_of(3)
    server.roadless = {(points[2][1], points[2][0])}

    seconds, made_by = measure(points, [0] * 3, GROUND)

    assert made_by == "osrm, geodesic 1.35"
    assert seconds[0, 1] == 100
    assert seconds[0, 2] == travel_seconds(points, [0] * 3, GROUND)[0, 2]


def test_a_server_that_refuses_is_left_alone_for_a_while(server):
    server.is_broken = True

    for _ in range(2):
        seconds, made_by = measure(row_of(3), [0] * 3, GROUND)
        assert (seconds == travel_seconds(row_of(3), [0] * 3, GROUND)).all()
        assert made_by == "geodesic 1.35, osrm away"

    assert len(server.asked) == 1


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "ftp://127.0.0.1", "no address"])
def test_a_server_that_is_not_there_stops_nothing(app, url):
    app.config["OSRM_URL"] = url
    roads.roads_at.cache_clear()

    assert measure(row_of(2), [0, 0], GROUND)[1] == "geodesic 1.35, osrm away"


def test_without_a_server_nobody_is_asked(app):
    assert measure(row_of(2), [0, 0], GROUND)[1] == "geodesic 1.35"


def test_a_plan_says_by_which_distances_it_was_made(server, sign_in):
    coordinator = make_coordinator()
    make_working_team()
    request = make_accepted_request(coordinator=coordinator)
    page = f"/office/plan?weekend={next_saturday()}"

    plan = make_plan(coordinator)
    assert plan.made_with["distances"] == "osrm"
    assert line_of(plan, request).team_id is not None
    assert server.asked == [(2, 2)], "asked once, whatever is looked at beside"
    desk = sign_in(coordinator)
    assert "Thời gian đi đường theo máy chủ bản đồ đường." in text(check_page(desk.get(page)).root)

    server.is_broken = True
    roads.roads_at.cache_clear()
    make_plan(coordinator)
    shown = text(check_page(desk.get(page)).root)
    assert "Máy chủ bản đồ đường không trả lời" in shown
    assert "ước theo đường chim bay × 1.35" in shown
