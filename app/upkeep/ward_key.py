"""Backups are encrypted to a key that the ward holds, in the age format: this machine can write them and not read them.

The only place that knows pyrage. The identity file is age's own: any age tool opens what is written here.
"""

import hashlib
import os
from pathlib import Path

import pyrage
from pyrage import x25519

from app.core.clock import VN, now
from app.core.errors import Rejected
from app.upkeep.signing import keys_folder

RECIPIENTS = "backup-recipients.txt"


def recipients_path() -> Path:
    """Where the public halves of the ward's backup keys lie, one a line."""
    return keys_folder() / RECIPIENTS


def read_recipients() -> list[str]:
    """Return the public keys that every backup is encrypted to."""
    path = recipients_path()
    lines = path.read_text(encoding="ascii").split() if path.exists() else []
    if not lines:
        raise Rejected("backup-no-key")
    return sorted(lines)


def name_of(recipients: list[str]) -> str:
    """Return the short name of a set of keys: files encrypted to other keys lie elsewhere."""
    return hashlib.sha256(" ".join(recipients).encode()).hexdigest()[:12]


def make_key(path: Path, *, replace: bool) -> str:
    """Write a new identity file for the ward to take away; return its public key, which stays here."""
    if path.exists():
        raise Rejected("backup-key-file-exists", file=str(path))
    if recipients_path().exists() and not replace:
        raise Rejected("backup-key-exists")
    identity = x25519.Identity.generate()
    public = str(identity.to_public())
    path.touch(mode=0o600)
    path.write_text(
        f"# Tan Nha, backup key, made {now().astimezone(VN):%Y-%m-%d %H:%M}\n# public key: {public}\n{identity}\n",
        encoding="ascii",
    )
    recipients_path().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    recipients_path().write_text(f"{public}\n", encoding="ascii")
    return public


def read_identities(path: Path) -> list[x25519.Identity]:
    """Return the secret keys of an identity file; it may hold several, old ones too."""
    try:
        lines = path.read_text(encoding="ascii").splitlines()
        found = [x25519.Identity.from_str(line.strip()) for line in lines if line.strip() and not line.startswith("#")]
    except (UnicodeDecodeError, pyrage.IdentityError) as error:
        raise Rejected("backup-key-unreadable", file=str(path)) from error
    if not found:
        raise Rejected("backup-key-unreadable", file=str(path))
    return found


def encrypt(content: bytes, recipients: list[str]) -> bytes:
    """Return the bytes as only the ward can read them."""
    return bytes(pyrage.encrypt(content, [x25519.Recipient.from_str(key) for key in recipients]))


def encrypt_file(plain: Path, encrypted: Path, recipients: list[str]) -> None:
    """Encrypt a file of any size into another, which is on the disk when this returns."""
    pyrage.encrypt_file(str(plain), str(encrypted), [x25519.Recipient.from_str(key) for key in recipients])
    with encrypted.open("rb") as file:
        os.fsync(file.fileno())


def decrypt(content: bytes, identities: list[x25519.Identity]) -> bytes:
    """Return the plain bytes; refused when the key is another one or a bit was changed."""
    try:
        return bytes(pyrage.decrypt(content, identities))
    except pyrage.DecryptError as error:
        raise Rejected("backup-cannot-open") from error


def decrypt_file(encrypted: Path, plain: Path, identities: list[x25519.Identity]) -> None:
    """Decrypt a file of any size into another."""
    try:
        pyrage.decrypt_file(str(encrypted), str(plain), identities)
    except pyrage.DecryptError as error:
        raise Rejected("backup-cannot-open") from error
