"""The coordinator plans: who goes where on which half-day. A full half-day refuses."""

import datetime as dt
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from app.citizens.models import Citizen
from app.citizens.queries import get_citizen
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.roles import Role
from app.core.search import Text
from app.requests import progress
from app.requests.models import ServiceRequest
from app.requests.queries import find_request, get_request
from app.visits import capacity, queries, rules
from app.visits.commands.lanes import check_place, insert_at, lane_of, send, settle
from app.visits.commands.purposes import Told, as_rows
from app.visits.commands.wishes import end_booking, keep_nothing, keep_promise
from app.visits.models import Half, Status, Team, Visit
from app.visits.models.room import Lane

ClockTime = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Order = Annotated[int, Field(ge=1, le=100)]
PLANNERS = frozenset({Role.COORDINATOR})


class PlanVisit(Command):
    """Put this request on that team's half-day."""

    type: ClassVar[str] = "visits.plan"
    allowed: ClassVar[frozenset[Role]] = PLANNERS

    visit_id: UUID
    request_id: UUID | None = None
    citizen_id: UUID
    team_id: UUID
    date: dt.date
    half: Half
    order: Order | None = None
    minutes: Annotated[int, Field(ge=5, le=240)] | None = None
    purposes: Annotated[tuple[Told, ...], Field(min_length=1, max_length=10)]
    visit_word: Annotated[str, Field(max_length=40)] = ""
    """For a visit without a request; a request brings its own."""


class MoveVisit(Command):
    """Move this visit to another team, half-day or place in the route."""

    type: ClassVar[str] = "visits.move"
    allowed: ClassVar[frozenset[Role]] = PLANNERS

    visit_id: UUID
    team_id: UUID
    date: dt.date
    half: Half
    order: Order | None = None


class ReassignVisit(Command):
    """Let another team make this visit, at the time that the household was told."""

    type: ClassVar[str] = "visits.reassign"
    allowed: ClassVar[frozenset[Role]] = PLANNERS

    visit_id: UUID
    team_id: UUID
    reason: Text = ""


class UnplanVisit(Command):
    """Take this visit out of the plan; the request waits on the list again."""

    type: ClassVar[str] = "visits.unplan"
    allowed: ClassVar[frozenset[Role]] = PLANNERS

    visit_id: UUID
    reason: Text
    by_family: bool = False
    """The family itself asked for another day: what was promised need not be kept."""


class ConfirmVisit(Command):
    """The household knows when we come and has agreed."""

    type: ClassVar[str] = "visits.confirm"
    allowed: ClassVar[frozenset[Role]] = PLANNERS

    visit_id: UUID
    window: Annotated[dict[Literal["from", "to"], ClockTime], Field(min_length=2)] | None = None
    told_by: Annotated[str, Field(min_length=1, max_length=80)]


@handles(PlanVisit)
def plan_visit(command: PlanVisit, context: Context) -> None:
    team = queries.get_team(command.team_id, ward=context.ward)
    citizen = get_citizen(command.citizen_id)
    request = get_request(command.request_id) if command.request_id else None
    if request is not None:
        rules.check_request(request.status, request.citizen_id, citizen_id=citizen.id, visit_id=request.visit_id)
    lane = Lane(team.id, command.date, command.half)
    needed = command.minutes or capacity.minutes_for(command.purposes, on=command.date)
    check_place(context, lane, needed=needed, besides=command.request_id)
    visit = Visit(
        id=command.visit_id,
        ward=context.ward,
        request_id=command.request_id,
        citizen_id=citizen.id,
        neighbourhood_id=citizen.neighbourhood_id,
        team_id=team.id,
        planned_on=lane.on,
        half=lane.half,
        order=0,
        minutes=needed,
        status=Status.PLANNED,
        visit_word=request.visit_word if request else command.visit_word,
        access_notes=citizen.access_notes,
        purposes=as_rows(command.visit_id, command.purposes),
    )
    route = queries.visits_in(lane)
    begin(context, visit, team, citizen, request)
    settle(context, insert_at(route, visit, command.order))


def begin(context: Context, visit: Visit, team: Team, citizen: Citizen, request: ServiceRequest | None) -> None:
    """Let a new visit stand in the plan: its officers go, its household and request hear of it."""
    send(visit, team.member_ids)
    context.add(visit)
    context.record("planned", visit)
    context.link(visit, citizen)
    if request is not None:
        context.link(visit, request)
        _remember_promise(visit, request)
        progress.mark_planned(context, request, visit.id)
        end_booking(context, request.id)


