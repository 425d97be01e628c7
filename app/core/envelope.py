"""The body of a command as docs/protocol.md (push) writes it, read strictly and never re-serialised."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from app.core.changes import canonical
from app.core.commands import Actor, Command, FileRef, Origin

NEVER_CURRENT = -1
"""Stands for a version of another generation: it never matches."""


class WireEntity(BaseModel):
    """The entity that a command is mainly about."""

    model_config = ConfigDict(extra="forbid")
    kind: Annotated[str, Field(max_length=40)]
    id: UUID


class WireBase(BaseModel):
    """The server version that the person was looking at."""

    model_config = ConfigDict(extra="forbid")
    generation: str
    version: int


class WireFile(BaseModel):
    """A file named by its hash; bytes follow by tus."""

    model_config = ConfigDict(extra="forbid")
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    size: Annotated[int, Field(ge=1)]
    type: Annotated[str, Field(max_length=60)]
    role: Annotated[str, Field(max_length=30)]


class WirePosition(BaseModel):
    """Where the phone was, once, at the moment of saving."""

    model_config = ConfigDict(extra="forbid")
    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    accuracy_m: Annotated[float, Field(ge=0)]


class Envelope(BaseModel):
    """A command's body. Unknown fields are refused: a typing error must not pass silently."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: UUID
    type: Annotated[str, Field(max_length=60)]
    v: Annotated[int, Field(ge=1)]
    device_id: Annotated[str | None, Field(max_length=60)]
    actor: Annotated[str, Field(max_length=60)]
    ward: Annotated[str, Field(pattern=r"^\d{5}$")]
    at: AwareDatetime
    args: dict[str, Any]
    entity: WireEntity | None = None
    base: WireBase | None = None
    after: tuple[UUID, ...] = ()
    expect: dict[str, list[Any]] = Field(default_factory=dict)
    mono: float | None = None
    boot: str | None = None
    files: tuple[WireFile, ...] = ()
    position: WirePosition | None = None


def read_body(body: str) -> Envelope | None:
    """Return what a phone's body says, or None for one that nobody can read."""
    if "\x00" in body or "\\u0000" in body:
        return None  # no database column can hold it; the bytes are kept as they came
    try:
        return Envelope.model_validate_json(body)
    except ValidationError:
        return None


@dataclass(frozen=True, kw_only=True)
class Submission:
    """A readable command with its author, ready to be answered."""

    envelope: Envelope
    body: bytes
    actor: Actor
    origin: Origin
    made_at: datetime
    now: datetime
    sameness: str
    """SHA-256 by which a command sent again is known: of the body, or of a page's wish without its time."""
    signature: str | None = None


def body_of_page(command: Command, actor: Actor, *, command_id: UUID, ward: str, at: datetime) -> bytes:
    """Return the body that a page, an import or the command line stands for."""
    return canonical(
        {
            "id": str(command_id),
            "type": command.type,
            "v": command.v,
            "device_id": None,
            "actor": str(actor.id or actor.role),
            "ward": ward,
            "at": at.isoformat(),
            "args": command.model_dump(mode="json"),
        }
    ).encode()


def origin_of(
    envelope: Envelope, *, enrolment_id: UUID | None = None, seq: int | None = None, generation: str | None = None
) -> Origin:
    """Return what a handler may know of where the command came from."""
    base = envelope.base
    is_same_generation = base is not None and base.generation == generation
    return Origin(
        enrolment_id=enrolment_id,
        device_id=envelope.device_id,
        seq=seq,
        at=envelope.at,
        base_generation=base.generation if base else None,
        base_version=None if base is None else base.version if is_same_generation else NEVER_CURRENT,
        entity=(envelope.entity.kind, envelope.entity.id) if envelope.entity else None,
        after=envelope.after,
        expect=envelope.expect,
        files=tuple(FileRef(f.sha256, f.size, f.type, f.role) for f in envelope.files),
        position=envelope.position.model_dump() if envelope.position else None,
    )
