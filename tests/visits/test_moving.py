"""What happens to a visit after it was planned: moved, reassigned, unplanned, confirmed."""

import pytest

from app.core.changes import changes_of
from app.core.ids import new_id
from app.requests.queries import get_request
from app.visits.commands import ConfirmVisit, MoveVisit, ReassignVisit, StartVisit, UnplanVisit
from app.visits.models import Half, Status
from app.visits.models.room import Lane
from app.visits.queries import get_visit, visits_in
from tests.make import make_coordinator, make_officer
from tests.make_visits import (
    make_shift,
    make_visit,
    make_working_team,
)


def story(visit):
    return [change.what for change in changes_of("visit", visit.id)]


def test_a_visit_moves_and_both_rounds_are_told(app, act):
    team = make_working_team()
    make_shift(team, half=Half.AFTERNOON)
    first, second = make_visit(team=team), make_visit(team=team)
    command = MoveVisit(visit_id=first.id, team_id=team.id, date=first.planned_on, half=Half.AFTERNOON)

    assert act(make_coordinator(), command).status == "applied"

    assert (get_visit(first.id).half, get_visit(first.id).window_from) == (Half.AFTERNOON, "13:30")
    assert get_visit(second.id).order == 1
    assert story(first) == ["planned", "moved"]
    assert story(second) == ["planned", "retimed"]


def test_a_visit_moves_within_its_round(app, act):
    team = make_working_team()
    visits = [make_visit(team=team) for _ in range(3)]
    last = visits[-1]

    act(
        make_coordinator(),
        MoveVisit(visit_id=last.id, team_id=team.id, date=last.planned_on, half=last.half, order=1),
    )

    route = visits_in(Lane(team.id, last.planned_on, last.half))
    assert [visit.id for visit in route] == [last.id, visits[0].id, visits[1].id]


def test_moving_a_confirmed_visit_to_another_half_day_takes_the_promise_back(app, act):
    coordinator, team = make_coordinator(), make_working_team()
    make_shift(team, half=Half.AFTERNOON)
    visit = make_visit(team=team)
    act(coordinator, ConfirmVisit(visit_id=visit.id, told_by="điện thoại"))

    act(coordinator, MoveVisit(visit_id=visit.id, team_id=team.id, date=visit.planned_on, half=Half.AFTERNOON))

    assert get_visit(visit.id).status is Status.PLANNED


def test_moving_to_a_full_half_day_is_refused_and_changes_nothing(app, act):
    full, team = make_working_team(minutes=40), make_working_team(name="Đội 2")
    make_visit(team=full)
    visit = make_visit(team=team)

    receipt = act(
        make_coordinator(),
        MoveVisit(visit_id=visit.id, team_id=full.id, date=visit.planned_on, half=visit.half),
    )

    assert (receipt.status, receipt.code) == ("conflict", "half-day-full")
    assert get_visit(visit.id).team_id == team.id


def test_another_team_takes_a_visit_at_the_promised_time(app, act):
    officer, coordinator = make_officer(), make_coordinator()
    visit, team = make_visit(team=make_working_team()), make_working_team(officer, name="Đội 2")
    act(coordinator, ConfirmVisit(visit_id=visit.id, told_by="điện thoại", window={"from": "08:00", "to": "09:00"}))
    name = new_id()

    receipt = act(coordinator, ReassignVisit(visit_id=visit.id, team_id=team.id), id=name)
    again = act(coordinator, ReassignVisit(visit_id=visit.id, team_id=team.id), id=name)

    moved = get_visit(visit.id)
    assert (receipt.status, again.is_duplicate) == ("applied", True)
    assert (moved.officer_ids, moved.status, moved.window_from) == ([officer.id], Status.CONFIRMED, "08:00")


def test_an_unplanned_request_waits_again(app, act):
    visit, name = make_visit(), new_id()
    coordinator = make_coordinator()

    act(coordinator, UnplanVisit(visit_id=visit.id, reason="Người nhà xin đổi"), id=name)
    again = act(coordinator, UnplanVisit(visit_id=visit.id, reason="Người nhà xin đổi"), id=name)

    assert again.is_duplicate
    assert (get_request(visit.request_id).status, get_request(visit.request_id).visit_id) == ("accepted", None)
    assert visits_in(Lane(visit.team_id, visit.planned_on, visit.half)) == []
    assert [(change.what, change.is_void) for change in changes_of("visit", visit.id)][-1] == ("unplanned", True)


def test_the_household_is_told(app, act):
    visit, name, coordinator = make_visit(), new_id(), make_coordinator()
    command = ConfirmVisit(visit_id=visit.id, told_by="điện thoại", window={"from": "09:00", "to": "10:30"})

    act(coordinator, command, id=name)
    act(coordinator, command, id=name)

    assert (get_visit(visit.id).status, get_visit(visit.id).window_from) == (Status.CONFIRMED, "09:00")
    assert story(visit) == ["planned", "confirmed"]


@pytest.mark.parametrize("window", [{"from": "06:00", "to": "08:00"}, {"from": "10:00", "to": "09:00"}])
def test_a_window_outside_working_hours_is_refused(app, act, window):
    receipt = act(make_coordinator(), ConfirmVisit(visit_id=make_visit().id, told_by="gọi", window=window))

    assert (receipt.status, receipt.code) == ("rejected", "window-outside-half-day")


CHANGE_PLACE = [
    lambda visit: MoveVisit(visit_id=visit.id, team_id=visit.team_id, date=visit.planned_on, half=visit.half),
    lambda visit: ReassignVisit(visit_id=visit.id, team_id=visit.team_id),
    lambda visit: UnplanVisit(visit_id=visit.id, reason="thử"),
    lambda visit: ConfirmVisit(visit_id=visit.id, told_by="gọi"),
]


@pytest.mark.parametrize("make_command", CHANGE_PLACE)
def test_the_office_moves_nothing_once_officers_are_there(app, act, make_command):
    officer = make_officer()
    visit = make_visit(team=make_working_team(officer))
    act(officer, StartVisit(visit_id=visit.id))

    receipt = act(make_coordinator(), make_command(visit))

    assert (receipt.status, receipt.code) == ("conflict", "visit-started")


@pytest.mark.parametrize("make_command", CHANGE_PLACE)
def test_what_was_taken_out_is_not_moved(app, act, make_command):
    coordinator, visit = make_coordinator(), make_visit()
    act(coordinator, UnplanVisit(visit_id=visit.id, reason="thử"))

    receipt = act(coordinator, make_command(visit))

    assert (receipt.status, receipt.code) == ("conflict", "visit-was-unplanned")
