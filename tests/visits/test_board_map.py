"""The board's map: drawn from the ward's own data, tiles only where a setting names them, and said in words as well."""

from datetime import timedelta

import pytest

from app.places.queries import get_ward, neighbourhoods_of
from app.places.rivers import rivers_of
from app.web.headers import CSP
from tests.make import WARD, make_officer
from tests.make_visits import make_accepted_request, make_visit, make_working_team, next_saturday
from tests.page import check_page, text


@pytest.fixture
def desk(coordinator, sign_in):
    return sign_in(coordinator)


def ask(desk, day=None):
    return desk.get("/office/board/map", query_string={"weekend": str(day or next_saturday())}).get_json()


def test_everything_is_drawn_from_the_wards_own_data(desk, coordinator):
    make_accepted_request(coordinator=coordinator, told={"full_name": "Đinh Thị Chờ"})
    team = make_working_team()
    for name in ("Bùi Văn Một", "Bùi Văn Hai"):
        make_visit(team=team, coordinator=coordinator, request=make_accepted_request(told={"full_name": name}))

    drawn = ask(desk)

    here = get_ward(WARD)
    assert drawn["centre"] == [here.lat, here.lon]
    assert [one["name"] for one in drawn["waiting"]] == ["Đinh Thị Chờ"]
    (route,) = drawn["routes"]
    assert [stop["name"] for stop in route["stops"]] == ["Bùi Văn Một", "Bùi Văn Hai"]
    assert route["half_day"] == f"{next_saturday().isoformat()}/morning"
    area = neighbourhoods_of(WARD)[0]
    assert route["stops"][0]["at"] == [area.lat, area.lon]
    assert len(drawn["areas"]) == len(neighbourhoods_of(WARD))
    assert len(drawn["rivers"]) == len(rivers_of(WARD))
    assert drawn["tiles"] is None


def test_another_weekend_has_its_own_routes(desk, coordinator):
    make_visit(coordinator=coordinator)

    assert ask(desk, next_saturday() + timedelta(days=7))["routes"] == []


def test_the_list_beside_it_says_the_same(desk, coordinator):
    make_visit(coordinator=coordinator, request=make_accepted_request(told={"full_name": "Bùi Văn Một"}))

    page = check_page(desk.get(f"/office/board?weekend={next_saturday()}"))

    (beside,) = page.having("map-list")
    stop = ask(desk)["routes"][0]["stops"][0]
    assert f"{stop['name']}: {stop['where']}" in text(beside)


def test_no_tile_server_is_asked_unless_a_setting_names_one(desk, app):
    assert desk.get("/office/board").headers["Content-Security-Policy"] == CSP

    app.config["TILES_URL"] = "https://ban-do.example.vn/tiles/{z}/{x}/{y}.png"
    app.config["TILES_CREDIT"] = "© Trung tâm bản đồ"

    assert (
        "img-src 'self' https://ban-do.example.vn blob: data:;"
        in desk.get("/office/board").headers["Content-Security-Policy"]
    )
    assert ask(desk)["tiles"] == {"url": app.config["TILES_URL"], "credit": "© Trung tâm bản đồ"}
    assert desk.get("/office/teams").headers["Content-Security-Policy"] == CSP


def test_only_the_coordinator_sees_where_people_live(app, sign_in):
    assert sign_in(make_officer()).get("/office/board/map").status_code == 403
