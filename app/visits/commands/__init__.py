"""What can be done to teams and visits. Importing this registers every handler and reaction."""

from app.visits.commands.abilities import SetNeeds, SetSkills
from app.visits.commands.applying import ApplyPlan
from app.visits.commands.calling_off import CallOff
from app.visits.commands.choosing import ChooseHalfDay
from app.visits.commands.correcting import CorrectVisitFact
from app.visits.commands.door import CloseVisit, ReorderVisits, StartVisit
from app.visits.commands.pins import PinVisit, UnpinVisit
from app.visits.commands.plan_told import PlanLineTold
from app.visits.commands.planning import ConfirmVisit, MoveVisit, PlanVisit, ReassignVisit, UnplanVisit
from app.visits.commands.plans import CancelPlan, FinishPlan, ProposePlan
from app.visits.commands.purposes import CollectDossier, ReturnResult
from app.visits.commands.putting_back import UndoPlan
from app.visits.commands.quiet import ResumeMessages, StopMessages
from app.visits.commands.reactions import count_wish
from app.visits.commands.rerouting import Reroute
from app.visits.commands.standing_in import TakeOver
from app.visits.commands.teams import AddTeam, ChangeTeam, SetShift
from app.visits.commands.upkeep import LeaveWindow, RenewOffers
from app.visits.commands.weights import SetWeights
from app.visits.commands.wishes import HoldHalfDay

__all__ = [
    "AddTeam",
    "ApplyPlan",
    "CallOff",
    "CancelPlan",
    "ChangeTeam",
    "ChooseHalfDay",
    "CloseVisit",
    "CollectDossier",
    "ConfirmVisit",
    "CorrectVisitFact",
    "FinishPlan",
    "HoldHalfDay",
    "LeaveWindow",
    "MoveVisit",
    "PinVisit",
    "PlanLineTold",
    "PlanVisit",
    "ProposePlan",
    "ReassignVisit",
    "RenewOffers",
    "ReorderVisits",
    "Reroute",
    "ResumeMessages",
    "ReturnResult",
    "SetNeeds",
    "SetShift",
    "SetSkills",
    "SetWeights",
    "StartVisit",
    "StopMessages",
    "TakeOver",
    "UndoPlan",
    "UnpinVisit",
    "UnplanVisit",
    "count_wish",
]
