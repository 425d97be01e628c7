"""An envelope that nobody took comes back to the centre."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from app.core.commands import Command, handles, when_accepted
from app.core.context import Context
from app.core.roles import Role
from app.core.search import Text
from app.dossiers.commands.custody import Hands, let_papers_move
from app.dossiers.models.shapes import Name, Sha256, Shape
from app.postal import rules
from app.postal.commands.holding import FIELD, author_name, await_named, bring_back, flag_other_office, take_over
from app.postal.models import PostalItem
from app.postal.models.words import ItemState, Reason
from app.postal.queries import get_item


class Bundle(Shape):
    """What comes back together, and how many envelopes each side counted for itself."""

    item_ids: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=200)]
    counted_by_post: Annotated[int, Field(ge=0, le=999)]
    counted_by_centre: Annotated[int, Field(ge=0, le=999)]


class ReturnItem(Command):
    """The envelope is back at the centre, with so many papers in it: who gave it, who took it, both signed."""

    type: ClassVar[str] = "postal.return"
    allowed: ClassVar[frozenset[Role]] = FIELD
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    item_id: UUID
    reason: Reason
    count: Annotated[int, Field(ge=0, le=999)]
    condition: Text = ""
    seal: Annotated[Text, Field(max_length=60)] | None = None
    given_by: Name | None = None
    taken_by: Name | None = None
    given_signature: Sha256 | None = None
    taken_signature: Sha256 | None = None
    bundle: Bundle | None = None
    """Of the first envelope of several, or of one: the counts are told once."""

    @property
    def hands(self) -> Hands | None:
        """Who of the post gave it and who of the centre took it; None on reports of the time that named nobody."""
        if self.taken_by is None:
            return None
        both = (self.given_signature, self.taken_signature)
        return Hands(
            given_by=self.given_by,
            taken_by=self.taken_by,
            signature_files=tuple(file for file in both if file) if all(both) else (),
            condition=self.condition or None,
            seal=self.seal,
        )


@handles(ReturnItem)
def return_item(command: ReturnItem, context: Context) -> None:
    item = get_item(command.item_id, ward=context.ward)
    is_beside = rules.is_beside(item)
    for flag in rules.flags_of_return(item, command.count):
        context.flag(flag, attempts=len(item.attempts), counted=command.count, listed=item.paper_count)
    _flag_counts(context, command.bundle)
    flag_other_office(context, item.post_office_id)
    await_named(context, item, [command.given_signature, command.taken_signature])
    if is_beside:
        context.record("return-disputed", item)
        return
    take_over(context, item, Hands(taken_by=author_name(context)))
    _settle(context, item, command)


def _flag_counts(context: Context, bundle: Bundle | None) -> None:
    """Both sides counted for themselves: whoever is wrong, a person looks."""
    if bundle is None:
        return
    counts = {"counted_by_post": bundle.counted_by_post, "counted_by_centre": bundle.counted_by_centre}
    if set(counts.values()) != {len(bundle.item_ids)}:
        context.flag("return-bundle-differs", listed=len(bundle.item_ids), **counts)


def _settle(context: Context, item: PostalItem, command: ReturnItem) -> None:
    item.state = ItemState.RETURNED
    item.returned_at = context.at
    item.return_reason = command.reason
    context.record("returned", item)
    item.returned_by, item.returned_to = command.given_by, command.taken_by
    item.return_condition, item.return_seal = command.condition or None, command.seal
    item.return_signatures = [command.given_signature, command.taken_signature]
    bring_back(context, item, command.hands or Hands(taken_by=author_name(context)))


@when_accepted(ReturnItem)
def accept_return(command: ReturnItem, context: Context) -> None:
    """A person has found the envelope at the centre although it had been reported delivered."""
    let_papers_move(context)
    item = get_item(command.item_id, ward=context.ward)
    if item.state == ItemState.RETURNED:
        return
    _settle(context, item, command)
