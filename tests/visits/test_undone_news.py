"""A visit that leaves the plan again leaves everything as it stood: what had to be told still has to be told."""

from datetime import timedelta

import pytest

from app.core.commands import system_actor
from app.core.execute import execute
from app.core.ids import new_id
from app.requests.queries import get_request
from app.visits.another_half_day import choice_of
from app.visits.capacity import find_booking, find_wish
from app.visits.commands import ApplyPlan, CallOff, ConfirmVisit, FinishPlan, SetShift, UndoPlan, UnplanVisit
from app.visits.models import Change, Half
from app.visits.queries import find_plan
from tests.make import WARD, done
from tests.make_plans import ask_plan
from tests.make_requests import make_request
from tests.make_visits import make_accepted_request, make_shift, make_visit, make_working_team, next_saturday

STORM = "bão số 10"


def sunday():
    return next_saturday() + timedelta(days=1)


def wish(on, half="morning"):
    return {"date": on, "half": half}


@pytest.fixture
def team(app):
    """A team with room on Saturday morning and for one on Sunday morning."""
    team = make_working_team(minutes=120)
    make_shift(team, on=sunday(), minutes=40)
    return team


@pytest.fixture
def after_storm(act, coordinator, team):
    """Somebody whose Saturday was called off, who is kept Sunday morning, and whom nobody has told yet."""
    visit = make_visit(team=team, coordinator=coordinator)
    storm = CallOff(half_days=[{"date": next_saturday(), "half": "morning"}], reason=STORM)
    done(act(coordinator, storm))
    assert find_booking(visit.request_id).wished_on == sunday()
    return get_request(visit.request_id)


@pytest.fixture
def refused(coordinator, team):
    """Somebody who wished for Sunday morning when it was full."""
    make_request(wish=wish(sunday()))
    request = make_accepted_request(coordinator=coordinator, wish=wish(sunday()))
    assert (find_booking(request.id), bool(request.let_down)) == (None, True)
    return request


def planned_by_engine(act, coordinator, request, team, **line):
    """Take over a plan that says this about the request."""
    plan_id = ask_plan(coordinator)
    notes = {"served": 1, "left_out": 1, "travel": 10, "points": 1, "points_now": 1, "left_alone": [], "later": 0}
    told = {"request_id": request.id} | line
    done(execute(FinishPlan(plan_id=plan_id, outcome="done", lines=[told], notes=notes), actor=system_actor(WARD)))
    leaving = [request.id] if line["change"] is Change.LEFT_OUT else []
    done(act(coordinator, ApplyPlan(plan_id=plan_id, leaving=leaving)))
    return find_plan(plan_id)


def goes(team, on, half=Half.MORNING):
    lane = {"team_id": team.id, "date": on, "half": half}
    return {"change": Change.NEW, "visit_id": new_id(), "order": 1, "begins": "07:30", "ends": "08:05",
            "minutes": 35} | lane  # fmt: skip


def test_a_storms_news_outlives_a_visit_planned_and_taken_out_by_hand(act, coordinator, team, after_storm):
    visit = make_visit(team=team, request=after_storm, coordinator=coordinator, date=sunday())

    assert act(coordinator, UnplanVisit(visit_id=visit.id, reason="xếp lại")).is_applied

    request = get_request(after_storm.id)
    assert (request.let_down["reason"], request.let_down["date"]) == (STORM, next_saturday().isoformat())
    assert find_booking(request.id).wished_on == sunday()


def test_a_storms_news_outlives_a_plan_that_is_undone(act, coordinator, team, after_storm):
    plan = planned_by_engine(act, coordinator, after_storm, team, **goes(team, sunday()))

    assert act(coordinator, UndoPlan(plan_id=plan.id)).is_applied

    request = get_request(after_storm.id)
    assert (request.let_down["reason"], find_booking(request.id).wished_on) == (STORM, sunday())


def test_undoing_a_plan_that_left_somebody_out_forgets_only_its_own_news(act, coordinator, team, after_storm):
    plan = planned_by_engine(
        act, coordinator, after_storm, team, change=Change.LEFT_OUT, why={"code": "no-officers"}
    )  # fmt: skip
    assert get_request(after_storm.id).let_down["reason"] != STORM

    assert act(coordinator, UndoPlan(plan_id=plan.id)).is_applied

    assert get_request(after_storm.id).let_down["reason"] == STORM


def test_news_that_came_after_the_plan_stays(act, coordinator, team):
    booked = make_accepted_request(coordinator=coordinator, wish=wish(next_saturday()))
    plan = planned_by_engine(act, coordinator, booked, team, change=Change.LEFT_OUT, why={"code": "no-officers"})
    done(act(coordinator, CallOff(half_days=[{"date": next_saturday(), "half": "morning"}], reason=STORM)))

    assert act(coordinator, UndoPlan(plan_id=plan.id)).is_applied

    assert get_request(booked.id).let_down["reason"] == STORM


def test_a_refused_wish_waits_again_when_its_visit_is_taken_out(act, coordinator, team, refused):
    visit = make_visit(team=team, request=refused, coordinator=coordinator)

    assert act(coordinator, UnplanVisit(visit_id=visit.id, reason="xếp lại")).is_applied

    request = get_request(refused.id)
    assert (find_wish(request.id).wished_on, find_booking(request.id)) == (sunday(), None)
    assert (request.let_down["date"], choice_of(request) is not None) == (sunday().isoformat(), True)


def test_a_refused_wish_waits_again_when_its_plan_is_undone(act, coordinator, team, refused):
    plan = planned_by_engine(act, coordinator, refused, team, **goes(team, next_saturday()))

    assert act(coordinator, UndoPlan(plan_id=plan.id)).is_applied

    assert (find_wish(refused.id).wished_on, get_request(refused.id).let_down["date"]) == (
        sunday(),
        sunday().isoformat(),
    )


def test_a_wish_that_rests_takes_no_place_while_a_visit_serves_it(act, coordinator, team, refused):
    make_visit(team=team, request=refused, coordinator=coordinator)

    lane = {"team_id": team.id, "date": sunday(), "half": Half.MORNING}
    done(act(coordinator, SetShift(shift_id=new_id(), capacity_minutes=120, **lane)))

    assert find_booking(refused.id) is None


def test_who_has_agreed_to_a_time_has_nothing_left_to_be_told(act, coordinator, team, refused):
    visit = make_visit(team=team, request=refused, coordinator=coordinator)
    done(act(coordinator, ConfirmVisit(visit_id=visit.id, told_by="điện thoại")))

    assert act(coordinator, UnplanVisit(visit_id=visit.id, reason="xếp lại")).is_applied

    request = get_request(refused.id)
    assert (request.let_down, find_booking(request.id).wished_on) == (None, next_saturday())


def test_a_family_that_asks_for_another_day_is_told_of_none(act, coordinator, team, refused):
    visit = make_visit(team=team, request=refused, coordinator=coordinator)

    assert act(coordinator, UnplanVisit(visit_id=visit.id, reason="gia đình bận", by_family=True)).is_applied

    assert (get_request(refused.id).let_down, find_wish(refused.id)) == (None, None)
