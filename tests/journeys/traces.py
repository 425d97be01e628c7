"""Looks for readable words in a phone's whole folder, as a finder with a reader for its memory would."""

from tests.journeys import steps

FIELDS = ("full_name", "address", "phone", "identity_number", "note", "submitter_name", "label", "text")
SHORTEST = 9


def planted(page):
    """What this phone could show about people: names, addresses, numbers, notes; each long enough to be no accident."""
    kinds = ("citizen", "visit", "dossier", "request")
    return sorted({text for kind in kinds for row in steps.rows(page, kind) for text in texts_of(row)})


def texts_of(value, name=""):
    """Every text under one of FIELDS, however deep."""
    if isinstance(value, dict):
        return [text for key, inner in value.items() for text in texts_of(inner, key)]
    if isinstance(value, list):
        return [text for inner in value for text in texts_of(inner, name)]
    is_telling = isinstance(value, str) and len(value) >= SHORTEST and name in FIELDS
    return [value] if is_telling else []


def found_in(folder, texts):
    """Which of these stand in any file of the folder, in either of the ways browsers write text."""
    found = set()
    for path in (path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        found |= {text for text in texts if any(text.encode(way) in content for way in ("utf-8", "utf-16-le"))}
    return found
