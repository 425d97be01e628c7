"""Settled at the door: the act itself is done at the home, with place, hour and minute, and its result given at once.

The law lets only few acts leave the office (certifying signatures of who cannot travel: Decree 23/2015, art. 10).
"""

from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from app.catalogue.facts import AtHome
from app.core.commands import Command, handles, when_accepted
from app.core.context import Context
from app.core.errors import Rejected
from app.core.roles import Role
from app.core.search import LongText, Text
from app.dossiers import queries
from app.dossiers.commands.authorship import flag_outsider
from app.dossiers.commands.handing import let_hand_over_count, write_hand_over
from app.dossiers.commands.stepping import step_row
from app.dossiers.models import Dossier, Result
from app.dossiers.models.shapes import Name, PaperCount, Person, Receiver, ResultState, Status
from app.dossiers.rules.facts import why_settled_beside
from app.dossiers.rules.promises import facts_of


class SettleAtDoor(Command):
    """I did the act at this place, at this hour and minute, and gave the result to this person at once."""

    type: ClassVar[str] = "dossiers.settle"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.OFFICER})
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    dossier_id: UUID
    result_id: UUID
    done_in: Annotated[Text, Field(min_length=1)]
    done_at: AwareDatetime
    code: Annotated[Text, Field(max_length=60)] | None = None
    """The number in the register of such acts."""
    papers: Annotated[tuple[PaperCount, ...], Field(min_length=1, max_length=40)]
    decided_by: Name
    to: Receiver
    note: LongText = ""


@handles(SettleAtDoor)
def settle_at_door(command: SettleAtDoor, context: Context) -> None:
    dossier = queries.get_dossier(command.dossier_id, ward=context.ward)
    if queries.find_result(command.result_id) is not None:
        raise Rejected("result-id-used")
    if facts_of(dossier).at_home.way != AtHome.SETTLE:
        context.flag("not-for-the-door", way=facts_of(dossier).at_home.way)
    flag_outsider(dossier, context)
    why = why_settled_beside(dossier)
    if why is None or context.by_review:
        _put_result(dossier, command)
        _write_steps(dossier, command, context)
    write_hand_over(
        context,
        dossier,
        result_id=command.result_id,
        to=command.to,
        signature=None,
        note=command.note,
        why_beside=why,
    )
    dossier.renew_search_key()


def _put_result(dossier: Dossier, command: SettleAtDoor) -> None:
    values: dict[str, Any] = {
        "code": command.code,
        "papers": [paper.model_dump() for paper in command.papers],
        "state": ResultState.READY,
        "ready_at": command.done_at,
        "done_in": command.done_in,
    }
    if dossier.result is None:
        dossier.result = Result(id=command.result_id, **values)
    else:
        for name, value in values.items():
            setattr(dossier.result, name, value)
    decider = Person(name=command.decided_by).model_dump(mode="json")
    dossier.roles = {**dossier.roles, "decider": decider}


def _write_steps(dossier: Dossier, command: SettleAtDoor, context: Context) -> None:
    """Taken and decided in one moment: both states stand in the history, as the national exchange wants them."""
    for status in (Status.ACCEPTED, Status.DONE):
        if status > dossier.status:
            row = step_row(context, status)
            row.at = command.done_at
            dossier.history.append(row)
            dossier.status = status


@when_accepted(SettleAtDoor)
def accept_settling(command: SettleAtDoor, context: Context) -> None:
    """A person has decided that this act counts; what had been there before stays readable in the history."""
    dossier = queries.get_dossier(command.dossier_id, ward=context.ward)
    if let_hand_over_count(context, dossier):
        _put_result(dossier, command)
