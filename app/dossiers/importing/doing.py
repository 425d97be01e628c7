"""The plan carried out by its commands, one transaction each; what a row was refused stays readable in the report."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from app.core.commands import Actor
from app.core.execute import execute
from app.dossiers.importing.plan import Planned


@dataclass
class Done:
    """What became of one row: the commands that were carried out, and the codes of what was not."""

    planned: Planned
    done: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def carry_out(planned: Sequence[Planned], *, actor: Actor, batch: UUID) -> list[Done]:
    """Carry out what the rows ask for. The same batch sent again finds its answers and changes nothing."""
    return [_row(one, actor, batch) for one in planned]


def _row(one: Planned, actor: Actor, batch: UUID) -> Done:
    """The first refusal ends the row: what follows would rest on it."""
    row = Done(one, refused=list(one.left_out))
    for place, command in enumerate(one.commands):
        name = uuid5(batch, f"{one.row.n}/{place}/{command.type}")
        receipt = execute(command, actor=actor, command_id=name)
        if not receipt.is_applied:
            row.refused.append(str(receipt.code))
            break
        row.done.append(command.type)
    return row
