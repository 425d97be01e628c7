"""What the worker tells of a plan, line by line."""

import datetime as dt
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.visits.models import Change, Half, PlanLine

Clock = Annotated[str, Field(pattern=r"^(|([01]\d|2[0-3]):[0-5]\d)$")]


class PlanLineTold(BaseModel):
    """One home in a plan: where it stands in it, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    change: Change
    request_id: UUID | None = None
    visit_id: UUID | None = None
    spare_id: UUID | None = None
    team_id: UUID | None = None
    date: dt.date | None = None
    half: Half | None = None
    order: Annotated[int, Field(ge=0)] = 0
    begins: Clock = ""
    ends: Clock = ""
    minutes: Annotated[int, Field(ge=0)] = 0
    travel_minutes: Annotated[int, Field(ge=0)] = 0
    parts: dict[str, int] = {}
    why: dict[str, Any] = {}

    def as_row(self, plan_id: UUID, position: int) -> PlanLine:
        """Return the line as it is stored."""
        told = self.model_dump(exclude={"date"})
        return PlanLine(plan_id=plan_id, position=position, on=self.date, before={}, **told)
