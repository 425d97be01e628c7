"""The bytes of an upload that is whole: its pieces in order, opened if they came sealed, never all in memory."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.core.sealing import Sealed, open_stream
from app.core.sealing_keys import unseal
from app.files.store import ByteStore

BLOCK = 262_144

Parts = Callable[[], Iterable[bytes]]
"""Gives the same bytes each time it is called, from their start."""


@dataclass(frozen=True)
class Arrived:
    """A file's plaintext and what it turned out to be."""

    parts: Parts
    size: int
    sha256: str


def in_blocks(store: ByteStore, paths: list[str], last: bytes) -> Parts:
    """Return the stored pieces, and then the one that has just come."""

    def read() -> Iterator[bytes]:
        for path in paths:
            with store.open(path) as piece:
                while block := piece.read(BLOCK):
                    yield block
        yield last

    return read


def arrived(parts: Parts, sealed: Sealed | None) -> Arrived:
    """Measure and hash a whole file; raises CannotOpen when it was sealed and does not open."""
    plain = _opened(parts, unseal(sealed)) if sealed else parts
    size, digest = 0, hashlib.sha256()
    for part in plain():
        size += len(part)
        digest.update(part)
    return Arrived(plain, size, digest.hexdigest())


def _opened(parts: Parts, file_key: bytes) -> Parts:
    return lambda: open_stream(file_key, parts())
