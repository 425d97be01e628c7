"""Pull: the newest state of everything that changed and that this person may see (docs/protocol.md, pull)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, and_, cast, exists, or_, select
from sqlalchemy.orm import aliased

from app.accounts.models import User
from app.accounts.queries import keys_of
from app.core.changes import Change, EntityState, WardSequence, canonical, project, sha256
from app.core.db import session
from app.core.installation import generation
from app.core.roles import Role
from app.core.scope import SHARED_WARD
from app.sync.push import SyncStop

LARGEST_PAGE = 2000
SERVED = (
    EntityState.kind, cast(EntityState.entity_id, String).label("entity_id"), EntityState.version, EntityState.seq,
    EntityState.body, EntityState.is_void, EntityState.enrolment_id,
)  # fmt: skip
"""What a page needs of a state: plain values, since thousands of them are read and none is changed. An id is text."""
Served = Any


@dataclass(frozen=True)
class Page:
    """One page as JSON text, and the place (cursor, until) where the next one begins."""

    text: str
    next: tuple[int, int] | None


@dataclass(frozen=True)
class Reader:
    """Who reads, as fixed for one request: keys, role, and the enrolment whose echoes need no body."""

    keys: frozenset[str]
    role: Role
    ward: str
    scope_epoch: int
    enrolment_id: UUID | None


def reader_of(user: User, enrolment_id: UUID | None) -> Reader:
    """Return what this person may read today."""
    return Reader(frozenset(keys_of(user)), Role(user.role), user.ward, user.scope_epoch, enrolment_id)


def one_snapshot() -> None:
    """Begin a read transaction in which everything belongs to one moment."""
    session.rollback()
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ", "postgresql_readonly": True})


def visible(keys: frozenset[str], column: Any) -> ColumnElement[bool]:
    """Return the condition that a packed key column has one of these keys."""
    return or_(*(column.contains(f" {key} ", autoescape=True) for key in sorted(keys)))


def check_ward(reader: Reader, ward: str) -> None:
    """A person reads the own ward and what all wards share."""
    if ward not in {reader.ward, SHARED_WARD}:
        raise SyncStop(404, "not-ours", field="ward")


def head_of(ward: str) -> int:
    """Return the ward's last sequence number."""
    return session.scalar(select(WardSequence.last).where(WardSequence.ward == ward)) or 0


def pull(reader: Reader, *, ward: str, cursor: int, until: int | None, limit: int, scope_epoch: int) -> Page:
    """Return one page. Raises SyncStop `scope-changed`, `generation`."""
    check_ward(reader, ward)
    if scope_epoch != reader.scope_epoch:
        raise SyncStop(409, "scope-changed", scope_epoch=reader.scope_epoch)
    one_snapshot()
    head = head_of(ward)
    end = head if until is None else until
    if cursor > head or end > head:
        raise SyncStop(409, "generation", generation=generation())
    limit = max(1, min(limit, LARGEST_PAGE))
    puts = _puts(reader, ward, cursor, end, limit + 1)
    # Where the page is full of puts, what went away behind the last of them belongs to a later page.
    reach = puts[limit - 1].seq if len(puts) > limit else end
    dels = _dels(reader, ward, cursor, reach, limit + 1) if cursor else []
    rows = sorted([*((state.seq, state, "") for state in puts), *((state.seq, state, why) for state, why in dels)],
                  key=lambda row: row[0])  # fmt: skip
    more = len(rows) > limit
    rows = rows[:limit]
    next_cursor = rows[-1][0] if more else end
    body = ",".join(_put(reader, state) for _, state, why in rows if not why)
    gone = [{"kind": s.kind, "id": _dashed(s.entity_id), "seq": s.seq, "why": why} for _, s, why in rows if why]
    frame = canonical(
        {
            "generation": generation(),
            "scope_epoch": reader.scope_epoch,
            "cursor": next_cursor,
            "until": end,
            "more": more,
            "head": head,
            "del": gone,
        }
    )
    return Page(f'{frame[:-1]},"put":[{body}]}}', (next_cursor, end) if more else None)


def _window(ward: str, cursor: int, end: int) -> ColumnElement[bool]:
    return and_(EntityState.ward == ward, EntityState.seq > cursor, EntityState.seq <= end)


def _puts(reader: Reader, ward: str, cursor: int, end: int, limit: int) -> list[Served]:
    query = (
        select(*SERVED)
        .where(_window(ward, cursor, end), EntityState.is_void.is_(False), visible(reader.keys, EntityState.keys))
        .order_by(EntityState.seq)
        .limit(limit)
    )
    return list(session.execute(query))


def _dels(reader: Reader, ward: str, cursor: int, end: int, limit: int) -> list[tuple[Served, str]]:
    """Entities that this person could see once, and no more.

    Any earlier visible version counts, not only the one at the cursor: a page in the middle of a pull
    starts after the cursor that the phone's rows belong to.
    """
    earlier = aliased(Change)
    was_visible = exists().where(
        earlier.kind == EntityState.kind,
        earlier.entity_id == EntityState.entity_id,
        earlier.version < EntityState.version,
        earlier.is_void.is_(False),
        visible(reader.keys, earlier.keys),
    )
    query = (
        select(*SERVED)
        .where(
            _window(ward, cursor, end),
            or_(EntityState.is_void.is_(True), ~visible(reader.keys, EntityState.keys)),
            was_visible,
        )
        .order_by(EntityState.seq)
        .limit(limit)
    )
    return [(state, "void" if state.is_void else "scope") for state in session.execute(query)]


def _dashed(text: str) -> str:
    """SQLite keeps an id as its 32 digits, PostgreSQL tells it with dashes."""
    return text if len(text) > 32 else f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _put(reader: Reader, state: Served) -> str:
    body = project(state.kind, state.body, reader.role)
    is_echo = state.enrolment_id is not None and state.enrolment_id == reader.enrolment_id
    return (
        f'{{"kind":"{state.kind}","id":"{_dashed(state.entity_id)}","version":{state.version},"seq":{state.seq},'
        f'"sha":"{sha256(body)}","body":{"null" if is_echo else body}}}'
    )


def manifest(reader: Reader, ward: str) -> dict[str, Any]:
    """Return every visible entity's kind, id and version, from one snapshot."""
    check_ward(reader, ward)
    one_snapshot()
    query = select(EntityState.kind, EntityState.entity_id, EntityState.version).where(
        EntityState.ward == ward, EntityState.is_void.is_(False), visible(reader.keys, EntityState.keys)
    )
    items = [[kind, str(entity_id), version] for kind, entity_id, version in session.execute(query)]
    return {"generation": generation(), "scope_epoch": reader.scope_epoch, "head": head_of(ward), "items": items}


def entities(reader: Reader, ids: list[UUID]) -> str:
    """Return the visible ones of these entities as JSON text, bodies included."""
    one_snapshot()
    query = select(*SERVED).where(
        EntityState.entity_id.in_(ids),
        EntityState.ward.in_([reader.ward, SHARED_WARD]),
        EntityState.is_void.is_(False),
        visible(reader.keys, EntityState.keys),
    )
    plain = Reader(reader.keys, reader.role, reader.ward, reader.scope_epoch, None)
    return '{"entities":[' + ",".join(_put(plain, state) for state in session.execute(query)) + "]}"
