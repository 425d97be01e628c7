"""Devices' signing keys: ECDSA P-256 public keys as JWK (RFC 7517, RFC 7638), checked by `cryptography`."""

import base64
import binascii
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from app.core.changes import canonical, sha256
from app.core.errors import Rejected

COORDINATE = 32
"""Bytes of a P-256 coordinate, and of r and s in a raw signature."""


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@lru_cache(maxsize=4096)
def _load(x: str, y: str) -> ec.EllipticCurvePublicKey:
    numbers = ec.EllipticCurvePublicNumbers(
        int.from_bytes(_bytes(x), "big"), int.from_bytes(_bytes(y), "big"), ec.SECP256R1()
    )
    return numbers.public_key()


def check_public_key(jwk: dict[str, Any]) -> None:
    """Refuse anything but a point on P-256."""
    try:
        if (jwk["kty"], jwk["crv"]) != ("EC", "P-256"):
            raise Rejected("invalid-key")
        _load(str(jwk["x"]), str(jwk["y"]))
    except (KeyError, ValueError, binascii.Error) as error:
        raise Rejected("invalid-key") from error


def thumbprint(jwk: dict[str, Any]) -> str:
    """Return the key's RFC 7638 thumbprint, hex."""
    return sha256(canonical({name: jwk[name] for name in ("crv", "kty", "x", "y")}))


def is_signed(jwk: dict[str, Any], body: bytes, signature: str) -> bool:
    """Say whether `signature` (raw r and s, base64url, unpadded) is this key's over `body`."""
    try:
        raw = _bytes(signature)
        if len(raw) != 2 * COORDINATE:
            return False
        r, s = (int.from_bytes(part, "big") for part in (raw[:COORDINATE], raw[COORDINATE:]))
        _load(str(jwk["x"]), str(jwk["y"])).verify(encode_dss_signature(r, s), body, ec.ECDSA(SHA256()))
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True
