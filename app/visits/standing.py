"""How a weekend stands: what a plan builds on, so that one made for another state is known and refused."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from uuid import UUID

from app.requests.queries import find_request
from app.visits import capacity, peace, queries
from app.visits.abilities import Abilities
from app.visits.models import Half, Shift, Team, Visit, WeekendPlan, WishedHalfDay
from app.visits.models.room import Lane, fits


def plan_days(saturday: date, today: date) -> tuple[date, ...]:
    """Return the days of the weekend that can still be planned: today's route is fixed."""
    return tuple(day for day in (saturday, saturday + timedelta(days=1)) if day > today)


def standing_of(ward: str, days: Collection[date], request_ids: Collection[UUID]) -> dict[str, str]:
    """Return how the shifts, the teams, the visits of these days and these requests stand now."""
    first, last = min(days), max(days)
    shifts = [shift for shift in queries.shifts_between(ward, first, last) if shift.works_on in days]
    visits = [visit for visit in queries.visits_between(ward, first, last) if visit.planned_on in days]
    resting, able = peace.at_rest(ward), Abilities(ward)
    return {
        **{f"shift:{_name_of(shift)}": str(shift.capacity_minutes) for shift in shifts},
        **{f"team:{team.id}": _who(team, able) for team in queries.teams(ward)},
        **{f"visit:{visit.id}": _place_of(visit) + _asks(able.asked_by(visit)) for visit in visits},
        **{f"request:{request_id}": _state_of(request_id, resting, able) for request_id in request_ids},
    }


def differences(then: dict[str, str], now: dict[str, str]) -> list[str]:
    """Return what stands otherwise than it did, or is new, or gone."""
    return sorted(name for name in {*then, *now} if then.get(name) != now.get(name))


def standing_now(plan: WeekendPlan) -> dict[str, str]:
    """Return how everything stands now that the plan was built on."""
    requests = [UUID(name.removeprefix("request:")) for name in plan.built_on if name.startswith("request:")]
    days = {date.fromisoformat(name.split("/")[1]) for name in plan.built_on if name.startswith("shift:")}
    return standing_of(plan.ward, days, requests) if days else {}


def overbooked(
    ward: str,
    days: Collection[date],
    reserved: Mapping[UUID | None, Lane] | None = None,
    *,
    besides: Collection[UUID] = (),
) -> set[tuple[date, Half]]:
    """Return the half-days of these days in which not everybody fits any more who has booked or holds one.

    `reserved` says where a plan has kept room for them: that proves it where trying would take a cleverer order;
    `besides` are those of whom a person knows that nobody comes to them yet.
    """
    taken = capacity.minutes_by_lane(ward, min(days), max(days))
    left: dict[tuple[date, Half], dict[Lane, int]] = defaultdict(dict)
    for shift in queries.shifts_between(ward, min(days), max(days)):
        lane = Lane(shift.team_id, shift.works_on, shift.half)
        left[shift.works_on, shift.half][lane] = shift.capacity_minutes - taken.get(lane, 0)
    booked: dict[tuple[date, Half], list[WishedHalfDay]] = defaultdict(list)
    for promise in capacity.promised_between(ward, min(days), max(days)):
        if promise.request_id not in besides:
            booked[promise.wished_on, promise.half].append(promise)
    return {
        half_day
        for half_day, promises in booked.items()
        if not fits(left[half_day].values(), [promise.minutes for promise in promises])
        and not _is_reserved(left[half_day], promises, reserved or {})
    }


def _is_reserved(
    left: Mapping[Lane, int], promises: Collection[WishedHalfDay], reserved: Mapping[UUID | None, Lane]
) -> bool:
    rest = dict(left)
    for promise in promises:
        lane = reserved.get(promise.request_id)
        if lane not in rest:
            return False
        rest[lane] -= promise.minutes
    return all(minutes >= 0 for minutes in rest.values())


def _name_of(shift: Shift) -> str:
    return f"{shift.team_id}/{shift.works_on.isoformat()}/{shift.half.value}"


def _place_of(visit: Visit) -> str:
    lane = f"{visit.team_id}/{visit.planned_on.isoformat()}/{visit.half.value}"
    pin = f"pinned {visit.window_from} {visit.window_to}" if visit.is_pinned else "free"
    return f"{lane} {visit.order} {visit.minutes} {visit.status.value} {pin}"


def _state_of(request_id: UUID, resting: Collection[UUID], able: Abilities) -> str:
    request = find_request(request_id)
    if request is None:
        return "gone"
    peace = " left in peace" if request_id in resting else ""
    needs = _asks(able.asked(request.citizen_id, [request.procedure_code]))
    booking, agreed = capacity.find_booking(request_id), request.next_try or request.wish
    booked = f"{booking.wished_on.isoformat()}/{booking.half.value}" if booking else "nowhere"
    wanted = f"{agreed.get('date')}/{agreed.get('half')}" if agreed else "any day"
    return f"{request.status} {request.visit_id} booked {booked} wants {wanted}{peace}{needs}"


def _who(team: Team, able: Abilities) -> str:
    return " ".join([*map(str, team.member_ids), *sorted(able.of_officers(team.member_ids))])


def _asks(needs: Collection[str]) -> str:
    return f" asks {' '.join(sorted(needs))}" if needs else ""
