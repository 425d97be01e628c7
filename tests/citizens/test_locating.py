"""Where a home lies before anybody has stood there: asked of a geocoder of our own that speaks the real protocol."""

from http.server import ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from geopy.extra.rate_limiter import RateLimiter

from app.citizens.commands import CorrectCitizen, PlacePin
from app.citizens.locating import ROUGH_M, LocateHome
from app.citizens.queries import get_citizen
from app.core.commands import system_actor
from app.core.effects import run_effects
from app.core.execute import execute
from app.core.ids import new_id
from app.places import geocoder
from app.places.queries import get_neighbourhood
from tests.loopback import JsonDoor, serving
from tests.make import WARD, done, make_coordinator, make_officer
from tests.make_places import make_neighbourhood
from tests.make_requests import make_citizen, make_request
from tests.make_visits import make_visit, make_working_team
from tests.phone import Phone


class Nominatim(ThreadingHTTPServer):
    """Answers /search as Nominatim does: a list of places, empty when it knows none."""

    found = None

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Door)
        self.asked = []


class Door(JsonDoor):
    def told(self):
        asked = urlsplit(self.path)
        self.server.asked.append((asked.path, parse_qs(asked.query), self.headers["User-Agent"]))
        return 200, [self.server.found] if self.server.found else []


@pytest.fixture
def server(app, monkeypatch):
    waits = []
    monkeypatch.setattr(RateLimiter, "_sleep", lambda _limiter, seconds: waits.append(seconds))
    geocoder._asker.cache_clear()
    with serving(Nominatim()) as server:
        server.waits = waits
        app.config["GEOCODER_URL"] = f"http://127.0.0.1:{server.server_port}/nominatim"
        yield server


def house(place, north=0.001):
    """What Nominatim says of a house a hundred metres north of the neighbourhood's middle."""
    lat, lon = place.lat + north, place.lon
    box = [str(lat - 0.0001), str(lat + 0.0001), str(lon - 0.0001), str(lon + 0.0001)]
    return {"lat": str(lat), "lon": str(lon), "boundingbox": box, "display_name": "Số nhà 12", "type": "house"}


def position(citizen_id):
    citizen = get_citizen(citizen_id)
    return citizen.position_source, citizen.position_accuracy_m


def test_an_address_is_found_and_says_how_exactly(server):
    place = make_neighbourhood()
    server.found = house(place)
    citizen = make_citizen(neighbourhood_id=place.id)
    assert position(citizen.id) == ("neighbourhood", place.radius_m)

    run_effects()

    (path, asked, agent), *more = server.asked
    assert (path, agent, more) == ("/nominatim/search", "tan-nha", [])
    assert asked["q"][0].startswith("Số nhà 12, ")
    assert "Thử" not in asked["q"][0]
    assert position(citizen.id) == ("geocoder", geocoder.LEAST_ACCURACY_M)
    assert get_citizen(citizen.id).lat == pytest.approx(place.lat + 0.001)


def test_the_same_address_is_asked_once_and_questions_are_spaced(server):
    place = make_neighbourhood()
    server.found = house(place)
    make_citizen(neighbourhood_id=place.id)
    run_effects()
    again = make_citizen(neighbourhood_id=place.id, told={"full_name": "Đinh Thị Khác", "birth_year": 1950})
    other = make_citizen(neighbourhood_id=place.id, told={"full_name": "Hà Văn Xa", "address": "Số nhà 99"})

    run_effects()

    assert len(server.asked) == 2
    assert [position(one.id)[0] for one in (again, other)] == ["same-address", "geocoder"]
    assert all(0 < wait <= geocoder.SECONDS_BETWEEN for wait in server.waits)


@pytest.mark.parametrize("north", [None, 0.5])
def test_what_is_unknown_or_far_away_stays_in_the_middle(server, north):
    place = make_neighbourhood()
    server.found = house(place, north) if north else None
    citizen = make_citizen(neighbourhood_id=place.id)

    run_effects()

    assert len(server.asked) == 1
    assert position(citizen.id)[0] == "neighbourhood"


def test_a_gate_that_an_officer_marked_serves_the_whole_house(server, act):
    place = make_neighbourhood()
    first = make_citizen(neighbourhood_id=place.id)
    act(make_officer(), PlacePin(citizen_id=first.id, lat=place.lat, lon=place.lon + 0.002, accuracy_m=8))
    second = make_citizen(neighbourhood_id=place.id, told={"full_name": "Đinh Thị Khác", "birth_year": 1950})

    run_effects()

    assert [position(one.id) for one in (first, second)] == [("pin", 8), ("same-address", 8)]
    assert server.asked == []


def told_at(place, accuracy_m=20):
    """What the phone of somebody at the home says."""
    return {"lat": place.lat, "lon": place.lon + 0.002, "accuracy_m": accuracy_m}


def test_what_the_family_sent_is_better_than_an_address_and_serves_the_whole_house(server):
    place = make_neighbourhood()
    server.found = house(place)
    first = make_citizen(neighbourhood_id=place.id, told={"position": told_at(place)})
    second = make_citizen(neighbourhood_id=place.id, told={"full_name": "Đinh Thị Khác", "birth_year": 1950})

    run_effects()

    assert [position(one.id) for one in (first, second)] == [("family", 20), ("same-address", 20)]
    assert server.asked == []


