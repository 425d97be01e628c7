"""Every question about visits and teams, as a function with its order; those about room stand in `capacity`."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.sql import Select

from app.core.changes import Change
from app.core.db import session
from app.core.errors import Unknown
from app.visits.models import (
    CalledOff,
    Half,
    PlanProgress,
    PlanState,
    Shift,
    Status,
    Team,
    TeamMember,
    Visit,
    VisitOfficer,
    WeekendPlan,
)
from app.visits.models.room import DAYS_IN_WINDOW, Lane


def find_visit(visit_id: UUID) -> Visit | None:
    """Return the visit, unplanned ones too, or None."""
    return session.get(Visit, visit_id)


def visits_by_id(visit_ids: Iterable[UUID]) -> dict[UUID, Visit]:
    """Return the visits with these ids, unplanned ones too."""
    return {visit.id: visit for visit in session.scalars(select(Visit).where(Visit.id.in_(list(visit_ids))))}


def get_visit(visit_id: UUID, *, ward: str | None = None) -> Visit:
    """Return the visit; of another ward it is as unknown as one that never was."""
    visit = find_visit(visit_id)
    if visit is None or ward not in {None, visit.ward}:
        raise Unknown("visit", visit_id)
    return visit


def is_visit_standing(visit_id: UUID) -> bool:
    """Say whether the visit is in the plan, by one question that loads nothing else."""
    return session.scalar(select(Visit.id).where(Visit.id == visit_id, Visit.unplanned_at.is_(None))) is not None


def get_team(team_id: UUID, *, ward: str) -> Team:
    """Return the ward's team."""
    team = session.get(Team, team_id)
    if team is None or team.ward != ward:
        raise Unknown("team", team_id)
    return team


def teams(ward: str) -> list[Team]:
    """Return the ward's teams by name."""
    return list(session.scalars(select(Team).where(Team.ward == ward).order_by(Team.name, Team.id)))


def members_elsewhere(member_ids: Iterable[UUID], *, team_id: UUID) -> set[UUID]:
    """Return those of these people who are in another team."""
    query = select(TeamMember.user_id).where(TeamMember.user_id.in_(member_ids), TeamMember.team_id != team_id)
    return set(session.scalars(query))


def find_shift(lane: Lane) -> Shift | None:
    """Return what the team can give on this half-day."""
    return session.scalars(
        select(Shift).where(Shift.team_id == lane.team_id, Shift.works_on == lane.on, Shift.half == lane.half)
    ).first()


def shifts_between(ward: str, first: date, last: date) -> list[Shift]:
    """Return the shifts that are worked in these days, by day, half and team."""
    query = select(Shift).where(Shift.ward == ward, Shift.works_on.between(first, last), Shift.capacity_minutes > 0)
    return sorted(session.scalars(query), key=lambda shift: (shift.works_on, shift.half is Half.AFTERNOON, shift.id))


def has_shifts(ward: str, on: date, half: Half) -> bool:
    """Say whether anybody has settled who works then, be it that nobody does: a half-day that was called off has."""
    query = select(Shift.id).where(Shift.ward == ward, Shift.works_on == on, Shift.half == half)
    return session.scalars(query.limit(1)).first() is not None


def _in_order(query: Select[Visit]) -> list[Visit]:
    visits = session.scalars(query).all()
    return sorted(visits, key=lambda visit: (visit.planned_on, visit.half is Half.AFTERNOON, visit.order, visit.id))


def visits_in(lane: Lane) -> list[Visit]:
    """Return the standing visits of a team's half-day in the order of the route."""
    query = select(Visit).where(
        Visit.team_id == lane.team_id,
        Visit.planned_on == lane.on,
        Visit.half == lane.half,
        Visit.unplanned_at.is_(None),
    )
    return _in_order(query)


def visits_between(ward: str, first: date, last: date) -> list[Visit]:
    """Return the ward's standing visits of these days."""
    return _in_order(
        select(Visit).where(Visit.ward == ward, Visit.planned_on.between(first, last), Visit.unplanned_at.is_(None))
    )


def visits_of_request(request_id: UUID) -> list[Visit]:
    """Return every visit made or planned for a request, earlier tries too."""
    return _in_order(select(Visit).where(Visit.request_id == request_id))


def visits_of_citizen(citizen_id: UUID) -> list[Visit]:
    """Return every visit to this person, unplanned ones too."""
    return _in_order(select(Visit).where(Visit.citizen_id == citizen_id))


def visits_unplanned_at(ward: str, moment: datetime) -> list[Visit]:
    """Return the visits that were taken out of the plan in this very moment: by one act."""
    return _in_order(select(Visit).where(Visit.ward == ward, Visit.unplanned_at == moment))


def open_visits_of_citizen(citizen_id: UUID) -> list[Visit]:
    """Return the standing visits to this person that are not closed."""
    visits = visits_of_citizen(citizen_id)
    return [visit for visit in visits if visit.is_standing and visit.status is not Status.CLOSED]


