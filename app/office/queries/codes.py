"""One box for any code: a tracking code, a receipt, an official or postal code, an id, a name or a phone number."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.citizens.models import Citizen
from app.citizens.queries import search_citizens
from app.core.changes import EntityState
from app.core.db import Entity, session
from app.core.numbers import is_tracking_code
from app.dossiers.models import Dossier
from app.dossiers.queries import work_list
from app.postal.models import PostalItem
from app.postal.queries import find_items_by_code
from app.requests.tracking import find_by_code, read_code

LONGEST = 100


@dataclass(frozen=True)
class Found:
    """Something that a code or a name leads to."""

    kind: str
    id: UUID
    text: str


def find_by_any(ward: str, typed: str) -> list[Found]:
    """Return what the ward has under this text; the most exact reading comes first and ends the search."""
    text = typed.strip()[:LONGEST]
    if not text:
        return []
    return _by_id(ward, text) or _by_tracking(ward, text) or _by_codes(ward, text)


def _by_id(ward: str, text: str) -> list[Found]:
    try:
        wanted = UUID(text)
    except ValueError:
        return []
    query = select(EntityState).where(EntityState.entity_id == wanted, EntityState.ward == ward)
    return [Found(state.kind, state.entity_id, text) for state in session.scalars(query)]


def _by_tracking(ward: str, text: str) -> list[Found]:
    code = read_code(text)
    request = find_by_code(code) if is_tracking_code(code) else None
    return [Found("request", request.id, text)] if request and request.ward == ward else []


def _by_codes(ward: str, text: str) -> list[Found]:
    found: list[Entity] = [*find_items_by_code(ward, text.upper().replace(" ", "")), *work_list(ward, text=text)]
    found += search_citizens(ward, text)
    return [Found(entity.kind, entity.id, _name(entity)) for entity in found]


def _name(entity: Entity) -> str:
    if isinstance(entity, Citizen):
        return f"{entity.full_name}, {entity.birth_year}"
    if isinstance(entity, Dossier):
        return entity.procedure_name
    return entity.code or "" if isinstance(entity, PostalItem) else ""
