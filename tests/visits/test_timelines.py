"""A half-day's timeline: the way is reckoned, what is free and what overflows is said, a promise is held against it."""

from datetime import timedelta

from app.citizens.commands import PlacePin
from app.citizens.queries import citizens_by_id
from app.places.queries import get_neighbourhood, get_ward
from app.visits.commands import ConfirmVisit
from app.visits.models import Half
from app.visits.models.room import Lane
from app.visits.planning.distance import Ground, travel_seconds
from app.visits.queries import shifts_between, visits_between
from app.visits.timelines import Timetable, spot_of
from tests.make import WARD, done, make_officer
from tests.make_visits import make_accepted_request, make_shift, make_visit, next_saturday
from tests.page import check_page, text

HALF_PAST_SEVEN = 7 * 3600 + 1800
MINUTE = 60


def place(request, *, lat, lon, act):
    """Mark the house exactly."""
    pin = PlacePin(citizen_id=request.citizen_id, lat=lat, lon=lon, accuracy_m=5)
    done(act(make_officer(), pin))
    return request


def table_of(**besides):
    saturday = next_saturday()
    visits = visits_between(WARD, saturday, saturday + timedelta(days=1))
    people = citizens_by_id(visit.citizen_id for visit in visits)
    spots = {one.id: spot_of(one, get_neighbourhood(one.neighbourhood_id)) for one in people.values()}
    return Timetable(WARD, shifts_between(WARD, saturday, saturday + timedelta(days=1)), visits, spots, **besides)


def lane_of(team, half=Half.MORNING):
    return Lane(team.id, next_saturday(), half)


def test_a_home_known_exactly_is_reached_after_the_way_there(team, coordinator, act):
    request = make_accepted_request(coordinator=coordinator)
    here = get_ward(WARD)
    place(request, lat=here.lat + 0.01, lon=here.lon, act=act)
    visit = make_visit(team=team, request=request, coordinator=coordinator)
    way = int(travel_seconds([(here.lat, here.lon), (here.lat + 0.01, here.lon)], [0, 5], Ground())[0, 1])

    times = table_of().times_of(lane_of(team))
    call = times.call_of(visit.id)

    assert call.begins == HALF_PAST_SEVEN + way
    assert call.ends - call.begins == (visit.minutes - 10) * MINUTE
    assert (times.route.leaves, times.route.travel) == (HALF_PAST_SEVEN, 2 * way)
    assert times.free == 4 * 3600 - (visit.minutes - 10) * MINUTE - 2 * way
    assert (times.over, times.conflicts) == (0, ())


def test_a_home_known_by_its_neighbourhood_takes_longer_to_find(team, coordinator):
    visit = make_visit(team=team, coordinator=coordinator)

    call = table_of().times_of(lane_of(team)).call_of(visit.id)

    assert call.ends - call.begins > (visit.minutes - 10) * MINUTE


def test_a_river_is_crossed_by_its_bridge(team, coordinator, app, monkeypatch):
    visit = make_visit(team=team, coordinator=coordinator)
    straight = table_of().times_of(lane_of(team)).route.travel
    home = spot_of(citizens_by_id([visit.citizen_id])[visit.citizen_id], get_neighbourhood(visit.neighbourhood_id))
    here = get_ward(WARD)
    between = ((home.lat + here.lat) / 2, (home.lon + here.lon) / 2)
    across = (here.lon - home.lon, home.lat - here.lat)
    river = {
        "name": "sông thử",
        "line": [[between[0] - 9 * across[0], between[1] - 9 * across[1]],
                 [between[0] + 9 * across[0], between[1] + 9 * across[1]]],
        "bridges": [[between[0] + 5 * across[0], between[1] + 5 * across[1]]],
    }  # fmt: skip
    monkeypatch.setattr("app.places.rivers._listed", lambda: {WARD: [river]})

    assert table_of().times_of(lane_of(team)).route.travel > straight


def test_a_team_that_comes_back_late_is_said_by_how_much(team, coordinator):
    make_shift(team, minutes=40)
    make_visit(team=team, coordinator=coordinator)

    times = table_of().times_of(lane_of(team))

    assert times.over == times.route.returns - HALF_PAST_SEVEN - 40 * MINUTE > 0
    assert [conflict.code for conflict in times.conflicts] == ["returns-too-late"]


def test_a_promised_window_is_held_against_the_route(team, coordinator, act):
    _first, second = (make_visit(team=team, coordinator=coordinator) for _ in range(2))
    window = {"from": "07:30", "to": "07:40"}
    done(act(coordinator, ConfirmVisit(visit_id=second.id, told_by="điện thoại", window=window)))

    (conflict,) = table_of().times_of(lane_of(team)).conflicts

    assert (conflict.code, conflict.stop) == ("outside-window", str(second.id))
    assert conflict.seconds > 0


def test_a_lane_nobody_works_in_has_no_timeline(team):
    assert table_of().times_of(lane_of(team, Half.AFTERNOON)) is None


def test_the_board_shows_times_free_minutes_and_how_exact_positions_are(team, coordinator, sign_in):
    make_visit(team=team, coordinator=coordinator)

    page = check_page(sign_in(coordinator).get(f"/office/board?weekend={next_saturday()}"))

    main = text(page.one("main"))
    assert "Rời trung tâm 07:30" in main
    assert "còn trống" in main
    assert "Dự kiến đến 07:" in main
    assert "Vị trí nhà:" in main
    assert len(page.having("day-line-call")) == 1


def test_the_board_says_what_goes_wrong(team, coordinator, sign_in, act):
    make_shift(team, minutes=40)
    make_visit(team=team, coordinator=coordinator)

    page = check_page(sign_in(coordinator).get(f"/office/board?weekend={next_saturday()}"))

    (fault,) = page.having("half-day-fault")
    assert text(fault).startswith("Về trung tâm sau giờ làm việc (muộn")
    assert len(page.having("day-line-over")) == 1
