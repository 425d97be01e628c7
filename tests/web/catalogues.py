"""Reads what the pages say and what the catalogues translate."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

APP = Path(__file__).resolve().parents[2] / "app"
METHODS = {".py": "python", ".html": "jinja2.ext:babel_extract"}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None, "_l": None}


def messages_used() -> dict[str, str]:
    """Every message id in code and templates, with one place where it stands."""
    found: dict[str, str] = {}
    for path in sorted(path for path in APP.rglob("*") if path.suffix in METHODS):
        for line, message, *_rest in extract_from_file(METHODS[path.suffix], path, keywords=KEYWORDS):
            ids = message if isinstance(message, tuple) else (message,)
            found.update(dict.fromkeys(ids, f"{path.relative_to(APP.parent)}:{line}"))
    return found


def english() -> Iterator[tuple[str, str, str]]:
    """(message id, English, catalogue) of every feature; a fuzzy or empty translation counts as missing."""
    for path in sorted(APP.glob("*/translations/en/LC_MESSAGES/*.po")):
        with path.open("rb") as text:
            for message in read_po(text, locale="en"):
                ids = message.id if isinstance(message.id, tuple) else (message.id,)
                if message.id and message.string and not message.fuzzy:
                    yield from ((id, str(message.string), str(path.relative_to(APP.parent))) for id in ids)
