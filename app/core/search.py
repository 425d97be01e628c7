"""Vietnamese text as typed (NFC) and as searched: without marks, case or double spaces."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Unicode's categories Cc and Cs but for tab and line end."""
LATIN_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
"""All of them combine; others are looked up one by one."""


def nfc(text: str) -> str:
    """Return the text in NFC without control characters, as it is stored and compared."""
    return CONTROLS.sub("", unicodedata.normalize("NFC", text))


def fold(text: str) -> str:
    """Return the search key: casefold, đ to d, marks dropped, spaces collapsed.

    `fold("Bùi  Văn Đào") == "bui van dao"`. The letter đ has no decomposition, so it goes first.
    """
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    bare = LATIN_MARKS.sub("", plain)
    if not bare.isascii():
        bare = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(bare.split())


Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500), AfterValidator(nfc)]
"""A line of typed text: NFC, trimmed, at most 500 characters."""

LongText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000), AfterValidator(nfc)]
"""A note of a few paragraphs."""
