"""How a person enters the register: called by the handler of the command that brings them."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.citizens.locating import first_position
from app.citizens.models import Citizen, Consent, Contact, PriorityGroup
from app.citizens.phones import Phone
from app.core.context import Context
from app.core.search import LongText, Text, fold
from app.places.commands import Latitude, Longitude
from app.places.models import Neighbourhood

Sex = Literal["male", "female"]
BirthYear = Annotated[int, Field(ge=1890, le=2200)]
PersonName = Annotated[Text, Field(min_length=2)]


class HomePosition(BaseModel):
    """Where the home lies, as the phone of somebody who is there says."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    lat: Latitude
    lon: Longitude
    accuracy_m: Annotated[int, Field(ge=0, le=100_000)]


class Person(BaseModel):
    """A person as told at the registration: what is needed for a visit, and no identity number."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    full_name: PersonName
    birth_year: BirthYear
    sex: Sex | None = None
    phone: Phone | None = None
    phone_owner: Text | None = None
    neighbourhood_id: UUID
    address: Text = ""
    old_address: Text = ""
    directions: Text = ""
    priority_groups: list[PriorityGroup] = []
    access_notes: LongText = ""
    contacts: list[Contact] = []
    position: HomePosition | None = None


class ConsentGiven(BaseModel):
    """The person, a relative or the leader for them agreed to this version of the text."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    given: Literal[True]
    by: Literal["self", "relative", "leader"]
    text_version: Annotated[Text, Field(min_length=1, max_length=40)]


def register_citizen(context: Context, person: Person, *, citizen_id: UUID, neighbourhood: Neighbourhood) -> Citizen:
    """Add the person under the id that the sender made."""
    citizen = Citizen(
        id=citizen_id,
        ward=context.ward,
        identity_number=None,
        **first_position(person.position, neighbourhood),
        is_deceased=False,
        **person.model_dump(mode="json", exclude={"neighbourhood_id", "position"}),
        neighbourhood_id=person.neighbourhood_id,
    )
    set_search_keys(citizen)
    context.add(citizen)
    context.record("registered", citizen)
    return citizen


def keep_consent(context: Context, consent: ConsentGiven, citizen: Citizen) -> None:
    """Keep the proof that somebody agreed, when, and to which text."""
    context.add(
        Consent(
            id=context.command_id,
            citizen_id=citizen.id,
            given_by=consent.by,
            text_version=consent.text_version,
            given_at=context.at,
            command_id=context.command_id,
        )
    )


def set_search_keys(citizen: Citizen) -> None:
    """Fold what people search by; called whenever one of these fields changed."""
    citizen.name_key = fold(citizen.full_name)
    numbers = f"{citizen.phone} 0{citizen.phone[3:]}" if citizen.phone else ""
    citizen.search_key = fold(f"{citizen.full_name} {citizen.address} {citizen.old_address} {numbers}")
