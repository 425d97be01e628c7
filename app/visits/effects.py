"""What the worker does for visits after a commit: it makes the weekend plans that were asked for."""

import logging
from uuid import UUID

from app.core.changes import Change
from app.core.clock import today
from app.core.commands import system_actor
from app.core.effects import effect
from app.core.execute import execute
from app.visits.commands import FinishPlan
from app.visits.models import PlanState
from app.visits.queries import find_plan

log = logging.getLogger(__name__)


@effect("weekend_plan.proposed", name="visits.make_plan", is_slow=True)
def make_plan(change: Change) -> None:
    """Answer whoever asked for a plan."""
    answer_plan(change.entity_id)


def answer_plan(plan_id: UUID) -> None:
    """Run the engine; what it cannot do is told to who asked, and never tried for ever."""
    asked = find_plan(plan_id)
    if asked is None or asked.state is not PlanState.QUEUED:
        return
    from app.visits.plan_making import Stopped, make  # the solvers take a second to load

    ward = asked.ward
    try:
        told = make(asked, today())
    except Stopped:
        return
    except Exception as error:  # whatever the engine raises: the person at the board must hear of it
        log.exception("plan %s failed", plan_id)
        told = FinishPlan(plan_id=plan_id, outcome="broken", problem=type(error).__name__)
    execute(told, actor=system_actor(ward))
