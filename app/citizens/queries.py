"""Every question about citizens."""

from collections.abc import Iterable, Set
from uuid import UUID

from sqlalchemy import Select, select

from app.citizens import phones
from app.citizens.models import Citizen, Consent, IdentityReading, Pin
from app.core import foresight
from app.core.db import session
from app.core.errors import Unknown
from app.core.foresight import Question
from app.core.search import fold, nfc

SEARCH_LIMIT = 50

BY_NAME_AND_YEAR = Question(Citizen, "ward", "name_key", "birth_year")
BY_NAME_AND_PHONE = Question(Citizen, "ward", "name_key", "phone")


def find_citizen(citizen_id: UUID) -> Citizen | None:
    """Return the citizen with this id, if there is one."""
    return foresight.find(Citizen, citizen_id)


def get_citizen(citizen_id: UUID) -> Citizen:
    """Return the citizen with this id."""
    citizen = find_citizen(citizen_id)
    if citizen is None:
        raise Unknown("citizen", citizen_id)
    return citizen


def citizens_by_id(ids: Iterable[UUID]) -> dict[UUID, Citizen]:
    """Return those citizens in one question."""
    found = session.scalars(select(Citizen).where(Citizen.id.in_(set(ids))))
    return {citizen.id: citizen for citizen in found}


def matching(text: str) -> Select[UUID]:
    """Return the question for ids of citizens whose name, address or phone hold every word of the text."""
    query = select(Citizen.id)
    for word in _search_words(text):
        query = query.where(Citizen.search_key.contains(word, autoescape=True))
    return query


def search_citizens(ward: str, text: str, *, neighbourhood_id: UUID | None = None) -> list[Citizen]:
    """Return citizens found without regard to marks; those written exactly so come first."""
    query = select(Citizen).where(Citizen.ward == ward, Citizen.id.in_(matching(text)))
    if neighbourhood_id:
        query = query.where(Citizen.neighbourhood_id == neighbourhood_id)
    found = session.scalars(query.order_by(Citizen.name_key, Citizen.id).limit(SEARCH_LIMIT)).all()
    typed = nfc(text).casefold().strip()
    return sorted(found, key=lambda citizen: typed not in citizen.full_name.casefold())


def namesakes(citizen: Citizen) -> list[Citizen]:
    """Return other citizens of the ward who may be the same person: same name and year, or same name and phone."""
    found = BY_NAME_AND_YEAR.rows(citizen.ward, citizen.name_key, citizen.birth_year)
    if citizen.phone:
        found += BY_NAME_AND_PHONE.rows(citizen.ward, citizen.name_key, citizen.phone)
    others = {other.id: other for other in found if other.id != citizen.id}
    return sorted(others.values(), key=lambda other: other.id)[:SEARCH_LIMIT]


def foresee_citizens(ids: Iterable[UUID]) -> None:
    """Read at once who is named in a batch."""
    foresight.foresee_ids(Citizen, ids)


def foresee_namesakes(ward: str, people: Iterable[tuple[str, int, str | None]]) -> list[UUID]:
    """Read at once who may be the same as these people of the ward, told by name key, year and phone; return ids."""
    told = list(people)
    BY_NAME_AND_YEAR.foresee((ward, name, year) for name, year, _ in told)
    BY_NAME_AND_PHONE.foresee((ward, name, phone) for name, _, phone in told)
    same = [BY_NAME_AND_YEAR.rows(ward, name, year) for name, year, _ in told]
    same += [BY_NAME_AND_PHONE.rows(ward, name, phone) for name, _, phone in told if phone]
    return [citizen.id for found in same for citizen in found]


def others_with_identity(citizen: Citizen, numbers: Set[str | None]) -> list[Citizen]:
    """Return other citizens of the ward who were recorded under one of these numbers, today's or the old one."""
    read = select(IdentityReading.citizen_id).where(
        IdentityReading.old_number.in_(numbers) | IdentityReading.number.in_(numbers)
    )
    is_known = Citizen.identity_number.in_(numbers) | Citizen.id.in_(read)
    query = select(Citizen).where(Citizen.ward == citizen.ward, Citizen.id != citizen.id, is_known)
    return list(session.scalars(query.order_by(Citizen.id)))


def find_reading(command_id: UUID) -> IdentityReading | None:
    """Return the identity reading made by this command."""
    return session.get(IdentityReading, command_id)


def find_pin(command_id: UUID) -> Pin | None:
    """Return the pin placed by this command."""
    return session.get(Pin, command_id)


def readings_of(citizen_id: UUID) -> list[IdentityReading]:
    """Return a citizen's identity readings, corrections after what they correct."""
    query = select(IdentityReading).where(IdentityReading.citizen_id == citizen_id)
    return list(session.scalars(query.order_by(IdentityReading.read_at, IdentityReading.command_id)))


def pins_of(citizen_id: UUID) -> list[Pin]:
    """Return a citizen's pins, oldest first."""
    return list(
        session.scalars(select(Pin).where(Pin.citizen_id == citizen_id).order_by(Pin.placed_at, Pin.command_id))
    )


def consents_of(citizen_id: UUID) -> list[Consent]:
    """Return what was agreed to, oldest first."""
    return list(session.scalars(select(Consent).where(Consent.citizen_id == citizen_id).order_by(Consent.given_at)))


def _search_words(text: str) -> list[str]:
    phone = phones.normalise(text)
    return [phone] if phone else fold(text).split()


def housemates(citizen: Citizen) -> list[Citizen]:
    """Return who else is known to live at the same address."""
    if not citizen.address.strip():
        return []
    query = select(Citizen).where(
        Citizen.ward == citizen.ward,
        Citizen.neighbourhood_id == citizen.neighbourhood_id,
        Citizen.address == citizen.address,
        Citizen.id != citizen.id,
    )
    return list(session.scalars(query.order_by(Citizen.id)))
