"""Checkpoints: one signed line a day and ward that says how long the audit chain is and how it ends.

A chain proves that nothing *inside* it was changed by somebody clumsy. It does not show a cut tail, nor a chain
that was computed anew from a change onwards. A line that has left the machine (with the backup, on paper) does:

    TNA1|<moment>|<ward>|<generation>|<rows>|<hash of the last row>|<key id>|<signature of all before it>
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from app.core.changes import WardSequence
from app.core.clock import VN, now
from app.core.db import session
from app.core.installation import generation
from app.upkeep import signing

FORM = "TNA1"


@dataclass(frozen=True)
class Checkpoint:
    """What one line says."""

    at: datetime
    ward: str
    generation: str
    rows: int
    tip: str
    key_id: str
    signature: str

    def said(self) -> str:
        """Return the part of the line that is signed."""
        return "|".join(
            [FORM, self.at.isoformat(), self.ward, self.generation, str(self.rows), self.tip, self.key_id],
        )

    def line(self) -> str:
        """Return the whole line."""
        return f"{self.said()}|{self.signature}"


def checkpoints_path() -> Path:
    """Where this installation keeps its lines."""
    return Path(current_app.config["DATA_DIR"]) / "checkpoints.txt"


def parse(line: str) -> Checkpoint | None:
    """Return what a line says, None for anything that is no such line."""
    parts = line.strip().split("|")
    if len(parts) != 8 or parts[0] != FORM:
        return None
    try:
        return Checkpoint(datetime.fromisoformat(parts[1]), parts[2], parts[3], int(parts[4]), *parts[5:])
    except ValueError:
        return None


def read_lines(*paths: Path) -> list[Checkpoint]:
    """Return the checkpoints of these files, each once, oldest first."""
    found = {}
    for path in paths:
        for line in path.read_text(encoding="ascii", errors="replace").splitlines() if path.exists() else []:
            checkpoint = parse(line)
            if checkpoint is not None:
                found[checkpoint.line()] = checkpoint
    return sorted(found.values(), key=lambda checkpoint: (checkpoint.at, checkpoint.ward))


def newest_of(ward: str) -> Checkpoint | None:
    """Return the ward's last checkpoint of this machine."""
    return next((point for point in reversed(read_lines(checkpoints_path())) if point.ward == ward), None)


def write_todays() -> int:
    """Write the lines that today still lacks; return how many."""
    today = now().astimezone(VN).date()
    done = {point.ward for point in read_lines(checkpoints_path()) if point.at.astimezone(VN).date() == today}
    return write_all(except_for=done)


def write_all(*, except_for: set[str] | None = None) -> int:
    """Write a line for every ward that has a chain; return how many."""
    moment, life, key = now(), generation(), signing.public_key()
    points = []
    for sequence in session.scalars(select(WardSequence).order_by(WardSequence.ward)):
        if sequence.audit_count and sequence.ward not in (except_for or set()):
            facts = (moment, sequence.ward, life, sequence.audit_count, sequence.audit_tip, signing.key_id(key))
            unsigned = Checkpoint(*facts, signature="")
            points.append(Checkpoint(*facts, signature=signing.sign(unsigned.said())))
    session.rollback()
    append(point.line() for point in points)
    return len(points)


def append(lines: Iterable[str]) -> None:
    """Put lines at the end of this machine's file, and onto its disk."""
    text = "".join(f"{line}\n" for line in lines)
    path = checkpoints_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
