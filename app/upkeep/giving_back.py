"""What a restore brings back beside the database: the installation's keys, and the photos."""

import re
import secrets
from pathlib import Path
from typing import Protocol
from zipfile import ZipFile

from flask import current_app
from sqlalchemy import select

from app.core.db import session
from app.files.found import keep_found
from app.files.models import StoredFile
from app.files.store import ByteStore, current_store, kept_path
from app.upkeep import signing
from app.upkeep.shelf import Note
from app.upkeep.shelved_files import ShelvedFiles
from app.upkeep.taking import KEYS, SECRET, is_sound, read_sound

SAMPLE = 25
"""Photos already in the store that are read whole and compared with their hashes."""
KEPT = re.compile(r"kept/(?P<ward>\d{5})/[0-9a-f]{2}/(?P<sha256>[0-9a-f]{64})")


class FilesReturned(Protocol):
    """Where the count of photos is kept."""

    files_written: int
    files_here: int
    files_lost: list[str]
    files_later: int
    files_unread: list[str]


def bring_keys(archive: ZipFile, note: Note) -> list[str]:
    """Put secret and keys into their places; other ones that lie there are set aside. Return what a person must do."""
    for name in archive.namelist():
        if name.startswith(KEYS):
            _place(signing.keys_folder() / Path(name).name, archive.read(name), note.stamp)
    secret = archive.read(SECRET)
    path = Path(current_app.config["DATA_DIR"]) / "secret"
    in_use = str(current_app.config["SECRET_KEY"])
    is_from_file = path.exists() and path.read_text(encoding="utf-8").strip() == in_use
    _place(path, secret, note.stamp)
    if in_use == secret.decode():
        return []
    if is_from_file:
        current_app.config["SECRET_KEY"] = secret.decode()
        return []
    return [f"SECRET_KEY in the settings is not the one of the backup: set it to what {path} says"]


def _place(path: Path, content: bytes, stamp: str) -> None:
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.exists():
        path.rename(path.with_name(f"{path.name}.before-{stamp}"))
    path.touch(mode=0o600)
    path.write_bytes(content)


def give_files_back(shelved: ShelvedFiles, paths: list[str], into: FilesReturned) -> None:
    """Write every photo that is not here; of those that are, read some whole."""
    store = current_store()
    here = [path for path in paths if store.size(path) is not None]
    missing = set(paths) - set(here) | _unsound(store, here)
    into.files_here = len(paths) - len(missing)
    for path in sorted(missing):
        content = shelved.read(path)
        if content is None:
            into.files_lost.append(path)
            continue
        store.put(path, content)
        into.files_written += 1


def _unsound(store: ByteStore, here: list[str]) -> set[str]:
    sample = secrets.SystemRandom().sample(here, min(SAMPLE, len(here)))
    wrong = {path for path in sample if not is_sound(path, store.get(path))}
    if wrong:  # one is too many: now read them all
        wrong = {path for path in here if not is_sound(path, store.get(path))}
    return wrong


def take_in_later_photos(shelved: ShelvedFiles, into: FilesReturned) -> None:
    """Let the log know of photos that came after the moment of the snapshot: phones have freed what any backup holds.

    The command that names one may come again only later, from its phone; the bytes are here first then.
    """
    store = current_store()
    for path, name in _unknown(store, shelved, except_for=into.files_lost):
        content = read_sound(store, path)
        if content is None and (content := shelved.read(path)) is not None:
            store.put(path, content)
        if content is None:
            into.files_unread.append(path)
        else:
            keep_found(name["ward"], name["sha256"], content)
            into.files_later += 1


def _unknown(store: ByteStore, shelved: ShelvedFiles, *, except_for: list[str]) -> list[tuple[str, re.Match[str]]]:
    known = {kept_path(ward, sha256) for ward, sha256 in session.execute(select(StoredFile.ward, StoredFile.sha256))}
    session.rollback()
    paths = {f"kept/{name}" for name in store.names("kept")} | shelved.paths
    return [(path, name) for path in sorted(paths - known - set(except_for)) if (name := KEPT.fullmatch(path))]
