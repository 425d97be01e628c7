"""Who holds an envelope, and what that means for the dossier whose result lies in it."""

from collections.abc import Iterable
from uuid import UUID

from app.accounts.queries import find_user
from app.core.context import Context
from app.core.db import Entity
from app.core.roles import Role
from app.dossiers.commands.custody import Hands, centre_of, pass_paper
from app.dossiers.commands.results import move_result
from app.dossiers.models import CustodyPaper, Dossier
from app.dossiers.models.shapes import Holder, ResultState
from app.dossiers.queries import find_dossier, find_paper
from app.files.queries import await_files, stored_refs
from app.places.queries import get_post_office
from app.postal.models import PostalItem
from app.postal.models.words import ItemState

FIELD = frozenset({Role.POSTAL, Role.COORDINATOR})
AT_CENTRE = frozenset({ResultState.READY, ResultState.RETURNED})
ON_ITS_WAY = frozenset({ResultState.WITH_POST, ResultState.HANDED_OVER})
"""An envelope found at the centre was not handed over, whatever had been reported."""


def dossier_of(item: PostalItem) -> Dossier | None:
    """Return the dossier whose result lies in the envelope."""
    return find_dossier(item.dossier_id) if item.dossier_id else None


def papers_in(item: PostalItem) -> list[CustodyPaper]:
    """Return the originals that travel in the envelope."""
    return [paper for text in item.custody_papers if (paper := find_paper(UUID(text))) is not None]


def post(item: PostalItem) -> Holder:
    """Return the post office as a holder of papers."""
    office = get_post_office(item.post_office_id)
    return Holder(kind="post", id=office.id, name=office.name)


def take_over(context: Context, item: PostalItem, hands: Hands) -> None:
    """The post has the envelope in hand; doing it again changes nothing."""
    if item.state not in {ItemState.LISTED, ItemState.WAITING}:
        return
    item.state = ItemState.WITH_POST
    context.record("taken-by-post", item)
    _pass_all(context, item, giver=centre_of(item.ward), taker=post(item), hands=hands)
    _move_result(context, item, ResultState.WITH_POST, came_from=AT_CENTRE)


def bring_back(context: Context, item: PostalItem, hands: Hands) -> None:
    """The envelope is at the centre again."""
    _pass_all(context, item, giver=post(item), taker=centre_of(item.ward), hands=hands)
    _move_result(context, item, ResultState.RETURNED, came_from=ON_ITS_WAY)


def _move_result(context: Context, item: PostalItem, state: ResultState, *, came_from: frozenset[ResultState]) -> None:
    """Only a result that is where we think moves on: one handed over by an officer stays handed over."""
    dossier = dossier_of(item)
    if dossier is not None and dossier.result is not None and dossier.result.state in came_from:
        move_result(context, dossier, state)


def _pass_all(context: Context, item: PostalItem, *, giver: Holder, taker: Holder, hands: Hands) -> None:
    for paper in papers_in(item):
        pass_paper(context, paper, giver=giver, taker=taker, hands=hands)


def author_name(context: Context) -> str:
    """Return the author's name, also when the command waited and its sender is not signed in."""
    user = find_user(context.actor.id) if context.actor.id and not context.actor.name else None
    return user.full_name if user else context.actor.name


def flag_other_office(context: Context, post_office_id: UUID) -> None:
    """Somebody of another office had it in hand: recorded, and a person looks."""
    user = find_user(context.actor.id) if context.actor.id else None
    if context.actor.role is Role.POSTAL and user is not None and user.post_office_id != post_office_id:
        context.flag("other-post-office")


def await_named(context: Context, entity: Entity, named: Iterable[str | None]) -> None:
    """Wait for the files of this command; a hash that is neither announced nor here is flagged."""
    wanted = [name for name in named if name]
    here = [ref for ref in stored_refs(entity.ward, wanted, "signature") if ref.sha256 not in _announced(context)]
    states = await_files(context, entity) | await_files(context, entity, here)
    forgotten = [name for name in wanted if name not in states]
    if forgotten:
        context.flag("file-not-named", files=forgotten)


def _announced(context: Context) -> set[str]:
    return {file.sha256 for file in context.files}
