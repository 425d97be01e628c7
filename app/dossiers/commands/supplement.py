"""Missing papers: asked for once and in full, and received; at the door or at the desk."""

import datetime as dt
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from app.catalogue.queries import legal_days, work_calendar
from app.core.commands import Command, handles, upcasts, when_accepted
from app.core.context import Context
from app.core.errors import Conflict, Rejected
from app.core.roles import Role
from app.core.search import LongText
from app.dossiers import queries
from app.dossiers.commands.authorship import flag_outsider, signed
from app.dossiers.commands.endings import DOOR_AND_DESK
from app.dossiers.commands.stepping import is_at_the_door, let_step_count, step, step_row
from app.dossiers.models import Dossier, Supplement, SupplementReceived
from app.dossiers.models.shapes import Dates, MissingPaper, Standing, Status
from app.dossiers.rules import promises, steps


class AskSupplement(Command):
    """The citizen must add these papers: the whole list at once, with a reason for each."""

    type: ClassVar[str] = "dossiers.ask_supplement"
    v: ClassVar[int] = 2
    allowed: ClassVar[frozenset[Role]] = DOOR_AND_DESK
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    dossier_id: UUID
    papers: Annotated[tuple[MissingPaper, ...], Field(min_length=1, max_length=40)]
    reason: LongText = ""
    """What holds for all of them."""
    second_reason: LongText = ""
    """Why papers are asked for once more, although a second time counts as overdue."""


class ReceiveSupplement(Command):
    """The missing papers are here; the citizen was told these dates."""

    type: ClassVar[str] = "dossiers.receive_supplement"
    allowed: ClassVar[frozenset[Role]] = DOOR_AND_DESK
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    dossier_id: UUID
    received_at: AwareDatetime
    counted_from: dt.date | None = None
    due_on: dt.date | None = None
    rule_version: Annotated[str, Field(max_length=20)] | None = None
    """None: nobody was told a date yet, the server counts it."""
    note: LongText = ""


@upcasts("dossiers.ask_supplement", 1)
def with_a_reason_for_each(args: dict[str, Any]) -> dict[str, Any]:
    """The first version had names only, one reason, and a tick for a second request."""
    lifted = {name: value for name, value in args.items() if name not in {"items", "knows_second"}}
    if isinstance(args.get("items"), list):
        lifted["papers"] = [{"name": name} for name in args["items"]]
    if args.get("knows_second"):
        lifted["second_reason"] = args.get("reason", "")
    return lifted


@handles(AskSupplement)
def ask_supplement(command: AskSupplement, context: Context) -> None:
    dossier = queries.get_dossier(command.dossier_id, ward=context.ward)
    flag_outsider(dossier, context)
    _check_reasons(command)
    _check_or_flag_second(command, dossier, context)
    is_open = steps.can_be_completed(dossier) or context.by_review
    if not is_open:
        _refuse_or_flag(context, Conflict("dossier-ended", status=dossier.status))
    standing = Standing.IN_FORCE if is_open else Standing.BESIDE
    dossier.supplements.append(_request(command, dossier, context, standing))
    reason = command.reason or "; ".join(paper.why for paper in command.papers if paper.why)
    if not is_open:
        dossier.history.append(step_row(context, Status.SUPPLEMENT_ASKED, reason, standing=Standing.BESIDE))
    elif dossier.status != Status.SUPPLEMENT_ASKED:
        step(context, dossier, Status.SUPPLEMENT_ASKED, reason)
    context.record("supplement-asked" if is_open else "step-disputed", dossier)


def _check_reasons(command: AskSupplement) -> None:
    """A citizen must understand why: one reason for all, or one for each paper."""
    if not command.reason and not all(paper.why for paper in command.papers):
        raise Rejected("reason-required")


def _check_or_flag_second(command: AskSupplement, dossier: Dossier, context: Context) -> None:
    if steps.is_second_unsaid(dossier, command.second_reason):
        times = len(promises.in_force(dossier.supplements))
        _refuse_or_flag(context, Conflict("second-supplement", asked_before=times))


