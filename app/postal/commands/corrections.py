"""A report from the round is put right by a following command with a reason; both values stay readable."""

import re
from collections.abc import Callable
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from app.core.commands import Command, handles, when_accepted
from app.core.context import Context
from app.core.errors import Rejected, Unknown
from app.core.roles import Role
from app.core.search import LongText, nfc
from app.dossiers.commands.corrections import Replacement
from app.dossiers.queries import hand_over_of
from app.postal.codes import tidy
from app.postal.commands.holding import FIELD, author_name, dossier_of
from app.postal.models import PostalAttempt, PostalCorrection, PostalDelivery, PostalItem
from app.postal.models.words import Standing
from app.postal.queries import find_report, get_item

Report = PostalAttempt | PostalDelivery
Plain = str | int | bool | None


class CorrectFact(Command):
    """What was reported from the round is wrong: this is right, and this is why."""

    type: ClassVar[str] = "postal.correct_fact"
    allowed: ClassVar[frozenset[Role]] = FIELD
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    item_id: UUID
    command_id: UUID
    """The command that reported the fact."""
    reason: Annotated[LongText, Field(min_length=1)]
    fields: Annotated[dict[str, Replacement], Field(min_length=1, max_length=10)]


def _line(value: Plain) -> str:
    return nfc(str(value or "")).strip()[:500]


def _needed(value: Plain) -> str:
    if not _line(value):
        raise ValueError("empty")
    return _line(value)


def _last4(value: Plain) -> str | None:
    if value and not re.fullmatch(r"[0-9]{4}", str(value)):
        raise ValueError("not four digits")
    return _line(value) or None


def _slip(value: Plain) -> str | None:
    return tidy(_line(value))[:30] or None


def _reason(value: Plain) -> str:
    if not re.fullmatch(r"[a-z][a-z-]{0,19}", str(value)):
        raise ValueError("no reason code")
    return str(value)


CORRECTABLE: dict[type[Report], dict[str, Callable[[Plain], str | None]]] = {
    PostalDelivery: {"to_name": _needed, "relation": _line, "identity_last4": _last4},
    PostalAttempt: {"reason": _reason, "slip_no": _slip},
}


@handles(CorrectFact)
def correct_fact(command: CorrectFact, context: Context) -> None:
    item = get_item(command.item_id, ward=context.ward)
    report = _report_of(item, command.command_id)
    if context.actor.role is Role.POSTAL and report.by_id != context.actor.id:
        raise Rejected("not-your-report")
    values = {field: _value(report, field, given.to) for field, given in command.fields.items()}
    for field, value in values.items():
        was = getattr(report, field) or ""
        is_outdated = was != _line(command.fields[field].from_) and not context.by_review
        standing = Standing.BESIDE if is_outdated else Standing.IN_FORCE
        item.corrections.append(_correction(command, context, field=field, was=was, now=value or "", standing=standing))
        if is_outdated:
            context.flag("correction-outdated", field=field, now=was)
        else:
            _replace(context, item, report, field, value)
    context.record("corrected", item)


def _report_of(item: PostalItem, command_id: UUID) -> Report:
    report = find_report(item, command_id)
    if report is None:
        raise Unknown("report", command_id)
    return report


def _value(report: Report, field: str, plain: Plain) -> str | None:
    read = CORRECTABLE[type(report)].get(field)
    if read is None:
        raise Rejected("not-correctable", field=field)
    try:
        return read(plain)
    except ValueError as error:
        raise Rejected("correction-wrong-value", field=field) from error


def _correction(
    command: CorrectFact, context: Context, *, field: str, was: str, now: str, standing: Standing
) -> PostalCorrection:
    return PostalCorrection(
        of_command_id=command.command_id,
        field=field,
        was=was,
        now=now,
        reason=command.reason,
        standing=standing,
        at=context.at,
        by_id=context.actor.id,
        by_name=author_name(context),
        command_id=context.command_id,
    )


def _replace(context: Context, item: PostalItem, report: Report, field: str, value: str | None) -> None:
    """Put the value right, in the dossier's hand-over too when this report made it."""
    setattr(report, field, value)
    hand_over = hand_over_of(report.command_id)
    dossier = dossier_of(item)
    if isinstance(report, PostalDelivery) and hand_over is not None and dossier is not None:
        setattr(hand_over, field, value)
        context.record("corrected", dossier)


@when_accepted(CorrectFact)
def accept_correction(command: CorrectFact, context: Context) -> None:
    """A person has decided that the correction holds although something else stood there."""
    item = get_item(command.item_id, ward=context.ward)
    report = _report_of(item, command.command_id)
    for correction in item.corrections:
        if correction.command_id == context.command_id and correction.standing == Standing.BESIDE:
            correction.standing = Standing.IN_FORCE
            _replace(context, item, report, correction.field, correction.now or None)
            context.record("corrected", item)
