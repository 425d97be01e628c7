"""What the clock makes visits do: two weeks after the day, officers' phones let go of a visit."""

from app.core.clock import today
from app.core.commands import system_actor
from app.core.execute import execute
from app.core.worker import every
from app.visits import calls  # noqa: F401 - importing it declares whom the call list rings
from app.visits.commands import LeaveWindow
from app.visits.queries import visits_past_window


@every(60, name="visits.leave_window")
def leave_windows() -> None:
    for visit_id, ward in [(visit.id, visit.ward) for visit in visits_past_window(today())]:
        execute(LeaveWindow(visit_id=visit_id), actor=system_actor(ward))
