"""The desk writes down which slip number an envelope bears; nothing changes hands by that."""

from typing import ClassVar
from uuid import UUID

from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Conflict
from app.core.roles import Role
from app.postal import rules
from app.postal.codes import PostalCode
from app.postal.queries import get_item


class NumberItem(Command):
    """The post's slip on this envelope bears this number."""

    type: ClassVar[str] = "postal.number_item"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})

    item_id: UUID
    code: PostalCode


@handles(NumberItem)
def number_item(command: NumberItem, context: Context) -> None:
    item = get_item(command.item_id, ward=context.ward)
    if rules.is_beside(item):
        raise Conflict(f"item-already-{item.state}")
    if item.code not in {None, command.code}:
        raise Conflict("postal-code-differs", before=item.code)
    item.code = command.code
    context.record("numbered", item)
