"""The weekend ahead as the planning engine would have it: asked for by the coordinator, not taken over yet."""

from datetime import date, timedelta

from app.core.clock import today
from app.core.ids import new_id
from app.demo.staff import Town, do
from app.visits.commands import ProposePlan, SetShift
from app.visits.effects import answer_plan
from app.visits.models import Effort, Half
from app.visits.rules import weekend_of
from app.visits.standing import plan_days

LARGEST = 80
"""Requests of a demo that is looked at; a larger one is measured, and whoever measures asks for the plan."""


def plan_weekend() -> date:
    """Return the Saturday of the first weekend that can still be planned."""
    saturday = weekend_of(today())[0]
    return saturday if plan_days(saturday, today()) else saturday + timedelta(days=7)


def sunday_off() -> date:
    """Return the Sunday on whose afternoon no team works: who can only be visited then is left out, with a reason."""
    return plan_weekend() + timedelta(days=1)


def rest_on_sunday(town: Town) -> None:
    """No team works on that afternoon."""
    for team_id in town.teams:
        half_day = {"team_id": team_id, "date": sunday_off(), "half": Half.AFTERNOON}
        do(SetShift.model_validate({"shift_id": new_id(), **half_day, "capacity_minutes": 0}), town.coordinator)


def make_weekend_plan(town: Town, size: int) -> None:
    """Let the engine look for a second, and leave its answer on the plan's page."""
    if size > LARGEST:
        return
    asked = ProposePlan(plan_id=new_id(), weekend=plan_weekend(), effort=Effort.PREVIEW)
    do(asked, town.coordinator)
    answer_plan(asked.plan_id)
