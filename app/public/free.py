"""What the front page says about the next two weekends: which half-days teams go out, and where there is room.

Room belongs to the whole ward, not to a neighbourhood: every team can go to every home.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.public.offers import first_day
from app.visits.capacity import half_days_with_room
from app.visits.models import Half
from app.visits.models.room import TYPICAL_MINUTES, HalfDayRoom, fits
from app.visits.rules import weekend_of

WEEKENDS = 2
PLENTY = 3
"""So many more visits of the usual length must fit before a half-day counts as free without a warning."""


class Room(StrEnum):
    """How much room a half-day has."""

    PLENTY = "plenty"
    LITTLE = "little"
    FULL = "full"
    CLOSED = "closed"


@dataclass(frozen=True)
class FreeDay:
    """One day with the room of its morning and of its afternoon."""

    day: date
    rooms: dict[str, Room]


def next_weekends(ward: str) -> list[FreeDay]:
    """Return the days of this weekend and the next on which anybody goes out, from tomorrow on."""
    first = first_day()
    last = weekend_of(first)[1] + timedelta(weeks=WEEKENDS - 1)
    rooms = {(room.date, room.half): room for room in half_days_with_room(ward, first, WEEKENDS)}
    days = sorted({on for on, _half in rooms if on <= last})
    return [FreeDay(on, {half.value: _room_of(rooms.get((on, half))) for half in Half}) for on in days]


def _room_of(room: HalfDayRoom | None) -> Room:
    if room is None:
        return Room.CLOSED
    if not room.open:
        return Room.FULL
    has_plenty = fits(room.left, [*room.booked, *[TYPICAL_MINUTES] * PLENTY])
    return Room.PLENTY if has_plenty else Room.LITTLE
