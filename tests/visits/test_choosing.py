"""A household whose half-day was called off, or was full, takes another: under the same lock, from the same room."""

import json
from datetime import timedelta

import pytest

from app.core.changes import changes_of, find_state
from app.core.clock import today
from app.core.commands import public_actor
from app.core.execute import execute
from app.core.ids import new_id
from app.requests.queries import get_request
from app.visits.another_half_day import choice_of
from app.visits.capacity import find_booking, find_room
from app.visits.commands import CallOff, ChooseHalfDay, CloseVisit, ConfirmVisit, StopMessages, UnplanVisit
from app.visits.models import Half, Outcome
from tests.make import WARD, make_leader, make_officer
from tests.make_dossiers import phone_sends
from tests.make_requests import make_request
from tests.make_visits import make_shift, make_team, make_visit, make_working_team, next_saturday


def sunday():
    return next_saturday() + timedelta(days=1)


@pytest.fixture
def team(app):
    """A team with room on Saturday morning, for one on Sunday morning and for one on Sunday afternoon."""
    team = make_working_team(minutes=120)
    make_shift(team, on=sunday(), minutes=40)
    make_shift(team, on=sunday(), half=Half.AFTERNOON, minutes=40)
    return team


@pytest.fixture
def called_off(act, coordinator, team):
    """The request of somebody who was planned before the storm, and has Sunday morning instead."""
    visit = make_visit(team=team, coordinator=coordinator)
    storm = CallOff(half_days=[{"date": next_saturday(), "half": "morning"}], reason="bão số 10")
    assert act(coordinator, storm).is_applied
    assert find_booking(visit.request_id).half is Half.MORNING
    return get_request(visit.request_id)


def choose(request, *, id=None, by=None, **values):
    told = {"request_id": request.id, "date": sunday(), "half": Half.AFTERNOON} | values
    return execute(ChooseHalfDay(**told), actor=by or public_actor(WARD), command_id=id)


def test_who_was_called_off_takes_another_half_day_and_frees_the_one_kept(called_off):
    assert choose(called_off).is_applied

    booked = find_booking(called_off.id)
    assert (booked.wished_on, booked.half) == (sunday(), Half.AFTERNOON)
    assert get_request(called_off.id).next_try == {"date": sunday().isoformat(), "half": "afternoon"}
    assert find_room(WARD, sunday(), Half.MORNING).minutes_left == 40
    assert choose(called_off, half=Half.MORNING).is_applied, "a family may think again"


def test_who_was_refused_takes_one_that_has_room(team):
    kept = [make_request(wish={"date": sunday(), "half": "morning"}) for _ in range(2)][1]
    assert find_booking(kept.id) is None

    assert choose(kept).is_applied

    assert find_booking(kept.id).half is Half.AFTERNOON
    assert get_request(kept.id).wish == {"date": sunday().isoformat(), "half": "afternoon"}
    assert choice_of(get_request(kept.id)) is None


def test_the_same_choice_again_is_one(called_off):
    name = new_id()
    choose(called_off, id=name)

    assert choose(called_off, id=name).is_duplicate
    assert find_room(WARD, sunday(), Half.AFTERNOON).minutes_left == 0


def test_of_two_who_want_the_last_place_one_is_offered_the_next(called_off, team):
    make_request(wish={"date": sunday(), "half": "afternoon"})
    make_shift(team, on=sunday() + timedelta(days=6))

    receipt = choose(called_off)

    assert (receipt.status, receipt.code) == ("conflict", "half-day-full")
    saturday = (sunday() + timedelta(days=6)).isoformat()
    assert {"date": saturday, "half": "morning"} in receipt.details["next_free"]
    assert find_booking(called_off.id).half is Half.MORNING, "what was kept stays kept"


def test_a_past_day_is_not_chosen(called_off):
    assert choose(called_off, date=today()).code == "half-day-past"


def test_who_has_nothing_to_give_up_chooses_nothing(act, coordinator, team):
    early = make_request(wish={"date": sunday() + timedelta(days=20), "half": "morning"})

    assert choose(early).code == "half-day-not-offered"
    assert choose(early, request_id=new_id()).code == "unknown-request"


@pytest.fixture
def officer(app):
    return make_officer()


@pytest.fixture
def visit_after_the_storm(act, coordinator, team, officer, called_off):
    """Weeks later the same request has its visit."""
    later, november = make_team(officer, name="Đội sau bão"), next_saturday() + timedelta(days=28)
    make_shift(later, on=november, minutes=120)
    return make_visit(team=later, coordinator=coordinator, request=called_off, date=november)


