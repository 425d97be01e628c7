"""Half-days that people ask for: counted as taken for others until they are given or given up."""

import datetime as dt
from uuid import UUID

from app.core.context import Context
from app.core.db import session
from app.visits.models import Half, WishedHalfDay
from app.visits.models.room import TYPICAL_MINUTES


def keep_wish(context: Context, request_id: UUID, wished_on: dt.date | None, half: str | None) -> None:
    """Remember which half-day the request waits for; a wish left open takes nobody's place."""
    if wished_on is None or half is None:
        drop_wish(context, request_id)
        return
    wish = session.get(WishedHalfDay, request_id)
    if wish is None:
        wish = WishedHalfDay(request_id=request_id, ward=context.ward)
        context.add(wish)
    wish.wished_on, wish.half = wished_on, Half(half)
    wish.minutes = TYPICAL_MINUTES


def drop_wish(context: Context, request_id: UUID) -> None:
    """The request has its visit, or nobody waits any more."""
    wish = session.get(WishedHalfDay, request_id)
    if wish is not None:
        context.delete(wish)
