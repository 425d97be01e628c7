"""What the engine found, as lines that people read: who goes where, when and why, and why nobody goes to others."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from app.core.ids import new_id
from app.visits import rules
from app.visits.commands.plan_told import PlanLineTold
from app.visits.homes import Home
from app.visits.models import Change, Half
from app.visits.planning.explain import Explainer, WhyNot
from app.visits.planning.model import CENTRE, MINUTE, Call, HalfDay, Plan, Route, Stop
from app.visits.problem import Weekend

EXPLAINED_AT_MOST = 120
"""So many that are left out get the whole answer; whoever comes after them is told the reason alone."""


def lines_of(
    weekend: Weekend, plan: Plan, later: Mapping[str, HalfDay], on_progress: Callable[[float], None]
) -> tuple[PlanLineTold, ...]:
    """Return a line for each home: routes in their order first, then those nobody comes to, heaviest first."""
    writer = _Writer(weekend, plan, later)
    stops = weekend.problem.stops
    lines = []
    for line in writer.lines():
        lines.append(line)
        on_progress(len(lines) / max(len(stops), 1))
    return tuple(lines)


class _Writer:
    def __init__(self, weekend: Weekend, plan: Plan, later: Mapping[str, HalfDay]) -> None:
        self.weekend, self.plan, self.later = weekend, plan, later
        self.explainer = Explainer(weekend.problem, plan)

    def lines(self) -> Iterator[PlanLineTold]:
        for route in sorted(self.plan.routes, key=self.place_of):
            yield from self.planned(route)
        explained = 0
        for stop in self.plan.unplanned(self.weekend.problem):
            if not self.home(stop.id).is_reserve:
                explained += 1
                yield self.left_out(stop, in_full=explained <= EXPLAINED_AT_MOST)

    def home(self, stop_id: str) -> Home:
        return self.weekend.homes[stop_id]

    def place_of(self, route: Route) -> tuple[Any, ...]:
        lane = self.weekend.lanes[route.crew]
        return lane.on, lane.half is Half.AFTERNOON, str(lane.team_id)

    def planned(self, route: Route) -> Iterator[PlanLineTold]:
        """Yield the route's calls; where only room is kept, the way leads past it."""
        minutes = self.minutes_of(route)
        order = 0
        for call in route.calls:
            home = self.home(call.stop)
            order += 0 if home.is_reserve else 1
            yield self.going(route, call, home, order, minutes.get(call.stop, home.minutes))

    def minutes_of(self, route: Route) -> dict[str, int]:
        """Return each call's minutes with its way, the way back with the last: together they round up only once."""
        problem = self.weekend.problem
        stops = [problem.stop_by_id[stop] for stop in route.stops if not self.home(stop).is_reserve]
        places = [CENTRE, *(stop.place for stop in stops), CENTRE]
        legs = [int(problem.seconds[here, there]) for here, there in pairwise(places)]
        found, until = {}, 0
        for number, stop in enumerate(stops):
            seconds = until + legs[number] + stop.service + (legs[-1] if stop is stops[-1] else 0)
            found[stop.id] = -(-seconds // MINUTE) - -(-until // MINUTE)
            until = seconds
        return found

    def going(self, route: Route, call: Call, home: Home, order: int, minutes: int) -> PlanLineTold:
        lane, begins = self.weekend.lanes[route.crew], call.begins // MINUTE
        return PlanLineTold(
            change=self.change_of(home, route, begins),
            request_id=home.request_id,
            visit_id=home.visit_id or (None if home.is_reserve else new_id()),
            team_id=lane.team_id,
            date=lane.on,
            half=lane.half,
            order=order,
            begins=rules.as_clock(begins),
            ends=rules.as_clock(-(-call.ends // MINUTE)),
            minutes=minutes,
            travel_minutes=max(minutes - home.minutes, 0),
            parts={} if home.is_reserve else home.parts,
            why={} if home.is_reserve else self.why(call.stop),
        )

    def change_of(self, home: Home, route: Route, begins: int) -> Change:
        lane = self.weekend.lanes[route.crew]
        if home.is_reserve:
            return Change.RESERVED
        if home.lane is None:
            return Change.NEW
        if self.weekend.problem.stop_by_id[home.stop].pin:
            return Change.PINNED
        if home.lane != lane:
            return Change.MOVED
        return Change.STAYS if home.window == rules.window_at(lane.half, begins) else Change.RETIMED

    def why(self, stop_id: str) -> dict[str, Any]:
        why = self.explainer.why(stop_id)
        return {
            "day": why.day,
            "order": why.order,
            "saves": round(why.saves / MINUTE),
            "detour": round(why.detour / MINUTE),
        }

    def left_out(self, stop: Stop, *, in_full: bool) -> PlanLineTold:
        home = self.home(stop.id)
        return PlanLineTold(
            change=Change.LEFT_OUT if home.visit_id is None else Change.DROPPED,
            request_id=home.request_id,
            visit_id=home.visit_id,
            spare_id=new_id() if home.visit_id else None,
            parts=home.parts,
            why=self.why_not(stop.id) if in_full else {"code": "full"},
        )

    def why_not(self, stop_id: str) -> dict[str, Any]:
        found = self.explainer.why_not(stop_id)
        told: dict[str, Any] = {"code": found.code}
        if found.missing_skills:
            told["missing"] = sorted(found.missing_skills)
        if found.short:
            told["short"] = [
                {"lane": one.crew, "minutes": -(-one.seconds // MINUTE)} for one in found.short if one.seconds
            ]
        if found.other_half_days:
            told["others"] = [_half_day(one) for one in found.other_half_days]
        if stop_id in self.later:
            told["later"] = _half_day(self.later[stop_id])
        return told | self.forced(found)

    def forced(self, found: WhyNot) -> dict[str, Any]:
        """Say who would be pushed out, by request where there is one, and at what price."""
        if found.forced is None:
            return {}
        homes = [self.home(stop) for stop in found.forced.pushed_out if not self.home(stop).is_reserve]
        out = [str(home.request_id) for home in homes if home.request_id]
        return {"instead_of": out, "points_lost": found.forced.points_lost, "lane": found.forced.crew}


def _half_day(half_day: HalfDay) -> dict[str, str]:
    return {"date": half_day.on.isoformat(), "half": half_day.half}
