"""Wire shapes of a correction: each field with the value that was seen and the value that is right."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from app.citizens.models import Contact, PriorityGroup
from app.citizens.phones import Phone
from app.citizens.register import BirthYear, PersonName, Sex
from app.core.errors import Rejected
from app.core.search import LongText, Text

FieldName = Literal[
    "full_name", "birth_year", "sex", "phone", "phone_owner", "neighbourhood_id", "address", "old_address",
    "directions", "priority_groups", "access_notes", "contacts", "is_deceased",
]  # fmt: skip

VALUES: dict[str, TypeAdapter[Any]] = {
    "full_name": TypeAdapter(PersonName),
    "birth_year": TypeAdapter(BirthYear),
    "sex": TypeAdapter(Sex | None),
    "phone": TypeAdapter(Phone | None),
    "phone_owner": TypeAdapter(Text | None),
    "neighbourhood_id": TypeAdapter(UUID),
    "address": TypeAdapter(Text),
    "old_address": TypeAdapter(Text),
    "directions": TypeAdapter(Text),
    "priority_groups": TypeAdapter(list[PriorityGroup]),
    "access_notes": TypeAdapter(LongText),
    "contacts": TypeAdapter(list[Contact]),
    "is_deceased": TypeAdapter(bool),
}


class FieldChange(BaseModel):
    """What the person saw, and what it should say."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)
    seen: Annotated[Any, Field(alias="from")] = None
    to: Any = None


def read_value(name: str, value: Any) -> Any:
    """Return the new value in its type, refusing what the field cannot hold."""
    try:
        return VALUES[name].validate_python(value)
    except ValidationError as error:
        raise Rejected("value-not-possible", field=name) from error


def as_json(name: str, value: Any) -> Any:
    """Return a value as the wire and the stored JSON columns show it."""
    return VALUES[name].dump_python(value, mode="json")
