"""Questions about opinions, for the handler and for sums; no page shows a single one."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from app.core.clock import VN
from app.core.db import session
from app.feedback.models import Opinion


def find_opinion(opinion_id: UUID) -> Opinion | None:
    """Return the opinion with this id, or None; for the handler alone."""
    return session.get(Opinion, opinion_id)


def is_given(visit_id: UUID | None, dossier_id: UUID | None, place: str) -> bool:
    """Say whether an opinion about this visit was given in this place before."""
    query = select(Opinion.id).where(Opinion.place == place, Opinion.is_repeated.is_(False))
    query = query.where(Opinion.visit_id == visit_id) if visit_id else query.where(Opinion.dossier_id == dossier_id)
    return session.scalars(query.limit(1)).first() is not None


def opinions_between(ward: str, first: date, last: date) -> list[Opinion]:
    """Return what was said between these days, both included, in order; for sums alone."""
    begin = datetime.combine(first, datetime.min.time(), VN)
    end = datetime.combine(last + timedelta(days=1), datetime.min.time(), VN)
    query = select(Opinion).where(Opinion.ward == ward, Opinion.at >= begin, Opinion.at < end)
    return list(session.scalars(query.order_by(Opinion.at, Opinion.id)))
