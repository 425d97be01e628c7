"""Takes over a rescue file: what a phone could not send, brought on a stick. Twice changes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import IO

from app.core import records
from app.core.brought import Brought, keep_brought
from app.sync.rescue_file import BLOCK, CommandLine, Damaged, SealedFile, read_rescue
from app.sync.sealed import Carrier, deliver
from app.sync.shapes import BATCH, SealedRequest

STORED = "stored"
REFUSED = "refused"


@dataclass(frozen=True)
class Row:
    """What became of one line: a command's state, or `stored` or `refused` for a file; `code` says why."""

    kind: str
    name: str
    status: str
    was_known: bool = False
    code: str | None = None


@dataclass
class Report:
    """Every row in the file's order, and what stopped the reading, if anything did."""

    rows: list[Row] = field(default_factory=list)
    damage: str | None = None

    def count(self, *statuses: str) -> int:
        """Return how many rows stand like this."""
        return sum(row.status in statuses for row in self.rows)

    @property
    def for_review(self) -> int:
        """Return how many commands wait for a person."""
        return self.count(*set(records.STATUSES) - {records.APPLIED})


def import_rescue(source: IO[bytes], carrier: Carrier) -> Report:
    """Keep everything in the file that can be kept; each batch of commands is safe before the next is read."""
    report = Report()
    waiting: list[CommandLine] = []
    try:
        for part in read_rescue(source):
            if isinstance(part, CommandLine):
                waiting.append(part)
                if len(waiting) == BATCH:
                    report.rows += _take(waiting, carrier)
                    waiting = []
            else:
                report.rows += [*_take(waiting, carrier), _keep(part, carrier)]
                waiting = []
    except Damaged as damaged:
        report.damage = damaged.code
    report.rows += _take(waiting, carrier)
    return report


def _take(lines: list[CommandLine], carrier: Carrier) -> Iterator[Row]:
    if not lines:
        return
    request = SealedRequest(app="rescue", commands=[line.command for line in lines])
    for line, kept in zip(lines, deliver(request, carrier), strict=True):
        record = kept.record
        yield Row("command", str(record.command_id or line.id), record.status, kept.is_duplicate, record.code)


def _keep(part: SealedFile, carrier: Carrier) -> Row:
    line = part.line
    brought = Brought(
        ward=carrier.ward,
        sha256=line.sha256,
        media_type=line.type,
        key=line.key,
        parts=partial(_blocks, part.stream),
    )
    kept = keep_brought(brought)
    return Row("file", line.sha256, REFUSED if kept.refused else STORED, kept.was_known, kept.refused)


def _blocks(stream: IO[bytes]) -> Iterable[bytes]:
    stream.seek(0)
    while block := stream.read(BLOCK):
        yield block
