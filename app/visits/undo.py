"""The opposite of an act on the board: a command of its own, since nothing in the log is taken back."""

from app.core.commands import Command, find_command
from app.core.ids import new_id
from app.visits.commands import CollectDossier, MoveVisit, PlanVisit, ReassignVisit, ReturnResult, UnplanVisit
from app.visits.models import Errand, Purpose, Visit

UNDOABLE = frozenset({PlanVisit.type, MoveVisit.type, UnplanVisit.type})


def opposite_of(command: Command, before: Visit | None, *, reason: str) -> Command | None:
    """Return what puts things back as they were, given the visit as it was before the command."""
    if isinstance(command, PlanVisit):
        return UnplanVisit(visit_id=command.visit_id, reason=reason)
    if before is None:
        return None
    if isinstance(command, MoveVisit | ReassignVisit):
        return MoveVisit(
            visit_id=before.id, team_id=before.team_id, date=before.planned_on, half=before.half, order=before.order
        )
    return _planned_again(before) if isinstance(command, UnplanVisit) else None


def _planned_again(visit: Visit) -> PlanVisit:
    return PlanVisit(
        visit_id=new_id(),
        request_id=visit.request_id,
        citizen_id=visit.citizen_id,
        team_id=visit.team_id,
        date=visit.planned_on,
        half=visit.half,
        order=visit.order,
        minutes=visit.minutes,
        purposes=tuple(_as_told(purpose) for purpose in visit.purposes),
        visit_word=visit.visit_word,
    )


def _as_told(purpose: Purpose) -> CollectDossier | ReturnResult:
    if purpose.errand is Errand.RETURN and purpose.dossier_id is not None:
        return ReturnResult(dossier_id=purpose.dossier_id)
    return CollectDossier(procedure_code=purpose.procedure_code, need_text=purpose.need_text)


def kept(command: Command) -> dict[str, object]:
    """Return the command as a session keeps it."""
    return {"type": command.type, "args": command.model_dump(mode="json")}


def remembered(entry: dict[str, object] | None) -> Command | None:
    """Return the kept command; one of a release that is gone is forgotten."""
    if not entry or entry.get("type") not in UNDOABLE:
        return None
    command = find_command(str(entry["type"]))
    return command.model_validate(entry["args"]) if command else None
