"""What the machine itself says about its memory."""

from typing import Annotated, ClassVar

from pydantic import AwareDatetime, Field

from app.core.commands import Command, handles
from app.core.context import Context
from app.core.db import session
from app.core.numbers import NumberSeries
from app.core.roles import Role
from app.files.queries import find_stored, uses_of


class RecordRestore(Command):
    """A backup was brought back; what came after it must be offered again."""

    type: ClassVar[str] = "upkeep.record_restore"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})
    fact: ClassVar[bool] = True

    backup_taken_at: AwareDatetime
    generation: str
    ended_generations: list[str]
    came_from: str = ""
    """The life that the backup was taken in; of any other that ended now nothing came back. Empty: not written down."""
    lost_files: Annotated[list[str], Field(max_length=100_000)] = []
    """Hashes of photos that the backup could not give back: they are awaited again."""
    serials_seen: dict[int, int] = {}
    """For each year the last serial of the database that was set aside, where there was one."""


@handles(RecordRestore)
def record_restore(command: RecordRestore, context: Context) -> None:
    """`core.leasing` lets the series of a new life go on apart, and above what the old database still knew."""
    for year, last in command.serials_seen.items():
        series = session.get(NumberSeries, (context.ward, year))
        if series is None:
            series = NumberSeries(ward=context.ward, year=year, last=0, generation=None)
            context.add(series)
        series.last = max(series.last, last)
    for sha256 in command.lost_files:
        _await_again(sha256, context)


def _await_again(sha256: str, context: Context) -> None:
    stored = find_stored(context.ward, sha256)
    if stored is not None:
        context.delete(stored)
    for use in uses_of(sha256):
        if use.ward == context.ward:
            use.arrived_at, use.overdue_at, use.awaited_at = None, None, context.now
