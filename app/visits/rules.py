"""What is allowed when visits are planned and closed. Pure: arguments in, nothing or a refusal out.

Capacity is minutes, not heads. A half-day never holds more minutes than its shift; the ward's lock,
which every command holds, makes that true for two coordinators at once.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Protocol
from uuid import UUID

from app.accounts.models import User
from app.core.clock import VN
from app.core.errors import Conflict, Rejected
from app.visits.models import Errand, Half, PlanState, Shift, Status, Visit
from app.visits.models.room import HalfDayRoom

SATURDAY = 5
LAST_HOUR = time(18, 0)
FIRST_DOSSIER_MINUTES = 30
RETURN_MINUTES = 15
SHORTEST_MINUTES = 5
"""No call is shorter than a greeting and a signature."""
TRAVEL_MINUTES = 10
"""A flat share for the way there where the settings say nothing."""
WINDOW_MINUTES = 90
WORKING_HOURS = {Half.MORNING: ("07:30", "11:30"), Half.AFTERNOON: ("13:30", "17:00")}
BACK_ON_LIST = frozenset({"nobody-home", "postponed", "hospital"})
"""Outcomes after which somebody has to go again."""


class HasErrand(Protocol):
    """Anything that says whether it collects or returns."""

    @property
    def errand(self) -> Errand: ...


def minutes_of(half: Half) -> int:
    """Return the length of a half-day's working hours."""
    begins, ends = WORKING_HOURS[half]
    return as_minutes(ends) - as_minutes(begins)


