"""Vietnamese text as typed (NFC) and as searched: without marks, case or double spaces."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, StringConstraints


def nfc(text: str) -> str:
    """Return the text in NFC without control characters, as it is stored and compared."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})


def fold(text: str) -> str:
    """Return the search key: casefold, đ to d, marks dropped, spaces collapsed.

    `fold("Bùi  Văn Đào") == "bui van dao"`. The letter đ has no decomposition, so it goes first.
    """
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500), AfterValidator(nfc)]
"""A line of typed text: NFC, trimmed, at most 500 characters."""

LongText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000), AfterValidator(nfc)]
"""A note of a few paragraphs."""
