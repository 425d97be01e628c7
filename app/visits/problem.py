"""One ward's weekend as the planning engine sees it: crews from teams and shifts, stops from requests and visits.

What is promised is pinned. A half-day whose promises do not go together by the measured ways is left to people.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from app.requests.models import ServiceRequest
from app.requests.queries import find_request, requests_on_the_list
from app.visits import capacity, homes, peace, queries
from app.visits.homes import Desk, Home
from app.visits.models import Half, Visit, WishedHalfDay
from app.visits.models.room import Lane
from app.visits.planning.distance import search_seconds
from app.visits.planning.insert import timeline
from app.visits.planning.model import MINUTE, Crew, Part, Plan, Problem, Route, Stop, Window
from app.visits.shifts import crew_of, ground_of, name_of, pin_of, whole_half_day
from app.visits.standing import plan_days, standing_of
from app.visits.ways import measure

RULES = "2026-11b"
"""The version of what this module makes of the database."""


@dataclass(frozen=True, kw_only=True)
class Weekend:
    """A problem, and what stands behind the engine's names."""

    ward: str
    saturday: dt.date
    problem: Problem
    now: Plan
    """How the board stands; a new plan is never worse."""
    lanes: Mapping[str, Lane]
    homes: Mapping[str, Home]
    left_alone: tuple[Lane, ...]
    """Half-days whose promises do not go together: nothing in them is touched."""
    counts: Mapping[str, int]
    """How many requests are not in the problem, by reason."""
    standing: dict[str, str]
    made_with: dict[str, str]


def read_weekend(ward: str, saturday: dt.date, today: dt.date, *, only: Collection[UUID] | None = None) -> Weekend:
    """Return the weekend as it stands, for the days that are still to come; of those who wait, `only` these."""
    return _Reading(ward, saturday, plan_days(saturday, today), only).weekend()


