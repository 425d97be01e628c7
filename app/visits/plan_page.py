"""What the page of a weekend plan shows: routes with their reasons, what taking it over changes, who is left out."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.citizens.models import Citizen
from app.citizens.queries import citizens_by_id
from app.requests.queries import find_request
from app.visits import queries
from app.visits.models import Change, PlanLine, PlanState, Visit, WeekendPlan
from app.visits.models.room import Lane
from app.visits.plan_promises import promised_left_out
from app.visits.standing import differences, standing_now


@dataclass(frozen=True, kw_only=True)
class LineView:
    """One home of the plan, with whose it is."""

    line: PlanLine
    citizen: Citizen
    instead_of: list[str]
    """Names of who would be pushed out if it were planned all the same."""
    has_promise: bool = False
    """Nobody comes, though the family counts on a half-day."""
    was: Visit | None = None
    """Where it stands while the plan waits to be taken over."""


@dataclass(frozen=True, kw_only=True)
class RouteView:
    """One team's half-day in the plan."""

    lane: Lane
    team: str
    lines: list[LineView]


@dataclass(frozen=True, kw_only=True)
class PlanView:
    """The newest plan of a weekend as the page shows it."""

    plan: WeekendPlan
    progress: int | None
    is_stale: bool
    routes: list[RouteView]
    changes: list[LineView]
    left_out: list[LineView]

    @property
    def promised(self) -> list[LineView]:
        """Return whom a person must have read about before the plan is taken over."""
        return [view for view in self.left_out if view.has_promise]

    @property
    def is_running(self) -> bool:
        return self.plan.state is PlanState.QUEUED


def plan_view(ward: str, saturday: date) -> PlanView | None:
    """Return the weekend's newest plan, None if nobody has asked for one."""
    plan = next(iter(queries.plans_of(ward, saturday, limit=1)), None)
    if plan is None:
        return None
    lines = [view for view in map(_Names(plan).view_of, plan.lines) if view is not None]
    is_open = plan.state is PlanState.DONE
    return PlanView(
        plan=plan,
        progress=queries.progress_of(plan.id),
        is_stale=is_open and bool(differences(plan.built_on, standing_now(plan))),
        routes=_routes(ward, [view for view in lines if view.line.change.is_planned]),
        changes=[view for view in lines if view.line.change.moves],
        left_out=[view for view in lines if view.line.change in {Change.LEFT_OUT, Change.DROPPED}],
    )


class _Names:
    """Whose home each line is, asked for once."""

    def __init__(self, plan: WeekendPlan) -> None:
        self.person_of = {line.position: _person(line) for line in plan.lines}
        self.promised = {line.position for line in promised_left_out(plan)}
        self.citizens = citizens_by_id(person for person in self.person_of.values() if person)

    def view_of(self, line: PlanLine) -> LineView | None:
        person = self.person_of[line.position]
        if person is None or line.change is Change.RESERVED:
            return None
        others = [find_request(UUID(one)) for one in line.why.get("instead_of", [])]
        people = citizens_by_id(other.citizen_id for other in others if other)
        names = sorted(citizen.full_name for citizen in people.values())
        was = queries.find_visit(line.visit_id) if line.visit_id and line.change.moves else None
        return LineView(
            line=line,
            citizen=self.citizens[person],
            instead_of=names,
            was=was,
            has_promise=line.position in self.promised,
        )


def _person(line: PlanLine) -> UUID | None:
    request = find_request(line.request_id) if line.request_id else None
    if request is not None:
        return request.citizen_id
    visit = queries.find_visit(line.visit_id) if line.visit_id else None
    return visit.citizen_id if visit else None


def _routes(ward: str, views: list[LineView]) -> list[RouteView]:
    names = {team.id: team.name for team in queries.teams(ward)}
    found: dict[Lane, list[LineView]] = {}
    for view in views:
        line = view.line
        if line.team_id and line.on and line.half:
            found.setdefault(Lane(line.team_id, line.on, line.half), []).append(view)
    return [RouteView(lane=lane, team=names.get(lane.team_id, ""), lines=lines) for lane, lines in found.items()]
