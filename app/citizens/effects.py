"""Where a new or corrected address lies: looked up after the commit, by the worker, as exactly as can be known."""

from app.citizens import queries
from app.citizens.locating import FAMILY, GATE, LocateHome, is_guessed, is_likely
from app.citizens.models import Citizen
from app.core.changes import Change
from app.core.commands import system_actor
from app.core.db import session
from app.core.effects import effect
from app.core.execute import execute
from app.places import geocoder
from app.places.queries import get_neighbourhood, get_ward

BEST_FIRST = ("pin", GATE, FAMILY, "geocoder")


@effect("citizen.registered", name="citizens.locate_registered")
def locate_registered(change: Change) -> None:
    locate(change)


@effect("citizen.corrected", name="citizens.locate_corrected")
def locate_corrected(change: Change) -> None:
    locate(change)


def locate(change: Change) -> None:
    """Find the home of a person whose house nobody has marked; running twice finds the same."""
    citizen = queries.find_citizen(change.entity_id)
    if citizen is None or not is_guessed(citizen) or not citizen.address.strip():
        return
    command = _as_somebody_there(citizen) or _as_the_geocoder_says(citizen)
    if command is not None and (command.lat, command.lon) != (citizen.lat, citizen.lon):
        execute(command, actor=system_actor(citizen.ward))


def _as_somebody_there(citizen: Citizen) -> LocateHome | None:
    """An officer has stood at this gate for somebody else; or the geocoder was asked for the same address before."""
    others = [other for other in queries.housemates(citizen) if other.position_source in BEST_FIRST]
    known = [other for other in others if other.position_source != FAMILY or not is_guessed(other)]
    best = min(known, key=lambda other: BEST_FIRST.index(str(other.position_source)), default=None)
    if best is None or best.lat is None or best.lon is None:
        return None
    return LocateHome(
        citizen_id=citizen.id,
        lat=best.lat,
        lon=best.lon,
        accuracy_m=best.position_accuracy_m or 0,
        source="same-address",
        address=citizen.address,
    )


def _as_the_geocoder_says(citizen: Citizen) -> LocateHome | None:
    if not geocoder.is_on():
        return None
    place, ward = get_neighbourhood(citizen.neighbourhood_id), get_ward(citizen.ward)
    citizen_id, address = citizen.id, citizen.address
    asked = ", ".join([address, place.name, ward.name, ward.province])
    session.rollback()  # a slow server must not hold a reading transaction open
    found = geocoder.locate(asked)
    if found is None or not is_likely(get_neighbourhood(place.id), found.lat, found.lon):
        return None
    return LocateHome(
        citizen_id=citizen_id,
        lat=found.lat,
        lon=found.lon,
        accuracy_m=found.accuracy_m,
        source="geocoder",
        address=address,
    )
