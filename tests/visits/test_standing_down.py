"""A storm calls off half-days, a death or an illness all messages: one act each, and nobody is forgotten."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.citizens.queries import get_citizen
from app.core.changes import changes_of
from app.core.clock import now, today
from app.core.db import session
from app.core.effects import run_effects
from app.core.ids import new_id
from app.notices import push
from app.notices.calls import call_list
from app.notices.models import PushSubscription, QueuedNotice
from app.requests.queries import get_request
from app.visits.capacity import find_booking
from app.visits.commands import (
    CallOff,
    CloseVisit,
    ConfirmVisit,
    CorrectVisitFact,
    ReassignVisit,
    ResumeMessages,
    StartVisit,
    StopMessages,
)
from app.visits.duties import leave_windows
from app.visits.models import CalledOff, Half
from app.visits.peace import at_rest
from app.visits.queries import get_visit
from tests.make import WARD, make_officer
from tests.make_requests import make_request
from tests.make_visits import make_accepted_request, make_shift, make_visit, make_working_team, next_saturday
from tests.page import check_page, text


@pytest.fixture
def team(app):
    """A team that works on Saturday, and on Sunday morning for eighty minutes."""
    team = make_working_team(minutes=120)
    make_shift(team, on=next_saturday() + timedelta(days=1), minutes=80)
    return team


def storm(**values):
    return CallOff(**({"half_days": [{"date": next_saturday(), "half": "morning"}], "reason": "bão số 10"} | values))


def sunday():
    return {"date": (next_saturday() + timedelta(days=1)).isoformat(), "half": "morning"}


def a_wish():
    return {"date": next_saturday(), "half": "morning"}


def listed():
    return call_list(WARD, next_saturday(), next_saturday() + timedelta(days=1))


def test_a_storm_gives_every_household_another_half_day_and_lists_it(act, coordinator, team):
    booked = make_request(wish=a_wish())
    planned = make_visit(team=team, coordinator=coordinator)
    told = make_visit(team=team, coordinator=coordinator)
    act(coordinator, ConfirmVisit(visit_id=told.id, told_by="điện thoại"))

    receipt = act(coordinator, storm())

    assert receipt.is_applied
    assert not get_visit(planned.id).is_standing
    # Sunday has room for two: who was told a time comes first, then who was planned.
    assert [get_request(one).next_try for one in (told.request_id, planned.request_id, booked.id)] == [
        sunday(), sunday(), None,
    ]  # fmt: skip
    assert find_booking(told.request_id).wished_on.isoformat() == sunday()["date"]
    assert find_booking(booked.id) is None
    assert get_request(told.request_id).status == "accepted"
    assert sorted(str(one.planned.citizen_id) for one in listed()) == sorted(
        str(one.citizen_id) for one in (told, planned, booked)
    )


def test_the_same_storm_again_changes_nothing(act, coordinator, team):
    make_visit(team=team, coordinator=coordinator)
    name, command = new_id(), storm()

    act(coordinator, command, id=name)

    assert act(coordinator, command, id=name).is_duplicate
    assert len(session.scalars(select(CalledOff)).all()) == 1


def test_a_storm_is_not_called_for_yesterday(act, coordinator):
    receipt = act(coordinator, storm(half_days=[{"date": today() - timedelta(days=1), "half": "morning"}]))

    assert (receipt.status, receipt.code) == ("rejected", "half-day-past")


@pytest.mark.parametrize("command", [storm, lambda: StopMessages(citizen_id=new_id(), why="died", note="con báo")])
def test_only_the_coordinator_stands_down(app, act, command):
    assert act(make_officer(), command()).code == "not-permitted"


def test_a_team_at_the_door_finishes_there(act, coordinator):
    officer = make_officer()
    visit = make_visit(team=make_working_team(officer), coordinator=coordinator)
    act(officer, StartVisit(visit_id=visit.id))

    act(coordinator, storm())

    assert get_visit(visit.id).is_standing
    assert session.scalars(select(CalledOff)).all() == []


def browser_of(request_id):
    values = {"endpoint": f"https://fcm.googleapis.com/{request_id}", "p256dh": "B" * 87, "auth": "A" * 22}
    push.subscribe(**values, subject=f"request:{request_id}", now=now())


def test_a_storm_is_written_to_browsers_that_asked(app, act, coordinator, team):
    visit = make_visit(team=team, coordinator=coordinator)
    run_effects()
    browser_of(visit.request_id)

    act(coordinator, storm())
    run_effects()

    assert [notice.title for notice in session.scalars(select(QueuedNotice))] == ["Lượt hẹn phải hoãn"]


def test_the_call_list_says_why_and_when_instead_and_keeps_what_came_of_it(sign_in, act, coordinator, team):
    visit = make_visit(team=team, coordinator=coordinator)
    act(coordinator, storm())
    desk, where = sign_in(coordinator), f"/office/calls?weekend={next_saturday().isoformat()}"

    page = check_page(desk.get(where))
    (card,) = page.having("call-list")[0]
    desk.post(where, data={"citizen_id": str(visit.citizen_id), "visit_id": str(visit.id), "outcome": "told"})

    assert "Vì bão số 10, cán bộ không đến được buổi Sáng thứ Bảy" in text(card)
    assert "đã giữ cho nhà mình buổi Sáng Chủ Nhật" in text(card)
    (call,) = listed()
    assert [one.outcome for one in call.calls] == ["told"]


def test_a_death_stops_everything_at_once(app, act, coordinator, team):
    visit = make_visit(team=team, coordinator=coordinator)
    place = get_citizen(visit.citizen_id).neighbourhood_id
    spouse = make_request(
        neighbourhood_id=place, wish=a_wish(), told={"full_name": "Đinh Thị Khác", "birth_year": 1950}
    )
    browser_of(visit.request_id)
    note = "Con gái báo sáng nay"

    receipt = act(coordinator, StopMessages(citizen_id=visit.citizen_id, why="died", note=note))

    assert receipt.is_applied
    assert get_citizen(visit.citizen_id).is_deceased
    assert not get_citizen(spouse.citizen_id).is_deceased
    assert not get_visit(visit.id).is_standing
    assert (get_request(visit.request_id).status, get_request(visit.request_id).cancel_reason) == ("cancelled", "died")
    # The same address: nobody rings there either, but the wish is kept for a person to look at.
    assert get_request(spouse.id).status == "waiting"
    assert note in get_request(spouse.id).note
    assert find_booking(spouse.id) is None
    assert session.scalars(select(PushSubscription)).all() == []
    assert listed() == []


def test_in_hospital_the_request_waits_without_a_day(act, coordinator, team):
    visit = make_visit(team=team, coordinator=coordinator)
    act(coordinator, storm())
    name, command = new_id(), StopMessages(citizen_id=visit.citizen_id, why="hospital", note="Nằm viện tỉnh")

    act(coordinator, command, id=name)
    again = act(coordinator, command, id=name)

    assert again.is_duplicate
    request = get_request(visit.request_id)
    assert (request.status, request.next_try, request.note) == ("accepted", None, "Nằm viện tỉnh")
    assert not get_citizen(visit.citizen_id).is_deceased
    assert listed() == []


def test_nobody_is_left_in_peace_whom_nobody_knows(act, coordinator):
    receipt = act(coordinator, StopMessages(citizen_id=new_id(), why="died", note="con báo"))

    assert (receipt.status, receipt.code) == ("rejected", "unknown-citizen")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pages_say_first_what_they_will_do(sign_in, coordinator, team, language):
    visit = make_visit(team=team, coordinator=coordinator)
    make_request(wish=a_wish())
    desk = sign_in(coordinator)

    off = check_page(desk.get(f"/office/call-off?weekend={next_saturday().isoformat()}&lang={language}"))
    peace = check_page(desk.get(f"/office/peace/{visit.citizen_id}?lang={language}"))

    assert ("2 gia đình" if language == "vi" else "families: 2") in text(off.one("main"))
    assert "Bùi Văn Thử" in text(peace.one("main"))


def test_both_acts_are_forms(sign_in, coordinator, team):
    visit = make_visit(team=team, coordinator=coordinator)
    desk, saturday = sign_in(coordinator), next_saturday().isoformat()

    empty = desk.post(f"/office/call-off?weekend={saturday}", data={"reason": ""})
    off = desk.post(
        f"/office/call-off?weekend={saturday}", data={"half_days": [f"{saturday}/{Half.MORNING}"], "reason": "lũ"}
    )
    peace = desk.post(f"/office/peace/{visit.citizen_id}", data={"why": "hospital", "note": "con báo"})

    assert (empty.status_code, off.status_code, peace.status_code) == (422, 303, 303)
    assert not get_visit(visit.id).is_standing
    assert listed() == []


def test_strangers_homes_have_no_page(sign_in, coordinator):
    assert sign_in(coordinator).get(f"/office/peace/{new_id()}").status_code == 404


@pytest.fixture
def at_the_door(coordinator):
    """An officer, and the household that is visited."""
    officer = make_officer()
    return officer, make_visit(team=make_working_team(officer), coordinator=coordinator)


def closing(visit, outcome, **values):
    return CloseVisit(visit_id=visit.id, outcome=outcome, **values)


def test_what_the_family_says_at_the_door_stops_everything_in_the_same_step(act, at_the_door):
    officer, visit = at_the_door
    browser_of(visit.request_id)

    receipt = act(officer, closing(visit, "died", leave_in_peace=True))

    assert (receipt.status, receipt.flags) == ("applied", ["left-in-peace"])
    assert get_citizen(visit.citizen_id).is_deceased
    assert session.scalars(select(PushSubscription)).all() == []
    assert get_visit(visit.id).closing.outcome == "died"


@pytest.mark.parametrize(("outcome", "wish"), [("died", False), ("met", True)])
def test_nothing_stops_that_nobody_asked_for(act, at_the_door, outcome, wish):
    officer, visit = at_the_door

    receipt = act(officer, closing(visit, outcome, leave_in_peace=wish))

    assert receipt.flags == []
    assert not get_citizen(visit.citizen_id).is_deceased


def test_in_hospital_nobody_rings_and_the_request_waits(act, at_the_door):
    officer, visit = at_the_door

    act(officer, closing(visit, "hospital", leave_in_peace=True, note="Nằm viện tỉnh"))

    request = get_request(visit.request_id)
    assert (request.status, request.next_try, "Nằm viện tỉnh" in request.note) == ("accepted", None, True)


def test_a_report_that_is_in_doubt_stops_nothing_before_it_is_accepted(act, coordinator, at_the_door):
    officer, visit = at_the_door
    act(coordinator, ReassignVisit(visit_id=visit.id, team_id=make_working_team(name="Đội khác").id))

    act(officer, closing(visit, "died", leave_in_peace=True))

    assert not get_citizen(visit.citizen_id).is_deceased


@pytest.mark.parametrize(("first", "flags"), [("met", ["left-in-peace"]), ("nobody-home", ["left-in-peace"])])
def test_a_report_corrected_to_a_death_stops_everything_as_the_first_would_have(act, at_the_door, first, flags):
    officer, visit = at_the_door
    browser_of(visit.request_id)
    wrong = act(officer, closing(visit, first)).command_id
    right = {"command_id": wrong, "visit_id": visit.id, "outcome": "died", "reason": "Nghe nhầm ở cổng"}

    receipt = act(officer, CorrectVisitFact(**right, leave_in_peace=True))

    assert (receipt.status, receipt.flags) == ("applied", flags)
    assert get_citizen(visit.citizen_id).is_deceased
    assert session.scalars(select(PushSubscription)).all() == []


def test_a_correction_of_what_no_longer_stands_stops_nothing(act, at_the_door):
    officer, visit = at_the_door
    wrong = act(officer, closing(visit, "nobody-home")).command_id
    fix = {"command_id": wrong, "visit_id": visit.id, "reason": "Bấm nhầm"}
    act(officer, CorrectVisitFact(**fix, outcome="met"))

    receipt = act(officer, CorrectVisitFact(**fix, outcome="died", leave_in_peace=True))

    assert "left-in-peace" not in receipt.flags
    assert not get_citizen(visit.citizen_id).is_deceased


def test_the_office_undoes_a_mistaken_death(act, coordinator, at_the_door):
    officer, visit = at_the_door
    act(officer, closing(visit, "died", leave_in_peace=True))
    name, command = new_id(), ResumeMessages(citizen_id=visit.citizen_id, note="Con gái nói nghe nhầm")

    act(coordinator, command, id=name)
    again = act(coordinator, command, id=name)

    request = get_request(visit.request_id)
    assert again.is_duplicate
    assert not get_citizen(visit.citizen_id).is_deceased
    assert (request.status, request.cancel_reason) == ("accepted", None)
    assert request.note.count("Con gái nói nghe nhầm") == 1


def neighbours_request(coordinator, visit):
    """Return what somebody else at the same address asks for."""
    citizen = get_citizen(visit.citizen_id)
    return make_accepted_request(
        coordinator=coordinator,
        neighbourhood_id=citizen.neighbourhood_id,
        told={"address": citizen.address, "full_name": "Lò Văn Thử"},
    )


def test_peace_does_not_end_when_officers_phones_let_go(act, coordinator, at_the_door, clock):
    officer, visit = at_the_door
    act(officer, closing(visit, "hospital", leave_in_peace=True))
    before = len(changes_of("request", visit.request_id))
    clock(now() + (visit.planned_on - today()) + timedelta(days=15))

    leave_windows()

    assert [change.what for change in changes_of("request", visit.request_id)][before:] == ["rescoped"]
    assert at_rest(WARD) == {visit.request_id}


def test_a_person_ends_peace(act, coordinator, at_the_door):
    officer, visit = at_the_door
    act(officer, closing(visit, "hospital", leave_in_peace=True))

    make_visit(team=make_working_team(name="Đội 2"), request=get_request(visit.request_id), coordinator=coordinator)

    assert at_rest(WARD) == set()


def test_the_whole_house_is_resumed_after_a_mistaken_death(act, coordinator, at_the_door):
    _, visit = at_the_door
    other = neighbours_request(coordinator, visit)
    stop = StopMessages(citizen_id=visit.citizen_id, why="died", note="con báo")
    assert act(coordinator, stop).is_applied
    assert at_rest(WARD) == {other.id}

    assert act(coordinator, ResumeMessages(citizen_id=visit.citizen_id, note="con báo nhầm")).is_applied

    assert at_rest(WARD) == set()
    assert (get_request(other.id).status, "con báo nhầm" in get_request(other.id).note) == ("accepted", True)


def test_a_house_where_another_lies_in_hospital_stays_in_peace(act, coordinator, at_the_door):
    _, visit = at_the_door
    other = neighbours_request(coordinator, visit)
    for citizen_id, why in ((other.citizen_id, "hospital"), (visit.citizen_id, "died")):
        assert act(coordinator, StopMessages(citizen_id=citizen_id, why=why, note="con báo")).is_applied

    assert act(coordinator, ResumeMessages(citizen_id=visit.citizen_id, note="con báo nhầm")).is_applied

    assert at_rest(WARD) == {other.id}


def test_what_never_stopped_is_not_resumed(act, coordinator, at_the_door):
    _, visit = at_the_door

    known = act(coordinator, ResumeMessages(citizen_id=visit.citizen_id, note="con báo"))
    unknown = act(coordinator, ResumeMessages(citizen_id=new_id(), note="con báo"))

    assert (known.code, unknown.code) == ("messages-not-stopped", "unknown-citizen")


def test_only_the_coordinator_resumes(act, at_the_door):
    officer, visit = at_the_door

    assert act(officer, ResumeMessages(citizen_id=visit.citizen_id, note="con báo")).code == "not-permitted"


def test_the_request_of_who_died_leads_to_the_form_that_undoes_it(sign_in, act, coordinator, at_the_door):
    officer, visit = at_the_door
    act(officer, closing(visit, "died", leave_in_peace=True))
    desk, where = sign_in(coordinator), f"/office/peace/{visit.citizen_id}"

    assert f'href="{where}"' in desk.get(f"/office/requests/{visit.request_id}").get_data(as_text=True)
    assert "ghi là đã mất" in text(check_page(desk.get(where)).one("main"))
    assert desk.post(where, data={"note": ""}).status_code == 422
    assert desk.post(where, data={"note": "con báo nhầm"}).status_code == 303
    assert not get_citizen(visit.citizen_id).is_deceased


def test_what_was_never_stopped_has_no_link_that_undoes_it(sign_in, act, coordinator, at_the_door):
    officer, visit = at_the_door
    act(officer, closing(visit, "died"))

    page = sign_in(coordinator).get(f"/office/requests/{visit.request_id}").get_data(as_text=True)

    assert ("Người dân đã mất." in page, "/office/peace/" in page) == (True, False)
