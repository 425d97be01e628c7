"""An envelope that nobody took comes back to the centre."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from app.core.commands import Command, handles, when_accepted
from app.core.context import Context
from app.core.roles import Role
from app.dossiers.commands.custody import let_papers_move
from app.postal import rules
from app.postal.commands.holding import FIELD, author_name, await_named, bring_back, flag_other_office, take_over
from app.postal.models import PostalItem
from app.postal.models.words import ItemState, Reason
from app.postal.queries import get_item


class ReturnItem(Command):
    """The envelope is back at the centre, with so many papers in it."""

    type: ClassVar[str] = "postal.return"
    allowed: ClassVar[frozenset[Role]] = FIELD
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    item_id: UUID
    reason: Reason
    count: Annotated[int, Field(ge=0, le=999)]


@handles(ReturnItem)
def return_item(command: ReturnItem, context: Context) -> None:
    item = get_item(command.item_id, ward=context.ward)
    is_beside = rules.is_beside(item)
    for flag in rules.flags_of_return(item, command.count):
        context.flag(flag, attempts=len(item.attempts), counted=command.count, listed=item.paper_count)
    flag_other_office(context, item.post_office_id)
    await_named(context, item, [])
    if is_beside:
        context.record("return-disputed", item)
        return
    take_over(context, item, taken_by=author_name(context))
    _settle(context, item, command)


def _settle(context: Context, item: PostalItem, command: ReturnItem) -> None:
    item.state = ItemState.RETURNED
    item.returned_at = context.at
    item.return_reason = command.reason
    context.record("returned", item)
    bring_back(context, item, taken_by=author_name(context))


@when_accepted(ReturnItem)
def accept_return(command: ReturnItem, context: Context) -> None:
    """A person has found the envelope at the centre although it had been reported delivered."""
    let_papers_move(context)
    item = get_item(command.item_id, ward=context.ward)
    if item.state == ItemState.RETURNED:
        return
    _settle(context, item, command)
