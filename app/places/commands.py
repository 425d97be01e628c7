"""What an administrator can set up about places."""

import json
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from app.core.changes import find_state
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Rejected
from app.core.roles import Role
from app.core.search import Text
from app.places import queries
from app.places.models import Neighbourhood, PostOffice, Ward

Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
WardCode = Annotated[str, Field(pattern=r"^\d{5}$")]
SETTING_UP = frozenset({Role.ADMIN, Role.SYSTEM})


class AddWard(Command):
    """This ward works with the system from now on."""

    type: ClassVar[str] = "places.add_ward"
    allowed: ClassVar = SETTING_UP
    ward_id: UUID
    code: WardCode
    name: Text
    province_code: Annotated[str, Field(pattern=r"^\d{2}$")]
    province: Text
    hotline: Text
    centre_name: Text
    centre_address: Text = ""
    lat: Latitude
    lon: Longitude


class AddNeighbourhood(Command):
    """The ward has this neighbourhood; its middle is about here."""

    type: ClassVar[str] = "places.add_neighbourhood"
    allowed: ClassVar = SETTING_UP
    neighbourhood_id: UUID
    name: Annotated[Text, Field(min_length=1)]
    old_ward_code: WardCode
    old_ward_name: Text
    lat: Latitude
    lon: Longitude
    radius_m: Annotated[int, Field(ge=0, le=20_000)] = 300


class AddPostOffice(Command):
    """This post office carries the ward's dossiers and results."""

    type: ClassVar[str] = "places.add_post_office"
    allowed: ClassVar = SETTING_UP
    post_office_id: UUID
    name: Annotated[Text, Field(min_length=1)]
    address: Text = ""
    phone: Text = ""


class SetLetterhead(Command):
    """Our agency writes itself like this on forms."""

    type: ClassVar[str] = "places.set_letterhead"
    allowed: ClassVar = SETTING_UP
    agency: Annotated[Text, Field(min_length=1, max_length=120)]
    """The upper line, often that of the People's Committee."""
    office: Annotated[Text, Field(min_length=1, max_length=120)]
    """The lower line: who takes dossiers in."""
    dateline: Annotated[Text, Field(min_length=1, max_length=60)]
    """The place before the date."""
    phone: Annotated[Text, Field(max_length=30)] = ""


class TellWays(Command):
    """Let phones reckon the way between homes as the plan does today."""

    type: ClassVar[str] = "places.tell_ways"
    allowed: ClassVar = frozenset({Role.SYSTEM})


@handles(AddWard)
def add_ward(command: AddWard, context: Context) -> None:
    if command.code != context.ward:
        raise Rejected("ward-mismatch", ward=context.ward)
    if queries.find_ward(command.code):
        raise Rejected("ward-exists")
    ward = Ward(id=command.ward_id, ward=command.code, **command.model_dump(exclude={"ward_id", "code"}))
    context.add(ward)
    context.record("added", ward)


@handles(AddNeighbourhood)
def add_neighbourhood(command: AddNeighbourhood, context: Context) -> None:
    queries.get_ward(context.ward)
    if queries.find_neighbourhood(context.ward, name=command.name, old_ward_code=command.old_ward_code):
        raise Rejected("neighbourhood-exists")
    neighbourhood = Neighbourhood(
        id=command.neighbourhood_id, ward=context.ward, **command.model_dump(exclude={"neighbourhood_id"})
    )
    context.add(neighbourhood)
    context.record("added", neighbourhood)


@handles(AddPostOffice)
def add_post_office(command: AddPostOffice, context: Context) -> None:
    queries.get_ward(context.ward)
    if queries.find_post_office(context.ward, command.name):
        raise Rejected("post-office-exists")
    office = PostOffice(id=command.post_office_id, ward=context.ward, **command.model_dump(exclude={"post_office_id"}))
    context.add(office)
    context.record("added", office)


@handles(SetLetterhead)
def set_letterhead(command: SetLetterhead, context: Context) -> None:
    ward = queries.get_ward(context.ward)
    ward.letterhead = command.model_dump()
    context.record("letterhead-set", ward)


@handles(TellWays)
def tell_ways(command: TellWays, context: Context) -> None:
    """What phones hold already is not told again."""
    ward = queries.get_ward(context.ward)
    state = find_state(ward.kind, ward.id)
    if state is None or json.loads(state.body).get("ways") != ward.snapshot().ways.model_dump(mode="json"):
        context.record("ways-told", ward)