def _refuse_or_flag(context: Context, refusal: Conflict) -> None:
    """The desk is refused what has a condition; what was said at a door was said, and a person is told."""
    if not is_at_the_door(context):
        raise refusal
    context.flag(refusal.code, **refusal.details)


def _request(command: AskSupplement, dossier: Dossier, context: Context, standing: Standing) -> Supplement:
    calendar = work_calendar(promises.calendar_years(context.at))
    days = legal_days(context.ward, "supplement_days")
    return Supplement(
        items=[paper.name for paper in command.papers],
        whys=[paper.why for paper in command.papers],
        keys=[paper.key for paper in command.papers],
        reason=command.reason,
        second_reason=command.second_reason,
        is_late=promises.is_late_request(dossier, context.at, days, calendar),
        standing=standing,
        **signed(context),
    )


@when_accepted(AskSupplement)
def accept_request(command: AskSupplement, context: Context) -> None:
    """A person has decided that the papers are needed although the dossier had moved on."""
    dossier = queries.get_dossier(command.dossier_id, ward=context.ward)
    for asked in dossier.supplements:
        if asked.command_id == context.command_id:
            asked.standing = Standing.IN_FORCE
    if let_step_count(context, dossier):
        context.record("supplement-asked", dossier)


@handles(ReceiveSupplement)
def receive_supplement(command: ReceiveSupplement, context: Context) -> None:
    dossier = queries.get_dossier(command.dossier_id, ward=context.ward)
    flag_outsider(dossier, context)
    if dossier.supplement is None or dossier.supplement_received is not None:
        _refuse_or_flag(context, Conflict("no-open-supplement"))
        dossier.supplements_received.append(_received(command, context, Standing.BESIDE))
        context.record("step-disputed", dossier)
        return
    let_run(context, dossier, command)
    if dossier.status == Status.SUPPLEMENT_ASKED:
        step(context, dossier, steps.before_supplement(dossier))
    context.record("supplement-received", dossier)


def let_run(context: Context, dossier: Dossier, told: ReceiveSupplement | None = None) -> None:
    """The papers are there: the lines of the list say so, and the new date holds. The state is the caller's."""
    said = told or ReceiveSupplement(dossier_id=dossier.id, received_at=context.at)
    calendar = work_calendar(promises.calendar_years(said.received_at))
    counted = promises.dates_after_supplement(dossier, said.received_at, calendar)
    dossier.supplements_received.append(_dated(_received(said, context, Standing.IN_FORCE), dossier, counted, context))
    keys = {key for asked in promises.in_force(dossier.supplements) for key in asked.keys or [] if key}
    for component in dossier.components:
        if component.key in keys and component.state == "missing":
            component.state = "received"
    dossier.renew_due_date()


def _received(command: ReceiveSupplement, context: Context, standing: Standing) -> SupplementReceived:
    return SupplementReceived(
        asked_by_command=command.dossier_id,
        received_at=command.received_at,
        counted_from=command.counted_from,
        due_on=command.due_on,
        rule_version=command.rule_version or "",
        checked=None,
        note=command.note,
        standing=standing,
        **signed(context),
    )


def _dated(row: SupplementReceived, dossier: Dossier, counted: Dates | None, context: Context) -> SupplementReceived:
    """Say which request it answers; our own dates where none were told, and a difference for a person to see."""
    if dossier.supplement is not None:
        row.asked_by_command = dossier.supplement.command_id
    if counted is None:
        return row
    if not row.rule_version:
        row.counted_from, row.due_on, row.rule_version = counted.counted_from, counted.due_on, counted.rule_version
    elif promises.dates_differ(counted, row.counted_from, row.due_on):
        context.flag("due-date-differs", counted_from=counted.counted_from, due_on=counted.due_on)
        row.checked = counted.model_dump(mode="json")
    return row
