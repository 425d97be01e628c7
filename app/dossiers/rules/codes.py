"""Codes: the three shapes of an official dossier code, the home receipt's number, hashes of shown text."""

import hashlib
import re

from app.core.errors import Rejected
from app.core.numbers import is_receipt_number

OFFICIAL_SHAPES = (
    re.compile(r"\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}-\d{6}-\d{4}"),
    re.compile(r"[A-Z]\d{2}(\.\d{1,6}){0,5}-\d{6}-\d{4,7}"),
    re.compile(r"[A-Z]\d{2}(\.\d{1,6}){0,5}-\d{8}-\d{4,7}"),
)
"""Circular 01/2018 art. 19; the agency codes of Decision 20/2020; what the ministry's portal prints in 2026."""

LONGEST_OFFICIAL = 60


def tidy_official(typed: str) -> str:
    """Return the code as systems write it: no spaces, capitals, plain hyphens."""
    return re.sub(r"\s+", "", typed).upper().replace("–", "-").replace("—", "-")


def check_official(code: str) -> None:
    """Refuse what no national system prints: a typing error found now is a search saved later."""
    if len(code) > LONGEST_OFFICIAL or not any(shape.fullmatch(code) for shape in OFFICIAL_SHAPES):
        raise Rejected("official-code-shape", typed=code[:LONGEST_OFFICIAL])


def check_receipt_number(number: str, ward: str) -> None:
    """Refuse a misread number. Whether it was leased, and to whom, is the ledger's matter."""
    if not is_receipt_number(number) or not number.startswith(f"TN{ward}-"):
        raise Rejected("receipt-number-wrong", number=number[:30])


def check_shown(shown: str, shown_sha256: str) -> None:
    """The receipt's QR and every signature carry this hash: it must be that of the text that was shown."""
    if hashlib.sha256(shown.encode()).hexdigest() != shown_sha256:
        raise Rejected("shown-hash-differs")
