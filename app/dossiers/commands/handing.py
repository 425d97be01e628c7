"""The result is given to somebody: who, in what relation, by what paper, at which hour and minute."""

from collections.abc import Collection
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from app.core.commands import Command, handles, when_accepted
from app.core.context import Context
from app.core.roles import Role
from app.core.search import LongText
from app.dossiers import queries
from app.dossiers.commands.authorship import author_name, signed
from app.dossiers.commands.custody import Hands, centre_of, let_papers_move, pass_paper
from app.dossiers.commands.filing import file_pages
from app.dossiers.commands.stepping import is_at_the_door, step_row
from app.dossiers.models import Dossier, HandOver
from app.dossiers.models.shapes import (
    FileUseShape,
    HandSignature,
    Holder,
    Receiver,
    ResultState,
    Sha256,
    Standing,
    Status,
)
from app.dossiers.rules import facts as rules
from app.dossiers.rules.steps import ENDED, IN_HAND

FROM_OFFICER = frozenset({ResultState.READY, ResultState.WITH_OFFICER})
FROM_POST = frozenset({ResultState.WITH_POST})


class HandOverResult(Command):
    """I gave the result to this person, at their home or at the counter, and we both signed for it."""

    type: ClassVar[str] = "dossiers.hand_over"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.OFFICER, Role.COORDINATOR})
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    dossier_id: UUID
    result_id: UUID
    to: Receiver
    papers_returned: Annotated[tuple[UUID, ...], Field(max_length=50)] = ()
    signature: HandSignature | None = None
    given_signature: Sha256 | None = None
    """Of who gave it; reports of the time that asked the receiver alone have none."""
    note: LongText = ""

    @property
    def signature_files(self) -> tuple[str, ...]:
        """The pictures of both hands: who gave, who took."""
        taken = self.signature.file if self.signature else None
        return tuple(file for file in (self.given_signature, taken) if file)


@handles(HandOverResult)
def hand_over_result(command: HandOverResult, context: Context) -> None:
    dossier = queries.get_dossier(command.dossier_id, ward=context.ward)
    why = _why_beside(command, dossier, context)
    hand_over = write_hand_over(
        context,
        dossier,
        result_id=command.result_id,
        to=command.to,
        signature=command.signature,
        giver_file=command.given_signature,
        papers_returned=command.papers_returned,
        note=command.note,
        why_beside=why,
    )
    hand_over.at_counter = _is_at_the_counter(context)
    file_pages(context, dossier, [FileUseShape(sha256=file, role="handover") for file in command.signature_files])
    _return_papers(context, hand_over)


def _is_at_the_counter(context: Context) -> bool:
    return context.actor.role is Role.COORDINATOR


def _why_beside(command: HandOverResult, dossier: Dossier, context: Context) -> str | None:
    """What was signed for is kept beside what it does not follow on; the counter's page looks before anybody signs."""
    if is_at_the_door(context):
        why = rules.why_hand_over_beside(dossier, command.result_id, expected=FROM_OFFICER)
        return why or _why_not_theirs(dossier, context)
    return rules.why_hand_over_beside(dossier, command.result_id, expected=IN_HAND)


def _why_not_theirs(dossier: Dossier, context: Context) -> str | None:
    """A return visit that went to another team meanwhile: two officers may have reported the same thing."""
    officers = {officer_id for visit in queries.return_visits(dossier) for officer_id in visit.officer_ids}
    return "visit-reassigned" if officers and context.actor.id not in officers else None


def write_hand_over(
    context: Context,
    dossier: Dossier,
    *,
    result_id: UUID,
    to: Receiver,
    signature: HandSignature | None,
    giver_file: str | None = None,
    papers_returned: Collection[UUID] = (),
    note: str = "",
    why_beside: str | None,
) -> HandOver:
    """Write a hand-over, by an officer, the counter or (called by postal) the post; it counts unless kept beside."""
    why_beside = None if context.by_review else why_beside
    hand_over = HandOver(
        result_id=result_id,
        to_name=to.name,
        relation=to.relation,
        identity_last4=to.identity_last4,
        authorisation=to.authorisation,
        papers_returned=[str(paper_id) for paper_id in papers_returned],
        signature_way=signature.way if signature else None,
        signature_file=signature.file if signature else None,
        signature_name=signature.name if signature else None,
        giver_file=giver_file,
        note=note,
        standing=Standing.BESIDE if why_beside else Standing.IN_FORCE,
        **signed(context),
    )
    if why_beside is None:
        _set_aside_earlier(dossier)
    dossier.hand_overs.append(hand_over)
    if why_beside:
        context.flag(why_beside, state=dossier.result.state if dossier.result else None)
        context.record("hand-over-disputed", dossier)
    else:
        _settle(context, dossier, hand_over)
    return hand_over


def why_post_hand_over_beside(dossier: Dossier, result_id: UUID) -> str | None:
    """Return the flag for a delivery by post that the present state does not expect; for postal's handlers."""
    return rules.why_hand_over_beside(dossier, result_id, expected=FROM_POST)


def _set_aside_earlier(dossier: Dossier) -> None:
    """Only one hand-over counts; the other stays readable beside it."""
    if dossier.handed is not None:
        dossier.handed.standing = Standing.BESIDE


def _settle(context: Context, dossier: Dossier, hand_over: HandOver) -> None:
    if dossier.result is not None:
        dossier.result.state = ResultState.HANDED_OVER
    if Status(dossier.status) not in ENDED:
        dossier.status = Status.HANDED_OVER
        step = step_row(context, Status.HANDED_OVER)
        step.at = hand_over.at
        dossier.history.append(step)
    context.record("handed-over", dossier)


def _return_papers(context: Context, hand_over: HandOver) -> None:
    """Originals that went home with the result leave the hands of the officer, or the centre's."""
    if hand_over.at_counter:
        giver = centre_of(context.ward)
    else:
        giver = Holder(kind="officer", id=context.actor.id, name=author_name(context))
    for paper_id in hand_over.papers_returned:
        paper = queries.get_paper(UUID(paper_id), ward=context.ward)
        pass_paper(
            context,
            paper,
            giver=giver,
            taker=Holder(kind="citizen", id=paper.citizen_id, name=hand_over.to_name),
            hands=Hands(taken_by=hand_over.to_name, signature_files=hand_over.signature_files),
        )


@when_accepted(HandOverResult)
def accept_hand_over(command: HandOverResult, context: Context) -> None:
    """A person has decided that this hand-over counts."""
    let_papers_move(context)
    let_hand_over_count(context, queries.get_dossier(command.dossier_id, ward=context.ward))


def let_hand_over_count(context: Context, dossier: Dossier) -> bool:
    """Let the hand-over that this command reported count; the one before it stays readable beside."""
    hand_over = queries.hand_over_of(context.command_id)
    if hand_over is None or hand_over.standing == Standing.IN_FORCE:
        return False
    _set_aside_earlier(dossier)
    hand_over.standing = Standing.IN_FORCE
    _settle(context, dossier, hand_over)
    return True
