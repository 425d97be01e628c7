"""Request shapes of the sync API other than push."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field


class EnrolRequest(BaseModel):
    """A phone that wants to enrol."""

    code: Annotated[str, Field(min_length=4, max_length=40)]
    device_id: Annotated[str, Field(min_length=8, max_length=60, pattern=r"^[A-Za-z0-9-]+$")]
    public_key: dict[str, Any]
    app: Annotated[str, Field(max_length=60)] = ""
    persisted: bool = False
    standalone: bool = False


class ManifestRequest(BaseModel):
    """Which ward's manifest."""

    ward: Annotated[str, Field(pattern=r"^\d{5}$")]


class EntitiesRequest(BaseModel):
    """Entities by id, at most 500."""

    ids: Annotated[list[UUID], Field(max_length=500)]
