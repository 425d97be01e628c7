"""Brings a backup back: checks it, sets aside what is there, fills the place, begins a new generation.

Phones see the new generation and offer again whatever the backup does not contain (docs/protocol.md).
"""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile

from alembic import command as alembic
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask import current_app
from pyrage.x25519 import Identity
from sqlalchemy import delete, select
from sqlalchemy.exc import SQLAlchemyError

from app.accounts.models import EnrolCode, WebSession
from app.core.cli import migrations_config, upgrade_database
from app.core.clock import now
from app.core.commands import system_actor
from app.core.db import bookkeeping, db, migrating, session
from app.core.errors import Rejected
from app.core.execute import execute
from app.core.installation import Installation, begin_generation
from app.core.numbers import NumberSeries
from app.files.models import Upload
from app.files.store import ByteStore
from app.upkeep import chain, checkpoints, copying, place, shelf, signing
from app.upkeep.commands import RecordRestore
from app.upkeep.facts import Facts, count_rows
from app.upkeep.giving_back import bring_keys, give_files_back, take_in_later_photos
from app.upkeep.shelf import Note
from app.upkeep.shelved_files import ShelvedFiles
from app.upkeep.taking import FACTS
from app.upkeep.ward_key import decrypt_file


@dataclass
class Before:
    """What the database that is set aside knew, as far as it could still be read."""

    generation: str = ""
    serials: dict[str, dict[int, int]] = field(default_factory=dict)


@dataclass
class Returned:
    """What came back, for a person to read."""

    note: Note
    set_aside: str
    rows: dict[str, int]
    generation: str = ""
    files_written: int = 0
    files_here: int = 0
    files_lost: list[str] = field(default_factory=list)
    files_later: int = 0
    """Photos that came after the snapshot's moment and lie here or with the backups."""
    files_unread: list[str] = field(default_factory=list)
    """Such photos that no given key opens, or whose bytes have changed."""
    problems: list[str] = field(default_factory=list)


def restore(backups: ByteStore, note: Note, identities: list[Identity], *, replace: bool = False) -> Returned:
    """Bring one snapshot back. Rejected leaves the place as it was."""
    if not place.is_empty() and not replace:
        raise Rejected("restore-place-in-use")
    place.check_nobody_else()
    data = Path(current_app.config["DATA_DIR"])
    data.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="restore-", dir=data) as folder:
        plain = _open(backups, note, identities, Path(folder))
        with ZipFile(plain) as archive:
            facts = _check(archive)
            before = _look_before()
            returned = _replace_database(archive, facts, note, Path(folder))
            returned.problems += bring_keys(archive, note)
    shelved = ShelvedFiles(backups, identities)
    give_files_back(shelved, facts.files, returned)
    _begin_again(backups, before, returned)
    take_in_later_photos(shelved, returned)
    return returned


def _open(backups: ByteStore, note: Note, identities: list[Identity], folder: Path) -> Path:
    encrypted, plain = folder / "snapshot.zip.age", folder / "snapshot.zip"
    try:
        backups.get_file(shelf.content_path(note.stamp), encrypted)
    except FileNotFoundError:
        raise Rejected("backup-none-here") from None
    with encrypted.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != note.sha256 or not note.is_genuine():
        raise Rejected("backup-damaged", found="not the bytes that its signed note names")
    decrypt_file(encrypted, plain, identities)
    return plain


def _check(archive: ZipFile) -> Facts:
    """Read all of it once before anything here is touched."""
    try:
        torn = archive.testzip()
    except BadZipFile as error:
        raise Rejected("backup-damaged", found=str(error)) from error
    if torn is not None:
        raise Rejected("backup-damaged", found=torn)
    facts = Facts.model_validate_json(archive.read(FACTS))
    if facts.database != db.engine.dialect.name:
        raise Rejected("restore-other-database", backup=facts.database, here=db.engine.dialect.name)
    try:
        ScriptDirectory.from_config(migrations_config()).get_revision(facts.revision)
    except CommandError:
        raise Rejected("restore-newer-backup", revision=facts.revision) from None
    return facts


def _look_before() -> Before:
    """Numbers that this database has leased stay leased, even if the backup has never heard of them."""
    before = Before()
    if place.is_empty():
        return before
    try:
        before.generation = str(session.scalar(select(Installation.generation)) or "")
        for ward, year, last in session.execute(select(NumberSeries.ward, NumberSeries.year, NumberSeries.last)):
            before.serials.setdefault(ward, {})[year] = last
    except SQLAlchemyError:
        return before  # no tables, or beyond reading: that may be why somebody restores
    finally:
        place.let_go()
    return before


def _replace_database(archive: ZipFile, facts: Facts, note: Note, folder: Path) -> Returned:
    aside = place.set_aside(shelf.stamp_of(now()))
    try:
        if not copying.is_sqlite():
            with migrating():
                alembic.upgrade(migrations_config(), facts.revision)
        copying.copy_in(archive, facts, folder)
        with db.engine.connect() as connection:
            rows = count_rows(connection, list(facts.rows))
        upgrade_database()
    except BaseException:
        place.put_back(aside)
        raise
    wrong = [
        f"{name}: {rows[name]} rows instead of {count}" for name, count in facts.rows.items() if rows[name] != count
    ]
    return Returned(note=note, set_aside=aside, rows=rows, problems=wrong)


def _begin_again(backups: ByteStore, before: Before, returned: Returned) -> None:
    """A new generation, known to every ward's log; sessions and half-sent uploads of the old one are over."""
    _take_over_checkpoints(backups)
    lines = checkpoints.read_lines(checkpoints.checkpoints_path())
    returned.generation = str(begin_generation())
    with bookkeeping() as opened:
        for ended in (WebSession, EnrolCode, Upload):
            opened.execute(delete(ended))
    lives = {returned.note.generation, before.generation, *(line.generation for line in lines)} - {""}
    for ward in chain.wards():
        _record(ward, sorted(lives - {returned.generation}), before, returned)
    for ward in chain.wards():
        problem = chain.find_problem(ward, lines, [signing.public_key()])
        returned.problems += [f"{ward}: {problem}"] if problem else []
    checkpoints.write_all()


def _take_over_checkpoints(backups: ByteStore) -> None:
    path = checkpoints.checkpoints_path()
    here = set(path.read_text(encoding="ascii").splitlines()) if path.exists() else set()
    checkpoints.append(line for line in shelf.read_kept_checkpoints(backups).splitlines() if line not in here)


def _record(ward: str, ended: list[str], before: Before, returned: Returned) -> None:
    prefix = f"kept/{ward}/"
    command = RecordRestore(
        backup_taken_at=returned.note.taken_at,
        generation=returned.generation,
        ended_generations=ended,
        came_from=returned.note.generation,
        lost_files=[path.rsplit("/", 1)[-1] for path in returned.files_lost if path.startswith(prefix)],
        serials_seen=before.serials.get(ward, {}),
    )
    receipt = execute(command, actor=system_actor(ward), ward=ward)
    if not receipt.is_applied:
        raise RuntimeError(f"the restore could not be written into the log of {ward}: {receipt.code}")
