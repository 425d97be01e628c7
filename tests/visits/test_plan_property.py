"""Random weekends through the database: asked for, made, taken over, and added up again without the engine."""

import random
from datetime import timedelta
from itertools import pairwise

import pytest

from app.citizens.queries import get_citizen
from app.core.execute import execute
from app.places.distance import km
from app.places.queries import get_ward
from app.requests.queries import get_request
from app.visits.capacity import find_booking, minutes_taken
from app.visits.commands import ConfirmVisit, PinVisit
from app.visits.models import Change, Half
from app.visits.models.room import Lane
from app.visits.queries import find_shift, find_visit, get_visit, visits_in
from app.visits.rules import WORKING_HOURS, as_minutes
from tests.make import WARD, done, make_coordinator
from tests.make_places import make_neighbourhood
from tests.make_plans import apply, make_plan
from tests.make_requests import make_request
from tests.make_visits import make_accepted_request, make_shift, make_team, make_visit, next_saturday

DETOUR, KM_A_MINUTE = 1.35, 25 / 60
HALF_DAYS = [(day, half) for day in (0, 1) for half in Half]


class Weekend:
    """A ward's weekend by a seed: two teams with odd shifts, families with wishes, bookings, promises and pins."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.coordinator = make_coordinator()
        self.areas = [self.area() for _ in range(4)]
        self.lanes = [self.lane(team) for team in (make_team(name="Đội 1"), make_team(name="Đội 2"))
                      for _ in range(2)]  # fmt: skip
        self.visits = [self.visit() for _ in range(4)]
        self.requests = [self.request() for _ in range(9)]
        self.guests = [
            make_request(who=self.coordinator, neighbourhood_id=self.chance.choice(self.areas), wish=self.wish())
        ]
        self.fixed = {visit.id: where(visit) for visit in map(self.fix, self.visits[:2])}

    def area(self):
        lat, lon = 20.837 + self.chance.gauss(0, 0.01), 105.352 + self.chance.gauss(0, 0.01)
        return make_neighbourhood(lat=lat, lon=lon, radius_m=self.chance.choice([60, 220])).id

    def lane(self, team):
        day, half = self.chance.choice(HALF_DAYS)
        lane = Lane(team.id, next_saturday() + timedelta(days=day), half)
        make_shift(team, on=lane.on, half=half, minutes=self.chance.choice([110, 180, 200]))
        return lane

    def wish(self):
        day, half = self.chance.choice(HALF_DAYS)
        return {"date": next_saturday() + timedelta(days=day), "half": half.value}

    def request(self, **values):
        told = {"birth_year": self.chance.randint(1926, 2000)} | (
            {"priority_groups": ["bedridden"]} if self.chance.random() < 0.3 else {}
        )
        wish = {"wish": self.wish()} if self.chance.random() < 0.4 else {}
        area = self.chance.choice(self.areas)
        return make_accepted_request(coordinator=self.coordinator, neighbourhood_id=area, told=told, **wish, **values)

    def visit(self):
        lane = self.chance.choice([lane for lane in self.lanes if minutes_taken(lane) < 60])
        area = self.chance.choice(self.areas)
        request = make_accepted_request(coordinator=self.coordinator, neighbourhood_id=area)
        team = find_shift(lane).team_id
        return make_visit(
            team=Anybody(team), request=request, coordinator=self.coordinator, date=lane.on, half=lane.half
        )

    def fix(self, visit):
        told = ConfirmVisit(visit_id=visit.id, told_by="điện thoại")
        command = self.chance.choice([told, PinVisit(visit_id=visit.id)])
        done(execute(command, actor=self.coordinator.as_actor()))
        return get_visit(visit.id)


class Anybody:
    """A team by its id alone."""

    def __init__(self, id):
        self.id = id


def where(visit):
    return visit.team_id, visit.planned_on, visit.half, visit.window_from, visit.window_to, visit.status


def minutes_between(here, there):
    """The way by geopy, as the flat rule says; a vague home is two thirds of its radius away."""
    metres = km(here[:2], there[:2]) * 1000 + (here[2] + there[2]) * 2 / 3
    return metres / 1000 * DETOUR / KM_A_MINUTE


def spot_of(visit_id):
    citizen = get_citizen(find_visit(visit_id).citizen_id)
    return citizen.lat, citizen.lon, citizen.position_accuracy_m or 0


def check_lane(lane, lines):
    """Nobody is anywhere too early, nobody is back too late, and the half-day's minutes suffice."""
    shift, ward = find_shift(lane), get_ward(WARD)
    opens = as_minutes(WORKING_HOURS[lane.half][0])
    stops = [line for line in lines if line.change is not Change.RESERVED]
    centre = (ward.lat, ward.lon, 0)
    places = [centre, *(spot_of(line.visit_id) for line in stops), centre]
    ready = [opens, *(as_minutes(line.ends) for line in stops)]
    due = [*(as_minutes(line.begins) for line in stops), opens + shift.capacity_minutes]
    for (here, there), left, arrives in zip(pairwise(places), ready, due, strict=True):
        assert left + minutes_between(here, there) <= arrives + 2.1, "two clock times are rounded to the minute"
    reserved = sum(line.minutes for line in lines if line.change is Change.RESERVED)
    assert minutes_taken(lane) + reserved <= shift.capacity_minutes
    assert [visit.id for visit in visits_in(lane)] == [line.visit_id for line in stops]
    for line in stops:
        assert as_minutes(line.ends) - as_minutes(line.begins) >= line.minutes - line.travel_minutes


@pytest.mark.parametrize("seed", range(5))
def test_no_weekend_is_overfilled_and_every_promise_is_kept(app, seed):
    weekend = Weekend(seed)
    booked = {one.id: (find_booking(one.id).wished_on, find_booking(one.id).half)
              for one in weekend.requests if find_booking(one.id) and find_booking(one.id).has_place}  # fmt: skip

    plan = make_plan(weekend.coordinator, seed=seed + 1)
    assert plan.problem == ""
    assert apply(plan, weekend.coordinator).is_applied

    by_lane = {lane: [] for lane in weekend.lanes}
    for line in plan.lines:
        if line.team_id:
            by_lane[Lane(line.team_id, line.on, line.half)].append(line)
    for lane, lines in by_lane.items():
        check_lane(lane, lines)
    assert {visit_id: where(get_visit(visit_id)) for visit_id in weekend.fixed} == weekend.fixed
    for request in map(get_request, [one.id for one in weekend.requests]):
        line = next(line for line in plan.lines if line.request_id == request.id)
        assert (request.status == "planned") == (line.change is Change.NEW)
        assert line.why.get("code") or line.why["day"]
        if request.id in booked and line.team_id:
            assert (line.on, line.half) == booked[request.id]
        if request.wish and line.team_id:
            wished = request.wish["date"], request.wish["half"]
            assert (line.on.isoformat(), line.half.value) == wished
