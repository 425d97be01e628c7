"""When a crew is where: one route, gone through from the front."""

from collections.abc import Sequence
from itertools import pairwise

from app.visits.planning.model import CENTRE, Call, Plan, Route
from app.visits.planning.tables import NEVER, Tables, Turn

Turns = tuple[Turn, ...]
"""A route as numbers, in its order."""


def begins(tables: Tables, crew: int, turns: Sequence[Turn]) -> list[int] | None:
    """Return when each turn begins at the earliest, None if this crew cannot do them in this order."""
    at, place, found = int(tables.crew_opens[crew]), CENTRE, []
    for turn in turns:
        opens, closes = tables.hours(turn, crew)
        there = int(tables.place[turn.stop])
        at = max(at + int(tables.seconds[place, there]), opens)
        if at > closes:
            return None
        found.append(at)
        at, place = at + int(tables.service[turn.stop]), there
    if at + int(tables.seconds[place, CENTRE]) > tables.crew_closes[crew]:
        return None
    return found


def overrun(tables: Tables, crew: int, turns: Sequence[Turn]) -> int | None:
    """Return how many seconds past the end of its shift the crew would come back; None if a window is missed."""
    at, place, shift = int(tables.crew_opens[crew]), CENTRE, int(tables.crew_closes[crew])
    for turn in turns:
        opens, closes = tables.hours(turn, crew)
        there = int(tables.place[turn.stop])
        at = max(at + int(tables.seconds[place, there]), opens)
        stop = tables.stops[turn.stop]
        if at > closes and (stop.windows or stop.pin or turn.meets != NEVER):
            return None
        at, place = at + int(tables.service[turn.stop]), there
    return max(at + int(tables.seconds[place, CENTRE]) - shift, 0)


def latest(tables: Tables, crew: int, turns: Sequence[Turn]) -> list[int]:
    """Return when each turn begins at the latest, so that the crew can still do all that follow."""
    at, place, found = int(tables.crew_closes[crew]), CENTRE, []
    for turn in reversed(turns):
        there = int(tables.place[turn.stop])
        at = at - int(tables.seconds[there, place]) - int(tables.service[turn.stop])
        at = min(at, tables.hours(turn, crew)[1])
        found.append(at)
        place = there
    return found[::-1]


def travel(tables: Tables, turns: Sequence[Turn]) -> int:
    """Return the seconds on the road, from the centre and back."""
    places = [CENTRE, *(int(tables.place[turn.stop]) for turn in turns), CENTRE]
    return sum(int(tables.seconds[here, there]) for here, there in pairwise(places))


def route_of(tables: Tables, crew: int, turns: Sequence[Turn]) -> Route:
    """Return the route with its times; the crew leaves the centre no earlier than it must."""
    times = begins(tables, crew, turns)
    if times is None:
        raise ValueError(f"{tables.crews[crew].id} cannot do these turns in this order")
    first = int(tables.seconds[CENTRE, tables.place[turns[0].stop]])
    at, place, calls = times[0] - first, CENTRE, []
    for turn, begin in zip(turns, times, strict=True):
        there = int(tables.place[turn.stop])
        arrives = at + int(tables.seconds[place, there])
        at, place = begin + int(tables.service[turn.stop]), there
        calls.append(Call(stop=tables.stops[turn.stop].id, arrives=arrives, begins=begin, ends=at))
    return Route(
        crew=tables.crews[crew].id,
        leaves=times[0] - first,
        calls=tuple(calls),
        returns=at + int(tables.seconds[place, CENTRE]),
        travel=travel(tables, turns),
    )


def plan_of(tables: Tables, routes: dict[int, Turns], *, source: str, is_proven: bool = False) -> Plan:
    """Return a plan of these routes by crew."""
    made = [route_of(tables, crew, turns) for crew, turns in sorted(routes.items()) if turns]
    return Plan(routes=tuple(made), source=source, is_proven=is_proven)


def turns_of(tables: Tables, plan: Plan) -> dict[int, Turns]:
    """Return the routes of a plan as numbers; where two crews meet, their time is kept."""
    return {
        tables.crew_number[route.crew]: tuple(_turn(tables, plan, call) for call in route.calls)
        for route in plan.routes
    }


def _turn(tables: Tables, plan: Plan, call: Call) -> Turn:
    number = tables.stop_number[call.stop]
    return Turn(number, call.begins) if len(plan.crews_of[call.stop]) > 1 else Turn(number)
