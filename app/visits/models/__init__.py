"""Tables of visits: teams and shifts, skills and needs, visits with their purposes and closings, plans of a weekend."""

from app.visits.models.ability import Needs, NeedsSnapshot, OfficerSkill
from app.visits.models.called_off import CalledOff
from app.visits.models.plan import Change, Effort, PlanLine, PlanProgress, PlanState, WeekendPlan, WeekendPlanSnapshot
from app.visits.models.team import Shift, Team, TeamMember, TeamSnapshot, WishedHalfDay
from app.visits.models.visit import Closing, Purpose, Visit, VisitOfficer, VisitSnapshot
from app.visits.models.weights import Weights, WeightsSnapshot
from app.visits.models.words import Errand, Half, Outcome, Skill, Status

__all__ = [
    "CalledOff",
    "Change",
    "Closing",
    "Effort",
    "Errand",
    "Half",
    "Needs",
    "NeedsSnapshot",
    "OfficerSkill",
    "Outcome",
    "PlanLine",
    "PlanProgress",
    "PlanState",
    "Purpose",
    "Shift",
    "Skill",
    "Status",
    "Team",
    "TeamMember",
    "TeamSnapshot",
    "Visit",
    "VisitOfficer",
    "VisitSnapshot",
    "WeekendPlan",
    "WeekendPlanSnapshot",
    "Weights",
    "WeightsSnapshot",
    "WishedHalfDay",
]
