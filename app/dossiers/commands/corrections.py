"""A fact is put right by a following command with a reason; both values stay readable."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import ConfigDict, Field

from app.core.commands import Command, handles, when_accepted
from app.core.context import Context
from app.core.roles import Role
from app.core.search import LongText
from app.dossiers import queries
from app.dossiers.commands.authorship import signed
from app.dossiers.commands.stepping import go_on_when_paid
from app.dossiers.models import Correction, CustodyTransfer, Dossier, FeePayment, HomeReceipt
from app.dossiers.models.shapes import Shape, Standing
from app.dossiers.rules import corrections as rules
from app.dossiers.rules.corrections import Fact, Plain


class Replacement(Shape):
    """What the corrector read there, and what it should be."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    from_: Plain = Field(alias="from")
    to: Plain


class CorrectFact(Command):
    """What was recorded is wrong: this is right, and this is why."""

    type: ClassVar[str] = "dossiers.correct_fact"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.OFFICER, Role.COORDINATOR})
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    dossier_id: UUID
    command_id: UUID
    """The command that reported the fact."""
    reason: Annotated[LongText, Field(min_length=1)]
    fields: Annotated[dict[str, Replacement], Field(min_length=1, max_length=10)]


@handles(CorrectFact)
def correct_fact(command: CorrectFact, context: Context) -> None:
    dossier = queries.get_dossier(command.dossier_id, ward=context.ward)
    facts = queries.facts_of_command(dossier, command.command_id)
    for field, replacement in command.fields.items():
        fact = rules.fact_with(facts, field, command_id=command.command_id)
        rules.check_author(fact, role=context.actor.role, actor_id=context.actor.id)
        rules.new_value(fact, field, replacement.to)
        _correct(context, dossier, fact, field, replacement, command)
    dossier.renew_search_key()
    context.record("corrected", dossier)


def _correct(
    context: Context, dossier: Dossier, fact: Fact, field: str, replacement: Replacement, command: CorrectFact
) -> None:
    was = rules.as_plain(getattr(fact, field))
    is_outdated = was != rules.as_plain(replacement.from_) and not context.by_review
    dossier.corrections.append(
        Correction(
            of_command_id=command.command_id,
            field=field,
            was=was,
            now=rules.as_plain(replacement.to),
            reason=command.reason,
            standing=Standing.BESIDE if is_outdated else Standing.IN_FORCE,
            **signed(context),
        )
    )
    if is_outdated:
        context.flag("correction-outdated", field=field, now=was)
    else:
        _replace(context, dossier, fact, field, replacement.to)


def _replace(context: Context, dossier: Dossier, fact: Fact, field: str, plain: Plain) -> None:
    setattr(fact, field, rules.new_value(fact, field, plain))
    if isinstance(fact, HomeReceipt):
        dossier.renew_due_date()
    if isinstance(fact, FeePayment):
        go_on_when_paid(context, dossier)
    if isinstance(fact, CustodyTransfer):
        paper = fact.paper
        if fact is paper.last_transfer:
            paper.count, paper.condition, paper.seal = fact.count, fact.condition, fact.seal
        context.record("corrected", paper)


@when_accepted(CorrectFact)
def accept_correction(command: CorrectFact, context: Context) -> None:
    """A person has decided that the correction holds although something else stood there."""
    dossier = queries.get_dossier(command.dossier_id, ward=context.ward)
    facts = queries.facts_of_command(dossier, command.command_id)
    for correction in dossier.corrections:
        if correction.command_id == context.command_id and correction.standing == Standing.BESIDE:
            fact = rules.fact_with(facts, correction.field, command_id=command.command_id)
            correction.standing = Standing.IN_FORCE
            _replace(context, dossier, fact, correction.field, command.fields[correction.field].to)
            context.record("corrected", dossier)
