"""Tables of visits: teams and shifts, visits with their purposes and closings, plans of a weekend."""

from app.visits.models.called_off import CalledOff
from app.visits.models.plan import Change, Effort, PlanLine, PlanProgress, PlanState, WeekendPlan, WeekendPlanSnapshot
from app.visits.models.team import Shift, Team, TeamMember, TeamSnapshot, WishedHalfDay
from app.visits.models.visit import Closing, Purpose, Visit, VisitOfficer, VisitSnapshot
from app.visits.models.words import Errand, Half, Outcome, Status

__all__ = [
    "CalledOff",
    "Change",
    "Closing",
    "Effort",
    "Errand",
    "Half",
    "Outcome",
    "PlanLine",
    "PlanProgress",
    "PlanState",
    "Purpose",
    "Shift",
    "Status",
    "Team",
    "TeamMember",
    "TeamSnapshot",
    "Visit",
    "VisitOfficer",
    "VisitSnapshot",
    "WeekendPlan",
    "WeekendPlanSnapshot",
    "WishedHalfDay",
]
