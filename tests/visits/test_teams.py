"""Teams and shifts."""

import pytest

from app.core.changes import changes_of
from app.core.ids import new_id
from app.visits.commands import AddTeam, ChangeTeam, SetShift
from app.visits.models import Half
from app.visits.models.room import Lane
from app.visits.queries import find_shift, get_team, get_visit
from tests.make import WARD, make_coordinator, make_leader, make_officer
from tests.make_visits import make_shift, make_team, make_visit, make_working_team, next_saturday


def shift(team, minutes=120):
    return SetShift(
        shift_id=new_id(), team_id=team.id, date=next_saturday(), half=Half.MORNING, capacity_minutes=minutes
    )


def test_a_team_is_formed(app, act):
    coordinator, name, team_id = make_coordinator(), new_id(), new_id()
    command = AddTeam(team_id=team_id, name="Đội Sông Đà", member_ids=[make_officer().id, make_officer().id])

    act(coordinator, command, id=name)
    again = act(coordinator, command, id=name)

    assert again.is_duplicate
    assert get_team(team_id, ward=WARD).member_ids == list(command.member_ids)
    assert [change.what for change in changes_of("team", team_id)] == ["added"]


def nobody(team):
    return {"member_ids": []}, "team-needs-members"


def one_twice(team):
    return {"member_ids": [make_officer().id] * 2}, "team-needs-members"


def a_leader(team):
    return {"member_ids": [make_leader().id]}, "not-an-officer"


def somebody_elses(team):
    return {"member_ids": team.member_ids}, "member-of-other-team"


@pytest.mark.parametrize("make_values", [nobody, one_twice, a_leader, somebody_elses])
def test_a_team_is_refused(app, act, make_values):
    values, code = make_values(make_team())

    receipt = act(make_coordinator(), AddTeam(team_id=new_id(), name="Đội 2", **values))

    assert receipt.code == code


def test_new_members_take_over_the_visits_to_come(app, act):
    team, new, coordinator, name = make_working_team(), make_officer(), make_coordinator(), new_id()
    visit = make_visit(team=team)
    command = ChangeTeam(team_id=team.id, name="Đội mới", member_ids=[new.id])

    act(coordinator, command, id=name)
    again = act(coordinator, command, id=name)

    assert again.is_duplicate
    assert get_team(team.id, ward=WARD).name == "Đội mới"
    assert get_visit(visit.id).officer_ids == [new.id]


def test_a_team_of_another_ward_is_unknown(app, act):
    team = make_team(ward="08500")

    receipt = act(make_coordinator(), ChangeTeam(team_id=team.id, name="Đội", member_ids=[make_officer().id]))

    assert receipt.code == "unknown-team"


def test_a_team_works_on_a_half_day(app, act):
    team, coordinator, name = make_team(), make_coordinator(), new_id()
    command = shift(team, 120)

    act(coordinator, command, id=name)
    again = act(coordinator, command, id=name)
    act(coordinator, shift(team, 90))

    assert again.is_duplicate
    assert find_shift(Lane(team.id, next_saturday(), Half.MORNING)).capacity_minutes == 90


def test_a_shift_keeps_what_is_planned(app, act):
    team = make_working_team()
    make_visit(team=team)

    receipt = act(make_coordinator(), shift(team, 30))

    assert (receipt.status, receipt.code, receipt.details) == ("conflict", "shift-has-visits", {"planned_minutes": 40})


def test_a_shift_is_no_longer_than_its_half_day(app, act):
    assert act(make_coordinator(), shift(make_team(), 241)).code == "shift-too-long"


def test_a_team_without_minutes_stays_home(app, act):
    team = make_team()
    make_shift(team, minutes=0)

    assert find_shift(Lane(team.id, next_saturday(), Half.MORNING)).capacity_minutes == 0


@pytest.mark.parametrize("make_command", [
    lambda team: AddTeam(team_id=new_id(), name="Đội", member_ids=[new_id()]),
    lambda team: ChangeTeam(team_id=team.id, name="Đội", member_ids=team.member_ids),
    shift,
])  # fmt: skip
def test_officers_do_not_arrange_teams(app, act, make_command):
    assert act(make_officer(), make_command(make_team())).code == "not-permitted"
