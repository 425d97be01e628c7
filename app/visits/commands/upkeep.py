"""What the worker does for visits by itself."""

from typing import ClassVar
from uuid import UUID

from app.core.commands import Command, handles
from app.core.context import Context
from app.core.roles import Role
from app.visits import queries


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
