"""The coordinator's commands: plan, move, reassign, unplan, confirm."""

from datetime import timedelta

import pytest

from app.core.changes import changes_of
from app.core.clock import today
from app.core.ids import new_id
from app.requests.queries import get_request
from app.visits.commands import ConfirmVisit, MoveVisit, PlanVisit, ReassignVisit, UnplanVisit
from app.visits.models import Half, Status
from app.visits.queries import get_visit
from tests.make import make_coordinator, make_officer
from tests.make_requests import make_citizen, make_request
from tests.make_visits import (
    make_accepted_request,
    make_shift,
    make_team,
    make_visit,
    make_working_team,
    next_saturday,
    plan_of,
)


def story(visit):
    return [change.what for change in changes_of("visit", visit.id)]


def test_an_accepted_request_is_planned(app, act):
    officer = make_officer()
    team, request = make_working_team(officer), make_accepted_request()
    command = plan_of(request, team)

    receipt = act(make_coordinator(), command)

    visit = get_visit(command.visit_id)
    assert receipt.status == "applied"
    assert (visit.status, visit.order, visit.minutes) == (Status.PLANNED, 1, 40)
    assert (visit.window_from, visit.window_to) == ("07:30", "09:00")
    assert visit.officer_ids == [officer.id]
    assert visit.visit_word == request.visit_word
    assert (get_request(request.id).status, get_request(request.id).visit_id) == ("planned", visit.id)


def test_planning_twice_with_one_id_plans_once(app, act):
    coordinator, command, name = make_coordinator(), plan_of(make_accepted_request(), make_working_team()), new_id()

    act(coordinator, command, id=name)
    again = act(coordinator, command, id=name)

    assert (again.status, again.is_duplicate) == ("applied", True)
    assert story(get_visit(command.visit_id)) == ["planned"]


def test_a_visit_that_returns_a_result_needs_no_request(app, act):
    citizen, team = make_citizen(), make_working_team()
    command = PlanVisit(
        visit_id=new_id(),
        citizen_id=citizen.id,
        team_id=team.id,
        date=next_saturday(),
        half=Half.MORNING,
        purposes=[{"kind": "return", "dossier_id": new_id()}],
        visit_word="cây đa",
    )

    assert act(make_coordinator(), command).status == "applied"

    visit = get_visit(command.visit_id)
    assert (visit.minutes, visit.visit_word, visit.request_id) == (25, "cây đa", None)


def not_accepted(team):
    return plan_of(make_request(), team)


def already_planned(team):
    request = make_accepted_request()
    make_visit(team=team, request=request)
    return plan_of(request, team)


def other_citizen(team):
    return plan_of(make_accepted_request(), team, citizen_id=make_citizen().id)


def half_day_past(team):
    return plan_of(make_accepted_request(), team, date=today() - timedelta(days=1))


def team_not_working(team):
    return plan_of(make_accepted_request(), team, half=Half.AFTERNOON)


def half_day_full(team):
    return plan_of(make_accepted_request(), team, minutes=240, order=1) if make_visit(team=team) else None


def unknown_team(team):
    return plan_of(make_accepted_request(), team, team_id=new_id())


def unknown_request(team):
    return plan_of(make_accepted_request(), team, request_id=new_id())


def unknown_citizen(team):
    return plan_of(make_accepted_request(), team, citizen_id=new_id())


@pytest.mark.parametrize(
    ("make_command", "status"),
    [
        (not_accepted, "conflict"),
        (already_planned, "conflict"),
        (other_citizen, "rejected"),
        (half_day_past, "rejected"),
        (team_not_working, "conflict"),
        (half_day_full, "conflict"),
        (unknown_team, "rejected"),
        (unknown_request, "rejected"),
        (unknown_citizen, "rejected"),
    ],
)
def test_a_plan_is_refused(app, act, make_command, status):
    command = make_command(make_working_team())

    receipt = act(make_coordinator(), command)

    assert (receipt.status, receipt.code) == (status, make_command.__name__.replace("_", "-"))


def test_a_full_half_day_names_what_is_free(app, act):
    team = make_working_team(minutes=60)
    make_shift(team, half=Half.AFTERNOON, minutes=120)
    make_visit(team=team)

    receipt = act(make_coordinator(), plan_of(make_accepted_request(), team))

    offer = {"team_id": str(team.id), "date": next_saturday().isoformat(), "half": "afternoon", "minutes_left": 120}
    assert receipt.details == {"minutes_left": 20, "needed": 40, "next_free": [offer], "hotline": "0218 3800 000"}


@pytest.mark.parametrize("make_command", [
    lambda visit: plan_of(make_accepted_request(), make_team()),
    lambda visit: MoveVisit(visit_id=visit.id, team_id=visit.team_id, date=visit.planned_on, half=visit.half),
    lambda visit: ReassignVisit(visit_id=visit.id, team_id=visit.team_id),
    lambda visit: UnplanVisit(visit_id=visit.id, reason="thử"),
    lambda visit: ConfirmVisit(visit_id=visit.id, told_by="điện thoại"),
])  # fmt: skip
def test_only_the_coordinator_plans(app, act, make_command):
    receipt = act(make_officer(), make_command(make_visit()))

    assert (receipt.status, receipt.code) == ("rejected", "not-permitted")
