"""A file of procedures → its rows, each read or refused on its own. The formats are told by their content."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from app.catalogue.facts import ProcedureFacts
from app.catalogue.reading.rows import SUMMARY_COLUMNS, from_ours, from_portal, from_summary
from app.core.search import nfc

FORMAT: Final = "tan-nha-catalogue"
LARGEST_FILE: Final = 50_000_000
BAD_ROW: Final = (ValueError, KeyError, TypeError, AttributeError)


class UnreadableFileError(ValueError):
    """Nothing in the file can be taken; the message says what to do."""


@dataclass(frozen=True)
class ReadRow:
    """One row: where it stood, its code as far as it could be read, and facts or the reason why not."""

    place: str
    code: str
    facts: ProcedureFacts | None = None
    problem: str = ""


def read_file(path: Path) -> list[ReadRow]:
    """Read every row of a CSV or JSON file."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableFileError(f"{path.name}: larger than {LARGEST_FILE // 1_000_000} MB")
        text = nfc(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UnreadableFileError(f"{path.name}: {error.strerror or 'cannot be opened'}") from error
    except UnicodeDecodeError as error:
        raise UnreadableFileError(f"{path.name}: not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    return _without_repeats(_read_text(text, path.name))


def _read_text(text: str, name: str) -> Iterator[ReadRow]:
    if not text.strip():
        raise UnreadableFileError(f"{name}: the file is empty")
    if text.lstrip()[0] in "{[":
        return _read_json(text, name)
    return _read_csv(text, name)


def _read_csv(text: str, name: str) -> Iterator[ReadRow]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    missing = [column for column in SUMMARY_COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise UnreadableFileError(f"{name}: the first line must name the columns; missing: {', '.join(missing)}")
    try:
        for row in reader:
            yield _read(f"line {reader.line_num}", row, from_summary)
    except csv.Error as error:
        raise UnreadableFileError(f"{name}: line {reader.line_num}: {error}") from error


def _read_json(text: str, name: str) -> Iterator[ReadRow]:
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableFileError(f"{name}: line {error.lineno}: not valid JSON ({error.msg})") from error
    rows, reader = _rows_of(document, name)
    return (_read(f"row {place}", row, reader) for place, row in enumerate(rows, start=1))


def _rows_of(document: Any, name: str) -> tuple[list[Any], Callable[[Mapping[str, Any]], ProcedureFacts]]:
    if isinstance(document, dict) and document.get("format") == FORMAT and isinstance(document.get("procedures"), list):
        return document["procedures"], from_ours
    if isinstance(document, dict) and isinstance(document.get("rows"), list):
        source = str(document.get("source") or name)
        return document["rows"], lambda row: from_portal(row, source)
    raise UnreadableFileError(f'{name}: expected {{"format": "{FORMAT}", "procedures": […]}} or {{"rows": […]}}')


def _read(place: str, row: Any, reader: Callable[[Any], ProcedureFacts]) -> ReadRow:
    if not isinstance(row, Mapping):
        return ReadRow(place, "", problem="a row must be an object with named values")
    code = str(row.get("code") or "").strip()
    if None in row:
        return ReadRow(place, code, problem="more values than columns: is a text with commas missing its quotes?")
    try:
        return ReadRow(place, code, facts=reader(row))
    except ValidationError as error:
        return ReadRow(place, code, problem=_in_words(error))
    except BAD_ROW as error:
        reason = f"missing {error}" if isinstance(error, KeyError) else str(error)
        return ReadRow(place, code, problem=reason)


def _in_words(error: ValidationError) -> str:
    first = [f"{'.'.join(str(part) for part in e['loc']) or 'row'}: {e['msg']}" for e in error.errors()[:3]]
    more = error.error_count() - len(first)
    return "; ".join(first) + (f"; and {more} more" if more > 0 else "")


def _without_repeats(rows: Iterator[ReadRow]) -> list[ReadRow]:
    """The same code twice in one file contradicts itself: the first stands, the others are refused."""
    seen: dict[str, str] = {}
    kept = []
    for row in rows:
        if row.facts is not None and row.code in seen:
            row = ReadRow(row.place, row.code, problem=f"this code stands at {seen[row.code]} already")
        elif row.facts is not None:
            seen[row.code] = row.place
        kept.append(row)
    return kept
