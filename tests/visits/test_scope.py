"""Whose phones hold a visit, and with it the citizen and the request."""

import json
from datetime import datetime, timedelta

from app.core.changes import changes_of, find_state, project
from app.core.clock import today
from app.core.commands import system_actor
from app.core.ids import new_id
from app.core.roles import Role
from app.core.scope import neighbourhood_key, unpack, user_key, ward_key
from app.visits.commands import ChangeTeam, ConfirmVisit, LeaveWindow, ReassignVisit, UnplanVisit
from app.visits.queries import get_visit, visits_past_window
from tests.make import WARD, make_coordinator, make_officer
from tests.make_visits import make_accepted_request, make_visit, make_working_team


def keys(kind, entity_id):
    return unpack(find_state(kind, entity_id).keys)


def test_a_planned_visit_brings_citizen_and_request_to_its_officer(app):
    officer = make_officer()

    visit = make_visit(team=make_working_team(officer))

    own = {ward_key(WARD), neighbourhood_key(visit.neighbourhood_id)}
    assert keys("visit", visit.id) == own | {user_key(officer.id)}
    assert keys("citizen", visit.citizen_id) == own | {user_key(officer.id)}
    assert keys("request", visit.request_id) == own | {user_key(officer.id)}


def test_another_team_takes_over_visit_citizen_and_request(app, act):
    before, after = make_officer(), make_officer()
    visit = make_visit(team=make_working_team(before))

    act(make_coordinator(), ReassignVisit(visit_id=visit.id, team_id=make_working_team(after, name="Đội 2").id))

    for kind, entity_id in [("visit", visit.id), ("citizen", visit.citizen_id), ("request", visit.request_id)]:
        assert user_key(after.id) in keys(kind, entity_id)
        assert user_key(before.id) not in keys(kind, entity_id)
    assert changes_of("citizen", visit.citizen_id)[-1].what == "rescoped"


def test_a_new_member_receives_what_the_team_will_do(app, act):
    team, new = make_working_team(), make_officer()
    visit = make_visit(team=team)

    act(make_coordinator(), ChangeTeam(team_id=team.id, name=team.name, member_ids=[*team.member_ids, new.id]))

    assert user_key(new.id) in keys("citizen", visit.citizen_id)


def test_an_unplanned_visit_takes_citizen_and_request_off_the_phone(app, act):
    officer = make_officer()
    visit = make_visit(team=make_working_team(officer))

    act(make_coordinator(), UnplanVisit(visit_id=visit.id, reason="thử"))

    assert find_state("visit", visit.id).is_void
    assert user_key(officer.id) not in keys("citizen", visit.citizen_id)
    assert user_key(officer.id) not in keys("request", visit.request_id)


def test_two_weeks_later_the_phone_lets_go_once(app, act):
    officer, name = make_officer(), new_id()
    visit = make_visit(team=make_working_team(officer))
    command = LeaveWindow(visit_id=visit.id)

    act(system_actor(WARD), command, id=name)
    again = act(system_actor(WARD), command, id=name)

    assert again.is_duplicate
    assert user_key(officer.id) not in keys("visit", visit.id) | keys("citizen", visit.citizen_id)


def test_leaving_again_changes_nothing(app, act):
    visit = make_visit()
    act(system_actor(WARD), LeaveWindow(visit_id=visit.id))

    act(system_actor(WARD), LeaveWindow(visit_id=visit.id))

    assert [change.what for change in changes_of("visit", visit.id)] == ["planned", "left-window"]


def test_an_unplanned_visit_stays_gone_when_its_window_ends(app, act):
    visit = make_visit()
    act(make_coordinator(), UnplanVisit(visit_id=visit.id, reason="thử"))

    act(system_actor(WARD), LeaveWindow(visit_id=visit.id))

    assert find_state("visit", visit.id).is_void


def test_nobody_but_the_worker_ends_a_window(app, act):
    assert act(make_coordinator(), LeaveWindow(visit_id=make_visit().id)).code == "not-permitted"


def test_leaving_the_window_of_no_visit_is_refused(app, act):
    assert act(system_actor(WARD), LeaveWindow(visit_id=new_id())).code == "unknown-visit"


def test_a_visit_is_past_its_window_after_two_weeks(app):
    visit = make_visit()

    assert visits_past_window(visit.planned_on + timedelta(days=14)) == []
    assert [found.id for found in visits_past_window(visit.planned_on + timedelta(days=15))] == [visit.id]


def test_a_leader_reads_how_and_when_the_household_was_told(app, act):
    visit = make_visit()
    act(make_coordinator(), ConfirmVisit(visit_id=visit.id, told_by="Zalo"))
    body = find_state("visit", visit.id).body

    told = json.loads(project("visit", body, Role.LEADER))
    assert told["told_by"] == "Zalo"
    assert datetime.fromisoformat(told["confirmed_at"]) == get_visit(visit.id).confirmed_at
    assert not {"told_by", "confirmed_at"} & json.loads(project("visit", body, Role.OFFICER)).keys()


def test_a_leader_reads_no_access_notes(app):
    request = make_accepted_request(told={"access_notes": "Chó dữ, gọi trước"})
    visit = make_visit(request=request)
    body = find_state("visit", visit.id).body

    assert json.loads(project("visit", body, Role.OFFICER))["access_notes"] == "Chó dữ, gọi trước"
    assert "access_notes" not in json.loads(project("visit", body, Role.LEADER))
    assert get_visit(visit.id).planned_on > today()
