"""What a restore brings back beside the database: the installation's keys, and the photos."""

import secrets
from pathlib import Path
from typing import Protocol
from zipfile import ZipFile

from flask import current_app
from pyrage.x25519 import Identity

from app.core.errors import Rejected
from app.files.store import ByteStore, current_store
from app.upkeep import shelf, signing
from app.upkeep.shelf import Note
from app.upkeep.taking import KEYS, SECRET, is_sound
from app.upkeep.ward_key import decrypt, name_of

SAMPLE = 25
"""Photos already in the store that are read whole and compared with their hashes."""


class FilesReturned(Protocol):
    """Where the count of photos is kept."""

    note: Note
    files_written: int
    files_here: int
    files_lost: list[str]


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


def give_files_back(backups: ByteStore, paths: list[str], identities: list[Identity], into: FilesReturned) -> None:
    """Write every photo that is not here; of those that are, read some whole."""
    store, key_name = current_store(), name_of(into.note.encrypted_to)
    here = [path for path in paths if store.size(path) is not None]
    missing = set(paths) - set(here) | _unsound(store, here)
    into.files_here = len(paths) - len(missing)
    for path in sorted(missing):
        content = _read(backups, shelf.file_path(key_name, path), identities)
        if content is None or not is_sound(path, content):
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


def _read(backups: ByteStore, path: str, identities: list[Identity]) -> bytes | None:
    try:
        return decrypt(backups.get(path), identities)
    except (FileNotFoundError, Rejected):
        return None
