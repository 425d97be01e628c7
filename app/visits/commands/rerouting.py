"""The rest of a round goes another way: late, nobody home, a house that cannot wait, an officer ill.

The officer has decided at the roadside, without a network: a fact. The plan follows, and whoever was promised another
hour, or is not reached at all, stands on the call list.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.core.commands import Command, handles
from app.core.context import Context
from app.core.search import Text
from app.visits import queries, rules
from app.visits.commands.calling_off import call_off_visit
from app.visits.commands.door import OFFICERS
from app.visits.commands.lanes import lane_of, settle
from app.visits.commands.planning import ClockTime
from app.visits.models import Half, Visit


class Reckoned(BaseModel):
    """When a visit will begin, as the phone reckons."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    visit_id: UUID
    begins: ClockTime


class Reroute(Command):
    """I go on in this order, at about these times; to those houses nobody comes today."""

    type: ClassVar[str] = "visits.reroute"
    allowed: ClassVar = OFFICERS
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    date: dt.date
    half: Half
    cause: Literal["late", "no-show", "urgent", "ill"]
    reason: Annotated[Text, Field(min_length=1, max_length=500)]
    """As the families hear it on the phone."""
    stops: Annotated[tuple[Reckoned, ...], Field(max_length=50)]
    left_out: Annotated[tuple[UUID, ...], Field(max_length=50)] = ()


@handles(Reroute)
def reroute(command: Reroute, context: Context) -> None:
    named = [*(stop.visit_id for stop in command.stops), *command.left_out]
    rules.check_named_once(named)
    for visit_id in named:
        queries.get_visit(visit_id, ward=context.ward)
    mine = {visit.id: visit for visit in queries.open_visits_of_officer(context.actor.id, command.date, command.half)}
    differing = _unforeseen(mine, set(named))
    if differing:
        context.flag("round-changed-meanwhile", visit_ids=sorted(str(visit_id) for visit_id in differing))
    for visit in _movable(mine, command.left_out):
        call_off_visit(context, visit, command.reason)
    _go_on(command, context, mine)


def _unforeseen(mine: dict[UUID, Visit], named: set[UUID]) -> set[UUID]:
    """What is the officer's no more, and what came to the round; a phone names no house that somebody is in."""
    movable = {visit.id for visit in mine.values() if visit.is_movable}
    return (named - set(mine)) | (movable - named)


def _movable(mine: dict[UUID, Visit], ids: Iterable[UUID]) -> list[Visit]:
    return [visit for visit_id in ids if (visit := mine.get(visit_id)) and visit.is_movable]


def _go_on(command: Reroute, context: Context, mine: dict[UUID, Visit]) -> None:
    """What the office planned meanwhile comes last; what is done or under way keeps its place."""
    begins = {stop.visit_id: stop.begins for stop in command.stops}
    going = _movable(mine, begins)
    for visit in going:
        if visit.expected_at != begins[visit.id]:
            visit.expected_at, visit.expected_since = begins[visit.id], context.at
            context.record("rerouted", visit)
    if going:
        route = queries.visits_in(lane_of(going[0]))
        new = [visit for visit in mine.values() if visit.is_movable and visit.id not in begins]
        moving = {visit.id for visit in [*going, *new]}
        settle(context, [*(one for one in route if one.id not in moving), *going, *_standing(new)], change="rerouted")


def _standing(visits: Iterable[Visit]) -> list[Visit]:
    return [visit for visit in visits if visit.is_standing]