def open_visits_of_officer(officer_id: UUID | None, on: date, half: Half) -> list[Visit]:
    """Return what this officer still has to do on a half-day."""
    query = (
        select(Visit)
        .join(VisitOfficer)
        .where(
            VisitOfficer.user_id == officer_id,
            Visit.planned_on == on,
            Visit.half == half,
            Visit.status != Status.CLOSED,
            Visit.unplanned_at.is_(None),
        )
    )
    return _in_order(query)


def unfinished_visits_of_officer(officer_id: UUID, on: date) -> list[Visit]:
    """Return what this officer still has to do on a day, visits under way included."""
    return [visit for half in Half for visit in open_visits_of_officer(officer_id, on, half)]


def next_day_of_work(officer_id: UUID, first: date, days: int = 7) -> date:
    """Return the first of these days on which the officer still has something to do, else the first of all."""
    ahead = [first + timedelta(days=n) for n in range(days)]
    return next((on for on in ahead if unfinished_visits_of_officer(officer_id, on)), first)


def movable_visits_of_team(team_id: UUID, first: date) -> list[Visit]:
    """Return the team's visits from this day on that have not begun."""
    query = select(Visit).where(Visit.team_id == team_id, Visit.planned_on >= first, Visit.unplanned_at.is_(None))
    return [visit for visit in _in_order(query) if visit.is_movable]


def visits_past_window(today: date, limit: int = 200) -> list[Visit]:
    """Return visits that officers' phones need no longer hold."""
    last_day = today - timedelta(days=DAYS_IN_WINDOW)
    query = select(Visit).where(Visit.planned_on < last_day, Visit.has_left_window.is_(False))
    return list(session.scalars(query.order_by(Visit.planned_on, Visit.id).limit(limit)))


def called_off_between(ward: str, first: date, last: date) -> list[CalledOff]:
    """Return the households whose half-day in these days was called off, in the order in which they were listed."""
    query = select(CalledOff).where(CalledOff.ward == ward, CalledOff.was_on.between(first, last))
    return list(session.scalars(query.order_by(CalledOff.at, CalledOff.id)))


def called_off_of(citizen_id: UUID) -> list[CalledOff]:
    """Return what was called off for this person."""
    return list(session.scalars(select(CalledOff).where(CalledOff.citizen_id == citizen_id)))


def called_off_of_requests(request_ids: Collection[UUID]) -> dict[UUID, CalledOff]:
    """Return, by request, what was called off last of what it had been promised, while that is the newest it knows."""
    query = select(CalledOff).where(CalledOff.request_id.in_(request_ids))
    found = session.scalars(query.order_by(CalledOff.at, CalledOff.id))
    news = {one.request_id: one for one in found if one.request_id is not None}
    visits = session.scalars(select(Visit).where(Visit.request_id.in_(news))).all() if news else []
    since = {one.request_id for one in visits if one.request_id is not None and _is_newer(one, news[one.request_id])}
    return {request_id: one for request_id, one in news.items() if request_id not in since}


def _is_newer(visit: Visit, news: CalledOff) -> bool:
    """Say whether somebody was at that door, or told the household of this visit, since."""
    told = [visit.confirmed_at, visit.closing.closed_at if visit.closing else None]
    return any(at is not None and at > news.at for at in told)


def find_plan(plan_id: UUID) -> WeekendPlan | None:
    """Return the plan with this id, if there is one."""
    return session.get(WeekendPlan, plan_id)


def get_plan(plan_id: UUID, *, ward: str) -> WeekendPlan:
    """Return the ward's plan."""
    plan = find_plan(plan_id)
    if plan is None or plan.ward != ward:
        raise Unknown("weekend_plan", plan_id)
    return plan


def plans_of(ward: str, saturday: date, limit: int = 6) -> list[WeekendPlan]:
    """Return the newest plans of a weekend, newest first."""
    query = select(WeekendPlan).where(WeekendPlan.ward == ward, WeekendPlan.weekend == saturday)
    return list(session.scalars(query.order_by(WeekendPlan.made_at.desc(), WeekendPlan.id.desc()).limit(limit)))


def plan_under_way(ward: str, saturday: date) -> WeekendPlan | None:
    """Return the weekend's plan that the engine has not answered yet."""
    query = select(WeekendPlan).where(
        WeekendPlan.ward == ward, WeekendPlan.weekend == saturday, WeekendPlan.state == PlanState.QUEUED
    )
    return session.scalars(query).first()


def progress_of(plan_id: UUID) -> int | None:
    """Return how much of a hundred the engine has done; None while it has not begun."""
    row = session.get(PlanProgress, plan_id)
    return row.share if row else None


def board_mark(ward: str) -> int:
    """Return the number of the newest change to what people put on the board; homes are located all the time."""
    shown = (Change.ward == ward) & Change.kind.in_(["visit", "request", "team"])
    return session.scalar(select(Change.seq).where(shown).order_by(Change.seq.desc()).limit(1)) or 0
