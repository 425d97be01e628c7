"""A result that was given otherwise, while its envelope still waited for both signatures, leaves the open list."""

from app.core.commands import reacts_to, when_accepted
from app.core.context import Context
from app.dossiers.commands import HandOverResult
from app.dossiers.models.shapes import Standing
from app.dossiers.queries import hand_over_of
from app.postal.models import PostalItem
from app.postal.models.words import ItemState
from app.postal.queries import get_manifest, items_of_dossier


@reacts_to(HandOverResult)
@when_accepted(HandOverResult)
def take_off_the_list(command: HandOverResult, context: Context) -> None:
    """Nobody counts, or looks for, an envelope whose paper went home over the counter or by an officer."""
    hand_over = hand_over_of(context.command_id)
    if hand_over is None or hand_over.standing != Standing.IN_FORCE:
        return
    for item in items_of_dossier(command.dossier_id):
        if item.state == ItemState.LISTED:
            _withdraw(item, context)


def _withdraw(item: PostalItem, context: Context) -> None:
    item.state = ItemState.WITHDRAWN
    if item.manifest_id is not None:
        manifest = get_manifest(item.manifest_id, ward=context.ward)
        manifest.items.remove(item)
        context.record("item-withdrawn", manifest)
    context.record("withdrawn", item)
