"""A plan is taken over: every visit by the same steps as by hand, all of them or none."""

import datetime as dt
from collections.abc import Collection
from typing import ClassVar
from uuid import UUID

from app.citizens.queries import get_citizen
from app.core.clock import VN
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Conflict
from app.core.roles import Role
from app.requests import progress
from app.requests.queries import get_request
from app.visits import capacity, queries, rules, standing
from app.visits.commands.lanes import lane_of, send
from app.visits.commands.planning import begin, take_out, withdraw_promise
from app.visits.commands.purposes import CollectDossier, as_rows
from app.visits.commands.wishes import keep_promise, news_of
from app.visits.models import Change, PlanLine, PlanState, Status, Visit, WeekendPlan
from app.visits.models.room import Lane
from app.visits.plan_promises import promised_left_out

NOBODY_YET = "chưa đội nào xếp được giờ đến"
"""As the family hears it after “because”."""
DROPPED = "Nhường buổi cho người cần hơn theo lịch cuối tuần"


class ApplyPlan(Command):
    """Do it as this plan says."""

    type: ClassVar[str] = "visits.apply_plan"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})

    plan_id: UUID
    leaving: tuple[UUID, ...] = ()
    """Requests with a promise to which this plan sends nobody: their names and reasons were read."""


@handles(ApplyPlan)
def apply_plan(command: ApplyPlan, context: Context) -> None:
    plan = queries.get_plan(command.plan_id, ward=context.ward)
    rules.check_plan(plan.state, PlanState.DONE)
    check_days(context, plan)
    check_fresh(plan)
    promised = promised_left_out(plan)
    rules.check_read([line.request_id for line in promised if line.request_id], read=command.leaving)
    days = (plan.weekend, plan.weekend + dt.timedelta(days=1))
    were_overbooked = standing.overbooked(context.ward, days)
    _note_what_was(context, plan)
    _move_all(context, plan)
    check_lanes({lane_of_line(line) for line in plan.lines if line.change.is_planned})
    for line in promised:
        _tell_left_out(context, line)
    reserved = {line.request_id: lane_of_line(line) for line in plan.lines if line.change is Change.RESERVED}
    if standing.overbooked(context.ward, days, reserved, besides=command.leaving) - were_overbooked:
        raise Conflict("plan-leaves-no-room")
    plan.state, plan.applied_at = PlanState.APPLIED, context.now
    context.record("applied", plan)


def _move_all(context: Context, plan: WeekendPlan) -> None:
    dropped = [line for line in plan.lines if line.change is Change.DROPPED]
    for line in dropped:
        _drop(context, line)
    for line in plan.lines:
        if line.change.is_planned:
            _place(context, line)
    for line in dropped:
        _keep_promise(context, line)


def _note_what_was(context: Context, plan: WeekendPlan) -> None:
    """All of it before anything moves: a route that somebody leaves is numbered anew, and told other hours."""
    for line in plan.lines:
        if line.change not in {Change.NEW, Change.LEFT_OUT, Change.RESERVED}:
            line.before = spot_of(queries.get_visit(_known(line.visit_id), ward=context.ward))


def check_days(context: Context, plan: WeekendPlan) -> None:
    """Neither way leads to or from a day that has come: its routes are fixed."""
    today = context.now.astimezone(VN).date()
    for line in plan.lines:
        for day in sorted(_days_of(line)):
            rules.check_bookable(day, today=today)


def _days_of(line: PlanLine) -> set[dt.date]:
    """Return the days that the line takes a visit to, from, or back to."""
    if line.change in {Change.LEFT_OUT, Change.RESERVED}:
        return set()
    visit = queries.find_visit(line.visit_id) if line.visit_id else None
    before = line.before.get("date")
    days = {line.on, visit.planned_on if visit else None, dt.date.fromisoformat(before) if before else None}
    return {day for day in days if day is not None}


def check_fresh(plan: WeekendPlan) -> None:
    """What the plan builds on stands as it did; whoever has come since waits for the next plan."""
    found = standing.differences(plan.built_on, standing.standing_now(plan))
    if found:
        raise Conflict("plan-is-stale", changed=found[:20])


def check_lanes(lanes: Collection[Lane]) -> None:
    """No half-day holds more minutes than its team gives, and none is filled that nobody works."""
    for lane in lanes:
        shift, taken = queries.find_shift(lane), capacity.minutes_taken(lane)
        given = shift.capacity_minutes if shift else 0
        if taken and not given:
            raise Conflict("team-not-working")
        if taken > given:
            raise Conflict("half-day-full", minutes_left=0, needed=taken - given)


