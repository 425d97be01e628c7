"""Takes over a rescue file: what a phone could not send, brought on a stick. Twice changes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import IO

from app.core import records
from app.core.sealing import CannotOpen
from app.files.arrived import Arrived, arrived
from app.files.queries import find_stored, wards_awaiting
from app.files.rules import IMAGE_TYPES
from app.files.store import current_store
from app.files.uploads import keep_whole
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
    if line.type not in IMAGE_TYPES:
        return Row("file", line.sha256, REFUSED, code="file-type-not-taken")
    try:
        file = arrived(partial(_blocks, part.stream), line.key)
    except CannotOpen:
        return Row("file", line.sha256, REFUSED, code="sealed-file-unreadable")
    if file.sha256 != line.sha256:
        return Row("file", line.sha256, REFUSED, code="file-wrong-bytes")
    return _store(file, line.type, carrier)


def _store(file: Arrived, media_type: str, carrier: Carrier) -> Row:
    wards = wards_awaiting(file.sha256) | {carrier.ward}
    was_known = all(find_stored(ward, file.sha256) for ward in wards)
    if not was_known:
        keep_whole(current_store(), wards=wards, media_type=media_type, file=file)
    return Row("file", file.sha256, STORED, was_known)


def _blocks(stream: IO[bytes]) -> Iterable[bytes]:
    stream.seek(0)
    while block := stream.read(BLOCK):
        yield block
