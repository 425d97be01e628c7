"""Reads other people's benchmark files as weekends: Solomon's VRPTW text and the HHCRSP JSON of the Mankowska set.

What our model does not know is refused, never bent: loads that bind (Solomon) are the reader's to check by
`loads_of`; services one after the other, and two services of different kinds at once (HHCRSP), raise Unsupported.
"""

import json
import math
import re
from dataclasses import dataclass

import numpy as np

from app.visits.planning.model import Crew, Part, Problem, Stop, Window
from tests.visits.planning.make import MORNING

TENTH = 10
"""Solomon's distances count to a tenth, cut off: so do the published optima."""


class UnsupportedError(ValueError):
    """The file asks for something that a weekend does not have."""


@dataclass(frozen=True)
class Vrptw:
    """A Solomon file as a weekend, with what its trucks carry."""

    problem: Problem
    capacity: int
    demand: dict[str, int]

    def loads_of(self, plan):
        """Return what each route of a plan would carry."""
        return [sum(self.demand[stop] for stop in route.stops) for route in plan.routes]


def read_solomon(text):
    """Return a Solomon file as a weekend of one half-day; a tenth of its unit is our second."""
    rows = [[float(word) for word in line.split()] for line in text.splitlines() if _is_numbers(line)]
    trucks, capacity = (int(number) for number in rows[0])
    depot, customers = rows[1], rows[2:]
    points = np.array([row[1:3] for row in rows[1:]])
    apart = np.hypot(*(points[:, None, :] - points[None, :, :]).transpose(2, 0, 1))
    stops = tuple(_customer(place, row) for place, row in enumerate(customers, 1))
    crews = [
        Crew(id=f"k{n}", team=f"k{n}", half_day=MORNING, opens=_tenths(depot[4]), closes=_tenths(depot[5]))
        for n in range(trucks)
    ]
    problem = Problem(stops=stops, crews=tuple(crews), seconds=np.floor(apart * TENTH + 1e-9).astype(np.int64))
    return Vrptw(problem, capacity, {stop.id: int(row[3]) for stop, row in zip(stops, customers, strict=True)})


def _is_numbers(line):
    return bool(line.strip()) and all(re.fullmatch(r"-?\d+(\.\d*)?", word) for word in line.split())


def _customer(place, row):
    window = Window(half_day=MORNING, opens=_tenths(row[4]), closes=_tenths(row[5]))
    return Stop(id=f"c{int(row[0])}", place=place, service=_tenths(row[6]), windows=(window,), parts=_weight())


def _tenths(number):
    return math.floor(number * TENTH)


def _weight():
    return (Part(name="base", points=100),)


def read_hhcrsp(text):
    """Return an HHCRSP file as a weekend of one half-day; its unit is our second."""
    data = json.loads(text)
    starts = data.get("departing_points") or data["central_offices"]
    if len(starts) != 1:
        raise UnsupportedError("every crew leaves from one centre")
    centre = starts[0]["distance_matrix_index"]
    order = [centre, *(patient["distance_matrix_index"] for patient in data["patients"])]
    seconds = np.rint(np.array(data["distances"], dtype=np.float64)).astype(np.int64)[np.ix_(order, order)]
    stops = tuple(_patient(place, patient) for place, patient in enumerate(data["patients"], 1))
    closes = max(patient["time_window"][1] for patient in data["patients"]) + int(seconds.max()) * 2
    longest = max(stop.service for stop in stops)
    return Problem(stops=stops, crews=_caregivers(data["caregivers"], closes + longest), seconds=seconds)


def _patient(place, patient):
    needs = patient["required_caregivers"]
    services = {need["service"] for need in needs}
    together = patient.get("synchronization", {}).get("type")
    if len(needs) > 2 or len(services) > 1 or together == "sequential":
        raise UnsupportedError(f"{patient['id']}: only one service, by one or two at once")
    opens, closes = patient["time_window"]
    return Stop(
        id=patient["id"],
        place=place,
        service=int(needs[0]["duration"]),
        windows=(Window(half_day=MORNING, opens=int(opens), closes=int(closes)),),
        skills=frozenset(services),
        officers=len(needs),
        parts=_weight(),
    )


def _caregivers(caregivers, closes):
    return tuple(
        Crew(
            id=one["id"],
            team=one["id"],
            half_day=MORNING,
            opens=0,
            closes=closes,
            skills=frozenset(one["abilities"]),
        )
        for one in caregivers
    )
