"""What changes the catalogue: imports, offering and retiring procedures, declaring days off or worked."""

from datetime import date, timedelta
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from app.catalogue import queries, rules
from app.catalogue.calendar import WorkedHalf
from app.catalogue.facts import ProcedureFacts
from app.catalogue.models import CalendarDay, LegalChoice, Procedure, Status, search_key_of
from app.core.clock import VN
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Rejected
from app.core.roles import Role
from app.core.scope import SHARED_WARD
from app.core.search import Text

KEEPERS = frozenset({Role.ADMIN, Role.SYSTEM})


class ImportProcedure(Command):
    """This is what an official source says about the procedure now."""

    type: ClassVar[str] = "catalogue.import_procedure"
    allowed: ClassVar = KEEPERS
    procedure_id: UUID
    facts: ProcedureFacts


class OfferProcedure(Command):
    """Citizens may ask for this procedure from now on."""

    type: ClassVar[str] = "catalogue.offer"
    allowed: ClassVar = KEEPERS
    procedure_id: UUID


class RetireProcedure(Command):
    """This procedure is no longer taken; dossiers that used it keep it."""

    type: ClassVar[str] = "catalogue.retire"
    allowed: ClassVar = KEEPERS
    procedure_id: UUID


class SetCalendarDay(Command):
    """The office is closed, or open, on this day, whatever the national calendar says."""

    type: ClassVar[str] = "catalogue.set_calendar_day"
    allowed: ClassVar = KEEPERS | {Role.COORDINATOR}
    day_id: UUID
    on: Annotated[date, Field(ge=date(2020, 1, 1), le=date(2099, 12, 31))]
    is_working: bool
    worked_half: WorkedHalf | None = None
    """Only this half is worked; None: all of it, or nothing."""
    name: Annotated[Text, Field(min_length=1, max_length=200)]
    source: Annotated[Text, Field(max_length=400)] = ""


class SetLegalValue(Command):
    """Our ward counts by this value, and this is who confirmed it by which text."""

    type: ClassVar[str] = "catalogue.set_legal_value"
    allowed: ClassVar = KEEPERS
    legal_value_id: UUID
    """For the first choice; later ones change that row."""
    key: Annotated[str, Field(max_length=30)]
    value: Annotated[Text, Field(max_length=60)]
    is_confirmed: bool = False
    confirmed_by: Annotated[Text, Field(max_length=200)] = ""
    source: Annotated[Text, Field(max_length=400)] = ""


@handles(ImportProcedure)
def import_procedure(command: ImportProcedure, context: Context) -> None:
    """Make a new version when the facts differ; otherwise nothing changes."""
    facts, others = command.facts, queries.versions_of(command.facts.code)
    previous = others[0] if others else None
    if previous is not None and previous.facts.says_the_same_as(facts):
        return
    start = facts.valid_from or _day_of(context)
    rules.check_follows(start, others)
    procedure = Procedure(
        id=command.procedure_id,
        ward=SHARED_WARD,
        code=facts.code,
        version_no=previous.version_no + 1 if previous else 1,
        status=rules.status_on_import(facts, previous),
        valid_from=start,
        valid_to=facts.valid_to,
        search_key=search_key_of(facts),
        content=facts.model_dump(mode="json"),
    )
    _make_room(procedure, others, context)
    context.add(procedure)
    context.record("imported", procedure)


@handles(OfferProcedure)
def offer_procedure(command: OfferProcedure, context: Context) -> None:
    """Show a confirmed procedure to citizens, in place of the version offered before."""
    procedure = queries.procedure_version(command.procedure_id)
    others = queries.versions_of(procedure.code)
    rules.check_can_offer(procedure, others[0])
    if procedure.status == Status.DRAFT:
        procedure.valid_from = max(procedure.valid_from, _day_of(context))
    procedure.status = Status.OFFERED
    procedure.valid_to = procedure.facts.valid_to
    _make_room(procedure, [other for other in others if other.id != procedure.id], context)
    context.record("offered", procedure)


@handles(RetireProcedure)
def retire_procedure(command: RetireProcedure, context: Context) -> None:
    """Stop taking a procedure from today."""
    procedure = queries.procedure_version(command.procedure_id)
    rules.check_can_retire(procedure)
    procedure.status = Status.RETIRED
    procedure.valid_to = max(procedure.valid_from, _day_of(context))
    context.record("retired", procedure)


@handles(SetCalendarDay)
def set_calendar_day(command: SetCalendarDay, context: Context) -> None:
    """Write the day, over what was declared before."""
    if command.worked_half is not None and not command.is_working:
        raise Rejected("half-day-is-off")
    day = queries.find_calendar_day(command.on)
    said = (command.is_working, command.worked_half, command.name, command.source)
    if day is None:
        day = CalendarDay(id=command.day_id, ward=SHARED_WARD, on=command.on)
        context.add(day)
    elif (day.is_working, day.worked_half, day.name, day.source) == said:
        raise Rejected("calendar-day-is-unchanged")
    day.is_working, day.worked_half, day.name, day.source = said
    context.record("set", day)


@handles(SetLegalValue)
def set_legal_value(command: SetLegalValue, context: Context) -> None:
    """Write the value down. Dossiers keep the rules that they were taken in by."""
    rules.check_legal_value(command.key, command.value)
    rules.check_confirmation(command.is_confirmed, command.confirmed_by, command.source)
    row = queries.legal_choices(context.ward).get(command.key)
    if row is None:
        row = LegalChoice(id=command.legal_value_id, ward=context.ward, key=command.key)
        context.add(row)
    row.value, row.is_confirmed = command.value, command.is_confirmed
    row.confirmed_by, row.source = command.confirmed_by, command.source
    context.record("set", row)


def _make_room(procedure: Procedure, others: list[Procedure], context: Context) -> None:
    """A new draft replaces older drafts; an offered version ends the one in force the day before it starts.

    A draft leaves the offered version alone: citizens keep the confirmed rule until a person decides.
    """
    ends = {Status.DRAFT} if procedure.status == Status.DRAFT else {Status.DRAFT, Status.OFFERED}
    last_day = procedure.valid_from - timedelta(days=1)
    for other in others:
        if other.status not in ends or (other.valid_to is not None and other.valid_to <= last_day):
            continue
        if other.status == Status.DRAFT or other.valid_from > last_day:
            other.status = Status.RETIRED  # it never held for a day
        other.valid_to = max(other.valid_from, last_day)
        context.record("superseded", other)


def _day_of(context: Context) -> date:
    return context.now.astimezone(VN).date()
