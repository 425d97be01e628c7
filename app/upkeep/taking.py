"""Takes a backup while everybody goes on working: database first, then the photos that it speaks of.

The order makes the two consistent: a photo's bytes lie in the store before the database says so, and no photo
is ever deleted, so whatever the copied rows name can still be found.
"""

import errno
import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from flask import current_app

from app.core.clock import now
from app.core.db import bookkeeping
from app.core.errors import Rejected
from app.core.installation import Installation
from app.files.store import ByteStore, current_store
from app.upkeep import checkpoints, copying, shelf, signing
from app.upkeep.facts import Facts
from app.upkeep.rules import SLACK
from app.upkeep.shelf import Note
from app.upkeep.ward_key import encrypt, encrypt_file, name_of, read_recipients

FULL = {errno.ENOSPC, errno.EDQUOT}
SPARE = 64 * 1024 * 1024
"""Bytes that must stay free beside what the backup itself needs."""

SECRET, FACTS, KEYS = "secret", "facts.json", "keys/"


def back_up(folder: str | None = None) -> Note:
    """Take one backup; return what was written. Rejected says in plain words why there is none."""
    recipients = read_recipients()
    place = shelf.open_shelf(folder)
    with _alone() as work, _told_plainly(place):
        _check_room(folder, work)
        checkpoints.write_todays()
        moment = now()
        note, facts, lost = _write(place, work, moment, recipients)
        shelf.merge_checkpoints(place)
        shelf.prune(place)
    if lost:
        raise Rejected("backup-file-missing", count=len(lost), first=lost[0])
    _note_backed_up(moment, facts.generation)
    return note


@contextmanager
def _alone() -> Iterator[Path]:
    """Yield a folder to work in; a second backup at the same time is refused."""
    data = Path(current_app.config["DATA_DIR"])
    data.mkdir(parents=True, exist_ok=True)
    with (data / "backup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Rejected("backup-running") from None
        with TemporaryDirectory(prefix="backup-", dir=data) as work:
            yield Path(work)


@contextmanager
def _told_plainly(place: ByteStore) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        _sweep(place)
        code = "backup-disk-full" if error.errno in FULL else "backup-place-unreachable"
        raise Rejected(code, why=error.strerror or str(error)) from error


def _sweep(place: ByteStore) -> None:
    """Take away what broke off, so that a full disk has room again."""
    whole = {note.stamp for note in shelf.read_notes(place)}
    for stamp in {name.split("/")[0] for name in place.names("snapshots")} - whole:
        place.drop(shelf.snapshot_folder(stamp))


def _check_room(folder: str | None, work: Path) -> None:
    """A copy, a packed copy and an encrypted one stand side by side for a moment: say so before the disk is full."""
    size = copying.sqlite_path().stat().st_size if copying.is_sqlite() else 0
    needed = {work: 3 * size + SPARE}
    url = shelf.shelf_url(folder)
    if url.startswith("file://"):
        target = Path(url.removeprefix("file://"))
        target.mkdir(parents=True, exist_ok=True)
        needed[target] = size + SPARE
    for path, bytes_needed in needed.items():
        if shutil.disk_usage(path).free < bytes_needed:
            raise OSError(errno.ENOSPC, "too little room", str(path))


def _write(place: ByteStore, work: Path, moment: datetime, recipients: list[str]) -> tuple[Note, Facts, list[str]]:
    stamp = shelf.stamp_of(moment)
    plain, encrypted = work / "snapshot.zip", work / "snapshot.zip.age"
    with copying.new_archive(plain) as archive:
        facts = copying.copy_out(archive, work)
        archive.writestr(FACTS, facts.model_dump_json())
        _add_keys(archive)
    encrypt_file(plain, encrypted, recipients)
    plain.unlink()
    new, lost = _write_files(place, facts, recipients)
    place.put_file(shelf.content_path(stamp), encrypted)
    note = Note(
        stamp=stamp,
        taken_at=moment,
        generation=facts.generation,
        database=facts.database,
        revision=facts.revision,
        size=encrypted.stat().st_size,
        sha256=_sha256(encrypted),
        files=len(facts.files),
        new_files=new,
        encrypted_to=recipients,
        signed_by=signing.public_key(),
    ).signed()
    place.put(shelf.note_path(stamp), note.model_dump_json(indent=1).encode())
    return note, facts, lost


def _add_keys(archive: ZipFile) -> None:
    """Without the installation's secret no tracking code would be found again."""
    archive.writestr(SECRET, str(current_app.config["SECRET_KEY"]))
    folder = signing.keys_folder()
    for path in sorted(folder.iterdir()) if folder.exists() else []:
        if path.is_file():
            archive.write(path, f"{KEYS}{path.name}")


def _write_files(place: ByteStore, facts: Facts, recipients: list[str]) -> tuple[int, list[str]]:
    """Encrypt the photos that are not in the backup yet; return how many, and those that our own store has lost."""
    store, key_name = current_store(), name_of(recipients)
    here = place.names(f"files/{key_name}")
    new, lost = 0, []
    for path in facts.files:
        if f"{path}.age" in here:
            continue
        content = read_sound(store, path)
        if content is None:
            lost.append(path)
            continue
        place.put(shelf.file_path(key_name, path), encrypt(content, recipients))
        new += 1
    return new, lost


def read_sound(store: ByteStore, path: str) -> bytes | None:
    """Return a stored file; None when it is gone or its bytes are not those that its name promises."""
    try:
        content = store.get(path)
    except FileNotFoundError:
        return None
    return content if is_sound(path, content) else None


def is_sound(path: str, content: bytes) -> bool:
    """Say whether the bytes are those that the path names; pictures drawn for display have no such name."""
    return not path.startswith("kept/") or hashlib.sha256(content).hexdigest() == path.rsplit("/", 1)[-1]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _note_backed_up(moment: datetime, generation: str) -> None:
    """Tell phones which files they may free; a restore meanwhile makes the backup one of another life."""
    with bookkeeping() as opened:
        row = opened.get_one(Installation, 1)
        if str(row.generation) == generation:
            safe = moment - SLACK
            row.backed_up_at = max(safe, row.backed_up_at or safe)
