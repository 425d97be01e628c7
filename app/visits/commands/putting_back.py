"""A plan that was taken over is undone, as long as nobody has built on it."""

import datetime as dt
from typing import Any, ClassVar
from uuid import UUID

from app.citizens.queries import get_citizen
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Conflict
from app.core.roles import Role
from app.requests import progress
from app.requests.models import LetDown, ServiceRequest
from app.requests.queries import find_request, get_request
from app.visits import capacity, homes, peace, queries, rules, standing
from app.visits.commands.applying import check_days, check_lanes, lane_of_line
from app.visits.commands.lanes import lane_of, send
from app.visits.commands.planning import begin, take_out
from app.visits.commands.wishes import keep_wish
from app.visits.models import Change, Half, PlanLine, PlanState, Purpose, Status, Visit, WeekendPlan
from app.visits.models.room import Lane

UNDONE = "Hoàn tác lịch cuối tuần"


class UndoPlan(Command):
    """Put everything back as it was before this plan."""

    type: ClassVar[str] = "visits.undo_plan"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})

    plan_id: UUID


@handles(UndoPlan)
def undo_plan(command: UndoPlan, context: Context) -> None:
    plan = queries.get_plan(command.plan_id, ward=context.ward)
    rules.check_plan(plan.state, PlanState.APPLIED)
    check_days(context, plan)
    resting = peace.at_rest(context.ward)
    overtaken = [str(line.visit_id) for line in plan.lines if line.change.moves and not _is_untouched(line, resting)]
    if overtaken:
        raise Conflict("plan-was-overtaken", visit_ids=overtaken)
    were_overbooked = standing.overbooked(context.ward, rules.weekend_of(plan.weekend))
    _put_visits_back(context, plan)
    _forget_news(context, plan)
    check_lanes({lane for line in plan.lines for lane in _lanes_of(line)})
    _book_again(context, plan)
    if standing.overbooked(context.ward, rules.weekend_of(plan.weekend)) - were_overbooked:
        raise Conflict("undo-breaks-promise")
    plan.state = PlanState.UNDONE
    context.record("undone", plan)


def _is_untouched(line: PlanLine, resting: set[UUID]) -> bool:
    """Say whether the visit is where the plan put it and nobody was told; whether a dropped one still waits."""
    if line.change is Change.DROPPED:
        request = find_request(line.request_id) if line.request_id else None
        return request is not None and homes.can_be_planned(request, resting) and request.visit_id is None
    visit = queries.find_visit(line.visit_id) if line.visit_id else None
    if visit is None or not visit.is_standing or visit.status is not Status.PLANNED:
        return False
    return lane_of(visit) == lane_of_line(line)


def _put_visits_back(context: Context, plan: WeekendPlan) -> None:
    """Whoever leaves goes first: a route that somebody leaves is numbered anew."""
    standing_still = [line for line in plan.lines if line.change in {Change.STAYS, Change.PINNED}]
    windows = {line.position: _window_of(line) for line in standing_still}
    for line in plan.lines:
        if line.change is Change.NEW:
            _take_out(context, line)
    for line in plan.lines:
        if line.change is Change.DROPPED:
            _plan_again(context, line)
        elif line.position in windows:
            _put_back(context, line, windows[line.position])
        elif line.change.is_planned and line.change is not Change.NEW:
            _put_back(context, line, line.before["window"])


def _forget_news(context: Context, plan: WeekendPlan) -> None:
    """Who was to be told that this plan sends nobody need not be; what a storm has to tell stays to be told."""
    for line in plan.lines:
        request = find_request(line.request_id) if line.change is Change.LEFT_OUT and line.request_id else None
        if request is not None and _is_news_of(plan, request):
            progress.take_news_back(context, request, _news_before(line))


def _is_news_of(plan: WeekendPlan, request: ServiceRequest) -> bool:
    return request.let_down is not None and LetDown(**request.let_down).at == plan.applied_at


def _news_before(line: PlanLine) -> LetDown | None:
    news = line.before.get("let_down")
    return LetDown(**news) if news else None


