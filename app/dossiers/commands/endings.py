"""A dossier is not taken, or taken back: said at the door or at the desk, with the article or the person's name."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from app.core.commands import Command, handles, when_accepted
from app.core.context import Context
from app.core.roles import Role
from app.core.search import LongText
from app.dossiers import queries
from app.dossiers.commands.authorship import flag_outsider
from app.dossiers.commands.stepping import let_step_count, step_or_lay_beside
from app.dossiers.models.shapes import Ground, Name, Reason, Status

DOOR_AND_DESK = frozenset({Role.OFFICER, Role.COORDINATOR})


class Refuse(Command):
    """We do not take this dossier: for this reason, by this article."""

    type: ClassVar[str] = "dossiers.refuse"
    allowed: ClassVar[frozenset[Role]] = DOOR_AND_DESK
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    dossier_id: UUID
    reason: Reason
    ground: Ground


class Withdraw(Command):
    """The citizen takes the dossier back; this person said so."""

    type: ClassVar[str] = "dossiers.withdraw"
    allowed: ClassVar[frozenset[Role]] = DOOR_AND_DESK
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    dossier_id: UUID
    asked_by: Name
    reason: Annotated[LongText, Field(max_length=4000)] = ""


@handles(Refuse)
def refuse(command: Refuse, context: Context) -> None:
    dossier = queries.get_dossier(command.dossier_id, ward=context.ward)
    flag_outsider(dossier, context)
    is_taken = step_or_lay_beside(context, dossier, Status.NOT_ACCEPTED, command.reason, ground=command.ground)
    context.record("refused" if is_taken else "step-disputed", dossier)


@handles(Withdraw)
def withdraw(command: Withdraw, context: Context) -> None:
    dossier = queries.get_dossier(command.dossier_id, ward=context.ward)
    flag_outsider(dossier, context)
    is_taken = step_or_lay_beside(context, dossier, Status.WITHDRAWN, command.reason, asked_by=command.asked_by)
    context.record("withdrawn" if is_taken else "step-disputed", dossier)


@when_accepted(Refuse)
def accept_refusal(command: Refuse, context: Context) -> None:
    """A person has decided that the refusal holds."""
    dossier = queries.get_dossier(command.dossier_id, ward=context.ward)
    if let_step_count(context, dossier):
        context.record("refused", dossier)


@when_accepted(Withdraw)
def accept_withdrawal(command: Withdraw, context: Context) -> None:
    """A person has decided that the citizen has taken the dossier back."""
    dossier = queries.get_dossier(command.dossier_id, ward=context.ward)
    if let_step_count(context, dossier):
        context.record("withdrawn", dossier)
