"""What follows for dossiers when visits are planned and begun, and when awaited photos arrive."""

from app.core.commands import reacts_to, when_accepted
from app.core.context import Context
from app.dossiers import queries
from app.dossiers.commands.results import move_result
from app.dossiers.models import Dossier
from app.dossiers.models.shapes import ResultState
from app.files.commands import KeepFile
from app.files.queries import entities_using
from app.requests.commands import CancelRequest
from app.visits.commands.calling_off import CallOff
from app.visits.commands.choosing import ChooseHalfDay
from app.visits.commands.correcting import CorrectVisitFact
from app.visits.commands.door import CloseVisit, StartVisit
from app.visits.commands.planning import PlanVisit, UnplanVisit
from app.visits.commands.quiet import StopMessages
from app.visits.commands.rerouting import Reroute
from app.visits.models import Outcome, Status, Visit
from app.visits.queries import get_visit, visits_of_request, visits_unplanned_at


@reacts_to(PlanVisit)
def lend_dossiers(command: PlanVisit, context: Context) -> None:
    """The officers who bring a result see its dossier and its papers."""
    visit = get_visit(command.visit_id, ward=context.ward)
    for dossier in _to_return(visit):
        context.link(visit, dossier)


@reacts_to(UnplanVisit)
def take_dossiers_back(command: UnplanVisit, context: Context) -> None:
    _take_back(get_visit(command.visit_id, ward=context.ward), context)


@reacts_to(CallOff)
@reacts_to(ChooseHalfDay)
@reacts_to(StopMessages)
def take_back_of_called_off(command: CallOff | ChooseHalfDay | StopMessages, context: Context) -> None:
    """A storm, a death, a family's other day: whoever was to bring a result there has it no longer to bring."""
    for visit in visits_unplanned_at(context.ward, context.at):
        _take_back(visit, context)


@reacts_to(Reroute)
def take_back_of_left_out(command: Reroute, context: Context) -> None:
    """Nobody goes there today: whoever brought a result there needs its dossier no longer."""
    for visit_id in command.left_out:
        visit = get_visit(visit_id, ward=context.ward)
        if not visit.is_standing:
            _take_back(visit, context)


def _take_back(visit: Visit, context: Context) -> None:
    for dossier in _to_return(visit):
        if dossier.visit_id != visit.id:
            context.unlink(visit, dossier)
    _leave_with_recorders(visit, context)


@reacts_to(CancelRequest)
def leave_called_off(command: CancelRequest, context: Context) -> None:
    for visit in visits_of_request(command.request_id):
        if not visit.is_standing:
            _leave_with_recorders(visit, context)


def _leave_with_recorders(visit: Visit, context: Context) -> None:
    """Whoever took a dossier in keeps it, and its citizen, when the visit is taken back."""
    for dossier in queries.dossiers_of_visit(visit.id):
        context.record("visit-unplanned", dossier)


@reacts_to(StartVisit)
def carry_results(command: StartVisit, context: Context) -> None:
    """The officer stands at the door with the result in the bag."""
    visit = get_visit(command.visit_id, ward=context.ward)
    for dossier in _to_return(visit):
        if context.actor.id in visit.officer_ids and _state(dossier) == ResultState.READY:
            move_result(context, dossier, ResultState.WITH_OFFICER)


@reacts_to(CloseVisit)
def bring_results_back(command: CloseVisit, context: Context) -> None:
    """Nobody took the result: it goes back to the centre and waits for another way."""
    if command.outcome is Outcome.MET:
        return
    visit = get_visit(command.visit_id, ward=context.ward)
    if context.actor.id in visit.officer_ids:
        _bring_back(visit, context)


@reacts_to(CorrectVisitFact)
@when_accepted(CorrectVisitFact)
def bring_back_after_correction(command: CorrectVisitFact, context: Context) -> None:
    """The door stayed shut after all, or nobody stood there: what was not given is at the centre."""
    visit = get_visit(command.visit_id, ward=context.ward)
    closing = visit.closing
    was_not_there = closing is None and visit.started_at is None
    met_nobody = closing is not None and closing.id == context.command_id and closing.outcome is not Outcome.MET
    if was_not_there or met_nobody:
        _bring_back(visit, context)


def _bring_back(visit: Visit, context: Context) -> None:
    for dossier in _to_return(visit):
        if _state(dossier) == ResultState.WITH_OFFICER and not _is_carried_by_another(dossier, visit):
            move_result(context, dossier, ResultState.READY)


def _is_carried_by_another(dossier: Dossier, visit: Visit) -> bool:
    """A later visit may stand at the door with it by now."""
    others = [other for other in queries.return_visits(dossier) if other.id != visit.id]
    return any(other.status is Status.STARTED for other in others)


def _to_return(visit: Visit) -> list[Dossier]:
    ids = [purpose.dossier_id for purpose in visit.purposes if purpose.dossier_id is not None]
    return [dossier for dossier_id in ids if (dossier := queries.find_dossier(dossier_id)) is not None]


def _state(dossier: Dossier) -> str | None:
    return dossier.result.state if dossier.result else None


@reacts_to(KeepFile)
def pages_arrived(command: KeepFile, context: Context) -> None:
    """A photo that phones showed as on its way is here."""
    for dossier_id in entities_using(context.ward, command.sha256, "dossier"):
        dossier = queries.get_dossier(dossier_id, ward=context.ward)
        for file in dossier.files:
            if file.sha256 == command.sha256:
                file.state = "stored"
        context.record("file-stored", dossier)
