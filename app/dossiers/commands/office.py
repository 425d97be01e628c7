"""The coordinator follows the dossier at the office: its code, its state, a supplement, an apology."""

import datetime as dt
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from app.core.clock import VN
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.roles import Role
from app.core.search import LongText, Text
from app.dossiers import queries
from app.dossiers.commands.authorship import signed
from app.dossiers.models import Apology, Dossier, StatusChange, Supplement
from app.dossiers.models.shapes import Status
from app.dossiers.rules import codes, steps

OFFICE = frozenset({Role.COORDINATOR})
Reason = Annotated[LongText, Field(min_length=1)]


class LinkCode(Command):
    """This dossier has this official code in the provincial system."""

    type: ClassVar[str] = "dossiers.link_code"
    allowed: ClassVar[frozenset[Role]] = OFFICE

    dossier_id: UUID
    official_code: Annotated[Text, Field(min_length=1, max_length=80)]
    replaces: Annotated[Text, Field(max_length=80)] | None = None
    """The wrong code linked before, when this one corrects it."""


class ChangeStatus(Command):
    """The dossier is now in this state."""

    type: ClassVar[str] = "dossiers.change_status"
    allowed: ClassVar[frozenset[Role]] = OFFICE

    dossier_id: UUID
    status: Status
    reason: LongText = ""


class AskSupplement(Command):
    """The citizen must add these papers: the whole list at once."""

    type: ClassVar[str] = "dossiers.ask_supplement"
    allowed: ClassVar[frozenset[Role]] = OFFICE

    dossier_id: UUID
    items: Annotated[tuple[Annotated[Text, Field(min_length=1)], ...], Field(min_length=1, max_length=40)]
    reason: Reason
    knows_second: bool = False
    """The coordinator was warned that a second request counts as overdue, and means it."""


class Apologise(Command):
    """We shall be late: the reason, our apology, and one new date."""

    type: ClassVar[str] = "dossiers.apologise"
    allowed: ClassVar[frozenset[Role]] = OFFICE

    dossier_id: UUID
    reason: Reason
    new_due_on: dt.date


@handles(LinkCode)
def link_code(command: LinkCode, context: Context) -> None:
    dossier = queries.get_dossier(command.dossier_id, ward=context.ward)
    code = codes.tidy_official(command.official_code)
    codes.check_official(code)
    others = queries.dossiers_with_official_code(context.ward, code, besides=dossier.id)
    steps.check_code_free(dossier, others, command.replaces)
    dossier.official_code = code
    if dossier.status == Status.FILED:
        step(context, dossier, Status.ACCEPTED)
    dossier.renew_search_key()
    context.record("code-linked", dossier)


@handles(ChangeStatus)
def change_status(command: ChangeStatus, context: Context) -> None:
    dossier = queries.get_dossier(command.dossier_id, ward=context.ward)
    steps.check_step(dossier, command.status, command.reason)
    step(context, dossier, command.status, command.reason)
    context.record("status-changed", dossier)


@handles(AskSupplement)
def ask_supplement(command: AskSupplement, context: Context) -> None:
    dossier = queries.get_dossier(command.dossier_id, ward=context.ward)
    steps.check_supplement(dossier, knows_second=command.knows_second)
    dossier.supplements.append(Supplement(items=list(command.items), reason=command.reason, **signed(context)))
    if dossier.status != Status.SUPPLEMENT_ASKED:
        step(context, dossier, Status.SUPPLEMENT_ASKED, command.reason)
    context.record("supplement-asked", dossier)


@handles(Apologise)
def apologise(command: Apologise, context: Context) -> None:
    dossier = queries.get_dossier(command.dossier_id, ward=context.ward)
    steps.check_apology(dossier, command.new_due_on, context.at.astimezone(VN).date())
    dossier.apologies.append(Apology(reason=command.reason, new_due_on=command.new_due_on, **signed(context)))
    dossier.due_on = command.new_due_on
    context.record("apologised", dossier)


def step(context: Context, dossier: Dossier, status: Status, reason: str = "") -> None:
    """Move the state and say so in the history."""
    dossier.status = status
    dossier.history.append(StatusChange(status=status, reason=reason, **signed(context)))
