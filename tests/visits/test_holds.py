"""A half-day is held while a form is filled in, booked with the request, or kept waiting and offered anew."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.catalogue.facts import HomeVisit
from app.core.clock import Clock, now, today
from app.core.commands import public_actor
from app.core.db import session
from app.core.execute import execute
from app.core.ids import new_id
from app.core.records import ReviewItem
from app.visits.capacity import find_room, has_room_for_wish, minutes_for
from app.visits.commands import CollectDossier, HoldHalfDay, PlanVisit, ReturnResult, SetShift
from app.visits.models import Half, WishedHalfDay
from app.visits.models.room import fits
from tests.make import WARD, make_coordinator, make_leader
from tests.make_catalogue import make_procedure
from tests.make_places import make_neighbourhood
from tests.make_requests import make_citizen, make_request, registration
from tests.make_visits import make_accepted_request, make_shift, make_visit, make_working_team, next_saturday, plan_of
from tests.phone import Phone


@pytest.fixture
def clock(app):
    """Let time pass."""
    yield lambda **values: setattr(Clock, "fixed", now() + timedelta(**values))
    Clock.fixed = None


def hold(request_id=None, *, id=None, **values):
    command = HoldHalfDay(
        **({"request_id": request_id or new_id(), "date": next_saturday(), "half": Half.MORNING} | values)
    )
    return execute(command, actor=public_actor(WARD), command_id=id)


def wish(half="morning"):
    return {"date": next_saturday(), "half": half}


def afternoon():
    return {"date": next_saturday().isoformat(), "half": "afternoon"}


def promises():
    return session.scalars(select(WishedHalfDay)).all()


def test_a_held_half_day_is_taken_for_others_until_it_lapses(app, clock):
    make_working_team(minutes=40)

    assert hold().is_applied
    assert not has_room_for_wish(WARD, next_saturday(), Half.MORNING)
    clock(minutes=10, seconds=1)

    assert has_room_for_wish(WARD, next_saturday(), Half.MORNING)
    assert hold().is_applied
    assert len(promises()) == 1  # the lapsed one has left


def test_the_same_hold_again_is_one_hold(app):
    make_working_team(minutes=40)
    request_id, name = new_id(), new_id()

    hold(request_id, id=name)

    assert hold(request_id, id=name).is_duplicate
    assert hold(request_id).is_applied  # somebody answers the question again
    assert len(promises()) == 1


def test_another_answer_frees_the_half_day_held_before(app):
    make_shift(make_working_team(minutes=40), half=Half.AFTERNOON)
    request_id = new_id()

    hold(request_id)
    hold(request_id, half=Half.AFTERNOON)

    assert has_room_for_wish(WARD, next_saturday(), Half.MORNING)


def test_a_hold_becomes_the_booking_of_its_request(app, clock):
    make_working_team(minutes=40)
    command = registration(wish=wish())
    hold(command.request_id)

    assert execute(command, actor=public_actor(WARD)).flags == []
    clock(days=2)

    (booked,) = promises()
    assert (booked.request_id, booked.has_place, booked.held_until) == (command.request_id, True, None)
    assert not has_room_for_wish(WARD, next_saturday(), Half.MORNING)


def full(_team):
    make_request(wish=wish())
    return hold()


def past(_team):
    return hold(date=today())


def nobody_works(_team):
    return hold(half=Half.AFTERNOON, date=next_saturday() + timedelta(days=1))


def registered(_team):
    return hold(make_request().id)


@pytest.mark.parametrize(
    ("ask", "status", "code"),
    [
        (full, "conflict", "half-day-full"),
        (nobody_works, "conflict", "half-day-full"),
        (past, "rejected", "half-day-past"),
        (registered, "rejected", "request-exists"),
    ],
)
def test_a_hold_is_refused(app, ask, status, code):
    make_neighbourhood()
    team = make_working_team(minutes=40)
    make_shift(team, half=Half.AFTERNOON)

    receipt = ask(team)

    assert (receipt.status, receipt.code) == (status, code)
    if code == "half-day-full":
        assert receipt.details["next_free"][-1] == afternoon()
        assert receipt.details["hotline"] == "0218 3800 000"


def test_only_households_hold(app, act):
    make_working_team()
    command = HoldHalfDay(request_id=new_id(), date=next_saturday(), half=Half.MORNING)

    assert act(make_leader(), command).code == "not-permitted"


def test_a_registration_that_comes_late_is_kept_and_offered(app, client):
    team = make_working_team(minutes=40)
    make_shift(team, half=Half.AFTERNOON)
    make_visit(team=team)
    phone = Phone(client, make_leader())
    command = registration(wish=wish(), told={"full_name": "Đinh Thị Khác", "birth_year": 1939})

    result = phone.send("requests.register", command.model_dump(mode="json"))

    assert (result["status"], "wished-half-day-full" in result["flags"]) == ("applied", True)
    kept = session.get(WishedHalfDay, command.request_id)
    assert (kept.wished_on, kept.has_place) == (next_saturday(), False)
    (item,) = session.scalars(select(ReviewItem)).all()
    assert item.details["wished-half-day-full"]["next_free"] == [afternoon()]


def test_who_waits_for_a_place_takes_none_and_gets_it_when_there_is_room(app):
    team = make_working_team(minutes=40)
    first, second, third = (make_request(wish=wish()).id for _ in range(3))
    assert [session.get(WishedHalfDay, asked).has_place for asked in (first, second, third)] == [True, False, False]

    make_shift(team, minutes=80)

    assert [session.get(WishedHalfDay, asked).has_place for asked in (first, second, third)] == [True, True, False]
    assert find_room(WARD, next_saturday(), Half.MORNING).minutes_left == 0


def test_a_weekend_that_is_not_open_yet_keeps_the_wish_for_its_opening(app):
    request = make_request(wish=wish())
    assert not session.get(WishedHalfDay, request.id).has_place

    make_working_team(minutes=40)

    assert session.get(WishedHalfDay, request.id).has_place


def test_the_coordinator_cannot_plan_over_a_booking(app, act):
    team, coordinator = make_working_team(minutes=80), make_coordinator()
    make_shift(team, half=Half.AFTERNOON, minutes=100)
    booked = make_accepted_request(coordinator=coordinator, wish=wish())
    others = [make_accepted_request(coordinator=coordinator) for _ in range(2)]

    first, second = (act(coordinator, plan_of(request, team)) for request in others)
    own = act(coordinator, plan_of(booked, team))

    assert (first.status, own.status) == ("applied", "applied")
    assert (second.status, second.code) == ("conflict", "half-day-promised")
    free = {"team_id": str(team.id), **afternoon(), "minutes_left": 100}
    assert second.details == {"promised": 1, "needed": 40, "next_free": [free], "hotline": "0218 3800 000"}


def test_a_shift_is_not_shortened_under_a_booking(app, act):
    team = make_working_team(minutes=80)
    make_request(wish=wish())
    told = {"shift_id": new_id(), "team_id": team.id, "date": next_saturday(), "half": Half.MORNING}

    receipt = act(make_coordinator(), SetShift(**told, capacity_minutes=30))

    assert (receipt.status, receipt.code) == ("conflict", "shift-has-bookings")
    assert act(make_coordinator(), SetShift(**told, capacity_minutes=40)).is_applied


def test_the_last_team_does_not_stay_home_while_somebody_has_booked(app, act):
    team = make_working_team(minutes=80)
    request = make_request(wish=wish())
    told = {"shift_id": new_id(), "team_id": team.id, "date": next_saturday(), "half": Half.MORNING}

    receipt = act(make_coordinator(), SetShift(**told, capacity_minutes=0))

    assert (receipt.status, receipt.code) == ("conflict", "shift-has-bookings")
    assert session.get(WishedHalfDay, request.id).has_place


def test_minutes_follow_the_procedure_and_the_setting(app):
    make_procedure("2.000635", at_home=HomeVisit(way="collect", minutes=75))
    long, unclear = CollectDossier(procedure_code="2.000635"), CollectDossier(need_text="hỏi giấy tờ")
    result = ReturnResult(dossier_id=new_id())
    on = next_saturday()

    assert minutes_for([long], on=on) == 85
    assert minutes_for([unclear], on=on) == 40
    assert minutes_for([unclear, long, unclear], on=on) == 75 + 15 + 15 + 10
    assert minutes_for([unclear, result], on=on) == 30 + 15 + 10

    app.config["TRAVEL_MINUTES"] = 25
    assert minutes_for([long], on=on) == 100


def test_a_long_errand_needs_a_longer_half_day(app):
    make_procedure("2.000635", at_home=HomeVisit(way="collect", minutes=75))
    make_working_team(minutes=80)

    assert hold().is_applied
    assert hold(new_id(), procedure_code="2.000635").code == "half-day-full"


def test_a_result_is_planned_by_the_same_minutes(app, act):
    team = make_working_team(minutes=40)
    make_request(wish=wish())
    command = PlanVisit(
        visit_id=new_id(), citizen_id=make_citizen().id, team_id=team.id, date=next_saturday(), half=Half.MORNING,
        purposes=[{"kind": "return", "dossier_id": new_id()}],
    )  # fmt: skip

    assert act(make_coordinator(), command).code == "half-day-promised"


@pytest.mark.parametrize(
    ("left", "visits", "answer"),
    [((), (), True), ((), (40,), False), ((60, 60), (40, 40), True), ((60, 60), (40, 40, 20, 20), True),
     ((60, 60), (40, 40, 40), False), ((30, 30), (40,), False), ((100,), (60, 40), True), ((-20, 40), (40,), True)],
)  # fmt: skip
def test_no_team_serves_half_of_anothers_visit(left, visits, answer):
    assert fits(left, visits) is answer
