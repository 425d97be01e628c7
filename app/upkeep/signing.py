"""The installation's Ed25519 key: signs checkpoints and backups. It lies beside the data, never in the database.

Whoever can write to the database alone can therefore sign nothing.
"""

import base64
import binascii
import hashlib
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from flask import current_app

PRIVATE, PUBLIC = "audit-signing.pem", "audit-signing.pub"


def keys_folder() -> Path:
    """Where this installation's keys lie; everything in it goes into each backup."""
    return Path(current_app.config["DATA_DIR"]) / "keys"


def sign(text: str) -> str:
    """Return the signature of the text, base64url; the key is made at the first call."""
    return base64.urlsafe_b64encode(_private_key().sign(text.encode())).rstrip(b"=").decode()


def public_key() -> str:
    """Return the public key: 32 bytes, base64url. It is no secret; print it, publish it."""
    raw = _private_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def key_id(public: str) -> str:
    """Return the short name under which lines and backups mention a public key."""
    return hashlib.sha256(_bytes(public)).hexdigest()[:16]


def is_signed(public: str, text: str, signature: str) -> bool:
    """Say whether the owner of the key signed exactly this text."""
    try:
        Ed25519PublicKey.from_public_bytes(_bytes(public)).verify(_bytes(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("not base64url") from error


def _private_key() -> Ed25519PrivateKey:
    path = keys_folder() / PRIVATE
    if not path.exists():
        _make(path)
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{path} holds another kind of key")
    return key


def _make(path: Path) -> None:
    """Write a new key whole or not at all; of two processes that try, the first one's stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = Ed25519PrivateKey.generate()
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.touch(mode=0o600)
    unfinished.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    try:
        os.link(unfinished, path)
    except FileExistsError:
        return
    finally:
        unfinished.unlink()
    path.with_name(PUBLIC).write_text(public_key() + "\n", encoding="ascii")
