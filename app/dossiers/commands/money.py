"""Money: the fee at the door, the transfer that somebody saw arrive, the cash that comes to the centre."""

import datetime as dt
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from app.accounts.queries import get_user
from app.core.commands import Command, handles, when_accepted
from app.core.context import Context
from app.core.errors import Rejected
from app.core.roles import Role
from app.core.search import Text
from app.dossiers import cash
from app.dossiers.commands.authorship import author_name, flag_outsider, signed
from app.dossiers.commands.stepping import go_on_when_paid
from app.dossiers.models import CashHandIn, FeeAccount, FeePayment
from app.dossiers.models.paying import awaited_payment, left_of, newest_for
from app.dossiers.models.shapes import Money, Name, Standing
from app.dossiers.queries import get_dossier
from app.dossiers.rules import facts as rules
from app.dossiers.rules import money


class TakeFee(Command):
    """I took this fee, or none because the person is exempt."""

    type: ClassVar[str] = "dossiers.take_fee"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.OFFICER})
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    dossier_id: UUID
    amount: Money
    postage: Money = 0
    """Taken for the post in the same way as the fee; typed, since its price is the post's affair."""
    exempt: bool = False
    exempt_reason: Text | None = None
    way: Literal["cash", "transfer", "none"]
    slip: Annotated[Text, Field(max_length=60)] | None = None


class ConfirmPayment(Command):
    """The transfer has arrived: I have seen it in the account."""

    type: ClassVar[str] = "dossiers.confirm_payment"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})

    dossier_id: UUID


class HandInCash(Command):
    """This officer brought the cash of that weekend, and we counted it together."""

    type: ClassVar[str] = "dossiers.hand_in_cash"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})
    fact: ClassVar[bool] = True

    hand_in_id: UUID
    officer_id: UUID
    weekend: dt.date
    amount: Annotated[int, Field(ge=1, le=1_000_000_000)]
    handed_by: Name
    note: Text = ""


class SetFeeAccount(Command):
    """Fees may be transferred to this account, or to none any more."""

    type: ClassVar[str] = "dossiers.set_fee_account"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.ADMIN, Role.SYSTEM})

    fee_account_id: UUID
    """For the ward's first account; later ones change that row."""
    bank_bin: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
    bank_name: Name
    account_number: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{4,19}$")]
    account_name: Name
    is_used: bool = True


@handles(TakeFee)
def take_fee(command: TakeFee, context: Context) -> None:
    dossier = get_dossier(command.dossier_id, ward=context.ward)
    rules.check_exemption(exempt=command.exempt, reason=command.exempt_reason, amount=command.amount)
    duty = money.duty_at(dossier, context.at)
    payment = FeePayment(**command.model_dump(exclude={"dossier_id"}), **signed(context), standing=Standing.IN_FORCE)
    payment.duty_command = duty.command_id if duty else None
    before = newest_for(dossier, payment.duty_command)
    expected = left_of(dossier, duty) if duty else rules.expected_fee(dossier)
    if before is not None and (expected == 0 if duty else before.is_settled):
        context.flag("fee-already-taken", amount=before.total)
        payment.standing = Standing.IN_FORCE if context.by_review else Standing.BESIDE
    if not command.exempt and expected is not None and expected != command.amount:
        context.flag("fee-differs", expected=expected, taken=command.amount)
    if money.lacks_slip(payment):
        context.flag("cash-without-slip", amount=payment.total)
    flag_outsider(dossier, context)
    dossier.payments.append(payment)
    go_on_when_paid(context, dossier)
    context.record("fee-taken", dossier)


@when_accepted(TakeFee)
def accept_fee(command: TakeFee, context: Context) -> None:
    """A person has decided that this money was taken too: whoever took it answers for it."""
    dossier = get_dossier(command.dossier_id, ward=context.ward)
    for payment in dossier.payments:
        if payment.command_id == context.command_id and payment.standing == Standing.BESIDE:
            payment.standing = Standing.IN_FORCE
            go_on_when_paid(context, dossier)
            context.record("fee-taken", dossier)


@handles(ConfirmPayment)
def confirm_payment(command: ConfirmPayment, context: Context) -> None:
    dossier = get_dossier(command.dossier_id, ward=context.ward)
    payment = awaited_payment(dossier)
    if payment is None:
        raise Rejected("no-transfer-awaited")
    payment.confirmed_at, payment.confirmed_by = context.at, author_name(context)
    go_on_when_paid(context, dossier)
    context.record("payment-confirmed", dossier)


@handles(HandInCash)
def hand_in_cash(command: HandInCash, context: Context) -> None:
    officer = get_user(command.officer_id)
    if officer.ward != context.ward:
        raise Rejected("unknown-staff")
    money.check_weekend(command.weekend)
    owed = cash.owed(context.ward, officer.id, command.weekend)
    if owed != command.amount:
        context.flag("cash-differs", expected=owed, taken=command.amount)
    row = CashHandIn(
        id=command.hand_in_id,
        ward=context.ward,
        officer_name=officer.full_name,
        counted_by=author_name(context),
        at=context.at,
        **command.model_dump(exclude={"hand_in_id"}),
    )
    context.add(row)
    context.record("handed-in", row)


@handles(SetFeeAccount)
def set_fee_account(command: SetFeeAccount, context: Context) -> None:
    values = command.model_dump(exclude={"fee_account_id"})
    row = cash.find_fee_account(context.ward)
    if row is None:
        row = FeeAccount(id=command.fee_account_id, ward=context.ward, **values)
        context.add(row)
    for name, value in values.items():
        setattr(row, name, value)
    context.record("set", row)
