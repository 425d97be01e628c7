"""What can be done to teams and visits. Importing this registers every handler and reaction."""

from app.visits.commands.calling_off import CallOff
from app.visits.commands.door import CloseVisit, CorrectVisitFact, ReorderVisits, StartVisit
from app.visits.commands.planning import ConfirmVisit, MoveVisit, PlanVisit, ReassignVisit, UnplanVisit
from app.visits.commands.purposes import CollectDossier, ReturnResult
from app.visits.commands.quiet import ResumeMessages, StopMessages
from app.visits.commands.reactions import count_wish
from app.visits.commands.rerouting import Reroute
from app.visits.commands.standing_in import TakeOver
from app.visits.commands.teams import AddTeam, ChangeTeam, SetShift
from app.visits.commands.upkeep import LeaveWindow
from app.visits.commands.wishes import HoldHalfDay

__all__ = [
    "AddTeam",
    "CallOff",
    "ChangeTeam",
    "CloseVisit",
    "CollectDossier",
    "ConfirmVisit",
    "CorrectVisitFact",
    "HoldHalfDay",
    "LeaveWindow",
    "MoveVisit",
    "PlanVisit",
    "ReassignVisit",
    "ReorderVisits",
    "Reroute",
    "ResumeMessages",
    "ReturnResult",
    "SetShift",
    "StartVisit",
    "StopMessages",
    "TakeOver",
    "UnplanVisit",
    "count_wish",
]
