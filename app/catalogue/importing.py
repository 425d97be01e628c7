"""Rows that were read → commands, one each, and what became of every row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.catalogue import queries
from app.catalogue.commands import ImportProcedure
from app.catalogue.merging import completed
from app.catalogue.models import Status
from app.catalogue.reading.files import ReadRow
from app.catalogue.rules import unconfirmed_parts
from app.core.commands import Actor
from app.core.execute import execute
from app.core.ids import new_id
from app.core.scope import SHARED_WARD

NEW, CHANGED, UNCHANGED, REFUSED = "new", "changed", "unchanged", "refused"
RESULTS = (NEW, CHANGED, UNCHANGED, REFUSED)


@dataclass(frozen=True)
class Outcome:
    """What became of one row, and why."""

    row: ReadRow
    result: str
    note: str = ""

    @property
    def line(self) -> str:
        """The row's line in the report."""
        name = self.row.facts.title if self.row.facts else ""
        text = " · ".join(part for part in (name, self.note) if part)
        return f"{self.result:<9} {self.row.place:<9} {self.row.code or '?':<9} {text}"


def import_rows(rows: Iterable[ReadRow], actor: Actor, locale: str = "vi") -> Iterator[Outcome]:
    """Carry out one command for each readable row; a refused row leaves the others alone."""
    for row in rows:
        yield _import_row(row, actor, locale)


def count(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """How many rows ended in which way; every way is named."""
    counted = Counter(outcome.result for outcome in outcomes)
    return {result: counted[result] for result in RESULTS}


def _import_row(row: ReadRow, actor: Actor, locale: str) -> Outcome:
    if row.facts is None:
        return Outcome(row, REFUSED, row.problem)
    before = queries.newest_version(row.facts.code)
    was_known = before is not None
    facts = completed(row.facts, before.facts if before is not None else None)
    receipt = execute(ImportProcedure(procedure_id=new_id(), facts=facts), actor=actor, ward=SHARED_WARD)
    if not receipt.is_applied:
        return Outcome(row, REFUSED, receipt.message(locale))
    after = queries.newest_version(facts.code)
    if not receipt.entities or after is None:
        return Outcome(row, UNCHANGED)
    note = f"version {after.version_no}, {after.status}"
    if after.status == Status.DRAFT:
        note += f" (not confirmed: {', '.join(unconfirmed_parts(facts)) or 'retired before'})"
    return Outcome(row, CHANGED if was_known else NEW, note)
