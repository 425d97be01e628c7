"""Who is left in peace: no plan comes to them until a person has done something with them again."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select

from app.core.changes import Change
from app.core.db import session
from app.requests.models import ON_THE_LIST, ServiceRequest


def at_rest(ward: str) -> set[UUID]:
    """Return requests of households that are left in peace, until a person has done something with them again."""
    open_here = (ServiceRequest.ward == ward) & ServiceRequest.status.in_(ON_THE_LIST)
    return left_in_peace("request", session.scalars(select(ServiceRequest.id).where(open_here)).all())


def left_in_peace(kind: str, ids: Collection[UUID]) -> set[UUID]:
    """Return which of these were stopped last of all. That other phones see them since is nobody's act."""
    acts = select(Change.entity_id, func.max(Change.version).label("version")).where(
        Change.kind == kind, Change.entity_id.in_(ids), Change.what != "rescoped"
    )
    newest = acts.group_by(Change.entity_id).subquery()
    same = (Change.entity_id == newest.c.entity_id) & (Change.version == newest.c.version)
    query = select(Change.entity_id).join(newest, same)
    return set(session.scalars(query.where(Change.kind == kind, Change.what.contains("messages-stopped"))))
