"""How the machine is: the backups, the worker, the disk. For the page of admins and for `/healthz`."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import current_app
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.core.clock import now
from app.core.db import session
from app.core.errors import Refusal
from app.core.installation import installation
from app.core.worker import HEARTBEAT, last_run
from app.upkeep import rules, shelf
from app.upkeep.duties import BACK_UP
from app.upkeep.shelf import Note
from app.upkeep.ward_key import read_recipients


@dataclass(frozen=True)
class Backups:
    """What there is to say about the backups."""

    notes: list[Note]
    problem: str
    """The code of what keeps the next one from being made, empty if nothing does."""
    place: str
    is_beside_data: bool
    """A fire, a thief or a dead disk would take both."""
    is_red: bool

    @property
    def newest(self) -> Note | None:
        """The last whole snapshot."""
        return self.notes[-1] if self.notes else None

    @property
    def size(self) -> int:
        """Bytes of all snapshots, photos not counted."""
        return sum(note.size for note in self.notes)


def backups() -> Backups:
    """Look at the place of the backups and at how the last try ended."""
    url = shelf.shelf_url()
    problem = _problem()
    try:
        notes = shelf.read_notes(shelf.open_shelf())
    except OSError:
        notes, problem = [], "backup-place-unreachable"
    newest = notes[-1].taken_at if notes else None
    data = str(Path(current_app.config["DATA_DIR"]).resolve())
    return Backups(
        notes=notes,
        problem=problem,
        place=url.removeprefix("file://"),
        is_beside_data=url.startswith("file://") and _same_disk(Path(url.removeprefix("file://")), Path(data)),
        is_red=bool(problem) or rules.is_too_old(newest, now()),
    )


def _problem() -> str:
    try:
        read_recipients()
    except Refusal as refusal:
        return refusal.code
    run, backed_up_at = last_run(BACK_UP), installation().backed_up_at
    if run is None or (backed_up_at is not None and backed_up_at + rules.SLACK > run.ended_at):
        return ""  # somebody took one by hand since
    return run.problem


def _same_disk(one: Path, other: Path) -> bool:
    existing = next(path for path in (one, *one.parents) if path.exists())
    return existing.stat().st_dev == other.stat().st_dev


@dataclass(frozen=True)
class Health:
    """What somebody who watches many machines wants to know; nothing about people."""

    database: bool
    disk_free: int
    worker_age: int | None
    """Seconds since the worker last noted that it lives."""
    backup_age: int | None

    def words(self) -> list[str]:
        """Return what is wrong, as stable words."""
        found = {
            "database": not self.database,
            "disk": self.disk_free < rules.LEAST_FREE,
            "worker": self.worker_age is None or self.worker_age > rules.WORKER_SILENT,
            "backup": self.backup_age is None or self.backup_age > rules.TOO_OLD.total_seconds(),
        }
        return [word for word, is_wrong in found.items() if is_wrong]

    @property
    def can_serve(self) -> bool:
        """Say whether work that phones send would be kept."""
        return self.database and self.disk_free >= rules.LEAST_FREE


def health() -> Health:
    """Ask everything once, cheaply: somebody may ask every ten seconds."""
    free = shutil.disk_usage(current_app.config["DATA_DIR"]).free
    try:
        session.execute(text("SELECT 1"))
        beat, backed_up_at = last_run(HEARTBEAT), installation().backed_up_at
    except SQLAlchemyError:
        session.rollback()
        return Health(database=False, disk_free=free, worker_age=None, backup_age=None)
    return Health(
        database=True,
        disk_free=free,
        worker_age=_age(beat.ended_at if beat else None),
        backup_age=_age(backed_up_at),
    )


def _age(moment: datetime | None) -> int | None:
    return None if moment is None else max(0, int((now() - moment).total_seconds()))
