"""What a copy of the database says about itself: enough to check, after a restore, that everything came back."""

from alembic.migration import MigrationContext
from pydantic import BaseModel
from sqlalchemy import Connection, Table, func, select, table

from app.core.changes import WardSequence
from app.core.db import db
from app.core.errors import Rejected
from app.core.installation import Installation
from app.files.models import StoredFile
from app.files.store import DISPLAY, THUMB, kept_path, shown_path


class WardFacts(BaseModel):
    """How far a ward's log had come."""

    last: int
    audit_count: int
    audit_tip: str


class Facts(BaseModel):
    """One copy's contents."""

    database: str
    revision: str
    generation: str
    rows: dict[str, int]
    """Rows of each table, parents before children."""
    wards: dict[str, WardFacts]
    files: list[str]
    """Paths in the byte store that the copied rows speak of."""


def tables() -> list[Table]:
    """Return every table of ours, parents before children."""
    return list(db.metadata.sorted_tables)


def read_facts(connection: Connection) -> Facts:
    """Read them from the copy itself, or inside the transaction that makes it."""
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is None:
        raise Rejected("backup-not-migrated")
    return Facts(
        database=connection.dialect.name,
        revision=revision,
        generation=str(connection.scalar(select(Installation.generation))),
        rows=count_rows(connection, [t.name for t in tables()]),
        wards=_wards(connection),
        files=_files(connection),
    )


def count_rows(connection: Connection, names: list[str]) -> dict[str, int]:
    """Return how many rows each of these tables has."""
    return {name: connection.scalar(select(func.count()).select_from(table(name))) or 0 for name in names}


def _wards(connection: Connection) -> dict[str, WardFacts]:
    query = select(WardSequence.ward, WardSequence.last, WardSequence.audit_count, WardSequence.audit_tip)
    return {
        ward: WardFacts(last=last, audit_count=count, audit_tip=tip)
        for ward, last, count, tip in connection.execute(query)
    }


def _files(connection: Connection) -> list[str]:
    query = select(StoredFile.ward, StoredFile.sha256, StoredFile.shown).order_by(StoredFile.ward, StoredFile.sha256)
    paths = []
    for ward, sha256, shown in connection.execute(query):
        paths.append(kept_path(ward, sha256))
        if shown == "ready":
            paths += [shown_path(ward, sha256, variant) for variant in (DISPLAY, THUMB)]
    return paths
