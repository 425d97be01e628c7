"""A phone dies on a Saturday: another officer takes over what its owner still had to do that day."""

import datetime as dt
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from app.accounts.queries import staff_of
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.roles import Role
from app.core.search import Text
from app.visits import queries, rules
from app.visits.commands.lanes import send


class TakeOver(Command):
    """Let this officer go instead of that one today, and fetch the papers that the other holds."""

    type: ClassVar[str] = "visits.take_over"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})

    from_officer_id: UUID
    to_officer_id: UUID
    date: dt.date
    reason: Annotated[Text, Field(min_length=1)]


@handles(TakeOver)
def take_over(command: TakeOver, context: Context) -> None:
    """Visits under way go along: the household waits for somebody who can write it down.

    No room is asked for: the half-day stays its team's, only another pair of hands comes. What the dead phone
    still delivers is flagged, since its owner is not the one who goes any more.
    """
    officers = {user.id: user for user in staff_of(context.ward, Role.OFFICER)}
    rules.check_stand_in(command.from_officer_id, command.to_officer_id, officers)
    for visit in queries.unfinished_visits_of_officer(command.from_officer_id, command.date):
        others = [officer for officer in visit.officer_ids if officer != command.from_officer_id]
        send(visit, list(dict.fromkeys([*others, command.to_officer_id])))
        context.record("taken-over", visit)
