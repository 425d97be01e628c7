"""The story of one matter: a request, its visits, their dossiers, papers and envelopes, in the order of the log."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, tuple_

from app.citizens.queries import find_citizen
from app.core.changes import Change, find_state
from app.core.db import Entity, session
from app.dossiers.models import Dossier
from app.dossiers.queries import dossiers_of_citizen, dossiers_of_visits, find_dossier, find_paper, papers_of
from app.office.queries.log import Line, entries_of_commands, lines_of
from app.postal.queries import find_item, items_of_dossier
from app.requests.models import ServiceRequest
from app.requests.queries import find_request, requests_of_citizen
from app.visits.models import Visit
from app.visits.queries import find_visit, visits_of_citizen, visits_of_request

UNTOLD = "rescoped"
"""A change of readers says nothing about the matter itself."""


@dataclass(frozen=True, kw_only=True)
class Story:
    """What belongs to the matter, and everything that was done to it."""

    subject: Entity
    citizen_name: str
    parts: list[Entity]
    lines: list[Line]


FINDERS: dict[str, Callable[[UUID], Entity | None]] = {
    "citizen": find_citizen,
    "request": find_request,
    "visit": find_visit,
    "dossier": find_dossier,
    "paper": find_paper,
    "postal_item": find_item,
}
"""What a matter is made of; other kinds have no story of their own."""


def story_of(ward: str, kind: str, entity_id: UUID) -> Story | None:
    """Return the story that this entity belongs to, or None if the ward has no such entity."""
    subject = _find(kind, entity_id)
    if subject is None or subject.ward != ward or find_state(kind, entity_id) is None:
        return None
    parts = _unique([subject, *_matter(subject)])
    citizen = find_citizen(_citizen_id(subject))
    return Story(
        subject=subject,
        citizen_name=citizen.full_name if citizen else "",
        parts=parts,
        lines=_lines(ward, parts),
    )


def _find(kind: str, entity_id: UUID) -> Entity | None:
    finder = FINDERS.get(kind)
    return finder(entity_id) if finder else None


def _citizen_id(subject: Entity) -> UUID:
    if subject.kind == "postal_item":
        dossier = find_dossier(getattr(subject, "dossier_id", None) or UUID(int=0))
        return dossier.citizen_id if dossier else UUID(int=0)
    return subject.id if subject.kind == "citizen" else UUID(str(getattr(subject, "citizen_id", UUID(int=0))))


def _matter(subject: Entity) -> list[Entity]:
    """Return what belongs to the same matter as this entity."""
    if subject.kind == "citizen":
        requests: list[ServiceRequest] = requests_of_citizen(subject.id)
        return [*requests, *visits_of_citizen(subject.id), *_with_parts(dossiers_of_citizen(subject.id))]
    if isinstance(subject, ServiceRequest):
        return _of_request(subject)
    if isinstance(subject, Visit):
        request = find_request(subject.request_id) if subject.request_id else None
        return _of_request(request) if request else _with_parts(dossiers_of_visits([subject.id]))
    dossier = subject if isinstance(subject, Dossier) else find_dossier(getattr(subject, "dossier_id", UUID(int=0)))
    return _of_dossier(dossier) if dossier else []


def _of_request(request: ServiceRequest) -> list[Entity]:
    visits = visits_of_request(request.id)
    return [request, *visits, *_with_parts(dossiers_of_visits([visit.id for visit in visits]))]


def _of_dossier(dossier: Dossier) -> list[Entity]:
    visit = find_visit(dossier.visit_id) if dossier.visit_id else None
    before = [visit] if visit else []
    return [*before, *(_matter(visit) if visit else []), *_with_parts([dossier])]


def _with_parts(dossiers: list[Dossier]) -> list[Entity]:
    parts: list[Entity] = []
    for dossier in dossiers:
        parts += [dossier, *papers_of(dossier.id), *items_of_dossier(dossier.id)]
    return parts


def _unique(parts: list[Entity]) -> list[Entity]:
    return list({(part.kind, part.id): part for part in parts}.values())


def _lines(ward: str, parts: list[Entity]) -> list[Line]:
    places = [(part.kind, part.id) for part in parts]
    query = select(Change.command_number).where(
        tuple_(Change.kind, Change.entity_id).in_(places), Change.what != UNTOLD
    )
    lines = lines_of(entries_of_commands(ward, session.scalars(query)))
    return [line for line in lines if line.entry.status == "applied"]
