"""Commands: what a person wants or reports, declared as data, each owned by one handler.

What phones in the field already send must stay readable for ever: the fields of a command that has shipped
keep names and types, a later field comes with a default, any other change is a new version beside an
upcaster that stays.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from app.core.db import Snapshot
from app.core.roles import Role
from app.core.scope import SHARED_WARD

if TYPE_CHECKING:
    from app.core.context import Context


class Command(BaseModel):
    """Base of all commands. Fields are the wire's `args`; class attributes say who and how."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    type: ClassVar[str]
    v: ClassVar[int] = 1
    allowed: ClassVar[frozenset[Role]]
    offline: ClassVar[bool] = False
    fact: ClassVar[bool] = False

    def lock_first(self) -> None:
        """Lock what stands before the ward in the order of locks; most commands need nothing."""


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who is answerable for a command. `id` is None for the public and the system."""

    id: UUID | None
    role: Role
    ward: str
    name: str = ""


def public_actor(ward: str) -> Actor:
    """The citizen at a public page: no account, no rights but the public's."""
    return Actor(id=None, role=Role.CITIZEN, ward=ward, name="public")


def system_actor(ward: str = SHARED_WARD) -> Actor:
    """The worker and the command line, where no person stands behind a change."""
    return Actor(id=None, role=Role.SYSTEM, ward=ward, name="system")


@dataclass(frozen=True)
class FileRef:
    """A file that a command names: bytes come after (docs/protocol.md, files)."""

    sha256: str
    size: int
    type: str
    role: str


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a command came from and what its maker had seen; empty for pages."""

    enrolment_id: UUID | None = None
    device_id: str | None = None
    seq: int | None = None
    at: datetime | None = None
    base_generation: str | None = None
    base_version: int | None = None
    entity: tuple[str, UUID] | None = None
    after: tuple[UUID, ...] = ()
    expect: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[FileRef, ...] = ()
    position: Mapping[str, Any] | None = None
    clock_off: bool = False

    def with_clock_off(self) -> "Origin":
        """Return the same origin, whose phone's clock was found to be wrong."""
        return replace(self, clock_off=True)


Handler = Callable[[Any, "Context"], None]
H = TypeVar("H", bound=Handler)

_handlers: dict[type[Command], Handler] = {}
_types: dict[str, type[Command]] = {}
_reactions: dict[type[Command], list[Handler]] = {}
_acceptances: dict[type[Command], list[Handler]] = {}
_upcasters: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}
_kinds: dict[str, type[Snapshot]] = {}


def handles(command: type[Command]) -> Callable[[H], H]:
    """Register the one function that carries out this command."""

    def register(handler: H) -> H:
        if command in _handlers or command.type in _types:
            raise TypeError(f"{command.type} already has a handler")
        _handlers[command] = handler
        _types[command.type] = command
        return handler

    return register


def reacts_to(command: type[Command]) -> Callable[[H], H]:
    """Register what a higher feature does in the same transaction; features load lowest first."""

    def register(reaction: H) -> H:
        _reactions.setdefault(command, []).append(reaction)
        return reaction

    return register


def when_accepted(command: type[Command]) -> Callable[[H], H]:
    """Register how a flagged fact moves state once a person has accepted it in review; features load lowest first."""

    def register(handler: H) -> H:
        _acceptances.setdefault(command, []).append(handler)
        return handler

    return register


def upcasts(command_type: str, version: int) -> Callable[[Any], Any]:
    """Register how args of an older version become those of the next; never removed."""

    def register(lift: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
        _upcasters[(command_type, version)] = lift
        return lift

    return register


S = TypeVar("S", bound=type[Snapshot])


def entity_kind(snapshot: S) -> S:
    """Class decorator: make this entity kind known to the schema and to projections."""
    _kinds[snapshot.kind] = snapshot
    return snapshot


def handler_of(command: type[Command]) -> Handler:
    """Return the handler; every registered command has one."""
    return _handlers[command]


def reactions_to(command: type[Command]) -> list[Handler]:
    """Return the reactions in the order in which they run."""
    return _reactions.get(command, [])


def acceptances_of(command: type[Command]) -> list[Handler]:
    """Return what runs when a review accepts this flagged fact, in the order in which it runs."""
    return _acceptances.get(command, [])


def find_command(command_type: str) -> type[Command] | None:
    """Return the command class of a wire name."""
    return _types.get(command_type)


def all_commands() -> list[type[Command]]:
    """Return every command class, by wire name."""
    return [_types[name] for name in sorted(_types)]


def all_kinds() -> dict[str, type[Snapshot]]:
    """Return every entity kind with its snapshot model."""
    return dict(sorted(_kinds.items()))


def lift(command_type: str, version: int, args: dict[str, Any]) -> dict[str, Any]:
    """Return args of an older version as those of today's."""
    command = _types[command_type]
    while version < command.v:
        args = _upcasters[(command_type, version)](args)
        version += 1
    return args
