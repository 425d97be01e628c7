"""The same weekend planned by VROOM. It knows no two crews that meet: those homes only go to teams of two."""

import numpy as np
import vroom

from app.visits.planning.model import Plan
from app.visits.planning.tables import NEVER, Tables, Turn
from app.visits.planning.timing import begins, plan_of

FEW = 100
"""With more stops VROOM is asked for its quickest answer."""


def vroom_plan(problem) -> Plan:
    """Return VROOM's plan. Which crew may go where is said by a skill for each crew that may."""
    tables = Tables(problem)
    asked = vroom.Input()
    asked.set_durations_matrix("car", np.asarray(problem.seconds, dtype=np.uint32))
    for number, crew in enumerate(problem.crews):
        if not crew.on_leave:
            asked.add_vehicle(_vehicle(tables, number, crew))
    groups = _groups(tables)
    for number in range(len(problem.stops)):
        job = _job(tables, number, groups)
        if job is not None:
            asked.add_job(job)
    return _read(tables, asked.solve(exploration_level=5 if len(problem.stops) <= FEW else 0, nb_threads=1))


def _mask(tables, stop):
    """Return which crews may go alone, by half-day's clock: what is asked as one skill."""
    return ((tables.closes[stop] != NEVER) & tables.alone[stop]).tobytes()


def _groups(tables):
    masks = dict.fromkeys(_mask(tables, stop) for stop in range(len(tables.stops)))
    return {mask: number for number, mask in enumerate(masks)}


def _midnight(tables, crew):
    """Return where this crew's half-day begins on VROOM's one clock."""
    return int(tables.half_of[crew]) * 86_400


def _vehicle(tables, number, crew):
    skills = {group for mask, group in _groups(tables).items() if np.frombuffer(mask, dtype=bool)[number]}
    day = _midnight(tables, number)
    shift = vroom.TimeWindow(day + crew.opens, day + crew.closes)
    return vroom.Vehicle(number, start=0, end=0, skills=skills, time_window=shift)


def _job(tables, number, groups):
    windows = _windows(tables, number)
    if not windows:
        return None
    stop = tables.stops[number]
    return vroom.Job(
        number,
        location=stop.place,
        default_service=stop.service,
        skills={groups[_mask(tables, number)]},
        priority=stop.weight,
        time_windows=[vroom.TimeWindow(opens, closes) for opens, closes in windows],
    )


def _windows(tables, stop):
    found = set()
    for crew in np.flatnonzero((tables.closes[stop] != NEVER) & tables.alone[stop]):
        opens, closes = int(tables.opens[stop, crew]), int(tables.closes[stop, crew])
        if opens <= closes:
            found.add((_midnight(tables, crew) + opens, _midnight(tables, crew) + closes))
    return sorted(found)


def _read(tables, solution):
    table = solution.routes
    routes = {}
    for vehicle, rows in table[table["type"] == "job"].groupby("vehicle_id"):
        turns = tuple(Turn(int(stop)) for stop in rows["id"])
        if begins(tables, int(vehicle), turns) is not None:
            routes[int(vehicle)] = turns
    return plan_of(tables, routes, source="vroom")
