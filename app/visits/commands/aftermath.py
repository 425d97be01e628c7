"""What an outcome means for the request: served, back on the list, or no longer wanted."""

from app.core.context import Context
from app.requests import progress
from app.requests.queries import find_request
from app.visits import rules
from app.visits.commands.wishes import drop_wish, keep_wish
from app.visits.models import Closing, Outcome, Visit


def follow(context: Context, visit: Visit, report: Closing) -> None:
    """Move the request on, unless another visit has taken it over meanwhile."""
    request = find_request(visit.request_id) if visit.request_id else None
    if request is None:
        return
    if request.visit_id not in {None, visit.id} or request.status in {"merged", "declined"}:
        context.flag("request-moved-on", request_id=str(request.id), status=request.status)
        return
    if report.outcome is Outcome.MET:
        progress.mark_done(context, request)
        drop_wish(context, request.id)
    elif report.outcome in rules.BACK_ON_LIST:
        progress.put_back(context, request, next_try=report.next_try)
        keep_wish(context, request, report.next_on, report.next_half)
    else:
        progress.mark_cancelled(context, request, reason=report.outcome.value)
        drop_wish(context, request.id)
