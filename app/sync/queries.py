"""Questions about what waits for a person's decision."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select

from app.accounts.models import REVOKED, WIPE, Enrolment, User
from app.core.changes import EntityState
from app.core.db import session
from app.core.errors import Unknown
from app.core.records import HELD, CommandRecord, ReviewItem, commands_of_review

PAGE = 50


HELD_PATIENCE = timedelta(days=3)


@dataclass(frozen=True)
class ReviewRow:
    """A review item with the commands it is about and who sent them."""

    item: ReviewItem
    commands: list[CommandRecord]
    author: str
    device: str


def open_reviews(ward: str, *, page: int = 1) -> list[ReviewRow]:
    """Return open items, oldest first: the one that has waited longest is on top."""
    query = (
        select(ReviewItem)
        .where(ReviewItem.ward == ward, ReviewItem.resolved_at.is_(None))
        .order_by(ReviewItem.opened_at, ReviewItem.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return [_row(item) for item in session.scalars(query)]


def count_open_reviews(ward: str) -> int:
    """Return how many items wait."""
    query = select(func.count()).select_from(ReviewItem)
    return session.scalar(query.where(ReviewItem.ward == ward, ReviewItem.resolved_at.is_(None))) or 0


def resolved_reviews(ward: str) -> list[ReviewRow]:
    """Return what was decided last, newest first."""
    query = select(ReviewItem).where(ReviewItem.ward == ward, ReviewItem.resolved_at.is_not(None))
    return [_row(item) for item in session.scalars(query.order_by(ReviewItem.resolved_at.desc()).limit(PAGE))]


def get_review(review_id: UUID, ward: str) -> ReviewRow:
    """Return one item of this ward; raises Unknown."""
    item = session.get(ReviewItem, review_id)
    if item is None or item.ward != ward:
        raise Unknown("review_item", review_id)
    return _row(item)


def _row(item: ReviewItem) -> ReviewRow:
    commands = commands_of_review(item.id)
    first = commands[0] if commands else None
    author = session.get(User, first.actor_id) if first and first.actor_id else None
    device = session.get(Enrolment, first.enrolment_id) if first and first.enrolment_id else None
    return ReviewRow(item, commands, author.full_name if author else "", device.device_id[:8] if device else "")


def envelope_of(record: CommandRecord) -> dict[str, Any]:
    """Return what was sent, for a person's eyes; empty when it could not be read."""
    try:
        body = json.loads(record.body)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def state_of_subject(record: CommandRecord) -> dict[str, Any]:
    """Return the present state of the entity that a command is mainly about, empty if there is none."""
    entity = envelope_of(record).get("entity") or (record.entities[0] if record.entities else None)
    if not entity:
        return {}
    try:
        state = session.get(EntityState, (entity["kind"], UUID(entity["id"])))
    except (KeyError, ValueError):
        return {}
    return dict(json.loads(state.body)) if state else {}


def find_item(ward: str, code: str, enrolment_id: UUID, *, is_open: bool = False) -> ReviewItem | None:
    """Return the newest question of this code about a phone, or None; only one that is open, if asked so."""
    query = select(ReviewItem).where(
        ReviewItem.ward == ward, ReviewItem.code == code, ReviewItem.subject == f"enrolment:{enrolment_id}"
    )
    if is_open:
        query = query.where(ReviewItem.resolved_at.is_(None))
    return session.scalars(query.order_by(ReviewItem.opened_at.desc())).first()


def held_before(ward: str, moment: datetime) -> list[ReviewItem]:
    """Return open items that were held before this moment and that nobody was warned of yet."""
    query = select(ReviewItem).where(
        ReviewItem.ward == ward,
        ReviewItem.reason == HELD,
        ReviewItem.resolved_at.is_(None),
        ReviewItem.escalated_at.is_(None),
        ReviewItem.opened_at < moment,
    )
    return list(session.scalars(query.order_by(ReviewItem.opened_at)))


def find_device(device_id: str) -> Enrolment | None:
    """Return the enrolment of this device id, or None."""
    return session.scalars(select(Enrolment).where(Enrolment.device_id == device_id)).one_or_none()


def ended_enrolments(ward: str) -> list[Enrolment]:
    """Return phones that were given up, or whose person works here no more."""
    is_ended = or_(Enrolment.status.in_([REVOKED, WIPE]), User.is_active.is_(False))
    query = select(Enrolment).join(User, User.id == Enrolment.user_id).where(User.ward == ward, is_ended)
    return list(session.scalars(query.order_by(Enrolment.id)))