class _Reading:
    """Everything that one weekend is read into."""

    def __init__(self, ward: str, saturday: dt.date, days: tuple[dt.date, ...], only: Collection[UUID] | None) -> None:
        self.ward, self.saturday, self.days = ward, saturday, days
        self.visits: dict[Lane, list[Visit]] = defaultdict(list)
        for visit in queries.visits_between(ward, days[0], days[-1]):
            self.visits[Lane(visit.team_id, visit.planned_on, visit.half)].append(visit)
        self.promises = {one.request_id: one for one in capacity.promised_between(ward, days[0], days[-1])}
        self.sort(requests_on_the_list(ward), only)
        people = {visit.citizen_id for visits in self.visits.values() for visit in visits}
        self.desk = Desk(ward, saturday, people | {request.citizen_id for request in self.waiting})
        self.crews = self.find_crews()

    def sort(self, requests: Iterable[ServiceRequest], only: Collection[UUID] | None) -> None:
        """Take those who can be planned now; count the others by reason."""
        resting = peace.at_rest(self.ward)
        ready = [one for one in requests if homes.can_be_planned(one, resting)]
        self.waiting = [
            one for one in ready if not homes.is_for_later(one, self.saturday) and (only is None or one.id in only)
        ]
        self.counts = {"later": len(ready) - len(self.waiting), "not-ready": len(list(requests)) - len(ready)}

    def find_crews(self) -> dict[Lane, Crew]:
        teams = {team.id: team for team in queries.teams(self.ward)}
        shifts = queries.shifts_between(self.ward, self.days[0], self.days[-1])
        return {
            (lane := Lane(shift.team_id, shift.works_on, shift.half)): crew_of(
                lane, shift.capacity_minutes, self.desk.abilities.of_officers(teams[shift.team_id].member_ids)
            )
            for shift in shifts
        }

    def weekend(self) -> Weekend:
        visited = {lane: [self.desk.home_of_visit(visit) for visit in visits] for lane, visits in self.visits.items()}
        listed = [*(home for found in visited.values() for home in found), *self.new_homes()]
        problem = self.problem(listed)
        routes = {lane: route_now(problem, self.crews.get(lane), visited[lane]) for lane in visited}
        alone = tuple(lane for lane, route in routes.items() if route is None)
        out = {home.stop for lane in alone for home in visited[lane]}
        return Weekend(
            ward=self.ward,
            saturday=self.saturday,
            problem=without(problem, {name_of(lane) for lane in alone}, out),
            now=Plan(routes=tuple(route for route in routes.values() if route and route.calls), source="board"),
            lanes={name_of(lane): lane for lane in self.crews},
            homes={home.stop: home for home in listed if home.stop not in out},
            left_alone=alone,
            counts=self.counts,
            standing=standing_of(self.ward, self.days, [request.id for request in self.waiting]),
            made_with={
                "rules": RULES,
                "weights": str(self.desk.weights),
                "distances": self.distances,
            },
        )

    def problem(self, listed: list[Home]) -> Problem:
        visits = {visit.id: visit for found in self.visits.values() for visit in found}
        stops = [self.stop(home, place, visits) for place, home in enumerate(listed, 1)]
        points = [self.desk.centre, *(home.at for home in listed)]
        radii = [0, *(home.radius_m for home in listed)]
        seconds, self.distances = measure(points, radii, ground_of(self.ward))
        return Problem(stops=tuple(stops), crews=tuple(self.crews.values()), seconds=seconds)

    def new_homes(self) -> list[Home]:
        """Return who waits, and room for whoever has booked and cannot be planned yet."""
        planned = {request.id for request in self.waiting}
        reserved = [promise for request_id, promise in self.promises.items() if request_id not in planned]
        return [
            *(self.desk.home_of_request(request) for request in self.waiting),
            *(self.desk.room_for(promise) for promise in reserved),
        ]

    def stop(self, home: Home, place: int, visits: Mapping[UUID, Visit]) -> Stop:
        stop = Stop(
            id=home.stop,
            place=place,
            service=home.minutes * MINUTE + search_seconds(home.radius_m),
            skills=home.needs,
            parts=tuple(Part(name=name, points=points) for name, points in home.parts.items()),
            weekends_waited=home.facts.weekends_waited,
        )
        if home.visit_id is not None:
            return self.visited(stop, visits[home.visit_id])
        booking = self.promises.get(home.request_id) if home.request_id else None
        windows = self.windows(home.request_id, booking)
        return replace(stop, windows=windows, is_booked=booking is not None)

    def visited(self, stop: Stop, visit: Visit) -> Stop:
        """Return the stop as its visit stands: pinned where it was promised or has no request to go back to."""
        crew = self.crews.get(Lane(visit.team_id, visit.planned_on, visit.half))
        if crew is None:
            return stop
        if visit.is_pinned or visit.request_id is None:
            # A person has sent these officers: what they lack was seen then.
            return replace(stop, pin=pin_of(visit, crew), skills=stop.skills & crew.skills)
        windows = self.windows_of_visit(visit)
        suits = any(window.half_day == crew.half_day for window in windows)
        # Who was promised the half-day, or told a time and freed by a person, is served whatever the others weigh.
        is_booked = visit.confirmed_at is not None or visit.keeps_half_day
        windows = windows if suits else ()
        return replace(
            stop,
            proposed=frozenset({crew.id}),
            windows=windows,
            is_booked=is_booked,
            skills=stop.skills & crew.skills if is_booked and not self.is_able(stop, windows) else stop.skills,
        )

    def is_able(self, stop: Stop, windows: tuple[Window, ...]) -> bool:
        """Say whether any team can do what is asked for in the half-days that suit."""
        wanted = {window.half_day for window in windows}
        return any(
            stop.skills <= crew.skills and (not wanted or crew.half_day in wanted) for crew in self.crews.values()
        )

    def windows_of_visit(self, visit: Visit) -> tuple[Window, ...]:
        """Return the half-days that suit who is planned already: only that one, where it was promised."""
        if visit.keeps_half_day:
            return (whole_half_day(visit.planned_on, visit.half),)
        return self.windows(visit.request_id, None)

    def windows(self, request_id: UUID | None, booking: WishedHalfDay | None) -> tuple[Window, ...]:
        """Return the half-days that a household wants: the one that was promised, else what it wished for."""
        if booking is not None:
            return (whole_half_day(booking.wished_on, booking.half),)
        request = find_request(request_id) if request_id else None
        if request is None:
            return ()
        wish, day = homes.wish_of(request), homes.wished_day(request)
        days = [day] if day in self.days else self.days
        halves = [Half(wish["half"])] if "half" in wish else list(Half)
        if len(days) == len(self.days) and len(halves) == len(Half):
            return ()
        return tuple(whole_half_day(on, half) for on in days for half in halves)


def route_now(problem: Problem, crew: Crew | None, stops: Iterable[Home]) -> Route | None:
    """Return a crew's route as it stands, of its promises alone if it does not fit; None if they do not fit either."""
    if crew is None:
        return None
    named = [home.stop for home in stops]
    order = [stop for stop in named if problem.stop_by_id[stop].skills <= crew.skills]
    pinned = [stop for stop in order if problem.stop_by_id[stop].pin]
    by_time = sorted(pinned, key=lambda stop: _opens(problem.stop_by_id[stop]))
    for tried in (order, pinned, by_time):
        route, conflicts = timeline(problem, crew, tried)
        if not conflicts:
            return route
    return None


def _opens(stop: Stop) -> int:
    return stop.pin.opens if stop.pin else 0


def without(problem: Problem, crews: set[str], stops: set[str]) -> Problem:
    """Return the problem without these crews and stops."""
    return replace(
        problem,
        stops=tuple(stop for stop in problem.stops if stop.id not in stops),
        crews=tuple(crew for crew in problem.crews if crew.id not in crews),
    )
