"""What every change to a half-day's plan shares: is there room, who goes, and when to expect them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from app.core.clock import VN
from app.core.context import Context
from app.visits import capacity, queries, rules
from app.visits.commands.wishes import hotline_of
from app.visits.models import Status, Visit, VisitOfficer
from app.visits.models.room import Lane


def check_place(context: Context, lane: Lane, *, needed: int, besides: UUID | None = None) -> None:
    """Refuse a day that is past and a lane without the minutes, naming lanes that have them.

    `besides` is what is placed anew: a planned visit, or a request whose booking the visit takes over.
    """
    today = context.now.astimezone(VN).date()
    rules.check_day(lane.on, today=today)

    def offers() -> tuple[list[dict[str, Any]], str]:
        free = capacity.next_free(context.ward, max(today, lane.on), needed, besides=besides)
        return free, hotline_of(context.ward)

    rules.check_room(
        queries.find_shift(lane),
        capacity.find_room(context.ward, lane.on, lane.half, besides=besides),
        taken=capacity.minutes_taken(lane, besides=besides),
        needed=needed,
        offers=offers,
    )


def lane_of(visit: Visit) -> Lane:
    """Return where the visit is planned now."""
    return Lane(visit.team_id, visit.planned_on, visit.half)


def insert_at(visits: Sequence[Visit], visit: Visit, order: int | None) -> list[Visit]:
    """Return the route with the visit at this place, counted from one; at the end without one."""
    others = [other for other in visits if other.id != visit.id]
    place = len(others) if order is None else max(0, min(order - 1, len(others)))
    return [*others[:place], visit, *others[place:]]


def settle(context: Context, route: Sequence[Visit], *, change: str = "retimed") -> None:
    """Number the route and tell each visit when to expect it; a promised window is kept."""
    minutes_before = 0
    for order, visit in enumerate(route, start=1):
        window = (visit.window_from, visit.window_to)
        if visit.status is Status.PLANNED:
            window = rules.window_after(visit.half, minutes_before)
        if (visit.order, visit.window_from, visit.window_to) != (order, *window):
            visit.order = order
            visit.window_from, visit.window_to = window
            if (visit.kind, visit.id) not in context.recorded:
                context.record(change, visit)
        minutes_before += visit.minutes


def send(visit: Visit, officer_ids: Sequence[UUID]) -> None:
    """Make these officers the ones who go; the others' phones drop the visit."""
    kept = {officer.user_id: officer for officer in visit.officers if officer.user_id in officer_ids}
    visit.officers = [
        kept.get(officer_id) or VisitOfficer(visit_id=visit.id, user_id=officer_id) for officer_id in officer_ids
    ]
    for position, officer in enumerate(visit.officers):
        officer.position = position
