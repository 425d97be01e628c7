"""Opening what phones have sealed to the server's key, by `cryptography`; docs/sealing.md has the construction."""

import base64
import binascii
from collections.abc import Iterable, Iterator
from typing import Annotated

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pydantic import BaseModel, ConfigDict, Field

from app.core.changes import canonical, sha256

PURPOSE = b"tan-nha/seal/1"
CHUNK = 262_144
"""Plaintext bytes of every chunk of a sealed file but the last."""
IV, TAG = 12, 16
FRAME = IV + CHUNK + TAG


class CannotOpen(Exception):
    """Not sealed with this key, or changed since."""


class Sealed(BaseModel):
    """Sealed bytes as they travel; every field is base64url text without padding but `kid`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kid: Annotated[str, Field(min_length=1, max_length=40)]
    epk: Annotated[str, Field(max_length=100)]
    iv: Annotated[str, Field(max_length=20)]
    ct: Annotated[str, Field(max_length=700_000)]


def b64url(data: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_b64url(text: str) -> bytes:
    """Return the bytes; raises CannotOpen for anything that is not base64url."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise CannotOpen("not base64url") from error


def point(key: ec.EllipticCurvePublicKey) -> bytes:
    """Return the public key as 65 bytes: 4, x, y."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def public_jwk(key: ec.EllipticCurvePublicKey) -> dict[str, str]:
    """Return the public key as a JWK without a name."""
    raw = point(key)
    return {"kty": "EC", "crv": "P-256", "x": b64url(raw[1:33]), "y": b64url(raw[33:])}


def name_of(key: ec.EllipticCurvePublicKey) -> str:
    """Return the key's kid: the first 9 bytes of its RFC 7638 thumbprint, base64url."""
    return b64url(bytes.fromhex(sha256(canonical(public_jwk(key))))[:9])


def open_sealed(private_key: ec.EllipticCurvePrivateKey, sealed: Sealed) -> bytes:
    """Return the plaintext; raises CannotOpen."""
    epk, iv, ct = (from_b64url(text) for text in (sealed.epk, sealed.iv, sealed.ct))
    try:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), epk)
        shared = private_key.exchange(ec.ECDH(), theirs)
        said = PURPOSE + b"\0" + sealed.kid.encode()
        salt = point(theirs) + point(private_key.public_key())
        key = HKDF(algorithm=SHA256(), length=32, salt=salt, info=said).derive(shared)
        return AESGCM(key).decrypt(iv, ct, said)
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("not ours, or changed") from error


def open_stream(file_key: bytes, parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a sealed file's plaintext chunk by chunk, holding few at a time; raises CannotOpen at the first bad one.

    What was yielded before the error is genuine but cut: nobody may keep it as the file.
    """
    key = _file_key(file_key)
    for n, (frame, is_last) in enumerate(_frames(parts)):
        yield _open_chunk(key, n, frame, is_last=is_last)


def _frames(parts: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Cut the stream into chunks as they were sealed; a full one is the last if nothing follows it."""
    held = bytearray()
    for part in parts:
        held += part
        while len(held) > FRAME:
            yield bytes(held[:FRAME]), False
            del held[:FRAME]
    yield bytes(held), True


def _file_key(file_key: bytes) -> AESGCM:
    if len(file_key) != 32:
        raise CannotOpen("a file key has 32 bytes")
    return AESGCM(file_key)


def _open_chunk(key: AESGCM, n: int, frame: bytes, *, is_last: bool) -> bytes:
    place = b"tn-file\0" + n.to_bytes(4, "big") + bytes([is_last])
    try:
        return key.decrypt(frame[:IV], frame[IV:], place)
    except (InvalidTag, ValueError, OverflowError) as error:
        raise CannotOpen(f"chunk {n}") from error


def opened_size(sealed_size: int) -> int:
    """Return how many bytes a sealed file of this size holds."""
    return sealed_size - max(1, -(-sealed_size // FRAME)) * (IV + TAG)


def sealed_size(size: int) -> int:
    """Return how many bytes a file of this size takes when sealed."""
    return size + max(1, -(-size // CHUNK)) * (IV + TAG)
