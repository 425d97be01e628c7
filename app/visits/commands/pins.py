"""A person fixes a visit for plans, or frees one that plans would leave alone."""

from typing import ClassVar
from uuid import UUID

from app.core.commands import Command, handles
from app.core.context import Context
from app.core.roles import Role
from app.visits import queries, rules


class PinVisit(Command):
    """Let no plan move this visit."""

    type: ClassVar[str] = "visits.pin"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})

    visit_id: UUID


class UnpinVisit(Command):
    """A plan may move this visit, even if the household was told: they will be told again."""

    type: ClassVar[str] = "visits.unpin"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})

    visit_id: UUID


@handles(PinVisit)
def pin_visit(command: PinVisit, context: Context) -> None:
    _set(command.visit_id, context, pin=True)


@handles(UnpinVisit)
def unpin_visit(command: UnpinVisit, context: Context) -> None:
    _set(command.visit_id, context, pin=False)


def _set(visit_id: UUID, context: Context, *, pin: bool) -> None:
    visit = queries.get_visit(visit_id, ward=context.ward)
    rules.check_movable(visit)
    visit.pin = pin
    context.record("pinned" if pin else "unpinned", visit)
