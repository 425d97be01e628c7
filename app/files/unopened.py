"""Sealed files whose key the server has lost: kept as they came, each in a rescue file of its own (docs/sealing.md).

Whoever finds the key again, in an older backup, imports that file like any other.
"""

from collections.abc import Iterator

from app.core.changes import canonical
from app.core.sealing import Sealed
from app.files.arrived import Arrived, Parts, arrived

RESCUE_TYPE = "application/x-tan-nha-rescue"
HEAD = f"{canonical({'rescue': 1, 'made_at': '', 'app': 'kept unopened'})}\n".encode()


def as_rescue(parts: Parts, seal: Sealed, *, sha256: str, media_type: str, length: int) -> Arrived:
    """Return the rescue file of this one stream; the same stream makes the same bytes again."""
    line = {"sha256": sha256, "type": media_type, "length": length, "key": seal.model_dump()}

    def read() -> Iterator[bytes]:
        yield HEAD
        yield _line(line)
        yield from parts()
        yield b"\n"
        yield _line({"end": True})

    return arrived(read, None)


def is_rescue(content: bytes) -> bool:
    """Say whether these bytes were kept unopened."""
    return content.startswith(HEAD)


def _line(said: dict[str, object]) -> bytes:
    return f"{canonical(said)}\n".encode()
