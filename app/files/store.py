"""Bytes under names: a local folder by default, any fsspec file system (S3, …) by the setting FILES_URL.

Finished files lie under `kept/<ward>/<first two digits>/<sha256>`: the name is the content, so that other
bytes never overwrite them. Pieces of running uploads lie under `pieces/<upload id>/`, images re-encoded
for display under `shown/`.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast
from uuid import UUID

import fsspec
from flask import current_app
from fsspec.implementations.local import LocalFileSystem

from app.core.ids import new_id

DISPLAY, THUMB = "display", "thumb"


class ByteStore:
    """Whole objects by path; a written object is complete or absent, never half there."""

    def __init__(self, url: str) -> None:
        self._system, self._root = fsspec.core.url_to_fs(url)

    def _full(self, path: str) -> str:
        return f"{self._root}/{path}"

    def put(self, path: str, content: bytes) -> None:
        """Write the object; it is on the disk, not only in its cache, when this returns."""
        self.put_parts(path, [content])

    def put_parts(self, path: str, parts: Iterable[bytes]) -> None:
        """Write the object from its parts in order; a local disk takes them one by one."""
        target = self._full(path)
        if not isinstance(self._system, LocalFileSystem):
            self._system.pipe_file(target, b"".join(parts))  # object stores publish an object whole
            return
        with _appearing(target) as file:
            for part in parts:
                file.write(part)

    def put_file(self, path: str, source: Path) -> None:
        """Write the object from a local file of any size; complete or absent, as `put` does it."""
        target = self._full(path)
        if not isinstance(self._system, LocalFileSystem):
            self._system.put_file(str(source), target)
            return
        with source.open("rb") as content, _appearing(target) as file:
            shutil.copyfileobj(content, file)

    def get_file(self, path: str, target: Path) -> None:
        """Copy the object into a local file."""
        with self.open(path) as content, target.open("wb") as file:
            shutil.copyfileobj(content, file)

    def names(self, folder: str) -> set[str]:
        """Return the paths of all objects below this folder, relative to it."""
        root = self._full(folder)
        if not self._system.exists(root):
            return set()
        start = len(self._system._strip_protocol(root)) + 1
        return {str(found)[start:] for found in self._system.find(root)}

    def get(self, path: str) -> bytes:
        """Return the object's bytes; FileNotFoundError if there is none."""
        return cast(bytes, self._system.cat_file(self._full(path)))

    def open(self, path: str) -> BinaryIO:
        """Open the object for reading from its start."""
        return cast(BinaryIO, self._system.open(self._full(path), "rb"))

    def size(self, path: str) -> int | None:
        """Return the object's size, None if there is no such object."""
        try:
            return int(self._system.size(self._full(path)))
        except FileNotFoundError:
            return None

    def drop(self, folder: str) -> None:
        """Forget everything under this folder."""
        if self._system.exists(self._full(folder)):
            self._system.rm(self._full(folder), recursive=True)


@contextmanager
def _appearing(target: str) -> Iterator[BinaryIO]:
    """Write a local file that has its name only once it is whole and on the disk; a full disk leaves nothing."""
    os.makedirs(os.path.dirname(target), exist_ok=True)
    unfinished = f"{target}.{new_id().hex}"
    try:
        with open(unfinished, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, target)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise


def current_store() -> ByteStore:
    """Return the store that the settings name."""
    settings = current_app.config
    return ByteStore(settings.get("FILES_URL") or f"file://{settings['DATA_DIR']}/files")


def kept_path(ward: str, sha256: str) -> str:
    """Where the bytes as taken lie."""
    return f"kept/{ward}/{sha256[:2]}/{sha256}"


def shown_path(ward: str, sha256: str, variant: str) -> str:
    """Where the image re-encoded for display, or its thumbnail, lies."""
    return f"shown/{ward}/{sha256[:2]}/{sha256}.{variant}.jpg"


def pieces_folder(upload_id: UUID) -> str:
    """Where the pieces of one running upload lie."""
    return f"pieces/{upload_id}"


def piece_path(upload_id: UUID, offset: int, length: int) -> str:
    """Where one piece lies; offset and length in its name keep racing requests apart."""
    return f"{pieces_folder(upload_id)}/{offset}-{length}"


def keep(store: ByteStore, *, ward: str, sha256: str, size: int, parts: Iterable[bytes]) -> None:
    """Keep the bytes under their hash, once; what lies there torn or with a turned bit is healed."""
    path = kept_path(ward, sha256)
    if store.size(path) != size or hashlib.sha256(store.get(path)).hexdigest() != sha256:
        store.put_parts(path, parts)
