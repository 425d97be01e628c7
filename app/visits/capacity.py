"""Every question about room: what a half-day has left, what is promised in it, and where there is some instead.

Planned visits take the minutes of their team; bookings and holds take minutes of the whole half-day until a
visit serves them. Both are read under the ward's lock by whoever wants to take more.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import func, or_, select

from app.catalogue.queries import find_procedure
from app.core.clock import now
from app.core.db import session
from app.core.memory import asked_once
from app.visits import rules
from app.visits.models import Half, Visit, WishedHalfDay
from app.visits.models.room import TYPICAL_MINUTES, HalfDayRoom, Lane
from app.visits.queries import shifts_between, visits_in

WEEKS_AHEAD = 4
"""How far a refusal looks for another half-day to offer."""
OFFERS = 3


def travel_minutes() -> int:
    """Return what a visit is given for the way there while no plan has measured it."""
    return int(current_app.config.get("TRAVEL_MINUTES", rules.TRAVEL_MINUTES))


def minutes_for(purposes: Collection[rules.HasErrand], *, on: date) -> int:
    """Return how long a visit with these purposes takes on this day, the way there included."""
    return door_minutes_for(purposes, on=on) + travel_minutes()


def minutes_at_door(visit: Visit) -> int:
    """Return how many of a visit's minutes are for the household: the rest is the way, measured or by the share."""
    way = travel_minutes() if visit.travel_minutes is None else visit.travel_minutes
    return max(visit.minutes - way, rules.SHORTEST_MINUTES)


def door_minutes_for(purposes: Collection[rules.HasErrand], *, on: date) -> int:
    """Return how long these purposes take at the door on this day."""
    codes = {code for purpose in purposes if (code := getattr(purpose, "procedure_code", None))}
    known = {code: took for code in codes if (took := _service_minutes(code, on))}
    return rules.minutes_at_door(purposes, known)


def _service_minutes(code: str, on: date) -> int | None:
    def ask() -> int | None:
        procedure = find_procedure(code, on=on)
        return procedure.facts.at_home.minutes if procedure else None

    return asked_once(("service-minutes", code, on), ask)


def minutes_taken(lane: Lane, *, besides: UUID | None = None) -> int:
    """Return the minutes planned into a team's half-day, one visit left out of account."""
    return sum(visit.minutes for visit in visits_in(lane) if visit.id != besides)


def minutes_by_lane(ward: str, first: date, last: date, *, besides: UUID | None = None) -> dict[Lane, int]:
    """Return the planned minutes of every lane of these days that has visits, one visit left out of account."""
    query = (
        select(Visit.team_id, Visit.planned_on, Visit.half, func.sum(Visit.minutes))
        .where(Visit.ward == ward, Visit.planned_on.between(first, last), Visit.unplanned_at.is_(None))
        .group_by(Visit.team_id, Visit.planned_on, Visit.half)
    )
    if besides is not None:
        query = query.where(Visit.id != besides)
    return {Lane(team_id, on, half): int(minutes) for team_id, on, half, minutes in session.execute(query)}


def promised_between(ward: str, first: date, last: date, *, at: datetime | None = None) -> list[WishedHalfDay]:
    """Return the bookings of these days that no visit serves yet, and the holds that have not lapsed."""
    query = select(WishedHalfDay).where(
        WishedHalfDay.ward == ward,
        WishedHalfDay.wished_on.between(first, last),
        WishedHalfDay.has_place,
        or_(WishedHalfDay.held_until.is_(None), WishedHalfDay.held_until > (at or now())),
    )
    return list(session.scalars(query.order_by(WishedHalfDay.wished_on, WishedHalfDay.request_id)))


@dataclass(frozen=True)
class Weeks:
    """What teams have left in some weeks and what is promised in them, read once for all who ask."""

    left: Mapping[tuple[date, Half], Sequence[int]]
    """In minutes, one for each team of the half-day."""
    promises: Sequence[WishedHalfDay]

    def rooms(self, *, besides: UUID | None = None) -> list[HalfDayRoom]:
        """Return the half-days that teams work, full ones too; one request's promise left out of account."""
        booked: dict[tuple[date, Half], list[int]] = defaultdict(list)
        for promise in self.promises:
            if promise.request_id != besides:
                booked[promise.wished_on, promise.half].append(promise.minutes)
        return [HalfDayRoom(*half_day, tuple(left), tuple(booked[half_day])) for half_day, left in self.left.items()]

    def free(self, needed: int, *, besides: UUID | None = None) -> list[HalfDayRoom]:
        """Return the next half-days that a household can be offered."""
        return [room for room in self.rooms(besides=besides) if room.has_room_for(needed)][:OFFERS]


