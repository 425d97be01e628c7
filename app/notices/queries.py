"""Questions about calls, subscriptions and queued notices."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.core.db import session
from app.notices.models import Call, PushSubscription, QueuedNotice

LIST_LIMIT = 300


def find_call(call_id: UUID) -> Call | None:
    """Return the call with this id, or None."""
    return session.get(Call, call_id)


def calls_about(visit_ids: Iterable[UUID]) -> dict[UUID, list[Call]]:
    """Return the calls about each of these visits, oldest first."""
    query = select(Call).where(Call.visit_id.in_(set(visit_ids))).order_by(Call.at, Call.id)
    found: dict[UUID, list[Call]] = {}
    for call in session.scalars(query):
        if call.visit_id is not None:
            found.setdefault(call.visit_id, []).append(call)
    return found


def calls_to(citizen_ids: Iterable[UUID]) -> dict[UUID, list[Call]]:
    """Return the calls to each of these people that were about no visit, oldest first."""
    query = select(Call).where(Call.citizen_id.in_(set(citizen_ids)), Call.visit_id.is_(None))
    found: dict[UUID, list[Call]] = {}
    for call in session.scalars(query.order_by(Call.at, Call.id)):
        found.setdefault(call.citizen_id, []).append(call)
    return found


def sent_to(subjects: Iterable[str]) -> dict[str, list[datetime]]:
    """Return when the browsers of each of these were last woken for a new message, oldest first."""
    query = (
        select(PushSubscription.subject, QueuedNotice.due_at)
        .join(PushSubscription, PushSubscription.id == QueuedNotice.subscription_id)
        .where(PushSubscription.subject.in_(set(subjects)), QueuedNotice.state == "sent")
    )
    found: dict[str, list[datetime]] = {}
    for subject, at in session.execute(query.order_by(QueuedNotice.due_at)):
        found.setdefault(subject, []).append(at)
    return found


def find_subscription(endpoint: str) -> PushSubscription | None:
    """Return the subscription at this address, or None."""
    return session.scalars(select(PushSubscription).where(PushSubscription.endpoint == endpoint)).one_or_none()


def subscriptions_of(subject: str) -> list[PushSubscription]:
    """Return the browsers of a person or request."""
    return list(session.scalars(select(PushSubscription).where(PushSubscription.subject == subject)))


def silent_subscriptions(seen_before: datetime) -> list[UUID]:
    """Return the browsers that were not seen since then, longest silent first, at most a thousand."""
    query = select(PushSubscription.id).where(PushSubscription.last_seen_at < seen_before)
    return list(session.scalars(query.order_by(PushSubscription.last_seen_at, PushSubscription.id).limit(1000)))


def is_queued(subscription_id: UUID, dedupe_key: str) -> bool:
    """Say whether this browser was queued this message before."""
    query = select(QueuedNotice.id).where(
        QueuedNotice.subscription_id == subscription_id, QueuedNotice.dedupe_key == dedupe_key
    )
    return session.scalars(query).first() is not None


def due_notices(now: datetime) -> list[UUID]:
    """Return the messages to send now, oldest first, a hundred at a time."""
    query = select(QueuedNotice.id).where(QueuedNotice.state == "waiting", QueuedNotice.due_at <= now)
    return list(session.scalars(query.order_by(QueuedNotice.due_at, QueuedNotice.id).limit(100)))


def newest_notices() -> list[QueuedNotice]:
    """Return the messages made last, newest first."""
    query = select(QueuedNotice).order_by(QueuedNotice.made_at.desc(), QueuedNotice.id).limit(LIST_LIMIT)
    return list(session.scalars(query))
