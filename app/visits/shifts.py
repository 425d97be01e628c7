"""A team's half-day in the planning engine's words: its crew, its hours, its ground, and what is promised in it."""

import datetime as dt

from flask import current_app

from app.places.ways import ways_of
from app.visits import rules
from app.visits.models import Half, Visit
from app.visits.models.room import Lane
from app.visits.planning.distance import Barrier, Ground
from app.visits.planning.model import MINUTE, Crew, HalfDay, Pin, Window

PIN_SLACK_MINUTES = 15


def name_of(lane: Lane) -> str:
    """Return what the engine calls a team's half-day."""
    return f"{lane.team_id}/{lane.on.isoformat()}/{lane.half.value}"


def ground_of(ward: str) -> Ground:
    """Return how officers move in this ward: by the same figures as phones reckon with."""
    ways = ways_of(ward)
    barriers = tuple(Barrier(name="river", line=river.line, bridges=river.bridges) for river in ways.rivers)
    return Ground(detour=ways.detour, kmh=ways.kmh, barriers=barriers)


def hours_of(half: Half) -> tuple[int, int]:
    """Return the half-day's working hours in seconds since midnight."""
    opens, closes = (rules.as_minutes(clock) * MINUTE for clock in rules.WORKING_HOURS[half])
    return opens, closes


def whole_half_day(on: dt.date, half: Half) -> Window:
    """Return a wish for a half-day at any time of it."""
    opens, closes = hours_of(half)
    return Window(half_day=HalfDay(on, half.value), opens=opens, closes=closes)


def crew_of(lane: Lane, minutes: int, skills: frozenset[str] = frozenset()) -> Crew:
    """Return a team's half-day; a shift shorter than the half-day ends earlier."""
    opens, _ = hours_of(lane.half)
    return Crew(
        id=name_of(lane),
        team=str(lane.team_id),
        half_day=HalfDay(lane.on, lane.half.value),
        opens=opens,
        closes=opens + minutes * MINUTE,
        skills=skills,
    )


def pin_of(visit: Visit, crew: Crew) -> Pin:
    """Return the promise: a window that was told, with the ward's slack, else any time of the half-day."""
    opens, closes = crew.opens, crew.closes
    if visit.confirmed_at is not None:
        slack = int(current_app.config.get("PIN_SLACK_MINUTES", PIN_SLACK_MINUTES)) * MINUTE
        opens = max(opens, rules.as_minutes(visit.window_from) * MINUTE - slack)
        closes = min(closes, rules.as_minutes(visit.window_to) * MINUTE + slack)
    return Pin(crews=frozenset({crew.id}), opens=opens, closes=closes)
