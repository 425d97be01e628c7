"""Numbers that the post prints on its slips. Any of them is taken; a doubtful one is a warning, never a refusal.

Thirteen characters shaped like the Universal Postal Union's S10 (two letters, eight digits, a check
digit, a country) can be checked; domestic slips may carry other numbers altogether.
"""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

S10 = re.compile(r"[A-Z]{2}(?P<serial>[0-9]{8})(?P<check>[0-9])[A-Z]{2}")
WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
RESERVED = frozenset("JKSTW")
_NOISE = re.compile(r"[\s.]+")
_PRINTED = re.compile(r"[A-Z0-9-]{1,30}")


def tidy(code: str) -> str:
    """Return the code as scanned: capitals, without the spaces and dots that print adds."""
    return _NOISE.sub("", code).upper()


def _printable(code: str) -> str:
    tidied = tidy(code)
    if not _PRINTED.fullmatch(tidied):
        raise ValueError("letters, digits and dashes, at most 30")
    return tidied


PostalCode = Annotated[str, Field(max_length=60), AfterValidator(_printable)]
"""A code as the post prints it, tidied."""


def check_digit(serial: str) -> str:
    """Return the S10 check digit of eight digits."""
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(serial, WEIGHTS, strict=True)) % 11
    return {10: "0", 11: "5"}.get(rest, str(rest))


def warnings_of(code: str | None) -> list[str]:
    """Return what a person should look at: a wrong check digit (a slip of the pen), a reserved letter."""
    match = S10.fullmatch(tidy(code)) if code else None
    if match is None:
        return []
    warnings = []
    if check_digit(match["serial"]) != match["check"]:
        warnings.append("postal-code-check-digit")
    if tidy(code or "")[0] in RESERVED:
        warnings.append("postal-code-reserved")
    return warnings
