"""A home's position while nobody has pinned it: where an officer began a visit, else what family or address say.

Never over a pin, and never far outside the neighbourhood: a wrong guess is worse than the middle of it.
"""

import math
from typing import Any, ClassVar, Literal, Protocol
from uuid import UUID

from app.citizens import queries
from app.citizens.models import Citizen
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.roles import Role
from app.places import distance
from app.places.models import Neighbourhood
from app.places.queries import get_neighbourhood

GUESSED = ("neighbourhood", "geocoder", "same-address")
"""Sources that a better one may replace; a pin is only moved by whoever stands there."""
GATE = "visit"
FAMILY = "family"
ROUGH_M = 60
"""A phone that is less sure than this stood somewhere in the alley."""
WIDEST = 3
"""How many radii from the middle of its neighbourhood a house may lie."""


class LocateHome(Command):
    """The home lies about here, as far as an address can say."""

    type: ClassVar[str] = "citizens.locate"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})

    citizen_id: UUID
    lat: float
    lon: float
    accuracy_m: int
    source: Literal["geocoder", "same-address"]
    address: str
    """The address that was looked up: the answer to an older one is no news."""


@handles(LocateHome)
def locate_home(command: LocateHome, context: Context) -> None:
    citizen = queries.get_citizen(command.citizen_id)
    if not is_guessed(citizen) or citizen.address != command.address:
        return
    if citizen.position_source == FAMILY and command.accuracy_m >= (citizen.position_accuracy_m or 0):
        return  # no better than what the family's phone said
    citizen.lat, citizen.lon = command.lat, command.lon
    citizen.position_source, citizen.position_accuracy_m = command.source, command.accuracy_m
    context.record("located", citizen)


class Spot(Protocol):
    """A point and how far off it may be."""

    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...
    @property
    def accuracy_m(self) -> int: ...


def first_position(told: Spot | None, place: Neighbourhood) -> dict[str, Any]:
    """Return where a new home lies: where the family's phone was, if that says more than the neighbourhood does."""
    if told and told.accuracy_m <= place.radius_m and is_likely(place, told.lat, told.lon):
        exact = {"position_source": FAMILY, "position_accuracy_m": told.accuracy_m}
        return {"lat": told.lat, "lon": told.lon, **exact}
    middle = {"position_source": "neighbourhood", "position_accuracy_m": place.radius_m}
    return {"lat": place.lat, "lon": place.lon, **middle}


def stood_at_gate(context: Context, citizen: Citizen) -> None:
    """An officer began the visit here: exact and near enough, it is the gate until somebody pins the house."""
    spot = context.origin.position
    if spot is None or citizen.position_source == "pin" or spot["accuracy_m"] > ROUGH_M:
        return
    if is_likely(get_neighbourhood(citizen.neighbourhood_id), spot["lat"], spot["lon"]):
        citizen.lat, citizen.lon = spot["lat"], spot["lon"]
        citizen.position_source, citizen.position_accuracy_m = GATE, math.ceil(spot["accuracy_m"])
        context.record("located", citizen)


def is_guessed(citizen: Citizen) -> bool:
    """Say whether nobody has marked the house yet, nor sent more than the alley where it lies."""
    is_rough = citizen.position_source == FAMILY and (citizen.position_accuracy_m or 0) > ROUGH_M
    return is_rough or citizen.position_source in GUESSED


def follow_neighbourhood(citizen: Citizen) -> None:
    """Let a home that was written down in the wrong neighbourhood lie in the right one, if its place was a guess."""
    place = get_neighbourhood(citizen.neighbourhood_id)
    is_there = citizen.lat is not None and citizen.lon is not None and is_likely(place, citizen.lat, citizen.lon)
    if citizen.position_source == "neighbourhood" or (is_guessed(citizen) and not is_there):
        citizen.lat, citizen.lon = place.lat, place.lon
        citizen.position_source, citizen.position_accuracy_m = "neighbourhood", place.radius_m


def is_likely(place: Neighbourhood, lat: float, lon: float) -> bool:
    """Say whether a position lies in or near the neighbourhood."""
    return distance.km((place.lat, place.lon), (lat, lon)) * 1000 <= WIDEST * max(place.radius_m, 300)
