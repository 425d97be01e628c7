"""Whom a weekend plan leaves out though they count on a half-day: a person reads their names first."""

from app.visits import capacity, queries
from app.visits.models import Change, PlanLine, WeekendPlan


def promised_left_out(plan: WeekendPlan) -> list[PlanLine]:
    """Return the lines of those who have booked, or were promised where they stand, and to whom nobody comes."""
    return [line for line in plan.lines if line.request_id is not None and _is_promised(line)]


def _is_promised(line: PlanLine) -> bool:
    if line.change is Change.LEFT_OUT and line.request_id is not None:
        return capacity.find_booking(line.request_id) is not None
    visit = queries.find_visit(line.visit_id) if line.change is Change.DROPPED and line.visit_id else None
    return visit is not None and visit.is_standing and visit.promise == (visit.planned_on, visit.half)
