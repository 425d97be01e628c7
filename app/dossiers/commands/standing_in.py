"""Papers of an officer whose phone has died: awaited by another, whose own report ends the wait.

A paper changes hands only by a transfer with two sides. Until the new officer has it, counted it and said so,
it stays where it was, listed in red as being handed on.
"""

from app.accounts.queries import get_user
from app.core.commands import reacts_to
from app.core.context import Context
from app.core.errors import Conflict
from app.core.ids import new_id
from app.dossiers import queries
from app.dossiers.models import CustodyPaper, CustodyTransfer, CustodyWait
from app.visits.commands import TakeOver


@reacts_to(TakeOver)
def await_papers(command: TakeOver, context: Context) -> None:
    """Every original in the officer's hands is to be fetched by the one who stands in."""
    papers = queries.papers_with_officer(context.ward, command.from_officer_id)
    if not papers and not context.recorded:
        raise Conflict("nothing-to-take-over")
    taker = get_user(command.to_officer_id)
    for paper in papers:
        if paper.wait is not None:
            paper.wait.ended_at = context.now
        wait = CustodyWait(
            id=new_id(),
            paper_id=paper.id,
            officer_id=taker.id,
            officer_name=taker.full_name,
            asked_by=context.actor.name,
            asked_at=context.now,
            reason=command.reason,
        )
        paper.waits.append(wait)
        context.record("awaited", paper)


def end_wait(context: Context, paper: CustodyPaper, transfer: CustodyTransfer) -> None:
    """The paper has moved, to whomever: nobody is on the way to fetch it any more."""
    if paper.wait is not None:
        paper.wait.transfer_id = transfer.transfer_id
        paper.wait.ended_at = context.now
