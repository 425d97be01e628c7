"""Small weekends for tests of the planning engine."""

import datetime as dt

import numpy as np

from app.visits.planning.model import MINUTE, Call, Crew, HalfDay, Part, Plan, Problem, Route, Settings, Stop

SATURDAY = dt.date(2026, 11, 28)
MORNING, AFTERNOON = HalfDay(SATURDAY, "morning"), HalfDay(SATURDAY, "afternoon")
LEG = 10 * MINUTE
"""Every way takes ten minutes, unless a test says otherwise."""


def at(clock):
    """Return seconds since midnight: `at("08:30")`."""
    hours, minutes = clock.split(":")
    return (int(hours) * 60 + int(minutes)) * MINUTE


def make_crew(id="sat-1", *, team="one", half_day=MORNING, opens="07:30", closes="11:30", **more):
    """A team on Saturday morning."""
    return Crew(id=id, team=team, half_day=half_day, opens=at(opens), closes=at(closes), **more)


def make_stop(id="an", *, place=1, minutes=30, weight=10, **more):
    """A home with a visit of half an hour."""
    return Stop(id=id, place=place, service=minutes * MINUTE, parts=(Part(name="base", points=weight),), **more)


def make_problem(*stops, crews=None, seconds=None, **settings):
    """A weekend of these stops; all places are ten minutes apart."""
    size = max((stop.place for stop in stops), default=0) + 1
    if seconds is None:
        seconds = np.full((size, size), LEG)
        np.fill_diagonal(seconds, 0)
    crews = tuple(crews) if crews else (make_crew(),)
    return Problem(stops=stops, crews=crews, seconds=np.asarray(seconds), settings=Settings(**settings))


def make_call(stop="an", *, begins="07:40", minutes=30, arrives=None):
    """A call that begins on arrival."""
    begin = at(begins)
    return Call(
        stop=stop, arrives=begin if arrives is None else at(arrives), begins=begin, ends=begin + minutes * MINUTE
    )


def make_route(*calls, crew="sat-1", leaves="07:30", returns="08:20", legs=2):
    """A route of one call there and back."""
    return Route(crew=crew, leaves=at(leaves), calls=calls or (make_call(),), returns=at(returns), travel=legs * LEG)


def make_plan(*routes):
    """A plan of these routes."""
    return Plan(routes=routes)
