"""The weights that count in a ward: the newest version, or as shipped while nobody has set any."""

from sqlalchemy import select

from app.core.db import session
from app.visits.models import Weights
from app.visits.planning.weight import DEFAULT_POINTS, Points


def versions_of(ward: str) -> list[Weights]:
    """Return every version, newest first."""
    return list(session.scalars(select(Weights).where(Weights.ward == ward).order_by(Weights.number.desc())))


def newest_weights(ward: str) -> Weights | None:
    """Return the version that counts; None while the shipped ones do."""
    query = select(Weights).where(Weights.ward == ward).order_by(Weights.number.desc()).limit(1)
    return session.scalars(query).one_or_none()


def weights_now(ward: str) -> tuple[int, Points]:
    """Return the number of the version that counts, 0 for the shipped one, and its points."""
    newest = newest_weights(ward)
    return (newest.number, Points(**newest.points)) if newest else (0, DEFAULT_POINTS)
