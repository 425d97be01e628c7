"""Tells a review item in words: what was wanted, what stands now, what changed since; fields by name, never JSON."""

import json
import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts.models import User
from app.core.changes import Change, EntityState
from app.core.db import session
from app.core.errors import change_text, command_text, reason_text
from app.core.naming import field_text, has_field, is_read, value_text
from app.core.records import CommandRecord, ReviewItem
from app.web.formats import date_and_time, money, phone, short_date
from app.web.i18n import page_language

UUID_SHAPE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
NAMES = ("full_name", "name", "procedure_name", "number", "official_code", "plain_name")
RECENT = 20
OF_THAT_FIELD = frozenset({"now", "was", "expected", "from", "to"})
"""Under these a body says values of the field that it speaks of."""


@dataclass(frozen=True)
class Line:
    """One field by its name, and its value in words."""

    name: str
    words: str


@dataclass(frozen=True)
class Happened:
    """One change that came after: when, what, by whom."""

    at: datetime
    words: str
    by: str


def command_words(command_type: str) -> str:
    """Return what somebody wanted, in words."""
    return command_text(command_type, page_language())


def lines(values: dict[str, Any], about: str = "", first: Set[str] = frozenset()) -> list[Line]:
    """Return what a person should read of these fields: those that come `first`, then the others, in their order;
    `about` is the field whose value they tell."""
    about, found = str(values.get("field", about)), []
    for name, value in sorted(values.items(), key=lambda pair: pair[0] not in first):
        meant = about if name in OF_THAT_FIELD and about else name
        words = told(value, meant) if is_read(name) and name != "id" else ""
        if words:
            found.append(Line(field_words(name), words))
    return found


def names_in(args: Any) -> frozenset[str]:
    """Return every field that a body speaks of, however deep: where the server is read first."""
    inner = args.values() if isinstance(args, dict) else args if isinstance(args, list) else []
    return frozenset(args if isinstance(args, dict) else ()).union(*map(names_in, inner))


def field_words(name: str) -> str:
    """Return what people call this field."""
    return field_text(name, page_language())


def told(value: Any, field: str = "") -> str:
    """Return one value of this field in words; empty when there is nothing to read."""
    if isinstance(value, bool):
        return str(_("Có") if value else _("Không"))
    if isinstance(value, dict) and set(value) == {"from", "to"}:
        return f"{told(value['from'], field) or '–'} → {told(value['to'], field) or '–'}"
    if isinstance(value, dict):
        return "; ".join(f"{line.name}: {line.words}" for line in lines(value, field))
    if isinstance(value, list):
        return ", ".join(filter(None, (told(one, field) for one in value)))
    return "" if value is None else _text(str(value), field)


def _text(text: str, field: str) -> str:
    if UUID_SHAPE.fullmatch(text):
        return name_of(UUID(text))
    if MOMENT.match(text):
        return date_and_time(datetime.fromisoformat(text))
    if DAY.fullmatch(text):
        return short_date(date.fromisoformat(text))
    if field == "phone":
        return phone(text)
    if field == "amount" and text.isdecimal():
        return money(int(text))
    if field == "field":
        return " › ".join(field_words(part) if has_field(part) else part for part in text.split("."))
    return value_text(field, text, page_language())


def name_of(entity_id: UUID) -> str:
    """Return what people call this entity; empty when nobody does."""
    user = session.get(User, entity_id)
    if user is not None:
        return user.full_name
    state = session.scalars(select(EntityState).where(EntityState.entity_id == entity_id)).first()
    body = json.loads(state.body) if state else {}
    return next((str(body[name]) for name in NAMES if body.get(name)), "")


def details_of(item: ReviewItem) -> list[Line]:
    """Return what the server found; a flagged fact's details stand under each flag's own sentence."""
    found: dict[str, Any] = item.details
    if found and all(isinstance(value, dict) for value in found.values()):
        return [Line(reason_text(code, page_language()), told(value)) for code, value in found.items() if told(value)]
    return lines(found)


def changes_since(record: CommandRecord, entity: tuple[str, UUID] | None) -> Iterator[Happened]:
    """Yield what happened to the entity after its maker saved this, newest first."""
    if entity is None:
        return
    query = (
        select(Change, CommandRecord)
        .join(CommandRecord, CommandRecord.number == Change.command_number)
        .where(Change.kind == entity[0], Change.entity_id == entity[1], Change.at > record.made_at)
        .where(CommandRecord.number != record.number)
        .order_by(Change.seq.desc())
        .limit(RECENT)
    )
    for change, cause in session.execute(query):
        what = ", ".join(change_text(f"{change.kind}.{one}", page_language()) for one in change.what.split())
        by = session.get(User, cause.actor_id) if cause.actor_id else None
        yield Happened(change.at, what, by.full_name if by else "")
