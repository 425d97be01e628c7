"""An original is lost or damaged: it is said at once, and made good by whoever lost it (Decree 61/2018 art. 21(2))."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Rejected
from app.core.roles import Role
from app.core.search import LongText
from app.dossiers import queries
from app.dossiers.commands.authorship import author_name, signed
from app.dossiers.models import PaperIncident
from app.dossiers.models.shapes import Money, Name

Told = Annotated[LongText, Field(min_length=1)]


class ReportPaper(Command):
    """This original is lost or damaged: this is what happened."""

    type: ClassVar[str] = "dossiers.report_paper"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.OFFICER, Role.COORDINATOR, Role.POSTAL})
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    incident_id: UUID
    paper_id: UUID
    what: Literal["lost", "damaged"]
    how: Told


class SettlePaper(Command):
    """It was found, or made anew: who lost it, what they paid, how we apologised."""

    type: ClassVar[str] = "dossiers.settle_paper"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})

    paper_id: UUID
    outcome: Literal["found", "reissued", "repaired"]
    responsible: Name
    cost: Money = 0
    apology: Told


@handles(ReportPaper)
def report_paper(command: ReportPaper, context: Context) -> None:
    paper = queries.get_paper(command.paper_id, ward=context.ward)
    if queries.find_incident(command.incident_id) is not None:
        raise Rejected("incident-id-used")
    if not paper.is_open:
        context.flag("paper-at-home", paper_id=str(paper.id))
    if paper.open_incident is not None:
        context.flag("incident-open", paper_id=str(paper.id))
    values = command.model_dump(exclude={"paper_id"})
    paper.incidents.append(PaperIncident(dossier_id=paper.dossier_id, **values, **signed(context)))
    context.record(command.what, paper)


@handles(SettlePaper)
def settle_paper(command: SettlePaper, context: Context) -> None:
    paper = queries.get_paper(command.paper_id, ward=context.ward)
    incident = paper.open_incident
    if incident is None:
        raise Rejected("no-incident-open")
    incident.settled_at, incident.settled_by = context.at, author_name(context)
    incident.outcome, incident.responsible = command.outcome, command.responsible
    incident.cost, incident.apology = command.cost, command.apology
    context.record("made-good", paper)
