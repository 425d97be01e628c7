"""Is this home receipt genuine? Judged from its QR text, the ward's list of device keys, and nothing else.

`static/public/receipt-check.js` judges by the same rules; both are held to
`tests/vectors/receipts.json`.
"""

import base64
import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.accounts.keys import is_signed
from app.core.numbers import RECEIPT, is_receipt_number
from app.core.practice import is_practice

VERSION = "TN1"
PARTS = 6
HASH_BYTES = 16
SIGNATURE = re.compile(r"[A-Za-z0-9_-]{86}")


@dataclass(frozen=True)
class ReceiptKey:
    """A device's public key and the days on which its signature counts."""

    key: Mapping[str, Any]
    first: date
    last: date | None = None


@dataclass(frozen=True)
class Judged:
    """What the check found, as a code of `reasons.py` without its `receipt-`; number and day as they were read."""

    verdict: str
    number: str = ""
    day: str = ""

    @property
    def is_genuine(self) -> bool:
        """Say whether everything that can be checked here is right."""
        return self.verdict == "genuine"


def judge(text: str, keys: Mapping[str, ReceiptKey], ward: str, words: str = "") -> Judged:
    """Judge a QR text, and the receipt's own words if they were given too."""
    parts = text.strip().split("|")
    if len(parts) != PARTS or parts[0] != VERSION:
        return _not_a_code(text.strip())
    _, number, day, digest, device, signature = parts
    verdict = _wrong_number(number, ward) or _wrong_signature(text.strip(), keys.get(device), day, signature)
    if verdict is None and words.strip() and _shown_hash(words) != digest:
        verdict = "other-words"
    return Judged(verdict or "genuine", number[:40], day[:10])


def _not_a_code(text: str) -> Judged:
    """A number alone proves nothing, but a mistyped one shows, and one for practice."""
    found = RECEIPT.match(text)
    if not found:
        return Judged("not-a-code")
    if not is_receipt_number(text):
        return Judged("number-misread", text)
    return Judged("practice" if is_practice(found["ward"]) else "number-only", text)


def _wrong_number(number: str, ward: str) -> str | None:
    found = RECEIPT.match(number)
    if not found or not is_receipt_number(number):
        return "number-misread"
    if is_practice(found["ward"]):
        return "practice"
    return None if number.startswith(f"{VERSION[:2]}{ward}-") else "other-ward"


def _wrong_signature(text: str, key: ReceiptKey | None, day: str, signature: str) -> str | None:
    if key is None:
        return "key-unknown"
    if not _is_canonical(signature) or not is_signed(dict(key.key), _signed_part(text), signature):
        return "altered"
    try:
        given_on = date.fromisoformat(day)
    except ValueError:
        return "altered"
    if given_on < key.first:
        return "key-too-young"
    return "key-ended" if key.last is not None and given_on > key.last else None


def _signed_part(text: str) -> bytes:
    return text.rpartition("|")[0].encode()


def _is_canonical(signature: str) -> bool:
    """The last letter of 64 bytes has four bits to spare: only one of its spellings is what a phone writes."""
    if not SIGNATURE.fullmatch(signature):
        return False
    raw = base64.urlsafe_b64decode(signature + "==")
    return base64.urlsafe_b64encode(raw).decode().rstrip("=") == signature


def _shown_hash(words: str) -> str:
    """The receipt is hashed as composed letters, lines ended by LF alone; a messenger may have changed both."""
    shown = unicodedata.normalize("NFC", words.replace("\r\n", "\n")).strip()
    digest = hashlib.sha256(shown.encode()).digest()[:HASH_BYTES]
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
