"""An original paper changes hands, and both sides say so: one holder at any time."""

from dataclasses import dataclass
from typing import Annotated, ClassVar
from uuid import UUID, uuid5

from pydantic import ConfigDict, Field

from app.accounts.queries import get_user
from app.core.commands import Command, handles, when_accepted
from app.core.context import Context
from app.core.errors import Rejected, Unknown
from app.core.roles import Role
from app.core.search import Text
from app.dossiers import queries
from app.dossiers.commands.authorship import author_name, signed
from app.dossiers.commands.standing_in import end_wait
from app.dossiers.models import CustodyPaper, CustodyTransfer, Dossier
from app.dossiers.models.shapes import Count, Holder, Name, Sha256, Shape, Standing
from app.dossiers.rules import custody as rules
from app.files.queries import await_files, stored_refs
from app.places.queries import find_ward, get_post_office


class NewPaper(Shape):
    """The name of a paper that leaves its owner's hands for the first time."""

    name: Name


class TransferCustody(Command):
    """This original went from one hand to another: so many, in this condition.

    `signatures` are those of who gave and who took, in this order; a single one is that of who took.
    """

    type: ClassVar[str] = "dossiers.transfer_custody"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.OFFICER, Role.COORDINATOR, Role.POSTAL})
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    model_config = ConfigDict(**{**Command.model_config, "populate_by_name": True, "serialize_by_alias": True})

    transfer_id: UUID
    paper_id: UUID
    dossier_id: UUID
    paper: NewPaper | None = None
    from_: Holder = Field(alias="from")
    to: Holder
    count: Count = 1
    condition: Text = ""
    seal: Annotated[Text, Field(max_length=60)] | None = None
    given_by: Name
    taken_by: Name
    signatures: Annotated[tuple[Sha256, ...], Field(max_length=10)] = ()


@handles(TransferCustody)
def transfer_custody(command: TransferCustody, context: Context) -> None:
    dossier = queries.get_dossier(command.dossier_id, ward=context.ward)
    _check(command)
    known = queries.find_paper(command.paper_id)
    paper = known or _first_seen(command, dossier, context)
    transfer = _transfer(command, context)
    why = _why_beside(command, paper, context) if known else None
    add_transfer(context, paper, transfer, why_beside=why)
    await_files(context, paper)
    await_files(context, paper, stored_refs(context.ward, command.signatures, "signature"))
    if known is None and dossier.signatures:
        context.record("original-added", dossier)  # it was not on the list that was signed


def _check(command: TransferCustody) -> None:
    rules.check_two_sides(command.from_, command.to)
    if queries.find_transfer(command.transfer_id) is not None:
        raise Rejected("transfer-id-used")
    for holder in (command.from_, command.to):
        _check_known(holder)


def _check_known(holder: Holder) -> None:
    """An officer or a post office that nobody knows could never be asked for the paper."""
    if holder.id is not None and holder.kind == "officer":
        get_user(holder.id)
    if holder.id is not None and holder.kind == "post":
        get_post_office(holder.id)


def _first_seen(command: TransferCustody, dossier: Dossier, context: Context) -> CustodyPaper:
    if command.paper is None:
        raise Unknown("paper", command.paper_id)
    paper = CustodyPaper(
        id=command.paper_id,
        ward=context.ward,
        dossier_id=dossier.id,
        citizen_id=dossier.citizen_id,
        name=command.paper.name,
        count=command.count,
        condition=command.condition,
        seal=command.seal,
    )
    paper.give_to(command.from_, context.at)
    context.add(paper)
    context.link(dossier, paper)
    return paper


def _why_beside(command: TransferCustody, paper: CustodyPaper, context: Context) -> str | None:
    if paper.dossier_id != command.dossier_id:
        return "paper-of-another-dossier"
    if not rules.is_party(context.actor.role, context.actor.id, command.from_, command.to):
        return "not-a-party"
    return rules.why_beside(holder=paper.holder, held_since=paper.held_since, giver=command.from_, at=context.at)


def _transfer(command: TransferCustody, context: Context) -> CustodyTransfer:
    return CustodyTransfer(
        transfer_id=command.transfer_id,
        from_holder=command.from_.model_dump(mode="json"),
        to_holder=command.to.model_dump(mode="json"),
        count=command.count,
        condition=command.condition,
        seal=command.seal,
        given_by=command.given_by,
        taken_by=command.taken_by,
        signature_files=list(command.signatures),
        **signed(context),
    )


def add_transfer(
    context: Context, paper: CustodyPaper, transfer: CustodyTransfer, *, why_beside: str | None = None
) -> None:
    """Write the change of hands; it moves the paper unless there is a reason to keep it beside."""
    why_beside = None if context.by_review else why_beside
    transfer.dossier_id = paper.dossier_id
    transfer.standing = Standing.BESIDE if why_beside else Standing.IN_FORCE
    paper.transfers.append(transfer)
    if why_beside:
        context.flag(why_beside, paper_id=str(paper.id), holder=paper.holder.name)
        context.record("transfer-disputed", paper)
        return
    _move(context, paper, transfer)


def _move(context: Context, paper: CustodyPaper, transfer: CustodyTransfer) -> None:
    if transfer.count != paper.count:
        context.flag("custody-count-differs", paper_id=str(paper.id), before=paper.count, now=transfer.count)
    paper.give_to(Holder.model_validate(transfer.to_holder), transfer.at)
    paper.condition, paper.seal = transfer.condition, transfer.seal
    end_wait(context, paper, transfer)
    context.record("transferred", paper)


@dataclass(frozen=True, kw_only=True)
class Hands:
    """Who gave and who took in person, what both signed, and what they saw; None where nobody looked anew."""

    taken_by: str
    given_by: str | None = None
    signature_files: tuple[str, ...] = ()
    condition: str | None = None
    seal: str | None = None


def centre_of(ward: str) -> Holder:
    """Return the centre as a holder of papers."""
    place = find_ward(ward)
    return Holder(kind="centre", name=place.centre_name if place else "Trung tâm")


def pass_paper(context: Context, paper: CustodyPaper, *, giver: Holder, taker: Holder, hands: Hands) -> None:
    """Move a paper along with something else: a result handed over, a parcel taken by the post.

    For the handlers of this and higher features. The transfer's id follows from command, paper, and whether it is
    the first one there: an envelope delivered from the list goes to the post and to the family by one report.
    """
    before = sum(other.command_id == context.command_id for other in paper.transfers)
    transfer = CustodyTransfer(
        transfer_id=uuid5(context.command_id, f"{paper.id}/{before}" if before else str(paper.id)),
        from_holder=giver.model_dump(mode="json"),
        to_holder=taker.model_dump(mode="json"),
        count=paper.count,
        condition=hands.condition or paper.condition,
        seal=hands.seal or paper.seal,
        given_by=hands.given_by or author_name(context),
        taken_by=hands.taken_by,
        signature_files=list(hands.signature_files),
        **signed(context),
    )
    why = rules.why_beside(holder=paper.holder, held_since=paper.held_since, giver=giver, at=context.at)
    add_transfer(context, paper, transfer, why_beside=why)


@when_accepted(TransferCustody)
def accept_transfer(command: TransferCustody, context: Context) -> None:
    """A person has decided that this transfer is the one that counts."""
    let_papers_move(context)


def let_papers_move(context: Context) -> None:
    """A person has accepted this command: what it said about originals and was kept beside counts from now on.

    Also for reports of something else that papers went along with, here and in higher features.
    """
    for transfer in queries.transfers_beside(context.command_id):
        transfer.standing = Standing.IN_FORCE
        _move(context, transfer.paper, transfer)