@pytest.mark.parametrize("told", [{"accuracy_m": 5000}, {"accuracy_m": 5, "lat": 21.5}])
def test_a_phone_that_knows_less_than_the_neighbourhood_or_is_elsewhere_tells_nothing(app, told):
    place = make_neighbourhood()

    citizen = make_citizen(neighbourhood_id=place.id, told={"position": told_at(place) | told})

    assert position(citizen.id) == ("neighbourhood", place.radius_m)
    assert citizen.lon == place.lon


def rough_citizen(place):
    return make_citizen(neighbourhood_id=place.id, told={"position": told_at(place) | {"accuracy_m": ROUGH_M + 90}})


def test_a_rough_place_that_the_family_sent_gives_way_to_a_better_guess(server):
    place = make_neighbourhood()
    server.found = house(place)
    citizen = rough_citizen(place)

    run_effects()

    assert position(citizen.id)[0] == "geocoder"


def test_a_rough_place_stands_where_the_guess_is_no_better_and_serves_no_house(app):
    place = make_neighbourhood()
    first, second = rough_citizen(place), make_citizen(neighbourhood_id=place.id)

    run_effects()
    assert execute(locating(first, accuracy_m=ROUGH_M + 90), actor=system_actor(WARD)).is_applied

    assert [position(one.id)[0] for one in (first, second)] == ["family", "neighbourhood"]


@pytest.mark.parametrize(("accuracy_m", "source"), [(ROUGH_M + 90, "neighbourhood"), (ROUGH_M, "family")])
def test_a_rough_place_follows_a_corrected_neighbourhood_and_an_exact_one_stays(app, act, accuracy_m, source):
    place, right = make_neighbourhood(), make_neighbourhood(name="Tổ 9", lat=20.95, lon=105.5)
    told = {"position": told_at(place) | {"accuracy_m": accuracy_m}}
    citizen = make_citizen(neighbourhood_id=place.id, told=told)
    fields = {"neighbourhood_id": {"from": str(place.id), "to": str(right.id)}}

    done(act(make_coordinator(), CorrectCitizen(citizen_id=citizen.id, fields=fields, reason="Nhầm tổ")))

    there = get_citizen(citizen.id)
    assert there.position_source == source
    assert ((there.lat, there.lon) == (right.lat, right.lon)) is (source == "neighbourhood")


def test_without_a_setting_nobody_is_asked(server, app):
    app.config["GEOCODER_URL"] = ""
    citizen = make_citizen()

    run_effects()

    assert server.asked == []
    assert position(citizen.id)[0] == "neighbourhood"


def locating(citizen, **values):
    place = get_neighbourhood(citizen.neighbourhood_id)
    told = {"lat": place.lat, "lon": place.lon, "accuracy_m": 30, "source": "geocoder", "address": citizen.address}
    return LocateHome(**({"citizen_id": citizen.id} | told | values))


def test_an_answer_never_replaces_a_pin_nor_another_address(app, act):
    pinned, moved = make_citizen(), make_citizen()
    act(make_officer(), PlacePin(citizen_id=pinned.id, lat=20.8, lon=105.3, accuracy_m=8))

    for command in (locating(pinned), locating(moved, address="Số nhà cũ")):
        assert execute(command, actor=system_actor(WARD)).is_applied

    assert [position(one.id)[0] for one in (pinned, moved)] == ["pin", "neighbourhood"]


def test_the_same_answer_again_changes_nothing(app):
    citizen, name = make_citizen(), new_id()

    execute(locating(citizen), actor=system_actor(WARD), command_id=name)

    assert execute(locating(citizen), actor=system_actor(WARD), command_id=name).is_duplicate
    assert position(citizen.id) == ("geocoder", 30)


def test_only_the_worker_locates_and_only_whom_it_knows(app, act):
    citizen = make_citizen()

    assert act(make_coordinator(), locating(citizen)).code == "not-permitted"
    assert execute(locating(citizen, citizen_id=new_id()), actor=system_actor(WARD)).code == "unknown-citizen"


def spot(place, **values):
    return {"position": {"lat": place.lat, "lon": place.lon + 0.002, "accuracy_m": 12} | values}


@pytest.mark.parametrize(
    ("values", "source"),
    [({}, ("visit", 12)), ({"accuracy_m": 400}, ("neighbourhood", 220)), ({"lat": 10.0}, ("neighbourhood", 220))],
)
def test_the_gate_at_which_a_visit_began_is_where_the_home_lies(app, client, values, source):
    officer = make_officer()
    visit = make_visit(team=make_working_team(officer))
    place = get_neighbourhood(visit.neighbourhood_id)
    phone = Phone(client, officer)

    result = phone.send("visits.start", {"visit_id": str(visit.id)}, **spot(place, **values))

    assert result["status"] == "applied"
    assert position(visit.citizen_id) == source


def test_a_pin_is_not_moved_by_a_visit(app, act, client):
    officer = make_officer()
    visit = make_visit(team=make_working_team(officer))
    place = get_neighbourhood(visit.neighbourhood_id)
    act(officer, PlacePin(citizen_id=visit.citizen_id, lat=place.lat, lon=place.lon, accuracy_m=5))

    Phone(client, officer).send("visits.start", {"visit_id": str(visit.id)}, **spot(place))

    assert position(visit.citizen_id) == ("pin", 5)


def test_the_office_reads_how_exact_a_position_is(app, sign_in):
    request = make_request()

    page = sign_in(make_coordinator()).get(f"/office/requests/{request.id}").get_data(as_text=True)

    assert "Giữa tổ dân phố, sai số khoảng 220 m" in page
