"""The officer takes a dossier in at the door. The procedure is frozen into it as it stands that day."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, get_args
from uuid import UUID

from pydantic import Field

from app.catalogue import legal
from app.catalogue.queries import procedure_version, rules_of
from app.citizens.queries import get_citizen
from app.core.clock import VN
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Rejected
from app.core.roles import Role
from app.core.search import LongText
from app.dossiers import queries
from app.dossiers.commands.authorship import signed
from app.dossiers.commands.filing import file_pages
from app.dossiers.commands.stepping import step_row
from app.dossiers.models import Dossier, DossierComponent
from app.dossiers.models.shapes import Component, Count, Delivery, FileUseShape, Roles, Status
from app.dossiers.rules import facts as rules
from app.visits.queries import get_visit

PLACES = frozenset(get_args(FileUseShape.model_fields["role"].annotation))


class RecordDossier(Command):
    """I took this dossier at the citizen's home: these papers, these people."""

    type: ClassVar[str] = "dossiers.record"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.OFFICER})
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    dossier_id: UUID
    visit_id: UUID | None = None
    citizen_id: UUID
    procedure_version_id: UUID
    procedure_code: Annotated[str, Field(min_length=1, max_length=30)]
    case_key: Annotated[str, Field(max_length=48)] | None = None
    roles: Roles
    copies: Count = 1
    components: Annotated[tuple[Component, ...], Field(max_length=80)] = ()
    delivery: Delivery = Delivery()
    note: LongText = ""


class AddFiles(Command):
    """These photos belong to the dossier too."""

    type: ClassVar[str] = "dossiers.add_files"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.OFFICER})
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    dossier_id: UUID
    files: Annotated[tuple[FileUseShape, ...], Field(min_length=1, max_length=200)]


@handles(RecordDossier)
def record_dossier(command: RecordDossier, context: Context) -> None:
    visit = get_visit(command.visit_id, ward=context.ward) if command.visit_id else None
    citizen = get_citizen(command.citizen_id)
    procedure = procedure_version(command.procedure_version_id)
    _check(command, context)
    taken_on = context.at.astimezone(VN).date()
    if procedure.code != command.procedure_code or not procedure.is_in_force(taken_on):
        context.flag("procedure-version-differs", procedure_code=procedure.code, version=procedure.version_no)
    if command.case_key and command.case_key not in {case.key for case in procedure.facts.cases}:
        context.flag("case-unknown", case=command.case_key)
    if rules.is_unproven(command.roles.submitter):
        context.flag("right-unproven", right=command.roles.submitter.right)
    if visit is not None and context.actor.id not in visit.officer_ids:
        context.flag("visit-reassigned", visit_id=str(visit.id))

    dossier = _new_dossier(command, context, name=procedure.facts.name, frozen=procedure.content)
    context.add(dossier)
    file_pages(context, dossier, _pages(command, context))
    context.record("recorded", dossier)
    if visit is not None:
        context.link(visit, dossier)
    context.link(dossier, citizen)


def _check(command: RecordDossier, context: Context) -> None:
    if queries.find_dossier(command.dossier_id) is not None:
        raise Rejected("dossier-id-used")
    rules.check_components(command.components)
    rules.check_people(command.roles.people, context.now.astimezone(VN).date())


def _new_dossier(command: RecordDossier, context: Context, *, name: str, frozen: dict[str, object]) -> Dossier:
    author = signed(context)
    year = context.now.astimezone(VN).year
    dossier = Dossier(
        id=command.dossier_id,
        ward=context.ward,
        visit_id=command.visit_id,
        citizen_id=command.citizen_id,
        procedure_version_id=command.procedure_version_id,
        procedure_code=command.procedure_code,
        procedure_name=name,
        frozen=frozen,
        deadline_rules=legal.frozen(rules_of(context.ward)),
        case_key=command.case_key,
        roles=command.roles.model_dump(mode="json"),
        copies=command.copies,
        note=command.note,
        recorded_at=context.at,
        recorded_by=context.actor.id,
        recorded_command=context.command_id,
        register_year=year,
        register_no=queries.next_register_no(context.ward, year),
        status=Status.FILED,
        delivery_way=command.delivery.way,
        delivery_address=command.delivery.address,
        components=[
            DossierComponent(**component.model_dump(exclude={"files"}), **author) for component in command.components
        ],
        history=[step_row(context, Status.FILED)],
    )
    dossier.renew_search_key()
    return dossier


def _pages(command: RecordDossier, context: Context) -> Iterator[FileUseShape]:
    """Photos under their component, then whatever else the envelope names."""
    placed = set()
    for component in command.components:
        for page, sha256 in enumerate(component.files, start=1):
            placed.add(sha256)
            yield FileUseShape(sha256=sha256, role="component", component_key=component.key, page=page)
    for file in context.files:
        if file.sha256 not in placed:
            role = file.role if file.role in PLACES else "paper"
            yield FileUseShape.model_validate({"sha256": file.sha256, "role": role})


@handles(AddFiles)
def add_files(command: AddFiles, context: Context) -> None:
    dossier = queries.get_dossier(command.dossier_id, ward=context.ward)
    file_pages(context, dossier, command.files)
    context.record("files-added", dossier)
