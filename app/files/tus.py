"""The rules of tus 1.0 (https://tus.io/protocols/resumable-upload): headers in, a plan or a refusal out.

Knows neither the web framework nor the store. A refusal carries the HTTP status that the protocol asks for.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from pydantic import ValidationError

from app.core.sealing import Sealed, opened_size

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,checksum,expiration,termination"
ALGORITHMS = ("sha256", "sha1")
PIECE_TYPE = "application/offset+octet-stream"
WRONG_BYTES = 460
KEY_LOST = 422
LONGEST_METADATA = 1000

_SHA256 = re.compile(r"[0-9a-f]{64}")
_KEY = re.compile(r"[!-+\--~]+")  # visible ASCII without comma and space


class TusRefusal(Exception):
    """The request breaks the protocol or a limit; `code` has words in reasons.py."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


@dataclass(frozen=True)
class Creation:
    """What a client announces: so many bytes of this type with this hash."""

    length: int
    sha256: str
    media_type: str
    metadata: str

    @property
    def seal(self) -> Sealed | None:
        """Return the sealed key of a file that travels sealed."""
        return read_seal(self.metadata)


def check_version(headers: Mapping[str, str]) -> None:
    """Every request but OPTIONS says which protocol it speaks."""
    if headers.get("Tus-Resumable") != VERSION:
        raise TusRefusal(412, "tus-version")


def check_piece_type(headers: Mapping[str, str]) -> None:
    """Pieces travel under their own media type."""
    if headers.get("Content-Type", "").split(";")[0].strip() != PIECE_TYPE:
        raise TusRefusal(415, "tus-piece-type")


def read_number(headers: Mapping[str, str], name: str) -> int:
    """Return a header that must be a whole number of bytes."""
    value = headers.get(name, "")
    if not (value.isascii() and value.isdigit()):
        raise TusRefusal(400, "tus-number")
    return int(value)


def read_metadata(header: str) -> dict[str, str]:
    """Return `key b64value, key b64value, key` decoded; keys are unique and visible ASCII."""
    pairs: dict[str, str] = {}
    for entry in filter(None, (part.strip() for part in header.split(","))):
        key, _, encoded = entry.partition(" ")
        if key in pairs or not _KEY.fullmatch(key):
            raise TusRefusal(400, "tus-metadata")
        try:
            pairs[key] = base64.b64decode(encoded, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise TusRefusal(400, "tus-metadata") from error
    return pairs


def read_creation(headers: Mapping[str, str], *, max_length: int, media_types: frozenset[str]) -> Creation:
    """Return what a POST announces, or refuse it before a byte is taken."""
    metadata = headers.get("Upload-Metadata", "")
    if len(metadata) > LONGEST_METADATA:
        raise TusRefusal(400, "tus-metadata")
    sealed = read_seal(metadata)
    length = read_number(headers, "Upload-Length")
    if (opened_size(length) if sealed else length) > max_length:
        raise TusRefusal(413, "file-too-large")
    named = read_metadata(metadata)
    sha256 = named.get("sha256", "")
    if not _SHA256.fullmatch(sha256):
        raise TusRefusal(400, "file-hash-missing")
    media_type = named.get("type", "")
    if media_type not in media_types:
        raise TusRefusal(415, "file-type-not-taken")
    return Creation(length=length, sha256=sha256, media_type=media_type, metadata=metadata)


def read_seal(metadata: str) -> Sealed | None:
    """Return the sealed key of a file that travels sealed (docs/sealing.md), None for plain bytes."""
    text = read_metadata(metadata).get("sealed")
    if text is None:
        return None
    try:
        return Sealed.model_validate_json(text)
    except ValidationError as error:
        raise TusRefusal(400, "tus-metadata") from error


def is_handed_over(metadata: str) -> bool:
    """Say whether the phone can seal this file anew no more, and hands it over though nobody can open it now."""
    return "unopened" in read_metadata(metadata)


def check_checksum(header: str | None, piece: bytes) -> None:
    """Refuse a piece that was changed on its way; no header, no check."""
    if header is None:
        return
    algorithm, _, encoded = header.partition(" ")
    if algorithm not in ALGORITHMS:
        raise TusRefusal(400, "tus-checksum-algorithm")
    try:
        expected = base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise TusRefusal(400, "tus-checksum-algorithm") from error
    if hashlib.new(algorithm, piece).digest() != expected:
        raise TusRefusal(WRONG_BYTES, "tus-checksum-wrong")


def check_offset(*, announced: int, stored: int) -> None:
    """A piece continues exactly where the stored ones end."""
    if announced != stored:
        raise TusRefusal(409, "tus-offset")


def http_date(moment: datetime) -> str:
    """Return the moment as Upload-Expires wants it."""
    return format_datetime(moment, usegmt=True)