def _remember_promise(visit: Visit, request: ServiceRequest) -> None:
    """What the household booked, or was kept for it, ends as a booking here and stays a promise."""
    booking, agreed = capacity.find_booking(request.id), request.next_try or {}
    if booking is not None:
        visit.promised_on, visit.promised_half = booking.wished_on, booking.half
    elif agreed.get("date") and agreed.get("half"):
        visit.promised_on, visit.promised_half = dt.date.fromisoformat(agreed["date"]), Half(agreed["half"])


@handles(MoveVisit)
def move_visit(command: MoveVisit, context: Context) -> None:
    visit = queries.get_visit(command.visit_id, ward=context.ward)
    team = queries.get_team(command.team_id, ward=context.ward)
    rules.check_movable(visit)
    old, new = lane_of(visit), Lane(team.id, command.date, command.half)
    check_place(context, new, needed=visit.minutes, besides=visit.id)
    left_behind = [other for other in queries.visits_in(old) if other.id != visit.id]
    route = left_behind if new == old else queries.visits_in(new)
    visit.team_id, visit.planned_on, visit.half = new.team_id, new.on, new.half
    if (old.on, old.half) != (new.on, new.half):
        withdraw_promise(visit)
    send(visit, team.member_ids)
    context.record("moved", visit)
    settle(context, insert_at(route, visit, command.order))
    if new != old:
        settle(context, left_behind)


def withdraw_promise(visit: Visit) -> None:
    """Another half-day is another promise: the household has to be told again."""
    visit.status = Status.PLANNED
    visit.confirmed_at = None
    visit.told_by = None
    visit.expected_at = visit.expected_since = None


@handles(ReassignVisit)
def reassign_visit(command: ReassignVisit, context: Context) -> None:
    visit = queries.get_visit(command.visit_id, ward=context.ward)
    team = queries.get_team(command.team_id, ward=context.ward)
    rules.check_movable(visit)
    old = lane_of(visit)
    new = Lane(team.id, old.on, old.half)
    check_place(context, new, needed=visit.minutes, besides=visit.id)
    left_behind = [other for other in queries.visits_in(old) if other.id != visit.id]
    route = left_behind if new == old else queries.visits_in(new)
    visit.team_id = team.id
    send(visit, team.member_ids)
    context.record("reassigned", visit)
    settle(context, insert_at(route, visit, None))
    if new != old:
        settle(context, left_behind)


@handles(UnplanVisit)
def unplan_visit(command: UnplanVisit, context: Context) -> None:
    visit = queries.get_visit(command.visit_id, ward=context.ward)
    rules.check_movable(visit)
    take_out(context, visit, command.reason)
    request = find_request(visit.request_id) if visit.request_id else None
    if request is not None:
        progress.put_back(context, request, next_try=None)
        if command.by_family:
            keep_nothing(context, request)
        else:
            keep_promise(context, visit, request)


def take_out(context: Context, visit: Visit, reason: str) -> None:
    """Void the visit for phones and keep its row: a report from the door may still be on its way."""
    lane = lane_of(visit)
    visit.unplanned_at = context.at
    visit.unplan_reason = reason
    context.void("unplanned", visit)
    context.unlink(visit, get_citizen(visit.citizen_id))
    request = find_request(visit.request_id) if visit.request_id else None
    if request is not None:
        context.unlink(visit, request)
    settle(context, queries.visits_in(lane))


@handles(ConfirmVisit)
def confirm_visit(command: ConfirmVisit, context: Context) -> None:
    visit = queries.get_visit(command.visit_id, ward=context.ward)
    rules.check_movable(visit)
    if command.window is not None:
        window = (command.window["from"], command.window["to"])
        rules.check_window(visit.half, window)
        visit.window_from, visit.window_to = window
        visit.expected_at = visit.expected_since = None
    visit.status = Status.CONFIRMED
    visit.pin = None
    visit.confirmed_at = context.at
    visit.told_by = command.told_by
    request = find_request(visit.request_id) if visit.request_id else None
    if request is not None:
        progress.let_down(request, None)  # whoever has agreed to a time has heard it
    context.record("confirmed", visit)
