"""What follows for visits, in the same transaction, when requests and citizens change."""

from app.citizens.commands import CorrectCitizen
from app.citizens.queries import get_citizen
from app.core.commands import reacts_to
from app.core.context import Context
from app.requests.commands import CancelRequest, DeclineRequest, MergeRequest, RegisterRequest
from app.requests.queries import get_request
from app.visits import queries, rules
from app.visits.commands.planning import take_out
from app.visits.commands.wishes import drop_wish, keep_wish

CARRIED_BY_VISITS = {"neighbourhood_id", "access_notes"}


@reacts_to(RegisterRequest)
def count_wish(command: RegisterRequest, context: Context) -> None:
    """A registration that comes late from a phone is never dropped: a full wish is flagged and offered anew."""
    if command.wish is not None:  # a request that is new has no earlier wish to let go of
        keep_wish(context, get_request(command.request_id), command.wish.date, command.wish.half)


@reacts_to(DeclineRequest)
@reacts_to(MergeRequest)
def forget_wish(command: DeclineRequest | MergeRequest, context: Context) -> None:
    drop_wish(context, command.request_id)


@reacts_to(CancelRequest)
def call_off(command: CancelRequest, context: Context) -> None:
    """Nobody rings at a door that asked us not to come, unless the officer already stands there."""
    drop_wish(context, command.request_id)
    for visit in queries.visits_of_request(command.request_id):
        if visit.is_standing and visit.closing is None:
            rules.check_movable(visit)
            take_out(context, visit, command.reason)


@reacts_to(CorrectCitizen)
def follow_citizen(command: CorrectCitizen, context: Context) -> None:
    """Visits carry the neighbourhood and the access notes, so that phones can show them alone."""
    if not CARRIED_BY_VISITS & set(command.fields):
        return
    citizen = get_citizen(command.citizen_id)
    for visit in queries.open_visits_of_citizen(citizen.id):
        if (visit.neighbourhood_id, visit.access_notes) != (citizen.neighbourhood_id, citizen.access_notes):
            visit.neighbourhood_id = citizen.neighbourhood_id
            visit.access_notes = citizen.access_notes
            context.record("refreshed", visit)
