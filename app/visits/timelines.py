"""When each team is where, from the centre and back, by the planning engine's own distances and clock.

The board's minutes hold a flat share for the way; a timeline reckons the way itself, over bridges and with a detour.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from app.citizens.models import Citizen
from app.places.models import Neighbourhood
from app.places.queries import find_ward
from app.visits import capacity, queries, rules
from app.visits.abilities import Abilities
from app.visits.models import Shift, Status, Visit
from app.visits.models.room import Lane
from app.visits.planning.distance import search_seconds, travel_seconds
from app.visits.planning.insert import Conflict, Dropped, drop, timeline
from app.visits.planning.model import MINUTE, Call, HalfDay, Plan, Problem, Route, Stop, Window
from app.visits.shifts import crew_of, ground_of

NOWHERE = (0.0, 0.0)
"""The centre of a ward that nobody has described yet: it has no homes either."""


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Where somebody lives, and within how many metres."""

    lat: float
    lon: float
    radius_m: int


@dataclass(frozen=True, kw_only=True)
class LaneTimes:
    """One team's half-day: its route with times, and what is wrong with it."""

    opens: int
    closes: int
    route: Route
    conflicts: tuple[Conflict, ...]

    @property
    def free(self) -> int:
        """Seconds of the shift that the team is neither on the way nor at a door, 0 if it is late."""
        return max(self.closes - self.opens - (self.route.returns - self.route.leaves), 0)

    @property
    def over(self) -> int:
        """Seconds by which the team comes back after its shift."""
        return sum(conflict.seconds for conflict in self.conflicts if conflict.code == "returns-too-late")

    def call_of(self, visit_id: UUID) -> Call | None:
        """Return when the team is at this home."""
        return next((call for call in self.route.calls if call.stop == str(visit_id)), None)


def spot_of(citizen: Citizen, area: Neighbourhood) -> Spot:
    """Return the home's position, the neighbourhood's middle where nobody knows better."""
    if citizen.lat is None or citizen.lon is None or citizen.position_source == "neighbourhood":
        return Spot(lat=area.lat, lon=area.lon, radius_m=area.radius_m)
    return Spot(lat=citizen.lat, lon=citizen.lon, radius_m=citizen.position_accuracy_m or 0)


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Something that has no place yet: what it would be called, and how long it would take."""

    id: UUID
    minutes: int
    spot: Spot
    needs: frozenset[str] = frozenset()
    """What whoever goes there must be able to do."""


class Timetable:
    """The routes of some days as they stand, ready to be shown or to be asked about."""

    def __init__(
        self, ward: str, shifts: Iterable[Shift], visits: Sequence[Visit], spots: Mapping[UUID, Spot], *,
        besides: Collection[Candidate] = (),
    ) -> None:  # fmt: skip
        self.routes: dict[Lane, list[Visit]] = defaultdict(list)
        for visit in visits:
            self.routes[Lane(visit.team_id, visit.planned_on, visit.half)].append(visit)
        worked = {Lane(one.team_id, one.works_on, one.half): one.capacity_minutes for one in shifts}
        able = Abilities(ward)
        skills = {team.id: able.of_officers(team.member_ids) for team in queries.teams(ward)}
        self.crews = {
            lane: crew_of(lane, worked.get(lane, 0), skills[lane.team_id]) for lane in {*worked, *self.routes}
        }
        self.missing = {str(visit.id): lacks for visit in visits if visit.is_movable and (lacks := able.missing(visit))}
        here = find_ward(ward)
        places = [spots[visit.citizen_id] for visit in visits] + [one.spot for one in besides]
        share = capacity.travel_minutes()
        stops = [
            replace(_stop_of(visit, number, places[number - 1]), skills=able.asked_by(visit))
            for number, visit in enumerate(visits, start=1)
        ]
        for number, one in enumerate(besides, start=len(visits) + 1):
            stops.append(replace(_stop(one.id, number, one.minutes - share, one.spot), skills=one.needs))
        self.problem = Problem(
            stops=tuple(stops),
            crews=tuple(self.crews.values()),
            seconds=travel_seconds(
                [(here.lat, here.lon) if here else NOWHERE, *((one.lat, one.lon) for one in places)],
                [0, *(one.radius_m for one in places)],
                ground_of(ward),
            ),
        )

    def times_of(self, lane: Lane) -> LaneTimes | None:
        """Return the lane's timeline; a lane that nobody works and nobody is visited in has none."""
        crew = self.crews.get(lane)
        if crew is None:
            return None
        route, conflicts = timeline(self.problem, crew, [str(visit.id) for visit in self.routes.get(lane, [])])
        lacking = (
            Conflict(code="skill-missing", stop=stop, skills=self.missing[stop])
            for stop in route.stops
            if stop in self.missing
        )
        return LaneTimes(opens=crew.opens, closes=crew.closes, route=route, conflicts=(*conflicts, *lacking))

    def dropped(self, thing_id: UUID, lane: Lane, order: int | None) -> Dropped | None:
        """Return how the lane's route would be with this visit or request at this place, at the end without one."""
        crew = self.crews.get(lane)
        if crew is None:
            return None
        others = [visit for visit in self.routes.get(lane, []) if visit.id != thing_id]
        position = len(others) if order is None else order - 1
        plan = Plan(routes=(timeline(self.problem, crew, [str(visit.id) for visit in self.routes.get(lane, [])])[0],))
        return drop(self.problem, plan, str(thing_id), crew.id, position)


def _stop_of(visit: Visit, place: int, spot: Spot) -> Stop:
    """A household that was told a time expects us in it; the others take us when we come."""
    windows: tuple[Window, ...] = ()
    if visit.status is Status.CONFIRMED:
        opens, closes = (rules.as_minutes(clock) * MINUTE for clock in (visit.window_from, visit.window_to))
        windows = (Window(half_day=HalfDay(visit.planned_on, visit.half.value), opens=opens, closes=closes),)
    return _stop(visit.id, place, capacity.minutes_at_door(visit), spot, windows)


def _stop(name: UUID, place: int, minutes: int, spot: Spot, windows: tuple[Window, ...] = ()) -> Stop:
    service = max(minutes, rules.SHORTEST_MINUTES) * MINUTE + search_seconds(spot.radius_m)
    return Stop(id=str(name), place=place, service=service, windows=windows)
