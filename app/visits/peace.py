"""Who is left in peace: no plan comes to them until a person has done something with them again."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select

from app.citizens.models import Citizen
from app.core.changes import Change
from app.core.db import session
from app.requests.models import NO_DECISION, ON_THE_LIST, ServiceRequest


def at_rest(ward: str) -> set[UUID]:
    """Return requests of households that are left in peace, until a person has done something with them again."""
    open_here = (ServiceRequest.ward == ward) & ServiceRequest.status.in_(ON_THE_LIST)
    return left_in_peace(session.scalars(select(ServiceRequest.id).where(open_here)).all())


def left_in_peace(request_ids: Collection[UUID]) -> set[UUID]:
    """Return which of these were stopped last of all. What only put something right since is nobody's decision."""
    acts = select(Change.entity_id, func.max(Change.version).label("version")).where(
        Change.kind == "request", Change.entity_id.in_(request_ids), Change.what.not_in(NO_DECISION)
    )
    newest = acts.group_by(Change.entity_id).subquery()
    same = (Change.entity_id == newest.c.entity_id) & (Change.version == newest.c.version)
    query = select(Change.entity_id).join(newest, same)
    return set(session.scalars(query.where(Change.kind == "request", Change.what.contains("messages-stopped"))))


def is_stopped(citizen: Citizen) -> bool:
    """Say whether messages were stopped for this very person and not resumed; what was corrected since ends nothing."""
    about = (Change.kind == "citizen") & (Change.entity_id == citizen.id) & Change.what.contains("messages-")
    newest = session.scalar(select(Change.what).where(about).order_by(Change.version.desc()).limit(1))
    return citizen.is_deceased or "messages-stopped" in (newest or "")
