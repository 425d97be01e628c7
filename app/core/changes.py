"""The log and the state of every entity, as `sync` serves them and the worker reads them.

A ward's sequence is a counter row that commands draw from under its lock: sequence order is commit
order, and there are no holes, so no reader can pass a change that is still being written.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, Text, UniqueConstraint, select, tuple_
from sqlalchemy.orm import Mapped, mapped_column

from app.core.commands import all_kinds
from app.core.db import Model, UtcDateTime, seen_by, session
from app.core.memory import find_memory
from app.core.roles import Role

Number = BigInteger().with_variant(Integer, "sqlite")


class WardSequence(Model):
    """One row a ward: the last number drawn, and the tip of its audit chain. Its lock orders writers."""

    __tablename__ = "ward_sequence"

    ward: Mapped[str] = mapped_column(String(5), primary_key=True)
    last: Mapped[int] = mapped_column(Number, default=0)
    audit_tip: Mapped[str] = mapped_column(String(64), default="")
    audit_count: Mapped[int] = mapped_column(Number, default=0)


class Change(Model):
    """One entity changed once: what happened, by which command, and who could see it from then on."""

    __tablename__ = "change"
    __table_args__ = (
        UniqueConstraint("kind", "entity_id", "version"),
        Index("ix_change_ward_seq", "ward", "seq", unique=True),
    )

    number: Mapped[int] = mapped_column(Number, primary_key=True)
    ward: Mapped[str] = mapped_column(String(5))
    seq: Mapped[int] = mapped_column(Number)
    kind: Mapped[str] = mapped_column(String(40))
    entity_id: Mapped[UUID]
    version: Mapped[int]
    what: Mapped[str] = mapped_column(String(120))
    """Change kinds, space-separated, in the order recorded: `planned`, `rescoped` …"""
    keys: Mapped[str] = mapped_column(Text)
    is_void: Mapped[bool] = mapped_column(default=False)
    command_number: Mapped[int] = mapped_column(ForeignKey("command_record.number"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class EntityState(Model):
    """The newest state of an entity: body, version, place in the sequence, keys."""

    __tablename__ = "entity_state"
    __table_args__ = (Index("ix_entity_state_ward_seq", "ward", "seq"),)

    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    entity_id: Mapped[UUID] = mapped_column(primary_key=True, index=True)
    ward: Mapped[str] = mapped_column(String(5))
    version: Mapped[int]
    seq: Mapped[int] = mapped_column(Number)
    body: Mapped[str] = mapped_column(Text)
    own_keys: Mapped[str] = mapped_column(Text)
    keys: Mapped[str] = mapped_column(Text)
    is_void: Mapped[bool] = mapped_column(default=False)
    enrolment_id: Mapped[UUID | None]
    """The enrolment whose command made the last change; its own echo needs no body."""


class ScopeLink(Model):
    """The target inherits the source's `user:` and `post:` keys for as long as the link stands."""

    __tablename__ = "scope_link"
    __table_args__ = (Index("ix_scope_link_target", "target_kind", "target_id"),)

    source_kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    source_id: Mapped[UUID] = mapped_column(primary_key=True)
    target_kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    target_id: Mapped[UUID] = mapped_column(primary_key=True)


_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical(body: Any) -> str:
    """Return JSON with sorted keys and no spaces: the form that phone and server both hash."""
    return _CANONICAL.encode(body)


def sha256(text: str | bytes) -> str:
    """Return the lower-case hex SHA-256 of text (as UTF-8) or bytes."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


@cache
def hidden_fields(kind: str, role: Role) -> frozenset[str]:
    """Return the snapshot fields that this role never receives."""
    snapshot = all_kinds().get(kind)
    if snapshot is None:
        return frozenset()
    return frozenset(
        name
        for name, info in snapshot.model_fields.items()
        if any(isinstance(mark, seen_by) and role not in mark.roles for mark in info.metadata)
    )


def project(kind: str, body: str, role: Role) -> str:
    """Return the body's JSON text as this role may see it."""
    hidden = hidden_fields(kind, role)
    if not hidden:
        return body
    return canonical({name: value for name, value in json.loads(body).items() if name not in hidden})


def find_state(kind: str, entity_id: UUID) -> EntityState | None:
    """Return the state of an entity, or None if it was never recorded."""
    memory = find_memory()
    known: EntityState | None = None
    if memory is not None and memory.is_hopeful:
        known = memory.rows.get(EntityState, {}).get((kind, entity_id))
    return known or session.get(EntityState, (kind, entity_id))


def load_states(places: Iterable[tuple[str, UUID]]) -> None:
    """Read these entities' states by one question; `find_state` then asks no more."""
    wanted = sorted(set(places))
    if wanted:
        session.scalars(select(EntityState).where(tuple_(EntityState.kind, EntityState.entity_id).in_(wanted))).all()


def changes_of(kind: str, entity_id: UUID) -> list[Change]:
    """Return an entity's history, oldest first."""
    query = select(Change).where(Change.kind == kind, Change.entity_id == entity_id).order_by(Change.version)
    return list(session.scalars(query))
