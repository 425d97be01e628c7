"""What the clock makes visits do: phones let go of a visit in time, and offer what is free now."""

from app.core.clock import today
from app.core.commands import system_actor
from app.core.execute import execute
from app.core.worker import every
from app.requests.models import LetDown
from app.requests.queries import requests_let_down
from app.visits import calls  # noqa: F401 - importing it declares whom the call list rings
from app.visits.another_half_day import offers_for
from app.visits.commands import LeaveWindow, RenewOffers
from app.visits.queries import visits_past_window


@every(60, name="visits.leave_window")
def leave_windows() -> None:
    for visit_id, ward in [(visit.id, visit.ward) for visit in visits_past_window(today())]:
        execute(LeaveWindow(visit_id=visit_id), actor=system_actor(ward))


@every(10, name="visits.renew_offers")
def renew_offers() -> None:
    """Nothing is written while what is offered stands."""
    waiting = requests_let_down()
    offers = offers_for(waiting)
    found = [one for one in waiting if one.let_down and LetDown(**one.let_down).offers != offers[one.id]]
    for request_id, ward in [(request.id, request.ward) for request in found]:
        execute(RenewOffers(request_id=request_id), actor=system_actor(ward))
