"""Who stands behind a row: the columns that every line of a dossier carries."""

from typing import Any

from app.accounts.queries import find_user
from app.core.context import Context
from app.core.roles import Role
from app.dossiers.models import Dossier
from app.dossiers.queries import officers_of


def signed(context: Context) -> dict[str, Any]:
    """Return the columns that say who, when and by which command."""
    return {
        "command_id": context.command_id,
        "by_id": context.actor.id,
        "by_name": author_name(context),
        "at": context.at,
    }


def author_name(context: Context) -> str:
    """Return the author's name; a command that waited is carried out without its sender being signed in."""
    if context.actor.name or context.actor.id is None:
        return context.actor.name
    user = find_user(context.actor.id)
    return user.full_name if user else ""


def flag_outsider(dossier: Dossier, context: Context) -> None:
    """An officer reports about a dossier whose visit went to somebody else: it is taken, and a person is asked."""
    if context.actor.role is Role.OFFICER and is_outsider(dossier, context):
        context.flag("visit-reassigned")


def is_outsider(dossier: Dossier, context: Context) -> bool:
    """Say whether this officer has (no longer) to do with the dossier: the visit went to somebody else."""
    return context.actor.id not in officers_of(dossier)
