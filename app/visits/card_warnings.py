"""What a visit's card on the board warns of."""

from collections.abc import Iterable
from datetime import date, timedelta

from app.requests.queries import find_request
from app.visits.models import Status, Visit


def warnings_of(visit: Visit, today: date) -> Iterable[str]:
    """Yield what does not hold up the plan and yet needs a look."""
    request = find_request(visit.request_id) if visit.request_id else None
    if request is not None and not _suits(request.wish, visit):
        yield "other-wish"
    if visit.status is Status.PLANNED and today >= visit.planned_on - timedelta(days=1):
        yield "not-told"
    if visit.is_movable and visit.planned_on < today:
        yield "forgotten"


def _suits(wish: dict[str, str] | None, visit: Visit) -> bool:
    if not wish:
        return True
    fits_day = wish.get("date") in {None, visit.planned_on.isoformat()}
    return fits_day and wish.get("half") in {None, visit.half.value}
