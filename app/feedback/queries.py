"""Sums over opinions; the only way in which anybody meets them."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from app.core.clock import VN
from app.core.db import session
from app.feedback.models import Opinion, Place
from app.feedback.rules import Satisfaction, counted, measure, measure_groups


def find_opinion(opinion_id: UUID) -> Opinion | None:
    """Return the opinion with this id, or None; for the handler alone."""
    return session.get(Opinion, opinion_id)


def is_given(visit_id: UUID | None, dossier_id: UUID | None, place: str) -> bool:
    """Say whether an opinion about this visit was given in this place before."""
    query = select(Opinion.id).where(Opinion.place == place, Opinion.is_repeated.is_(False))
    query = query.where(Opinion.visit_id == visit_id) if visit_id else query.where(Opinion.dossier_id == dossier_id)
    return session.scalars(query.limit(1)).first() is not None


def satisfaction(ward: str, first: date, last: date) -> Satisfaction:
    """Return the ward's satisfaction between these days, both included."""
    return measure(counted(_between(ward, first, last)))


def satisfaction_by_neighbourhood(ward: str, first: date, last: date) -> dict[UUID, Satisfaction]:
    """Return the satisfaction in each neighbourhood from which anybody answered."""
    groups: dict[UUID, list[Opinion]] = {}
    for opinion in counted(_between(ward, first, last)):
        if opinion.neighbourhood_id is not None:
            groups.setdefault(opinion.neighbourhood_id, []).append(opinion)
    return measure_groups(groups)


def satisfaction_by_place(ward: str, first: date, last: date) -> dict[Place, Satisfaction]:
    """Return what was said on the officer's phone apart from what was said out of reach."""
    groups: dict[Place, list[Opinion]] = {place: [] for place in Place}
    for opinion in _between(ward, first, last):
        if not opinion.is_repeated:
            groups[Place(opinion.place)].append(opinion)
    return measure_groups(groups)


def _between(ward: str, first: date, last: date) -> list[Opinion]:
    begin = datetime.combine(first, datetime.min.time(), VN)
    end = datetime.combine(last + timedelta(days=1), datetime.min.time(), VN)
    query = select(Opinion).where(Opinion.ward == ward, Opinion.at >= begin, Opinion.at < end)
    return list(session.scalars(query.order_by(Opinion.at, Opinion.id)))