def test_a_storm_before_the_last_visit_overwrites_nothing_agreed_at_the_door(
    act, officer, visit_after_the_storm, called_off
):
    agreed = {"date": visit_after_the_storm.planned_on + timedelta(days=7), "half": "afternoon"}
    closing = CloseVisit(visit_id=visit_after_the_storm.id, outcome=Outcome.POSTPONED, next_try=agreed)
    assert act(officer, closing).is_applied

    assert choice_of(get_request(called_off.id)) is None
    assert choose(called_off).code == "half-day-not-offered"
    assert get_request(called_off.id).next_try["date"] == agreed["date"].isoformat()


def test_a_storm_before_the_last_call_is_old_news(act, coordinator, visit_after_the_storm, called_off):
    """The household was told of a visit that is out of the plan again: that came after the storm."""
    act(coordinator, ConfirmVisit(visit_id=visit_after_the_storm.id, told_by="điện thoại"))
    act(coordinator, UnplanVisit(visit_id=visit_after_the_storm.id, reason="gia đình xin hoãn"))

    assert choice_of(get_request(called_off.id)) is None


def test_a_visit_that_nobody_was_told_of_takes_no_choice_away(act, coordinator, visit_after_the_storm, called_off):
    act(coordinator, UnplanVisit(visit_id=visit_after_the_storm.id, reason="xếp nhầm"))

    assert choice_of(get_request(called_off.id)).called_off.reason == "bão số 10"


def test_a_house_in_peace_is_offered_nothing(act, coordinator, called_off):
    act(coordinator, StopMessages(citizen_id=called_off.citizen_id, why="hospital", note="con gái báo"))

    assert choose(called_off).code == "half-day-not-offered"


def test_officers_choose_for_nobody(called_off, officer):
    assert choose(called_off, by=officer.as_actor()).code == "not-permitted"


@pytest.fixture
def leader(called_off):
    return make_leader(str(called_off.neighbourhood_id))


def told_to_phones(request):
    return json.loads(find_state("request", request.id).body)["let_down"]


def test_the_leader_s_phone_is_told_what_is_offered_and_chooses_for_the_family(called_off, leader):
    news = told_to_phones(called_off)
    assert (news["date"], news["half"], news["reason"]) == (next_saturday().isoformat(), "morning", "bão số 10")
    assert news["offers"] == [{"date": sunday().isoformat(), "half": "afternoon"}], "not the one that is kept"

    receipt = phone_sends(leader, ChooseHalfDay(request_id=called_off.id, **news["offers"][0]))

    assert (receipt.status, receipt.flags) == ("applied", [])
    assert find_booking(called_off.id).half is Half.AFTERNOON
    assert told_to_phones(called_off) is None


def test_a_registration_that_came_too_late_is_kept_and_offered(team):
    first, late = (make_request(wish={"date": sunday(), "half": "morning"}) for _ in range(2))

    assert told_to_phones(first) is None
    assert [one["half"] for one in told_to_phones(late)["offers"]] == ["morning", "afternoon"]
    assert told_to_phones(late)["reason"] == ""


def test_a_place_that_comes_free_ends_the_offer(team):
    late = [make_request(wish={"date": sunday(), "half": "morning"}) for _ in range(2)][1]

    make_shift(team, on=sunday(), minutes=120)

    assert told_to_phones(late) is None
    assert changes_of("request", late.id)[-1].what == "place-given"


def test_a_planned_visit_ends_the_offer(coordinator, called_off, team):
    make_visit(team=team, coordinator=coordinator, request=called_off, date=sunday())

    assert told_to_phones(called_off) is None


def test_peace_ends_the_offer(act, coordinator, called_off):
    act(coordinator, StopMessages(citizen_id=called_off.citizen_id, why="hospital", note="con gái báo"))

    assert told_to_phones(called_off) is None


def test_a_leader_of_elsewhere_chooses_for_nobody(called_off):
    assert choose(called_off, by=make_leader().as_actor()).code == "not-your-neighbourhood"
    assert find_booking(called_off.id).half is Half.MORNING


def test_what_the_family_chose_itself_is_not_overwritten_by_a_leader_who_did_not_know(called_off, leader):
    assert choose(called_off).is_applied

    late = phone_sends(leader, ChooseHalfDay(request_id=called_off.id, date=sunday(), half=Half.MORNING))

    assert (late.status, late.code) == ("conflict", "half-day-not-offered")
    assert find_booking(called_off.id).half is Half.AFTERNOON


def test_a_leader_is_offered_the_next_where_the_last_place_has_gone(called_off, leader, team):
    make_request(wish={"date": sunday(), "half": "afternoon"})
    make_shift(team, on=sunday() + timedelta(days=6))

    receipt = phone_sends(leader, ChooseHalfDay(request_id=called_off.id, date=sunday(), half=Half.AFTERNOON))

    assert (receipt.status, receipt.code) == ("conflict", "half-day-full")
    assert len(receipt.details["next_free"]) == 2
