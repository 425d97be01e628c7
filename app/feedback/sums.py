"""Sums over opinions: the only way in which anybody meets them. Cells of fewer than five are hidden."""

from datetime import date
from uuid import UUID

from app.feedback.models import Opinion, Place
from app.feedback.queries import opinions_between
from app.feedback.rules import Satisfaction, counted, measure, measure_groups


def satisfaction(ward: str, first: date, last: date) -> Satisfaction:
    """Return the ward's satisfaction between these days, both included."""
    return measure(counted(opinions_between(ward, first, last)))


def satisfaction_by_neighbourhood(ward: str, first: date, last: date) -> dict[UUID, Satisfaction]:
    """Return the satisfaction in each neighbourhood from which anybody answered."""
    groups: dict[UUID, list[Opinion]] = {}
    for opinion in counted(opinions_between(ward, first, last)):
        if opinion.neighbourhood_id is not None:
            groups.setdefault(opinion.neighbourhood_id, []).append(opinion)
    return measure_groups(groups)


def satisfaction_by_place(ward: str, first: date, last: date) -> dict[Place, Satisfaction]:
    """Return what was said on the officer's phone apart from what was said out of reach."""
    groups: dict[Place, list[Opinion]] = {place: [] for place in Place}
    for opinion in opinions_between(ward, first, last):
        if not opinion.is_repeated:
            groups[Place(opinion.place)].append(opinion)
    return measure_groups(groups)
