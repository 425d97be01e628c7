"""What happens when somebody drags a visit to a crew: new times and conflicts of that one route, at once.

Nothing is refused here: a person sees what would go wrong and decides. No arrays: a route is too short for them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.visits.planning.model import CENTRE, Call, Crew, Plan, Problem, Route, Stop


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """What is wrong with a route; codes and words are the checker's."""

    code: str
    stop: str = ""
    seconds: int = 0
    """By how much, where it is a matter of time."""
    skills: frozenset[str] = frozenset()
    """What the crew lacks, where that is it."""


@dataclass(frozen=True, kw_only=True)
class Dropped:
    """The route as it would be."""

    route: Route
    position: int
    """Where the visit stands in it, counted from 0."""
    conflicts: tuple[Conflict, ...]
    extra_travel: int
    """What the crew travels more than before; less is below 0."""


def drop(problem: Problem, plan: Plan, stop_id: str, crew_id: str, position: int | None = None) -> Dropped:
    """Say how the crew's route would be with this stop, at this position or the best."""
    crew = problem.crew_by_id[crew_id]
    now = next((route for route in plan.routes if route.crew == crew_id), None)
    order = [stop for stop in (now.stops if now else ()) if stop != stop_id]
    positions = range(len(order) + 1) if position is None else [min(max(position, 0), len(order))]
    meetings = _meetings(plan, crew_id, stop_id)
    tried = (_dropped(problem, crew, [*order[:n], stop_id, *order[n:]], n, meetings) for n in positions)
    before = now.travel if now else 0
    found = min(tried, key=_how_bad)
    return Dropped(
        route=found.route,
        position=found.position,
        conflicts=found.conflicts,
        extra_travel=found.route.travel - before,
    )


def timeline(
    problem: Problem, crew: Crew, order: Sequence[str], meetings: dict[str, int] | None = None
) -> tuple[Route, tuple[Conflict, ...]]:
    """Return the route in this order with its times, and everything that is wrong with it."""
    at, place, travel, calls, conflicts = crew.opens, CENTRE, 0, list[Call](), list[Conflict]()
    for stop_id in order:
        stop = problem.stop_by_id[stop_id]
        leg = int(problem.seconds[place, stop.place])
        opens, closes, faults = _hours(stop, crew, (meetings or {}).get(stop_id))
        arrives = at + leg
        begins = max(arrives, opens)
        calls.append(Call(stop=stop_id, arrives=arrives, begins=begins, ends=begins + stop.service))
        conflicts += faults
        code = _bound_by(stop, meetings or {})
        if begins > closes and code:
            conflicts.append(Conflict(code=code, stop=stop_id, seconds=begins - closes))
        at, place, travel = begins + stop.service, stop.place, travel + leg
    leg = int(problem.seconds[place, CENTRE])
    if at + leg > crew.closes:
        conflicts.append(Conflict(code="returns-too-late", seconds=at + leg - crew.closes))
    leaves = calls[0].begins - (calls[0].arrives - crew.opens) if calls else crew.opens
    if calls:
        calls[0] = Call(stop=calls[0].stop, arrives=calls[0].begins, begins=calls[0].begins, ends=calls[0].ends)
    route = Route(crew=crew.id, leaves=leaves, calls=tuple(calls), returns=at + leg, travel=travel + leg)
    return route, tuple(conflicts)


def _dropped(problem: Problem, crew: Crew, order: list[str], position: int, meetings: dict[str, int]) -> Dropped:
    route, conflicts = timeline(problem, crew, order, meetings)
    conflicts += tuple(_standing(problem.stop_by_id[order[position]], crew))
    return Dropped(route=route, position=position, conflicts=conflicts, extra_travel=0)


def _standing(stop: Stop, crew: Crew) -> Iterator[Conflict]:
    """Yield what is wrong with this crew for this stop whatever the time."""
    if crew.on_leave:
        yield Conflict(code="crew-on-leave")
    if not stop.skills <= crew.skills:
        yield Conflict(code="skill-missing", stop=stop.id, skills=stop.skills - crew.skills)
    if stop.officers > crew.officers:
        yield Conflict(code="officers-missing", stop=stop.id)
    if stop.pin and crew.id not in stop.pin.crews:
        yield Conflict(code="pin-broken", stop=stop.id)


def _hours(stop: Stop, crew: Crew, meets: int | None) -> tuple[int, int, list[Conflict]]:
    """Return when this crew may begin there; where the half-day is not wanted, any time is as wrong as another."""
    opens, closes, conflicts = crew.opens, crew.closes, list[Conflict]()
    window = next((window for window in stop.windows if window.half_day == crew.half_day), None)
    if window:
        opens, closes = max(opens, window.opens), min(closes, window.closes)
    elif stop.windows:
        conflicts.append(Conflict(code="half-day-not-wanted", stop=stop.id))
    if stop.pin and crew.id in stop.pin.crews:
        opens, closes = max(opens, stop.pin.opens), min(closes, stop.pin.closes)
    if meets is not None:
        opens = closes = meets
    return opens, closes, conflicts


def _bound_by(stop: Stop, meetings: dict[str, int]) -> str:
    """Return what goes wrong when the crew comes late; nothing if only the end of the shift counts."""
    if stop.id in meetings:
        return "officers-apart"
    return "pin-broken" if stop.pin else "outside-window" if stop.windows else ""


def _meetings(plan: Plan, crew_id: str, moved: str) -> dict[str, int]:
    """Return when this crew is awaited by another; the moved visit is agreed anew."""
    calls = (call for route in plan.routes if route.crew == crew_id for call in route.calls)
    return {call.stop: call.begins for call in calls if call.stop != moved and len(plan.crews_of[call.stop]) > 1}


def _how_bad(dropped: Dropped) -> tuple[int, int, int]:
    late = sum(conflict.seconds for conflict in dropped.conflicts)
    return len(dropped.conflicts), late, dropped.route.travel
