"""Tables of visits: teams and shifts, visits with their purposes and closings."""

from app.visits.models.called_off import CalledOff
from app.visits.models.team import Shift, Team, TeamMember, TeamSnapshot, WishedHalfDay
from app.visits.models.visit import Closing, Purpose, Visit, VisitOfficer, VisitSnapshot
from app.visits.models.words import Errand, Half, Outcome, Status

__all__ = [
    "CalledOff",
    "Closing",
    "Errand",
    "Half",
    "Outcome",
    "Purpose",
    "Shift",
    "Status",
    "Team",
    "TeamMember",
    "TeamSnapshot",
    "Visit",
    "VisitOfficer",
    "VisitSnapshot",
    "WishedHalfDay",
]