def lane_of_line(line: PlanLine) -> Lane:
    """Return where the plan puts it."""
    if line.team_id is None or line.on is None or line.half is None:
        raise ValueError(f"line {line.position} of {line.plan_id} has no place")
    return Lane(line.team_id, line.on, line.half)


def _place(context: Context, line: PlanLine) -> None:
    lane = lane_of_line(line)
    if line.change is Change.NEW:
        _begin(context, line, lane)
        return
    visit = queries.get_visit(_known(line.visit_id), ward=context.ward)
    told = tuple(line.before["window"])
    visit.order, visit.minutes, visit.travel_minutes = line.order, line.minutes, line.travel_minutes
    is_retimed = line.change in {Change.MOVED, Change.RETIMED}
    window = rules.window_at(lane.half, rules.as_minutes(line.begins)) if is_retimed else told
    visit.window_from, visit.window_to = window
    if line.change is Change.MOVED:
        visit.team_id, visit.planned_on, visit.half = lane.team_id, lane.on, lane.half
        send(visit, queries.get_team(lane.team_id, ward=context.ward).member_ids)
    if line.change is Change.MOVED or told != window:
        withdraw_promise(visit)
    if spot_of(visit) != line.before:
        context.record("moved" if line.change is Change.MOVED else "retimed", visit)


def _begin(context: Context, line: PlanLine, lane: Lane) -> None:
    request = get_request(_known(line.request_id))
    rules.check_request(request.status, request.citizen_id, citizen_id=request.citizen_id, visit_id=request.visit_id)
    booking = capacity.find_booking(request.id)
    line.before = {
        "next_try": request.next_try,
        "booked": {"date": booking.wished_on.isoformat(), "half": booking.half.value} if booking else None,
    }
    citizen = get_citizen(request.citizen_id)
    window = rules.window_at(lane.half, rules.as_minutes(line.begins))
    purpose = CollectDossier(procedure_code=request.procedure_code, need_text=request.need_text[:500] or None)
    visit = Visit(
        id=_known(line.visit_id),
        ward=context.ward,
        request_id=request.id,
        citizen_id=citizen.id,
        neighbourhood_id=citizen.neighbourhood_id,
        team_id=lane.team_id,
        planned_on=lane.on,
        half=lane.half,
        order=line.order,
        window_from=window[0],
        window_to=window[1],
        minutes=line.minutes,
        travel_minutes=line.travel_minutes,
        status=Status.PLANNED,
        visit_word=request.visit_word,
        access_notes=citizen.access_notes,
        purposes=as_rows(_known(line.visit_id), (purpose,)),
    )
    begin(context, visit, queries.get_team(lane.team_id, ward=context.ward), citizen, request)


def _drop(context: Context, line: PlanLine) -> None:
    visit = queries.get_visit(_known(line.visit_id), ward=context.ward)
    rules.check_movable(visit)
    take_out(context, visit, DROPPED)
    request = get_request(_known(visit.request_id))
    line.before = line.before | {"let_down": request.let_down}
    progress.put_back(context, request, next_try=None)


def _keep_promise(context: Context, line: PlanLine) -> None:
    """Once everybody has a place it shows whether the half-day still has room for who has given way."""
    visit = queries.get_visit(_known(line.visit_id), ward=context.ward)
    keep_promise(context, visit, get_request(_known(visit.request_id)))


def _tell_left_out(context: Context, line: PlanLine) -> None:
    """Who has booked stays booked, and is rung: nobody knows yet who comes, and other half-days are free."""
    request = get_request(_known(line.request_id))
    booking = capacity.find_booking(request.id)
    if line.change is Change.LEFT_OUT and booking is not None:
        line.before = {"let_down": request.let_down}
        news = news_of(context, request, booking.wished_on, booking.half, reason=NOBODY_YET)
        progress.let_down(request, news)
        context.record("not-planned", request)


def spot_of(visit: Visit) -> dict[str, object]:
    """Return where and how long a visit is planned, as it can be put back."""
    lane = lane_of(visit)
    return {
        "team_id": str(lane.team_id),
        "date": lane.on.isoformat(),
        "half": lane.half.value,
        "order": visit.order,
        "minutes": visit.minutes,
        "travel_minutes": visit.travel_minutes,
        "window": [visit.window_from, visit.window_to],
    }


def _known(id: UUID | None) -> UUID:
    if id is None:
        raise ValueError("a line of a plan lacks what it is about")
    return id
