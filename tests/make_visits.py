"""Builders for teams, shifts and visits, each made by its command."""

from datetime import timedelta

from app.core.clock import today
from app.core.commands import system_actor
from app.core.execute import execute
from app.core.ids import new_id
from app.requests.commands import AcceptRequest
from app.visits import rules
from app.visits.commands import AddTeam, PlanVisit, SetShift
from app.visits.models import Half
from app.visits.queries import get_team, get_visit
from tests.make import WARD, done, make_coordinator, make_officer
from tests.make_requests import make_request


def next_saturday():
    """Return a Saturday that is surely to come."""
    return rules.weekend_of(today() + timedelta(days=7))[0]


def make_team(*officers, name="Đội 1", ward=WARD):
    """Return a team of these officers, of a new one if none is named."""
    members = officers or (make_officer(ward=ward),)
    team_id = new_id()
    command = AddTeam(team_id=team_id, name=name, member_ids=[officer.id for officer in members])
    done(execute(command, actor=system_actor(ward)))
    return get_team(team_id, ward=ward)


def make_shift(team, *, on=None, half=Half.MORNING, minutes=None):
    """Let the team work on this half-day."""
    capacity = rules.minutes_of(half) if minutes is None else minutes
    command = SetShift(
        shift_id=new_id(), team_id=team.id, date=on or next_saturday(), half=half, capacity_minutes=capacity
    )
    done(execute(command, actor=system_actor(team.ward)))


def make_working_team(*officers, minutes=None, **values):
    """Return a team that works on the next Saturday's morning."""
    team = make_team(*officers, **values)
    make_shift(team, minutes=minutes)
    return team


def make_accepted_request(*, coordinator=None, **values):
    """Return a request that waits for its place in the plan."""
    planner = coordinator or make_coordinator()
    request = make_request(**({"who": planner} | values))
    done(execute(AcceptRequest(request_id=request.id), actor=planner.as_actor()))
    return request


def plan_of(request, team, **values):
    """Return the command that puts the request on the team's next Saturday morning."""
    args = {
        "visit_id": new_id(),
        "request_id": request.id,
        "citizen_id": request.citizen_id,
        "team_id": team.id,
        "date": next_saturday(),
        "half": Half.MORNING,
        "purposes": [{"kind": "collect", "need_text": "Xin trích lục"}],
    }
    return PlanVisit(**(args | values))


def make_visit(*, team=None, request=None, coordinator=None, **values):
    """Return a planned visit."""
    planner = coordinator or make_coordinator()
    chosen = team or make_working_team()
    command = plan_of(request or make_accepted_request(coordinator=planner), chosen, **values)
    done(execute(command, actor=planner.as_actor()))
    return get_visit(command.visit_id)
