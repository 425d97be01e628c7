"""What a visit is for, as commands say it."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.core.search import Text
from app.visits.models import Errand, Purpose


class CollectDossier(BaseModel):
    """Take a dossier in; without a procedure the officer finds out at the door."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["collect"] = "collect"
    procedure_code: Annotated[str | None, Field(max_length=30)] = None
    need_text: Text | None = None

    @property
    def errand(self) -> Errand:
        return Errand.COLLECT


class ReturnResult(BaseModel):
    """Bring the result of this dossier."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["return"] = "return"
    dossier_id: UUID

    @property
    def errand(self) -> Errand:
        return Errand.RETURN


Told = Annotated[CollectDossier | ReturnResult, Field(discriminator="kind")]


def as_rows(visit_id: UUID, purposes: tuple[CollectDossier | ReturnResult, ...]) -> list[Purpose]:
    """Return the rows of a new visit's purposes."""
    return [
        Purpose(
            visit_id=visit_id,
            position=position,
            errand=purpose.errand,
            procedure_code=getattr(purpose, "procedure_code", None),
            need_text=getattr(purpose, "need_text", None),
            dossier_id=getattr(purpose, "dossier_id", None),
        )
        for position, purpose in enumerate(purposes)
    ]
