"""What people of the ward's staff can say about a citizen."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.accounts.rules import check_may_correct
from app.citizens import identity, listing, queries, rules
from app.citizens.corrections import FieldChange, FieldName, as_json, read_value
from app.citizens.identity import IdentityNumber, OldIdentityNumber
from app.citizens.locating import follow_neighbourhood
from app.citizens.models import Citizen, IdentityReading, Pin
from app.citizens.register import Sex, set_search_keys
from app.core.changes import hidden_fields
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Rejected, Unknown
from app.core.foresight import foresees
from app.core.roles import Role
from app.core.search import LongText, Text
from app.places import distance
from app.places.queries import get_neighbourhood, get_ward

RegisterCitizen = listing.RegisterCitizen

Reason = Annotated[LongText, Field(min_length=1)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Metres = Annotated[int, Field(ge=0, le=100_000)]
SOURCE_PIN = "pin"


class CorrectCitizen(Command):
    """These details of the citizen are wrong; this is right."""

    type: ClassVar[str] = "citizens.correct"
    allowed: ClassVar = frozenset({Role.LEADER, Role.OFFICER, Role.COORDINATOR})
    offline: ClassVar[bool] = True
    citizen_id: UUID
    fields: dict[FieldName, FieldChange]
    reason: Reason


class PlacePin(Command):
    """I am standing at the house: it is here."""

    type: ClassVar[str] = "citizens.place_pin"
    allowed: ClassVar = frozenset({Role.OFFICER, Role.LEADER})
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True
    citizen_id: UUID
    lat: Latitude
    lon: Longitude
    accuracy_m: Metres


class RecordIdentity(Command):
    """I saw the card; this is its number."""

    type: ClassVar[str] = "citizens.record_identity"
    allowed: ClassVar = frozenset({Role.OFFICER})
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True
    citizen_id: UUID
    identity_number: IdentityNumber | None = None
    full_name_on_card: Text | None = None
    birth_date: date | None = None
    sex: Sex | None = None
    old_identity_number: OldIdentityNumber | None = None
    source: Annotated[str, Field(pattern="^(qr|typed)$")]

    @model_validator(mode="after")
    def _some_number(self) -> Self:
        """Old people may never have had the new card: then the old number stands alone."""
        if self.identity_number is None and self.old_identity_number is None:
            raise ValueError("one of the two numbers is needed")
        return self


class RightPosition(BaseModel):
    """Where the house really is."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    lat: Latitude
    lon: Longitude
    accuracy_m: Metres


class CorrectFact(Command):
    """What I recorded about this citizen was wrong; this is right, and this is why."""

    type: ClassVar[str] = "citizens.correct_fact"
    allowed: ClassVar = frozenset({Role.LEADER, Role.OFFICER, Role.COORDINATOR})
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True
    command_id: UUID
    reason: Reason
    identity_number: IdentityNumber | None = None
    position: RightPosition | None = None


@foresees(CorrectCitizen, PlacePin)
def foresee_edits(commands: Sequence[CorrectCitizen | PlacePin], _ward: str) -> None:
    queries.foresee_citizens(command.citizen_id for command in commands)


@handles(CorrectCitizen)
def correct_citizen(command: CorrectCitizen, context: Context) -> None:
    citizen = queries.get_citizen(command.citizen_id)
    current = citizen.snapshot().model_dump(mode="json")
    fields = {str(name): change for name, change in command.fields.items()}
    rules.check_fields(fields, current, hidden_fields("citizen", context.actor.role))
    values = {name: read_value(name, change.to) for name, change in fields.items()}
    if "neighbourhood_id" in values and get_neighbourhood(values["neighbourhood_id"]).ward != citizen.ward:
        raise Rejected("neighbourhood-elsewhere")
    for name, value in values.items():
        setattr(citizen, name, value if name == "neighbourhood_id" else as_json(name, value))
    if "neighbourhood_id" in values:
        follow_neighbourhood(citizen)
    set_search_keys(citizen)
    context.record("corrected", citizen)


