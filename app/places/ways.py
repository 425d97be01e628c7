"""How phones reckon the way between homes when they have no network: as the plan does, by the same figures."""

from typing import Annotated

from flask import current_app
from pydantic import BaseModel, ConfigDict, PlainSerializer

from app.places.distance import Point
from app.places.rivers import rivers_of

DETOUR = 1.35
KMH = 25.0
MINUTES = 10
"""What holds where the settings say nothing."""


Figure = Annotated[float, PlainSerializer(lambda figure: int(figure) if figure.is_integer() else figure)]
"""Told without `.0`: a phone writes 25 where Python writes 25.0, and both must hash the same text."""


class KnownRiver(BaseModel):
    """A line that is crossed only at its bridges; points are latitude and longitude."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    line: tuple[Point, ...]
    bridges: tuple[Point, ...]


class Ways(BaseModel):
    """What a ward's ground does to travel."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    detour: Figure
    """The way by road is so many times the way as the crow flies."""
    kmh: Figure
    minutes: int
    """The flat share for the way there that a visit's minutes hold."""
    rivers: tuple[KnownRiver, ...]


def ways_of(ward: str) -> Ways:
    """Return what the settings and the list of rivers say of this ward."""
    rivers = tuple(KnownRiver(line=river.line, bridges=river.bridges) for river in rivers_of(ward))
    setting = current_app.config.get
    return Ways(
        detour=setting("TRAVEL_DETOUR", DETOUR),
        kmh=setting("TRAVEL_KMH", KMH),
        minutes=setting("TRAVEL_MINUTES", MINUTES),
        rivers=rivers,
    )
