"""Questions about what waits for a person's decision."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from app.accounts.models import REVOKED, WIPE, Enrolment, User
from app.core.audit import AuditEntry
from app.core.changes import EntityState
from app.core.commands import Command, find_command, lift
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


def open_reviews(ward: str, *, kind: str = "", author_id: UUID | None = None, page: int = 1) -> list[ReviewRow]:
    """Return open items: what has been held for too long first, then the one that has waited longest."""
    query = _open(ward, kind, author_id).order_by(
        ReviewItem.escalated_at.is_(None), ReviewItem.opened_at, ReviewItem.id
    )
    return [_row(item) for item in session.scalars(query.limit(PAGE).offset((page - 1) * PAGE))]


def decisions_about(records: Sequence[CommandRecord]) -> dict[int, dict[str, str]]:
    """Return what a person decided about these commands and why, by the commands' numbers."""
    asked = {record.review_id for record in records if record.review_id}
    query = select(ReviewItem).where(ReviewItem.id.in_(asked), ReviewItem.resolved_by.is_not(None))
    items = {item.id: item for item in session.scalars(query)}
    return {
        record.number: {"resolution": item.resolution or "", "reason": item.resolution_reason}
        for record in records
        if record.review_id and (item := items.get(record.review_id))
    }


def audit_marks(records: Sequence[CommandRecord]) -> dict[int, str]:
    """Return how the newest line about each of these commands in the audit chain begins: the hash of it."""
    numbers = [record.number for record in records]
    query = select(AuditEntry.command_number, AuditEntry.hash).where(AuditEntry.command_number.in_(numbers))
    return {number: whole[:8] for number, whole in session.execute(query.order_by(AuditEntry.place))}


def count_open_reviews(ward: str, *, kind: str = "", author_id: UUID | None = None) -> int:
    """Return how many items wait."""
    return session.scalar(select(func.count()).select_from(_open(ward, kind, author_id).subquery())) or 0


def open_kinds(ward: str) -> dict[str, int]:
    """Return how many items of each kind wait; kinds without any are absent."""
    query = _open(ward).with_only_columns(ReviewItem.reason, func.count()).group_by(ReviewItem.reason)
    return dict(session.execute(query).all())


def open_authors(ward: str) -> list[User]:
    """Return the people whose work waits, by name."""
    waiting = _open(ward).with_only_columns(ReviewItem.author_id)
    return list(session.scalars(select(User).where(User.id.in_(waiting)).order_by(User.full_name)))


def _open(ward: str, kind: str = "", author_id: UUID | None = None) -> Select[ReviewItem]:
    query = select(ReviewItem).where(ReviewItem.ward == ward, ReviewItem.resolved_at.is_(None))
    query = query.where(ReviewItem.reason == kind) if kind else query
    return query.where(ReviewItem.author_id == author_id) if author_id else query


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
    kind, _, name = item.subject.partition(":")
    enrolment_id = commands[0].enrolment_id if commands else UUID(name) if kind == "enrolment" else None
    device = session.get(Enrolment, enrolment_id) if enrolment_id else None
    author = session.get(User, item.author_id) if item.author_id else None
    shown = device.label if device else ""
    return ReviewRow(item, commands, author.full_name if author else "", shown)


def envelope_of(record: CommandRecord) -> dict[str, Any]:
    """Return what was sent, for a person's eyes; empty when it could not be read."""
    try:
        body = json.loads(record.body)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def editable_of(row: ReviewRow) -> tuple[type[Command], dict[str, Any]] | None:
    """Return the item's first command and its args as those of today; None when there is nothing to edit.

    A recorded fact is put right where it was recorded: a decision here would leave no trace of what it was.
    """
    first = row.commands[0] if row.commands and row.item.resolved_at is None else None
    if first is None or first.is_applied or first.command_id is None:
        return None
    sent, command = envelope_of(first), find_command(first.type)
    if command is None or not isinstance(sent.get("args"), dict) or not isinstance(sent.get("v"), int):
        return None
    return (command, lift(first.type, sent["v"], sent["args"])) if sent["v"] <= command.v else None


def subject_of(row: ReviewRow) -> tuple[str, UUID] | None:
    """Return the entity that an item is mainly about, as kind and id."""
    named: dict[str, Any] = {}
    for record in row.commands[:1]:
        named = envelope_of(record).get("entity") or (record.entities[0] if record.entities else {})
    kind, _, name = row.item.subject.partition(":")
    try:
        return str(named.get("kind") or kind), UUID(str(named.get("id") or name))
    except (AttributeError, ValueError):
        return _subject_in_args(row)


def _subject_in_args(row: ReviewRow) -> tuple[str, UUID] | None:
    """A body may name what it is about by its fields alone: `citizen_id`, `visit_id`; the first that is known."""
    args = envelope_of(row.commands[0]).get("args") if row.commands else None
    for name, value in (args if isinstance(args, dict) else {}).items():
        kind, is_id = name.removesuffix("_id"), name.endswith("_id")
        try:
            subject = (kind, UUID(str(value)))
        except ValueError:
            continue
        if is_id and session.get(EntityState, subject) is not None:
            return subject
    return None


def state_of(subject: tuple[str, UUID] | None) -> dict[str, Any]:
    """Return the present state of an entity, empty if there is none."""
    state = session.get(EntityState, subject) if subject else None
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
