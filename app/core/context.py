"""What a handler is given, and what it may do: add, record, void, flag, link. It sends nothing."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from app.core import links, new_rows
from app.core.changes import find_state
from app.core.commands import Actor, FileRef, Origin
from app.core.db import Entity, Model


@dataclass
class Recorded:
    """One entity that a command changed, and how."""

    row: Entity
    whats: list[str] = field(default_factory=list)
    is_void: bool = False


@dataclass
class Context:
    """One command being carried out. `at` is when it happened, `now` when the server heard of it."""

    command_id: UUID
    actor: Actor
    ward: str
    at: datetime
    now: datetime
    origin: Origin = field(default_factory=Origin)
    by_review: bool = False
    """A coordinator has looked at this command and applies it."""
    recorded: dict[tuple[str, UUID], Recorded] = field(default_factory=dict)
    flags: dict[str, dict[str, Any]] = field(default_factory=dict)
    added: set[tuple[str, UUID]] = field(default_factory=set)
    relinked: set[tuple[str, UUID]] = field(default_factory=set)

    @property
    def device_id(self) -> str | None:
        """The phone that made the command, None for pages."""
        return self.origin.device_id

    @property
    def files(self) -> tuple[FileRef, ...]:
        """Files that the command names; their bytes may come later."""
        return self.origin.files

    @property
    def base_version(self) -> int | None:
        """The version that the person was looking at, None if unknown or of another generation."""
        return self.origin.base_version

    def is_stale(self, row: Entity) -> bool:
        """Say whether the entity moved on after the version that the person was looking at."""
        state = find_state(row.kind, row.id)
        return self.base_version is not None and state is not None and state.version > self.base_version

    def add(self, row: Model) -> None:
        """Put a new row into this command's transaction, after the rows that it may refer to."""
        new_rows.add(row)
        if isinstance(row, Entity):
            self.added.add((row.kind, row.id))

    def delete(self, row: Model) -> None:
        """Remove a plain row; entities are voided instead, so that phones hear of it."""
        new_rows.delete(row)

    def record(self, change: str, row: Entity) -> None:
        """Log that this entity changed; its snapshot is taken when the handler has ended."""
        recorded = self.recorded.setdefault((row.kind, row.id), Recorded(row))
        if change not in recorded.whats:
            recorded.whats.append(change)

    def void(self, change: str, row: Entity) -> None:
        """Log that this entity is no more; phones that hold it are told to drop it."""
        self.record(change, row)
        self.recorded[(row.kind, row.id)].is_void = True

    def flag(self, code: str, **details: Any) -> None:
        """Ask a person to look at this applied fact."""
        self.flags[code] = details

    def link(self, source: Entity, target: Entity) -> None:
        """Let the target inherit the source's `user:` and `post:` keys."""
        links.link(source, target)
        self.relinked.add((target.kind, target.id))

    def unlink(self, source: Entity, target: Entity) -> None:
        """End what `link` began."""
        links.unlink(source, target)
        self.relinked.add((target.kind, target.id))
