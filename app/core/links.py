"""Who lends scope keys to whom: the rows of ScopeLink, asked once for each place in a hopeful batch.

A batch that loses hope is rolled back whole and its memory with it, so what is remembered here was never undone.
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import bindparam, select, tuple_

from app.core.changes import ScopeLink
from app.core.db import Entity, session
from app.core.memory import find_memory

Place = tuple[str, UUID]
SOURCES = select(ScopeLink.source_kind, ScopeLink.source_id).where(
    ScopeLink.target_kind == bindparam("kind"), ScopeLink.target_id == bindparam("id")
)
TARGETS = select(ScopeLink.target_kind, ScopeLink.target_id).where(
    ScopeLink.source_kind == bindparam("kind"), ScopeLink.source_id == bindparam("id")
)


def link(source: Entity, target: Entity) -> None:
    """Let the target inherit the source's `user:` and `post:` keys."""
    if session.get(ScopeLink, _key(source, target)) is None:
        session.add(
            ScopeLink(source_kind=source.kind, source_id=source.id, target_kind=target.kind, target_id=target.id)
        )
        _forget((target.kind, target.id))


def unlink(source: Entity, target: Entity) -> None:
    """End what `link` began."""
    row = session.get(ScopeLink, _key(source, target))
    if row is not None:
        session.delete(row)
        _forget((target.kind, target.id))


def sources_of(place: Place) -> list[Place]:
    """Return what lends its keys to this place. New links must have been flushed."""
    memory = find_memory()
    if memory is None or not memory.is_hopeful:
        return _ask_sources(place)
    if place not in memory.sources:
        memory.sources[place] = _ask_sources(place)
    return memory.sources[place]


def targets_of(place: Place) -> list[Place]:
    """Return what inherits the keys of this place. New links must have been flushed."""
    return [(kind, entity_id) for kind, entity_id in session.execute(TARGETS, {"kind": place[0], "id": place[1]})]


def load_sources(places: Iterable[Place]) -> None:
    """Ask for the sources of all these places by one question, where that is remembered."""
    memory, wanted = find_memory(), sorted(set(places))
    if memory is None or not memory.is_hopeful or not wanted:
        return
    memory.sources |= {place: [] for place in wanted}
    target = tuple_(ScopeLink.target_kind, ScopeLink.target_id)
    for row in session.scalars(select(ScopeLink).where(target.in_(wanted))):
        memory.sources[(row.target_kind, row.target_id)].append((row.source_kind, row.source_id))


def _ask_sources(place: Place) -> list[Place]:
    return [(kind, source_id) for kind, source_id in session.execute(SOURCES, {"kind": place[0], "id": place[1]})]


def _key(source: Entity, target: Entity) -> tuple[str, UUID, str, UUID]:
    return source.kind, source.id, target.kind, target.id


def _forget(target: Place) -> None:
    memory = find_memory()
    if memory is not None:
        memory.sources.pop(target, None)
