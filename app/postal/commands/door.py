"""The postal worker's round: an envelope in hand, a try that failed, an envelope delivered."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from app.catalogue.queries import work_calendar_around
from app.core.clock import VN
from app.core.commands import Command, handles, when_accepted
from app.core.context import Context
from app.core.errors import Rejected
from app.core.roles import Role
from app.core.search import Text
from app.dossiers.commands.custody import Hands, let_papers_move, pass_paper
from app.dossiers.commands.handing import why_post_hand_over_beside, write_hand_over
from app.dossiers.models.shapes import HandSignature, Holder, Last4, Name, Receiver, Sha256
from app.postal import rules
from app.postal.codes import PostalCode
from app.postal.commands.holding import (
    FIELD,
    author_name,
    await_named,
    dossier_of,
    flag_other_office,
    papers_in,
    post,
    take_over,
)
from app.postal.models import PostalAttempt, PostalDelivery, PostalItem
from app.postal.models.words import ItemState, Reason, Standing
from app.postal.queries import delivery_of, find_attempt, get_item


class PickUpItem(Command):
    """I have this envelope in hand, under this slip number."""

    type: ClassVar[str] = "postal.pick_up"
    allowed: ClassVar[frozenset[Role]] = FIELD
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    item_id: UUID
    code: PostalCode | None = None


class RecordAttempt(Command):
    """I was there and could not hand it over."""

    type: ClassVar[str] = "postal.record_attempt"
    allowed: ClassVar[frozenset[Role]] = FIELD
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    attempt_id: UUID
    item_id: UUID
    reason: Reason
    slip_no: PostalCode | None = None
    next_not_before: date | None = None


class DeliverItem(Command):
    """I gave the envelope to this person, and we both signed for it."""

    type: ClassVar[str] = "postal.deliver"
    allowed: ClassVar[frozenset[Role]] = FIELD
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    item_id: UUID
    to_name: Name
    relation: Text = ""
    identity_last4: Last4 | None = None
    signature_file: Sha256 | None = None
    given_signature: Sha256 | None = None
    """Of who gave it; a photographed slip carries both and stands here and there."""

    @property
    def signature_files(self) -> tuple[str, ...]:
        """The pictures of both hands: who gave, who took."""
        return tuple(file for file in (self.given_signature, self.signature_file) if file)


@handles(PickUpItem)
def pick_up(command: PickUpItem, context: Context) -> None:
    item = get_item(command.item_id, ward=context.ward)
    _flag_oddities(context, item, besides={"manifest-not-signed"})
    if command.code is not None and item.code not in {None, command.code}:
        context.flag("postal-code-differs", before=item.code, now=command.code)
    elif command.code is not None:
        item.code = command.code
    take_over(context, item, Hands(taken_by=author_name(context)))
    context.record("picked-up", item)


@handles(RecordAttempt)
def record_attempt(command: RecordAttempt, context: Context) -> None:
    item = get_item(command.item_id, ward=context.ward)
    if find_attempt(command.attempt_id) is not None:
        raise Rejected("attempt-id-used")
    calendar = work_calendar_around(context.at.astimezone(VN).date())
    _flag_oddities(context, item)
    for flag in rules.flags_of_attempt(item.attempts, context.at, calendar):
        context.flag(flag)
    take_over(context, item, Hands(taken_by=author_name(context)))
    item.attempts.append(
        PostalAttempt(
            id=command.attempt_id,
            at=context.at,
            reason=command.reason,
            slip_no=command.slip_no,
            next_not_before=max(
                filter(None, [rules.second_attempt_day(context.at, calendar), command.next_not_before])
            ),
            by_id=context.actor.id,
            by_name=author_name(context),
            command_id=context.command_id,
        )
    )
    item.state = rules.state_after_attempt(item)
    await_named(context, item, [])
    context.record("attempted", item)


@handles(DeliverItem)
def deliver(command: DeliverItem, context: Context) -> None:
    item = get_item(command.item_id, ward=context.ward)
    _flag_oddities(context, item)
    is_beside = rules.is_beside(item)
    if not is_beside:
        take_over(context, item, Hands(taken_by=author_name(context)))
        is_beside = _is_handed_elsewhere(context, item)
    item.deliveries.append(
        PostalDelivery(
            to_name=command.to_name,
            relation=command.relation,
            identity_last4=command.identity_last4,
            signature_file=command.signature_file,
            giver_file=command.given_signature,
            at=context.at,
            by_id=context.actor.id,
            by_name=author_name(context),
            command_id=context.command_id,
            standing=Standing.BESIDE if is_beside else Standing.IN_FORCE,
            position=context.origin.position,
        )
    )
    await_named(context, item, command.signature_files)
    if is_beside:
        context.record("delivery-disputed", item)
    else:
        _settle(context, item, command)


def _is_handed_elsewhere(context: Context, item: PostalItem) -> bool:
    """The dossier says that its result was given out in another way: a person must see both."""
    dossier = dossier_of(item)
    if dossier is None or dossier.result is None:
        return False
    why = why_post_hand_over_beside(dossier, dossier.result.id)
    if why is not None:
        context.flag(why, state=dossier.result.state)
    return why is not None


def _settle(context: Context, item: PostalItem, command: DeliverItem) -> None:
    """The delivery counts: the result is handed over, and the originals are home."""
    item.state = ItemState.DELIVERED
    context.record("delivered", item)
    dossier = dossier_of(item)
    if dossier is not None and dossier.result is not None:
        write_hand_over(
            context,
            dossier,
            result_id=dossier.result.id,
            to=Receiver(name=command.to_name, relation=command.relation, identity_last4=command.identity_last4),
            signature=_signature(command),
            giver_file=command.given_signature,
            papers_returned=[paper.id for paper in papers_in(item)],
            why_beside=None,
        )
    for paper in papers_in(item):
        family = Holder(kind="citizen", id=paper.citizen_id, name=command.to_name)
        hands = Hands(taken_by=command.to_name, signature_files=command.signature_files)
        pass_paper(context, paper, giver=post(item), taker=family, hands=hands)


def _signature(command: DeliverItem) -> HandSignature | None:
    if command.signature_file is None:
        return None
    return HandSignature(way="pad", file=command.signature_file, name=command.to_name)


@when_accepted(PickUpItem)
@when_accepted(RecordAttempt)
def accept_report(command: PickUpItem | RecordAttempt, context: Context) -> None:
    """A person has decided that the post has had it in hand: so it has the originals in it."""
    let_papers_move(context)


@when_accepted(DeliverItem)
def accept_delivery(command: DeliverItem, context: Context) -> None:
    """A person has decided that this delivery counts; the one before it stays readable beside."""
    let_papers_move(context)
    item = get_item(command.item_id, ward=context.ward)
    delivery = delivery_of(context.command_id)
    if delivery is None or delivery.standing == Standing.IN_FORCE:
        return
    if item.delivered is not None:
        item.delivered.standing = Standing.BESIDE
    delivery.standing = Standing.IN_FORCE
    _settle(context, item, command)


def _flag_oddities(context: Context, item: PostalItem, *, besides: frozenset[str] | set[str] = frozenset()) -> None:
    for flag in rules.flags_of_door(item):
        if flag not in besides:
            context.flag(flag)
    flag_other_office(context, item.post_office_id)
