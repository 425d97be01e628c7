"""Everybody books one weekend at once: nothing is overfilled, nothing lost, every no says where there is room.

Households hold and book, leaders' registrations arrive late, the coordinator plans: all from the same minutes.
The sums below are the test's own, straight from the tables.
"""

from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random
from threading import Barrier

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from app.core.commands import public_actor
from app.core.db import session
from app.core.execute import execute
from app.core.ids import new_id
from app.requests.models import ServiceRequest
from app.visits import capacity
from app.visits.commands import HoldHalfDay, PlanVisit
from app.visits.models import Half, Shift, Visit, WishedHalfDay
from tests.make import WARD, make_coordinator, make_leader
from tests.make_places import make_neighbourhood
from tests.make_requests import make_citizen, registration
from tests.make_visits import make_shift, make_team, next_saturday

HANDS = 4
TEAMS, MINUTES = 3, 130
BOOKING = 40


@pytest.fixture
def weekend(app):
    """Three teams on four half-days, and as many a week later."""
    days = [next_saturday() + timedelta(days=more) for more in (0, 1, 7, 8)]
    teams = [make_team(name=f"Đội {number}") for number in range(TEAMS)]
    for team in teams:
        for day in days:
            for half in Half:
                make_shift(team, on=day, half=half, minutes=MINUTES)
    return teams, days[:2]


def ask(command, actor):
    """Send one command; a busy database answers 503, and whoever asked comes again with the same one."""
    name = new_id()
    for _again in range(50):
        try:
            return execute(command, actor=actor, command_id=name)
        except OperationalError:
            session.rollback()
    raise AssertionError("the database was busy fifty times")


class Rush:
    """Who tries what; each try is one function that returns its receipts."""

    def __init__(self, teams, days):
        self.teams, self.days = teams, days
        self.place = make_neighbourhood().id
        self.leader, self.coordinator = make_leader().as_actor(), make_coordinator().as_actor()
        self.citizen_id = make_citizen(neighbourhood_id=self.place).id
        session.rollback()

    def attempts(self, count, seed):
        """Return tries in a mixed order: most are households, every eighth is a late leader, every eighth the desk."""
        random = Random(seed)
        kinds = [self.household] * 6 + [self.late_leader, self.desk]
        return [(kinds[number % len(kinds)], self._half_day(random)) for number in range(count)]

    def _half_day(self, random):
        return random.choice(self.days), random.choice(list(Half)), random.choice(self.teams).id

    def _registration(self, on, half):
        told = {"full_name": f"Bùi Thị {new_id().hex}", "phone": None}
        return registration(
            neighbourhood_id=self.place, told=told, requester=None, wish={"date": on, "half": half.value}
        )

    def household(self, on, half, _team_id):
        command = self._registration(on, half)
        held = ask(HoldHalfDay(request_id=command.request_id, date=on, half=half), public_actor(WARD))
        return [held] + ([ask(command, public_actor(WARD))] if held.is_applied else [])

    def late_leader(self, on, half, _team_id):
        return [ask(self._registration(on, half), self.leader)]

    def desk(self, on, half, team_id):
        command = PlanVisit(
            visit_id=new_id(), citizen_id=self.citizen_id, team_id=team_id, date=on, half=half,
            purposes=[{"kind": "return", "dossier_id": new_id()}],
        )  # fmt: skip
        return [ask(command, self.coordinator)]

    def run(self, app, attempts):
        """Let all hands work off the tries together; return for each its kind and receipts."""
        session.rollback()  # what this hand reads afterwards is read anew
        start = Barrier(HANDS)

        def work(hand):
            with app.app_context():
                start.wait()
                return [(try_it.__name__, try_it(*args)) for try_it, args in attempts[hand::HANDS]]

        with ThreadPoolExecutor(HANDS) as pool:
            return [one for tried in pool.map(work, range(HANDS)) for one in tried]


def overfilled(days):
    """Return the half-days that hold more than their teams can give."""
    left, booked, bad = defaultdict(list), Counter(), []
    for shift in session.scalars(select(Shift).where(Shift.works_on.in_(days))):
        visits = select(Visit).where(
            Visit.team_id == shift.team_id, Visit.planned_on == shift.works_on, Visit.half == shift.half
        )
        rest = shift.capacity_minutes - sum(visit.minutes for visit in session.scalars(visits))
        left[shift.works_on, shift.half].append(rest)
        if rest < 0:
            bad.append((shift.works_on, shift.half))
    for promise in session.scalars(select(WishedHalfDay).where(WishedHalfDay.has_place)):
        booked[promise.wished_on, promise.half] += 1
    # All bookings are of one length, so that counting is exact.
    return bad + [key for key, rests in left.items() if booked[key] > sum(max(rest, 0) // BOOKING for rest in rests)]


def check_rush(app, weekend, count):
    teams, days = weekend
    rush = Rush(teams, days)
    attempts = rush.attempts(count, seed=count)

    tried = rush.run(app, attempts)

    receipts = [receipt for _kind, given in tried for receipt in given]
    refused = [receipt for receipt in receipts if not receipt.is_applied]
    late = [receipt for receipt in receipts if "wished-half-day-full" in receipt.flags]
    assert overfilled(days) == []
    assert {receipt.code for receipt in refused} == {"half-day-full", "half-day-promised"}
    assert all(receipt.details["next_free"] and receipt.details["hotline"] for receipt in refused)
    assert all(receipt.details["wished-half-day-full"]["next_free"] for receipt in late)

    wishes = session.scalars(select(WishedHalfDay)).all()
    placed = {wish.request_id for wish in wishes if wish.has_place}
    asked = [request for request in session.scalars(select(ServiceRequest)) if request.wish]
    booked = {request.id for request in asked if request.made_by != "leader"}
    # A household is refused at once or has its place; a leader's registration is kept whatever came of it.
    assert len(booked) == sum(kind == "household" and given[0].is_applied for kind, given in tried)
    assert booked <= placed
    assert {request.id for request in asked} == {wish.request_id for wish in wishes}
    assert len(asked) - len(booked) == sum(kind == "late_leader" for kind, _given in tried)
    assert len(wishes) - len(placed) == len(late) > 0
    assert all(not capacity.has_room_for_wish(WARD, day, half) for day in days for half in Half)


@pytest.mark.timeout(1200)
def test_two_thousand_at_once_overfill_nothing_and_lose_nothing(app, weekend):
    check_rush(app, weekend, 2_000)


@pytest.mark.long
def test_twenty_thousand_at_once_overfill_nothing_and_lose_nothing(app, weekend):
    check_rush(app, weekend, 20_000)


def test_room_asked_for_before_the_lock_overfills(app, weekend, monkeypatch):
    """The control: what everybody saw before they wrote is believed, and the sums above notice."""
    teams, days = weekend
    rush = Rush(teams, days)
    seen = {(day, half): capacity.find_room(WARD, day, half) for day in days for half in Half}
    session.rollback()
    monkeypatch.setattr(capacity, "find_room", lambda _ward, on, half, **_besides: seen[on, half])

    rush.run(app, [(rush.household, (days[0], Half.MORNING, None))] * 16)

    assert overfilled(days) == [(days[0], Half.MORNING)]