def as_minutes(clock: str) -> int:
    """Return minutes since midnight; `as_minutes("07:30") == 450`."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def as_clock(minutes: int) -> str:
    """Return the clock time of minutes since midnight."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def minutes_at_door(purposes: Collection[HasErrand], known: Mapping[str, int]) -> int:
    """Return how long these purposes take at the door; `known` are the catalogue's minutes by procedure.

    The longest dossier counts whole, each further one half: hands are washed and cards shown once.
    """
    codes = [getattr(one, "procedure_code", None) for one in purposes if one.errand is Errand.COLLECT]
    collected = sorted((known.get(code or "", FIRST_DOSSIER_MINUTES) for code in codes), reverse=True)
    returned = len(purposes) - len(collected)
    return sum(collected[:1]) + sum((minutes + 1) // 2 for minutes in collected[1:]) + RETURN_MINUTES * returned


def window_after(half: Half, minutes_before: int) -> tuple[str, str]:
    """Return when to expect a visit that so many planned minutes come before."""
    return window_at(half, as_minutes(WORKING_HOURS[half][0]) + minutes_before)


def window_at(half: Half, begins: int) -> tuple[str, str]:
    """Return what a household is told of a visit that begins so many minutes after midnight."""
    earliest = min(begins, as_minutes(WORKING_HOURS[half][1]) - WINDOW_MINUTES)
    earliest -= earliest % 30
    return as_clock(earliest), as_clock(earliest + WINDOW_MINUTES)


def weekend_of(day: date) -> tuple[date, date]:
    """Return the Saturday and Sunday that this day belongs to or looks forward to."""
    saturday = day + timedelta(days=SATURDAY - day.weekday())
    return saturday, saturday + timedelta(days=1)


def check_day(planned_on: date, *, today: date) -> None:
    """A visit is planned for today or later."""
    if planned_on < today:
        raise Rejected("half-day-past", date=planned_on.isoformat())


def check_request(status: str, request_citizen: UUID, *, citizen_id: UUID, visit_id: UUID | None) -> None:
    """Only an accepted request, of this citizen, that no visit serves yet, can be planned."""
    if request_citizen != citizen_id:
        raise Rejected("other-citizen")
    if visit_id is not None or status == "planned":
        raise Conflict("already-planned", visit_id=str(visit_id) if visit_id else None)
    if status != "accepted":
        raise Conflict("not-accepted", status=status)


Offers = Callable[[], tuple[list[dict[str, Any]], str]]
"""Finds what a refusal offers instead: the next free half-days, and the number to ring."""


def check_room(shift: Shift | None, room: HalfDayRoom | None, *, taken: int, needed: int, offers: Offers) -> None:
    """The team must have the minutes left, beside all that was promised to others; the refusal names where it has."""
    if shift is None or room is None or shift.capacity_minutes == 0:
        free, hotline = offers()
        raise Conflict("team-not-working", next_free=free, hotline=hotline)
    left = shift.capacity_minutes - taken
    if needed > left:
        free, hotline = offers()
        raise Conflict("half-day-full", minutes_left=max(left, 0), needed=needed, next_free=free, hotline=hotline)
    if not room.can_plan(left, needed):
        free, hotline = offers()
        raise Conflict("half-day-promised", promised=len(room.booked), needed=needed, next_free=free, hotline=hotline)


def check_wish(room: HalfDayRoom | None, *, needed: int, offers: Offers) -> None:
    """A household can be given a half-day only while it fits beside everybody else's."""
    if room is None or not room.has_room_for(needed):
        left, (free, hotline) = room.minutes_left if room else 0, offers()
        raise Conflict("half-day-full", minutes_left=left, needed=needed, next_free=free, hotline=hotline)


def check_bookable(on: date, *, today: date) -> None:
    """A household chooses a day that is still to come; today's route is fixed."""
    if on <= today:
        raise Rejected("half-day-past", date=on.isoformat())


def change_until(planned_on: date) -> datetime:
    """Return the last moment for a family to change or cancel by itself: six in the evening of the day before."""
    return datetime.combine(planned_on - timedelta(days=1), LAST_HOUR, VN).astimezone(UTC)


def check_movable(visit: Visit) -> None:
    """Once officers stand at the door, or the visit was taken out, the office moves nothing."""
    if not visit.is_standing:
        raise Conflict("visit-was-unplanned")
    if not visit.is_movable:
        raise Conflict("visit-started", status=visit.status.value)


def check_window(half: Half, window: tuple[str, str]) -> None:
    """A promised window lies inside the half-day's working hours."""
    begins, ends = (as_minutes(clock) for clock in window)
    opens, closes = (as_minutes(clock) for clock in WORKING_HOURS[half])
    if not opens <= begins < ends <= closes:
        raise Rejected("window-outside-half-day", opens=as_clock(opens), closes=as_clock(closes))


def check_named_once(named: Sequence[UUID]) -> None:
    """Nobody is in two places of a round."""
    if len(set(named)) != len(named):
        raise Rejected("visit-named-twice")


def check_order(named: Sequence[UUID], mine: Collection[UUID]) -> None:
    """A new order names each of the officer's open visits of that half-day once."""
    check_named_once(named)
    if set(named) != set(mine):
        raise Conflict("plan-changed", expected=[str(visit_id) for visit_id in sorted(mine)])


def check_plan(state: PlanState, expected: PlanState) -> None:
    """A plan is stopped while it is made, taken over when it is there, and undone while it stands."""
    if state is not expected:
        raise Conflict("plan-not-there", state=state.value)


def check_read(promised: Collection[UUID], *, read: Collection[UUID]) -> None:
    """Nobody who counts on a half-day is left out of a plan unseen."""
    unread = sorted(str(request_id) for request_id in promised if request_id not in read)
    if unread:
        raise Conflict("plan-leaves-promised-out", request_ids=unread)


def check_shift(capacity_minutes: int, *, half: Half, taken: int) -> None:
    """A shift holds what is already planned and is no longer than the half-day."""
    if capacity_minutes > minutes_of(half):
        raise Rejected("shift-too-long", longest=minutes_of(half))
    if capacity_minutes < taken:
        raise Conflict("shift-has-visits", planned_minutes=taken)


def check_members(member_ids: Sequence[UUID], *, elsewhere: Collection[UUID], officers: Collection[UUID]) -> None:
    """A team has members, all of them officers, none of them in another team."""
    if not member_ids or len(set(member_ids)) != len(member_ids):
        raise Rejected("team-needs-members")
    strangers = [str(member_id) for member_id in member_ids if member_id not in officers]
    if strangers:
        raise Rejected("not-an-officer", ids=strangers)
    if elsewhere:
        raise Conflict("member-of-other-team", ids=sorted(str(member_id) for member_id in elsewhere))


def check_stand_in(absent: UUID, stand_in: UUID, officers: Mapping[UUID, User]) -> None:
    """Somebody else goes, an officer of the ward who works here today."""
    if absent == stand_in:
        raise Rejected("stand-in-is-same")
    strangers = [str(user_id) for user_id in (absent, stand_in) if user_id not in officers]
    if strangers or not officers[stand_in].is_active:
        raise Rejected("not-an-officer", ids=strangers or [str(stand_in)])


def report_flag(visit: Visit, reporter: UUID | None) -> str | None:
    """Say why a report from the door needs a person's eye before it counts, if it does."""
    if not visit.is_standing:
        return "visit-was-unplanned"
    if visit.status is Status.CLOSED:
        return "visit-already-closed"
    if reporter not in visit.officer_ids:
        return "visit-reassigned"
    return None
