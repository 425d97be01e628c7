"""What is settled at the door: the numbered receipt, and the signatures over it."""

import datetime as dt
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from app.catalogue.queries import work_calendar
from app.core import leasing
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.roles import Role
from app.dossiers.commands.authorship import flag_outsider, signed
from app.dossiers.commands.filing import file_pages
from app.dossiers.models import Dossier, DossierSignature, HomeReceipt
from app.dossiers.models.shapes import FileUseShape, Sha256, Signature, Standing
from app.dossiers.queries import get_dossier
from app.dossiers.rules import codes, promises

AT_THE_DOOR = frozenset({Role.OFFICER})


class IssueReceipt(Command):
    """I gave the citizen this numbered receipt, with these words and dates."""

    type: ClassVar[str] = "dossiers.issue_receipt"
    allowed: ClassVar[frozenset[Role]] = AT_THE_DOOR
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    dossier_id: UUID
    number: Annotated[str, Field(min_length=1, max_length=40)]
    shown: Annotated[str, Field(min_length=1, max_length=20_000)]
    shown_sha256: Sha256
    taken_at: AwareDatetime
    counted_from: dt.date
    due_on: dt.date | None = None
    rule_version: Annotated[str, Field(max_length=20)]
    qr: Annotated[str, Field(max_length=600)] | None = None
    """The signed text of the QR code that was shown beside it."""

    # The text was shown, hashed and signed with its spaces: it is kept to the letter.
    model_config = {**Command.model_config, "str_strip_whitespace": False}


class SignDossier(Command):
    """These people signed what they were shown."""

    type: ClassVar[str] = "dossiers.sign"
    allowed: ClassVar[frozenset[Role]] = AT_THE_DOOR
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    dossier_id: UUID
    signatures: Annotated[tuple[Signature, ...], Field(min_length=1, max_length=10)]
    shown: Annotated[str, Field(min_length=1, max_length=20_000)] | None = None
    """What they were shown, where it is not the receipt: its hash is what they signed."""

    model_config = {**Command.model_config, "str_strip_whitespace": False}


@handles(IssueReceipt)
def issue_receipt(command: IssueReceipt, context: Context) -> None:
    dossier = get_dossier(command.dossier_id, ward=context.ward)
    codes.check_receipt_number(command.number, context.ward)
    codes.check_shown(command.shown, command.shown_sha256)
    receipt = _receipt(command, dossier, context)
    leasing.issue(context, kind="receipt", number=command.number, issued_to=f"dossier:{dossier.id}")
    if dossier.receipt is not None:
        context.flag("receipt-already-issued", number=dossier.receipt.number)
    if dossier.receipt is not None or "number-issued-twice" in context.flags:
        receipt.standing = Standing.BESIDE
    flag_outsider(dossier, context)
    dossier.receipts.append(receipt)
    _let_stand(dossier, context)
    context.record("receipt-issued", dossier)


def _receipt(command: IssueReceipt, dossier: Dossier, context: Context) -> HomeReceipt:
    calendar = work_calendar(promises.calendar_years(command.taken_at))
    counted = promises.count_dates(dossier, command.taken_at, calendar)
    differs = promises.dates_differ(counted, command.counted_from, command.due_on)
    if counted is not None and differs:
        context.flag("due-date-differs", counted_from=counted.counted_from, due_on=counted.due_on)
    return HomeReceipt(
        **command.model_dump(exclude={"dossier_id"}),
        checked=counted.model_dump(mode="json") if counted is not None and differs else None,
        **signed(context),
        standing=Standing.IN_FORCE,
    )


def _let_stand(dossier: Dossier, context: Context) -> None:
    """Take the dates of the receipt that counts, and see whether it is what was signed."""
    dossier.renew_due_date()
    _flag_other_text(dossier, context)
    dossier.renew_search_key()


def _flag_other_text(dossier: Dossier, context: Context) -> None:
    changed = [one.label for one in dossier.changes_since_signing]
    if changed:
        context.flag("signed-other-text", lines=changed)


@handles(SignDossier)
def sign_dossier(command: SignDossier, context: Context) -> None:
    dossier = get_dossier(command.dossier_id, ward=context.ward)
    for signature in command.signatures:
        if command.shown is not None:
            codes.check_shown(command.shown, signature.over_sha256)
        columns = signature.model_dump(exclude={"at"}) | {"shown": command.shown}
        dossier.signatures.append(DossierSignature(**columns, signed_at=signature.at, **signed(context)))
    flag_outsider(dossier, context)
    _flag_other_text(dossier, context)
    file_pages(context, dossier, [_page(signature) for signature in command.signatures if signature.file])
    context.record("signed", dossier)


def _page(signature: Signature) -> FileUseShape:
    role = "thumbprint" if signature.way == "thumbprint" else "signature"
    return FileUseShape.model_validate({"sha256": signature.file, "role": role})
