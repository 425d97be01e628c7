"""Nobody writes there any more: the browsers of a person or request are forgotten, with what waits to be sent."""

from sqlalchemy import delete

from app.core.db import session
from app.notices.models import PushSubscription
from app.notices.queries import subscriptions_of


def forget_browsers(subject: str) -> None:
    """Forget them in the transaction that is open: what is queued goes with its browser."""
    ids = [row.id for row in subscriptions_of(subject)]
    if ids:
        session.execute(delete(PushSubscription).where(PushSubscription.id.in_(ids)))
