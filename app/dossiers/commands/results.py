"""The result comes from the office and is sent on its way: home with an officer, by post, or the counter."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Rejected
from app.core.roles import Role
from app.core.search import Text
from app.dossiers import queries
from app.dossiers.commands.filing import file_pages
from app.dossiers.commands.stepping import step
from app.dossiers.models import Dossier, Result
from app.dossiers.models.shapes import FileUseShape, Name, PaperCount, Person, ResultState, Sha256, Status
from app.dossiers.rules import steps

OFFICE = frozenset({Role.COORDINATOR})


class AttachResult(Command):
    """The result is there: these papers, and their scan."""

    type: ClassVar[str] = "dossiers.attach_result"
    allowed: ClassVar[frozenset[Role]] = OFFICE

    dossier_id: UUID
    result_id: UUID
    code: Annotated[Text, Field(max_length=60)] | None = None
    papers: Annotated[tuple[PaperCount, ...], Field(min_length=1, max_length=40)]
    files: Annotated[tuple[Sha256, ...], Field(max_length=40)] = ()
    decided_by: Name | None = None


class ChooseDelivery(Command):
    """The result goes back this way."""

    type: ClassVar[str] = "dossiers.choose_delivery"
    allowed: ClassVar[frozenset[Role]] = OFFICE

    dossier_id: UUID
    way: Literal["home", "post", "counter"]
    address: Text | None = None


@handles(AttachResult)
def attach_result(command: AttachResult, context: Context) -> None:
    dossier = queries.get_dossier(command.dossier_id, ward=context.ward)
    steps.check_result_free(dossier)
    if queries.find_result(command.result_id) is not None:
        raise Rejected("result-id-used")
    dossier.result = Result(
        id=command.result_id,
        code=command.code,
        papers=[paper.model_dump() for paper in command.papers],
        state=ResultState.READY,
        ready_at=context.at,
    )
    if command.decided_by:
        decider = Person(name=command.decided_by).model_dump(mode="json")
        dossier.roles = {**dossier.roles, "decider": decider}
    if dossier.status != Status.DONE:
        step(context, dossier, Status.DONE)
    file_pages(context, dossier, [FileUseShape(sha256=sha256, role="result") for sha256 in command.files])
    dossier.renew_search_key()
    context.record("result-attached", dossier)


@handles(ChooseDelivery)
def choose_delivery(command: ChooseDelivery, context: Context) -> None:
    dossier = queries.get_dossier(command.dossier_id, ward=context.ward)
    steps.check_delivery(dossier, command.way, command.address)
    dossier.delivery_way = command.way
    dossier.delivery_address = command.address or dossier.delivery_address
    if dossier.result is not None and dossier.result.state == ResultState.RETURNED:
        dossier.result.state = ResultState.READY
    context.record("delivery-chosen", dossier)


def move_result(context: Context, dossier: Dossier, state: ResultState) -> None:
    """Say where the result is now; for the handlers of visits' reactions and of postal."""
    if dossier.result is not None and dossier.result.state != state:
        dossier.result.state = state
        context.record(f"result-{state}", dossier)
