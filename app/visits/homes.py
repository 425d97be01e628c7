"""The homes of a weekend: where each lies and how exactly that is known, how long a visit takes, and how it weighs."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from app.citizens.models import Citizen, PriorityGroup
from app.citizens.queries import citizens_by_id
from app.core.clock import VN
from app.places.distance import Point
from app.places.queries import get_ward, neighbourhoods_of
from app.requests.models import ServiceRequest, Status
from app.requests.queries import find_request
from app.visits import capacity
from app.visits.abilities import Abilities
from app.visits.models import Errand, Purpose, Visit, WishedHalfDay
from app.visits.models.room import Lane
from app.visits.planning.weight import DEFAULT_POINTS, Facts, Points, parts_of
from app.visits.timelines import spot_of
from app.visits.weights import weights_now

DISABLED = frozenset({PriorityGroup.DISABLED_VERY_SEVERE, PriorityGroup.DISABLED_SEVERE, PriorityGroup.DISABLED_MILD})
WEEK = 7
NOTHING_KNOWN = Facts()


@dataclass(frozen=True, kw_only=True)
class Home:
    """One place that is gone to, or for which room is kept. Plain data: a plan is made long after it was read."""

    stop: str
    """What the engine calls it."""
    at: Point
    radius_m: int
    minutes: int
    """At the door."""
    request_id: UUID | None = None
    visit_id: UUID | None = None
    lane: Lane | None = None
    """Where its visit is planned now."""
    window: tuple[str, str] = ("", "")
    facts: Facts = NOTHING_KNOWN
    points: Points = DEFAULT_POINTS
    needs: frozenset[str] = frozenset()
    """What whoever goes there must be able to do."""

    @property
    def is_reserve(self) -> bool:
        """Say whether nobody is gone to: only minutes are kept."""
        return self.stop.startswith("promise:")

    @property
    def parts(self) -> dict[str, int]:
        """Return what its weight is the sum of."""
        return {part.name: part.points for part in parts_of(self.facts, self.points)}


class Desk:
    """Looks up once what many homes share."""

    def __init__(self, ward: str, saturday: dt.date, citizen_ids: Iterable[UUID]) -> None:
        known = get_ward(ward)
        self.centre: Point = (known.lat, known.lon)
        self.saturday = saturday
        self.abilities = Abilities(ward)
        self.weights, self.points = weights_now(ward)
        self.areas = {area.id: area for area in neighbourhoods_of(ward)}
        self.citizens: dict[UUID, Citizen] = citizens_by_id(citizen_ids)

    def home_of_visit(self, visit: Visit) -> Home:
        """Return the home of a visit that is planned already."""
        request = find_request(visit.request_id) if visit.request_id else None
        at, radius_m = self.position(visit.citizen_id)
        return Home(
            stop=f"visit:{visit.id}",
            at=at,
            radius_m=radius_m,
            minutes=capacity.minutes_at_door(visit),
            request_id=visit.request_id,
            visit_id=visit.id,
            lane=Lane(visit.team_id, visit.planned_on, visit.half),
            window=(visit.window_from, visit.window_to),
            facts=facts_of(self.citizens[visit.citizen_id], request, self.saturday),
            points=self.points,
            needs=self.abilities.asked_by(visit),
        )

    def home_of_request(self, request: ServiceRequest) -> Home:
        """Return the home of somebody who waits for a place."""
        at, radius_m = self.position(request.citizen_id)
        errand = Purpose(errand=Errand.COLLECT, procedure_code=request.procedure_code)
        return Home(
            stop=f"request:{request.id}",
            at=at,
            radius_m=radius_m,
            minutes=capacity.door_minutes_for([errand], on=self.saturday),
            request_id=request.id,
            facts=facts_of(self.citizens[request.citizen_id], request, self.saturday),
            points=self.points,
            needs=self.abilities.asked(request.citizen_id, [request.procedure_code]),
        )

    def room_for(self, promise: WishedHalfDay) -> Home:
        """Return what keeps a half-day's minutes for somebody who is not planned yet; at the centre it costs no way."""
        name = f"promise:{promise.request_id}"
        return Home(stop=name, at=self.centre, radius_m=0, minutes=promise.minutes, request_id=promise.request_id)

    def position(self, citizen_id: UUID) -> tuple[Point, int]:
        """Return where somebody lives and within how many metres."""
        citizen = self.citizens[citizen_id]
        spot = spot_of(citizen, self.areas[citizen.neighbourhood_id])
        return (spot.lat, spot.lon), spot.radius_m


def facts_of(citizen: Citizen, request: ServiceRequest | None, saturday: dt.date) -> Facts:
    """Return what a visit's weight is made of."""
    groups = set(citizen.priority_groups)
    hardship = request.hardship if request else None
    return Facts(
        has_disability=bool(groups & DISABLED) or hardship == "disability",
        age=saturday.year - citizen.birth_year,
        is_bedridden=PriorityGroup.BEDRIDDEN in groups,
        weekends_waited=weekends_waited(request, saturday) if request else 0,
    )


def is_for_later(request: ServiceRequest, saturday: dt.date) -> bool:
    """Say whether the household has asked for a day after this weekend."""
    day = wished_day(request)
    return day is not None and day > saturday + dt.timedelta(days=1)


def can_be_planned(request: ServiceRequest, resting: set[UUID]) -> bool:
    """Say whether somebody has accepted the request and nobody has asked to leave the household in peace."""
    return request.status is Status.ACCEPTED and request.id not in resting


def wish_of(request: ServiceRequest) -> dict[str, str]:
    """Return the half-day agreed at the last try, else the one wished for at the start; either part may be open."""
    return {name: value for name, value in (request.next_try or request.wish or {}).items() if value}


def wished_day(request: ServiceRequest) -> dt.date | None:
    """Return the day that the household asked for."""
    told = wish_of(request).get("date")
    return dt.date.fromisoformat(told) if told else None


def weekends_waited(request: ServiceRequest, saturday: dt.date) -> int:
    """Return how many weekends have passed since the household could have been visited."""
    since = max(request.made_at.astimezone(VN).date(), wished_day(request) or dt.date.min)
    return max((saturday - since).days // WEEK, 0)
