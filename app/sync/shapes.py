"""Request shapes of the sync API."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field

from app.core.sealing import Sealed

BATCH = 50
"""Commands in one push."""


class EnrolRequest(BaseModel):
    """A phone that wants to enrol."""

    code: Annotated[str, Field(min_length=4, max_length=40)]
    device_id: Annotated[str, Field(min_length=8, max_length=60, pattern=r"^[A-Za-z0-9-]+$")]
    public_key: dict[str, Any]
    app: Annotated[str, Field(max_length=60)] = ""
    persisted: bool = False
    standalone: bool = False


class Anything(BaseModel):
    """A body that says nothing: any JSON object."""


class ManifestRequest(BaseModel):
    """Which ward's manifest."""

    ward: Annotated[str, Field(pattern=r"^\d{5}$")]


class EntitiesRequest(BaseModel):
    """Entities by id, at most 500."""

    ids: Annotated[list[UUID], Field(max_length=500)]


class WireCommand(BaseModel):
    """One command on the wire: `body` is text so that nobody re-serialises what was signed."""

    seq: Annotated[int, Field(ge=1, le=2**53)]
    body: Annotated[str, Field(max_length=400_000)]
    sig: Annotated[str, Field(max_length=128, pattern=r"^[^\x00]*$")]


class PushRequest(BaseModel):
    """A batch from one enrolment, in ascending sequence."""

    protocol: int
    app: Annotated[str, Field(max_length=60)]
    device_id: Annotated[str, Field(max_length=60)]
    generation: Annotated[str, Field(max_length=60)]
    sent_at: AwareDatetime
    mono: float | None = None
    boot: Annotated[str | None, Field(max_length=60)] = None
    high_seq: Annotated[int, Field(ge=0, le=2**53)]
    commands: Annotated[list[WireCommand], Field(max_length=BATCH)]


class SealedRequest(BaseModel):
    """Sealed commands of any author, in no order. `sent_at`, `mono` and `boot` are the clocks of the phone that made
    them; whoever delivers for another leaves them out."""

    app: Annotated[str, Field(max_length=60)] = ""
    sent_at: AwareDatetime | None = None
    mono: float | None = None
    boot: Annotated[str | None, Field(max_length=60)] = None
    commands: Annotated[list[Sealed], Field(max_length=BATCH)]


class ShareRequest(BaseModel):
    """Which share, and the proof that the phone was given the PIN."""

    share_id: UUID
    proof: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}$")]
