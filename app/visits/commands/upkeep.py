"""What the worker does for visits by itself."""

from typing import ClassVar
from uuid import UUID

from app.core.commands import Command, handles
from app.core.context import Context
from app.core.roles import Role
from app.requests import progress
from app.requests.models import LetDown
from app.requests.queries import get_request
from app.visits import queries
from app.visits.another_half_day import offers_to


class LeaveWindow(Command):
    """Two weeks have passed: the officers' phones need no longer hold this visit."""

    type: ClassVar[str] = "visits.leave_window"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})

    visit_id: UUID


@handles(LeaveWindow)
def leave_window(command: LeaveWindow, context: Context) -> None:
    visit = queries.get_visit(command.visit_id)
    if visit.has_left_window:
        return
    visit.has_left_window = True
    # An unplanned visit is gone from phones already, and stays gone.
    change = context.record if visit.is_standing else context.void
    change("left-window", visit)


class RenewOffers(Command):
    """What this household was offered may be taken by now, or more may be free."""

    type: ClassVar[str] = "visits.renew_offers"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})

    request_id: UUID


@handles(RenewOffers)
def renew_offers(command: RenewOffers, context: Context) -> None:
    request = get_request(command.request_id)
    if request.let_down is None or not request.is_on_the_list:
        return
    news = LetDown(**request.let_down).model_copy(update={"offers": offers_to(request)})
    if news.model_dump(mode="json") != request.let_down:
        progress.let_down(request, news)
        context.record("offers-renewed", request)
