"""The coordinator follows the dossier at the office: its code, its state, an apology, a payment, a stop."""

import datetime as dt
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from app.catalogue.queries import legal_days, work_calendar_around
from app.core.clock import VN
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Conflict
from app.core.roles import Role
from app.core.search import LongText, Text
from app.dossiers import queries
from app.dossiers.commands.authorship import signed
from app.dossiers.commands.stepping import step
from app.dossiers.commands.supplement import let_run
from app.dossiers.models import Apology, PaymentDuty
from app.dossiers.models.shapes import Ground, Reason, Status
from app.dossiers.rules import codes, steps

OFFICE = frozenset({Role.COORDINATOR})


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


class Apologise(Command):
    """We shall be late: the reason, our apology, and one new date."""

    type: ClassVar[str] = "dossiers.apologise"
    allowed: ClassVar[frozenset[Role]] = OFFICE

    dossier_id: UUID
    reason: Reason
    new_due_on: dt.date


class AskPayment(Command):
    """The citizen has to pay this before we go on."""

    type: ClassVar[str] = "dossiers.ask_payment"
    allowed: ClassVar[frozenset[Role]] = OFFICE

    dossier_id: UUID
    amount: Annotated[int, Field(ge=1, le=1_000_000_000)]
    what_for: Reason


class Stop(Command):
    """We stop working on it: for this reason, by this article."""

    type: ClassVar[str] = "dossiers.stop"
    allowed: ClassVar[frozenset[Role]] = OFFICE

    dossier_id: UUID
    reason: Reason
    ground: Ground


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
    if dossier.status == Status.SUPPLEMENT_ASKED:
        let_run(context, dossier)
    step(context, dossier, command.status, command.reason)
    context.record("status-changed", dossier)


@handles(Apologise)
def apologise(command: Apologise, context: Context) -> None:
    dossier = queries.get_dossier(command.dossier_id, ward=context.ward)
    today = context.at.astimezone(VN).date()
    steps.check_apology(dossier, command.new_due_on, today, days_before=legal_days(context.ward, "apology_days"))
    steps.check_is_worked(command.new_due_on, work_calendar_around(command.new_due_on))
    dossier.apologies.append(Apology(reason=command.reason, new_due_on=command.new_due_on, **signed(context)))
    dossier.renew_due_date()
    context.record("apologised", dossier)


@handles(AskPayment)
def ask_payment(command: AskPayment, context: Context) -> None:
    dossier = queries.get_dossier(command.dossier_id, ward=context.ward)
    if not steps.follows(dossier, Status.PAYMENT_ASKED):
        raise Conflict("status-not-next", now=dossier.status, asked=int(Status.PAYMENT_ASKED))
    dossier.payment_duties.append(PaymentDuty(amount=command.amount, what_for=command.what_for, **signed(context)))
    step(context, dossier, Status.PAYMENT_ASKED, command.what_for)
    context.record("payment-asked", dossier)


@handles(Stop)
def stop(command: Stop, context: Context) -> None:
    dossier = queries.get_dossier(command.dossier_id, ward=context.ward)
    if not steps.follows(dossier, Status.STOPPED):
        raise Conflict("status-not-next", now=dossier.status, asked=int(Status.STOPPED))
    step(context, dossier, Status.STOPPED, command.reason, ground=command.ground)
    context.record("stopped", dossier)