def _window_of(line: PlanLine) -> list[str]:
    """Return what the household is told now: the plan gave it no other, so a person has."""
    visit = queries.find_visit(line.visit_id) if line.visit_id else None
    return [visit.window_from, visit.window_to] if visit else line.before["window"]


def _lanes_of(line: PlanLine) -> set[Lane]:
    """Return where the plan has put it, and where it goes back to."""
    planned = {lane_of_line(line)} if line.change.is_planned else set()
    return planned | ({_lane_before(line.before)} if "team_id" in line.before else set())


def _lane_before(spot: dict[str, Any]) -> Lane:
    return Lane(UUID(spot["team_id"]), dt.date.fromisoformat(spot["date"]), Half(spot["half"]))


def _take_out(context: Context, line: PlanLine) -> None:
    visit = queries.get_visit(line.visit_id or UUID(int=0), ward=context.ward)
    request = get_request(visit.request_id or UUID(int=0))
    take_out(context, visit, UNDONE)
    progress.put_back(context, request, next_try=line.before["next_try"])


def _book_again(context: Context, plan: WeekendPlan) -> None:
    """Who had booked gets the half-day back, now that the plan's visits take no room; all, or nothing is undone."""
    for line in plan.lines:
        booked = line.before["booked"] if line.change is Change.NEW else None
        if booked is None:
            continue
        request = get_request(line.request_id or UUID(int=0))
        news = request.let_down
        keep_wish(context, request, dt.date.fromisoformat(booked["date"]), booked["half"])
        if capacity.find_booking(request.id) is None:
            raise Conflict("undo-breaks-promise")
        progress.let_down(request, LetDown(**news) if news else None)


def _put_back(context: Context, line: PlanLine, window: list[str]) -> None:
    """Visits that were only counted anew are where they were, unless somebody has moved them since."""
    visit = queries.get_visit(line.visit_id or UUID(int=0), ward=context.ward)
    if not visit.is_movable or lane_of(visit) != lane_of_line(line):
        return
    team_id = visit.team_id
    set_spot(visit, {**line.before, "window": window})
    if visit.team_id != team_id:
        send(visit, queries.get_team(visit.team_id, ward=context.ward).member_ids)
    context.record("moved" if line.change is Change.MOVED else "retimed", visit)


def set_spot(visit: Visit, spot: dict[str, Any]) -> None:
    """Plan the visit where it was."""
    lane = _lane_before(spot)
    visit.team_id, visit.planned_on, visit.half = lane.team_id, lane.on, lane.half
    visit.order, visit.minutes, visit.travel_minutes = spot["order"], spot["minutes"], spot["travel_minutes"]
    visit.window_from, visit.window_to = spot["window"]


def _plan_again(context: Context, line: PlanLine) -> None:
    """A visit that was taken out stays out for phones: another one takes its place."""
    old = queries.get_visit(line.visit_id or UUID(int=0), ward=context.ward)
    request, citizen = get_request(old.request_id or UUID(int=0)), get_citizen(old.citizen_id)
    visit = Visit(
        id=line.spare_id,
        ward=context.ward,
        request_id=request.id,
        citizen_id=citizen.id,
        neighbourhood_id=citizen.neighbourhood_id,
        status=Status.PLANNED,
        visit_word=old.visit_word,
        promised_on=old.promised_on,
        promised_half=old.promised_half,
        access_notes=citizen.access_notes,
        purposes=[_copied(purpose, line.spare_id) for purpose in old.purposes],
    )
    set_spot(visit, line.before)
    begin(context, visit, queries.get_team(visit.team_id, ward=context.ward), citizen, request)
    progress.let_down(request, _news_before(line))


def _copied(purpose: Purpose, visit_id: UUID | None) -> Purpose:
    return Purpose(
        visit_id=visit_id,
        position=purpose.position,
        errand=purpose.errand,
        procedure_code=purpose.procedure_code,
        need_text=purpose.need_text,
        dossier_id=purpose.dossier_id,
    )