@handles(PlacePin)
def place_pin(command: PlacePin, context: Context) -> None:
    citizen = queries.get_citizen(command.citizen_id)
    _flag_far_pin(context, command.lat, command.lon)
    context.add(_pin(context, citizen, command.lat, command.lon, command.accuracy_m))
    _move(citizen, command.lat, command.lon, command.accuracy_m)
    context.record("pinned", citizen)


@handles(RecordIdentity)
def record_identity(command: RecordIdentity, context: Context) -> None:
    citizen = queries.get_citizen(command.citizen_id)
    _flag_doubts(command, citizen, context)
    context.add(
        IdentityReading(
            command_id=context.command_id,
            citizen_id=citizen.id,
            number=command.identity_number or command.old_identity_number,
            name_on_card=command.full_name_on_card,
            birth_date=command.birth_date,
            old_number=command.old_identity_number,
            source=command.source,
            read_at=context.at,
            read_by=context.actor.id,
        )
    )
    citizen.identity_number = command.identity_number or citizen.identity_number
    citizen.sex = citizen.sex or command.sex
    context.record("identified", citizen)


@handles(CorrectFact)
def correct_fact(command: CorrectFact, context: Context) -> None:
    reading, pin = queries.find_reading(command.command_id), queries.find_pin(command.command_id)
    if reading is None and pin is None:
        raise Unknown("citizen_fact", command.command_id)
    if reading is not None:
        _correct_reading(command, reading, context)
    if pin is not None:
        _correct_pin(command, pin, context)


def _correct_reading(command: CorrectFact, reading: IdentityReading, context: Context) -> None:
    check_may_correct(reading.read_by, context.actor.id, context.actor.role)
    if command.identity_number is None:
        raise Rejected("correction-empty")
    citizen = queries.get_citizen(reading.citizen_id)
    context.add(
        IdentityReading(
            command_id=context.command_id,
            citizen_id=citizen.id,
            number=command.identity_number,
            source="typed",
            read_at=context.at,
            read_by=context.actor.id,
            corrects=reading.command_id,
            reason=command.reason,
        )
    )
    citizen.identity_number = command.identity_number
    context.record("identity_corrected", citizen)


def _correct_pin(command: CorrectFact, pin: Pin, context: Context) -> None:
    check_may_correct(pin.placed_by, context.actor.id, context.actor.role)
    if command.position is None:
        raise Rejected("correction-empty")
    citizen, right = queries.get_citizen(pin.citizen_id), command.position
    corrected = _pin(context, citizen, right.lat, right.lon, right.accuracy_m)
    corrected.corrects, corrected.reason = pin.command_id, command.reason
    context.add(corrected)
    _move(citizen, right.lat, right.lon, right.accuracy_m)
    context.record("pin_corrected", citizen)


def _flag_doubts(command: RecordIdentity, citizen: Citizen, context: Context) -> None:
    number = command.identity_number
    if number and citizen.identity_number not in {None, number}:
        context.flag("other-identity-before")
    others = queries.others_with_identity(citizen, {number, command.old_identity_number} - {None})
    if others:
        context.flag("identity-in-use", citizens=[str(other.id) for other in others])
    for code in identity.differences(
        number,
        name=citizen.full_name,
        name_on_card=command.full_name_on_card,
        birth_year=citizen.birth_year,
        birth_date=command.birth_date,
        sexes={citizen.sex, command.sex},
    ):
        context.flag(code)


def _flag_far_pin(context: Context, lat: float, lon: float) -> None:
    ward = get_ward(context.ward)
    centre, here = (ward.lat, ward.lon), (lat, lon)
    if distance.is_farther(centre, here, rules.FAR_FROM_WARD_KM):
        away = distance.km(centre, here)
        context.flag("pin-far-away", km=round(away))


def _pin(context: Context, citizen: Citizen, lat: float, lon: float, accuracy_m: int) -> Pin:
    return Pin(
        command_id=context.command_id,
        citizen_id=citizen.id,
        lat=lat,
        lon=lon,
        accuracy_m=accuracy_m,
        placed_at=context.at,
        placed_by=context.actor.id,
    )


def _move(citizen: Citizen, lat: float, lon: float, accuracy_m: int) -> None:
    citizen.lat, citizen.lon = lat, lon
    citizen.position_source, citizen.position_accuracy_m = SOURCE_PIN, accuracy_m
