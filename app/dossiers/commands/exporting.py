"""What leaves the system about people, as packets or as a list: who took which dossiers, and when, is written down."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from app.core.commands import Command, handles
from app.core.context import Context
from app.core.roles import Role
from app.dossiers import queries


class ExportPackets(Command):
    """I take these dossiers out as packets for the provincial system."""

    type: ClassVar[str] = "dossiers.export_packets"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})

    dossier_ids: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=200)]


class ExportList(Command):
    """I take this list of dossiers out as a spreadsheet."""

    type: ClassVar[str] = "dossiers.export_list"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})

    dossier_ids: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=200)]


@handles(ExportPackets)
def export_packets(command: ExportPackets, context: Context) -> None:
    for dossier_id in dict.fromkeys(command.dossier_ids):
        context.record("packet-exported", queries.get_dossier(dossier_id, ward=context.ward))


@handles(ExportList)
def export_list(command: ExportList, context: Context) -> None:
    for dossier_id in dict.fromkeys(command.dossier_ids):
        context.record("list-exported", queries.get_dossier(dossier_id, ward=context.ward))
