"""Builders for opinions: a visit that has ended, and what its household says."""

from datetime import UTC, datetime

from app.core.commands import public_actor
from app.core.execute import execute
from app.core.ids import new_id
from app.feedback.commands import Rate
from app.visits.commands import CloseVisit, StartVisit
from app.visits.queries import get_visit
from tests.make import WARD, done
from tests.make_visits import make_visit

NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
PUBLIC = public_actor(WARD)


def rating(visit, **values):
    """Return the command by which the household rates its visit, gladly unless told otherwise."""
    args = {"opinion_id": new_id(), "visit_id": visit.id, "score": 5, "where": "own-phone"}
    return Rate(**(args | values))


def give(visit, **values):
    """Let the household rate its visit."""
    return done(execute(rating(visit, **values), actor=PUBLIC, at=NOON))


def close(visit, officer):
    """End the visit as its officer does."""
    for command in (StartVisit(visit_id=visit.id), CloseVisit(visit_id=visit.id, outcome="met")):
        done(execute(command, actor=officer.as_actor()))
    return get_visit(visit.id)


def make_visits(count, team):
    """Return so many visits of one team."""
    return [make_visit(team=team, minutes=10) for _ in range(count)]