def read_weeks(ward: str, from_date: date, weeks: int = WEEKS_AHEAD, *, besides: UUID | None = None) -> Weeks:
    """Read what these weeks hold; `besides` leaves one planned visit out of account."""
    last = from_date + timedelta(weeks=weeks) - timedelta(days=1)
    taken = minutes_by_lane(ward, from_date, last, besides=besides)
    left: dict[tuple[date, Half], list[int]] = defaultdict(list)
    for shift in shifts_between(ward, from_date, last):
        lane = Lane(shift.team_id, shift.works_on, shift.half)
        left[shift.works_on, shift.half].append(shift.capacity_minutes - taken.get(lane, 0))
    return Weeks(left, promised_between(ward, from_date, last))


def half_days_with_room(ward: str, from_date: date, weeks: int, *, besides: UUID | None = None) -> list[HalfDayRoom]:
    """Return the half-days that teams work in these weeks, full ones too.

    `besides` leaves one request's promise, or one planned visit, out of account.
    """
    return read_weeks(ward, from_date, weeks, besides=besides).rooms(besides=besides)


def find_room(ward: str, on: date, half: Half, *, besides: UUID | None = None) -> HalfDayRoom | None:
    """Return one half-day's room, None when no team works then."""
    rooms = half_days_with_room(ward, on, 1, besides=besides)
    return next((room for room in rooms if (room.date, room.half) == (on, half)), None)


def has_room_for_wish(ward: str, on: date, half: Half, minutes: int = TYPICAL_MINUTES) -> bool:
    """Say whether one more person can be offered this half-day."""
    room = find_room(ward, on, half)
    return room is not None and room.has_room_for(minutes)


def free_half_days(ward: str, first: date, needed: int, *, besides: UUID | None = None) -> list[dict[str, Any]]:
    """Return the next half-days that a household can be offered, as a refusal names them."""
    free = read_weeks(ward, first, besides=besides).free(needed, besides=besides)
    return [{"date": room.date.isoformat(), "half": room.half.value} for room in free]


def next_free(ward: str, first: date, needed: int, *, besides: UUID | None = None) -> list[dict[str, Any]]:
    """Return the next lanes into which a visit can be planned, as a refusal names them."""
    last = first + timedelta(weeks=WEEKS_AHEAD) - timedelta(days=1)
    taken = minutes_by_lane(ward, first, last, besides=besides)
    rooms = {(room.date, room.half): room for room in half_days_with_room(ward, first, WEEKS_AHEAD, besides=besides)}
    offers: list[dict[str, Any]] = []
    for shift in shifts_between(ward, first, last):
        left = shift.capacity_minutes - taken.get(Lane(shift.team_id, shift.works_on, shift.half), 0)
        if rooms[shift.works_on, shift.half].can_plan(left, needed):
            lane = {"team_id": str(shift.team_id), "date": shift.works_on.isoformat(), "half": shift.half.value}
            offers.append(lane | {"minutes_left": left})
    return offers[:OFFERS]


def waiting_for_place(ward: str, on: date, half: Half) -> list[WishedHalfDay]:
    """Return who wished for this half-day and got no place, whoever asked first before the others."""
    query = select(WishedHalfDay).where(
        WishedHalfDay.ward == ward,
        WishedHalfDay.wished_on == on,
        WishedHalfDay.half == half,
        WishedHalfDay.has_place.is_(False),
    )
    # Requests are numbered by time: the older id asked first.
    return list(session.scalars(query.order_by(WishedHalfDay.request_id)))


def find_wish(request_id: UUID) -> WishedHalfDay | None:
    """Return the half-day that the request asks for, with a place or without."""
    return session.get(WishedHalfDay, request_id)


def wishes_of(request_ids: Collection[UUID]) -> dict[UUID, WishedHalfDay]:
    """Return what these requests ask for, by request, with a place or without."""
    query = select(WishedHalfDay).where(WishedHalfDay.request_id.in_(request_ids))
    return {wish.request_id: wish for wish in session.scalars(query)}


def find_booking(request_id: UUID) -> WishedHalfDay | None:
    """Return the half-day that the request has a place in, if no visit serves it yet."""
    wish = find_wish(request_id)
    return wish if wish is not None and wish.has_place else None
