"""What each row would do, before anything is done: the commands for it, what is left out and why, or a refusal.

The same rules are asked that the commands ask again when they are carried out. An import goes forward only, replaces
no code, and changes no date that a citizen was told: it says where the two systems differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID, uuid5

from app.core.commands import Command
from app.core.errors import Refusal, Rejected
from app.dossiers.commands import AttachResult, ChangeStatus, LinkCode
from app.dossiers.importing.matching import Known
from app.dossiers.importing.rows import TypedRow, read_day, read_status
from app.dossiers.models import Dossier
from app.dossiers.models.shapes import PaperCount, Status
from app.dossiers.rules import codes, steps

FROM_OUTSIDE = "Theo danh sách của hệ thống một cửa tỉnh"
"""Stands as the reason of a step where the list gives none."""

ONLY_TOLD = frozenset({"import-due-differs"})
"""What is shown to a person and stands in the way of nothing."""


@dataclass
class Planned:
    """One row: its dossier, what would be done, and the codes of what would not."""

    row: TypedRow
    dossier: Dossier | None = None
    commands: list[Command] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def verdict(self) -> Literal["change", "refused", "same"]:
        """Something would change, nothing may, or nothing need."""
        if self.commands:
            return "change"
        return "refused" if set(self.left_out) - ONLY_TOLD else "same"


def plan(ward: str, rows: Sequence[TypedRow], batch: UUID) -> list[Planned]:
    """Return the plan for each row, in order. `batch` names the commands' new rows: the same again is the same."""
    known = Known(ward, rows)
    planned = [_found(row, known) for row in rows]
    _set_doubles_apart(planned)
    for one in planned:
        if one.dossier is not None and not one.left_out:
            _fill(one, one.dossier, known, batch)
    return planned


def _found(row: TypedRow, known: Known) -> Planned:
    if row.fault:
        return Planned(row, left_out=[row.fault])
    try:
        return Planned(row, known.dossier_of(row))
    except Refusal as refusal:
        return Planned(row, left_out=[refusal.code])


def _set_doubles_apart(planned: Sequence[Planned]) -> None:
    """A row that is there twice counts once; two that say different things of one dossier count neither."""
    by_dossier: dict[UUID, list[Planned]] = {}
    by_code: dict[str, list[Planned]] = {}
    for one in planned:
        if one.dossier is not None:
            by_dossier.setdefault(one.dossier.id, []).append(one)
            by_code.setdefault(codes.tidy_official(one.row.code) or str(one.dossier.id), []).append(one)
    for rows in by_dossier.values():
        _mark(rows)
    for rows in by_code.values():
        if len({one.dossier.id for one in rows if one.dossier}) > 1:
            _refuse(rows, "import-code-for-two")


def _mark(rows: Sequence[Planned]) -> None:
    first, *others = rows
    if all(one.row.says_the_same_as(first.row) for one in others):
        _refuse(others, "import-row-twice")
    else:
        _refuse(rows, "import-rows-disagree")


def _refuse(rows: Sequence[Planned], code: str) -> None:
    for one in rows:
        one.left_out = [code]


def _fill(one: Planned, dossier: Dossier, known: Known, batch: UUID) -> None:
    """Each part by itself: a state that must be set by hand does not keep the code from being linked."""
    now = Status(dossier.status)
    for part in (_code, _result, _status, _due):
        try:
            commands = part(one.row, dossier, now, known, batch)
        except Refusal as refusal:
            one.left_out.append(refusal.code)
            continue
        one.commands += commands
        now = _after(now, commands)


def _after(now: Status, commands: Sequence[Command]) -> Status:
    for command in commands:
        if isinstance(command, ChangeStatus):
            now = Status(command.status)
        elif isinstance(command, AttachResult):
            now = Status.DONE
        elif isinstance(command, LinkCode) and now is Status.FILED:
            now = Status.ACCEPTED
    return now


def _code(row: TypedRow, dossier: Dossier, now: Status, known: Known, batch: UUID) -> list[Command]:
    code = codes.tidy_official(row.code)
    if not code or code == dossier.official_code:
        return []
    codes.check_official(code)
    steps.check_code_free(dossier, known.others_with(code, dossier), None)
    return [LinkCode(dossier_id=dossier.id, official_code=code)]


def _result(row: TypedRow, dossier: Dossier, now: Status, known: Known, batch: UUID) -> list[Command]:
    """A result is taken when its paper is named: then it is ready to be given back."""
    if not row.paper:
        return []
    if dossier.result is not None and dossier.result.code == (row.result or None):
        return []
    steps.check_result_free(dossier)
    wanted = read_status(row.status) if row.status else Status.DONE
    if wanted not in {Status.DONE, Status.HANDED_OVER}:
        raise Rejected("import-result-not-done")
    if steps.forward(now, Status.DONE) is None:
        raise Rejected("import-state-by-hand")
    return [
        AttachResult(
            dossier_id=dossier.id,
            result_id=uuid5(batch, f"result of {dossier.id}"),
            code=row.result[:60] or None,
            papers=(PaperCount(name=row.paper),),
            decided_by=row.decider[:200] or None,
        )
    ]


def _status(row: TypedRow, dossier: Dossier, now: Status, known: Known, batch: UUID) -> list[Command]:
    if not row.status:
        return []
    wanted = read_status(row.status)
    if wanted is None:
        raise Rejected("import-state-unknown")
    if wanted == now:
        return []
    if steps.is_behind(wanted, now):
        raise Rejected("import-older-state")
    way = steps.forward(now, wanted)
    if way is None:
        raise Rejected("import-state-by-hand")
    if wanted is Status.HANDED_OVER and (dossier.result is not None or row.paper):
        raise Rejected("hand-over-is-at-the-door")
    return [ChangeStatus(dossier_id=dossier.id, status=step, reason=row.reason or FROM_OUTSIDE) for step in way]


def _due(row: TypedRow, dossier: Dossier, now: Status, known: Known, batch: UUID) -> list[Command]:
    """The citizen was told our date: another one is shown to a person, never taken over."""
    if not row.due:
        return []
    day = read_day(row.due)
    if day is None:
        raise Rejected("import-day-unread")
    if dossier.due_on is not None and day != dossier.due_on:
        raise Rejected("import-due-differs")
    return []
