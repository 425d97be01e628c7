"""The ward says how much each part of a request's urgency counts."""

from dataclasses import asdict
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Rejected
from app.core.roles import Role
from app.visits.models import Weights
from app.visits.planning.weight import Points
from app.visits.weights import weights_now

Worth = Annotated[int, Field(ge=0, le=60)]
Age = Annotated[int, Field(ge=50, le=110)]


class SetWeights(Command):
    """From now on this counts so many points."""

    type: ClassVar[str] = "visits.set_weights"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR, Role.DIRECTOR})

    weights_id: UUID
    base: Annotated[int, Field(ge=1, le=50)]
    """Everybody has these: a weight of nothing would never be visited."""
    disability: Worth
    bedridden: Worth
    aged: Worth
    aged_from: Age
    very_old: Worth
    very_old_from: Age
    each_weekend: Annotated[int, Field(ge=1, le=25)]
    """Whoever waits always gains."""


@handles(SetWeights)
def set_weights(command: SetWeights, context: Context) -> None:
    """Keep a new version; the same points again are none."""
    if command.very_old_from <= command.aged_from:
        raise Rejected("ages-out-of-order")
    number, now = weights_now(context.ward)
    wanted = Points(**command.model_dump(exclude={"weights_id"}))
    if wanted == now:
        return
    weights = Weights(
        id=command.weights_id,
        ward=context.ward,
        number=number + 1,
        points=asdict(wanted),
        made_by=context.actor.id,
        made_at=context.now,
    )
    context.add(weights)
    context.record("weights-set", weights)
