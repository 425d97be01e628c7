"""A family that was not let down moves its own visit or booking, until six in the evening of the day before."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from app.core.clock import VN
from app.core.commands import public_actor
from app.core.db import session
from app.core.execute import execute
from app.core.ids import new_id
from app.requests.queries import get_request
from app.visits.capacity import find_booking, find_room
from app.visits.commands import CallOff, ChooseHalfDay, ConfirmVisit, StartVisit, StopMessages
from app.visits.models import Half
from app.visits.queries import get_visit
from app.visits.rules import LAST_HOUR
from tests.make import WARD, done, make_leader
from tests.make_requests import make_request
from tests.make_visits import make_accepted_request, make_shift, make_visit, make_working_team, next_saturday


def sunday():
    return next_saturday() + timedelta(days=1)


@pytest.fixture
def team(officer):
    """A team with room on Saturday morning, and for one household on Sunday afternoon."""
    team = make_working_team(officer, minutes=120)
    make_shift(team, on=sunday(), half=Half.AFTERNOON, minutes=40)
    return team


@pytest.fixture
def visit(team, coordinator):
    return make_visit(team=team, coordinator=coordinator)


@pytest.fixture
def booked(team, coordinator):
    return make_accepted_request(coordinator=coordinator, wish={"date": next_saturday(), "half": "morning"})


def choose(request_id, *, id=None, by=None, **values):
    told = {"request_id": request_id, "date": sunday(), "half": Half.AFTERNOON} | values
    return execute(ChooseHalfDay(**told), actor=by or public_actor(WARD), command_id=id)


def test_a_planned_visit_leaves_the_plan_and_the_new_half_day_is_kept(visit):
    receipt = choose(visit.request_id)

    assert (receipt.status, receipt.flags) == ("applied", [])
    request, kept = get_request(visit.request_id), find_booking(visit.request_id)
    assert not get_visit(visit.id).is_standing
    assert (kept.wished_on, kept.half) == (sunday(), Half.AFTERNOON)
    assert (request.status, request.visit_id) == ("accepted", None)
    assert request.next_try == {"date": sunday().isoformat(), "half": "afternoon"}
    assert find_room(WARD, next_saturday(), Half.MORNING).minutes_left == 120


def test_a_person_is_told_of_a_confirmed_visit_that_moves(act, coordinator, visit):
    done(act(coordinator, ConfirmVisit(visit_id=visit.id, told_by="điện thoại")))

    assert choose(visit.request_id).flags == ["confirmed-visit-changed"]
    assert not get_visit(visit.id).is_standing


def test_a_booking_moves(booked):
    assert choose(booked.id).is_applied

    assert find_booking(booked.id).half is Half.AFTERNOON
    assert find_room(WARD, next_saturday(), Half.MORNING).minutes_left == 120


def test_the_same_change_again_is_one(visit):
    name = new_id()
    choose(visit.request_id, id=name)

    assert choose(visit.request_id, id=name).is_duplicate
    assert find_room(WARD, sunday(), Half.AFTERNOON).minutes_left == 0


def test_what_a_family_has_stays_while_the_other_is_full(visit):
    make_request(wish={"date": sunday(), "half": "afternoon"})

    receipt = choose(visit.request_id)

    assert (receipt.status, receipt.code) == ("conflict", "half-day-full")
    assert get_visit(visit.id).is_standing


def test_of_two_families_one_gets_the_last_place(app, visit, booked):
    families = [visit.request_id, booked.id]
    session.commit()  # nobody holds the database while the two tap

    def tap(request_id):
        with app.app_context():
            receipt = choose(request_id)
            return receipt.status, receipt.code

    with ThreadPoolExecutor(2) as taps:
        answers = sorted(taps.map(tap, families), key=lambda answer: answer[0])

    session.rollback()  # what was read before the two taps is old
    assert [status for status, _code in answers] == ["applied", "conflict"]
    assert answers[1][1] == "half-day-full"
    assert find_room(WARD, sunday(), Half.AFTERNOON).minutes_left == 0


@pytest.mark.parametrize(("late", "code"), [(0, None), (1, "too-late-to-change")])
def test_until_six_in_the_evening_before(visit, clock, late, code):
    evening = datetime.combine(visit.planned_on - timedelta(days=1), LAST_HOUR, VN)
    asked = sunday()
    clock(evening + timedelta(minutes=late))

    assert choose(visit.request_id, date=asked).code == code


def test_the_half_day_that_it_has_is_no_other(visit):
    assert choose(visit.request_id, date=visit.planned_on, half=visit.half).code == "half-day-not-offered"


def test_who_is_at_the_door_stays(act, officer, visit):
    done(act(officer, StartVisit(visit_id=visit.id)))

    assert choose(visit.request_id).code == "half-day-not-offered"


def test_a_house_in_peace_moves_nothing(act, coordinator, booked):
    act(coordinator, StopMessages(citizen_id=booked.citizen_id, why="hospital", note="con gái báo"))

    assert choose(booked.id).code == "half-day-not-offered"


def test_after_three_changes_a_call_is_asked_for(booked):
    saturday = {"date": next_saturday(), "half": Half.MORNING}
    for values in ({}, saturday, {}):
        assert choose(booked.id, **values).is_applied

    assert choose(booked.id, **saturday).code == "half-day-changed-often"
    assert find_booking(booked.id).half is Half.AFTERNOON


def test_what_was_chosen_after_a_storm_is_no_change_of_the_family_s_own(act, coordinator, team, booked):
    make_shift(team, on=sunday(), half=Half.MORNING, minutes=120)
    storm = CallOff(half_days=[{"date": next_saturday(), "half": "morning"}], reason="bão số 10")
    done(act(coordinator, storm))
    for half in (Half.AFTERNOON, Half.MORNING, Half.AFTERNOON):
        assert choose(booked.id, half=half).is_applied
    later = make_visit(team=team, request=get_request(booked.id), coordinator=coordinator, date=sunday())
    done(act(coordinator, ConfirmVisit(visit_id=later.id, told_by="điện thoại")))

    assert choose(booked.id).code is None


def test_only_the_family_moves_what_was_not_let_down(visit, coordinator, officer):
    leader = make_leader(str(visit.neighbourhood_id))

    assert choose(visit.request_id, by=leader.as_actor()).code == "half-day-not-offered"
    assert choose(visit.request_id, by=coordinator.as_actor()).code == "half-day-not-offered"
    assert choose(visit.request_id, by=officer.as_actor()).code == "not-permitted"
