"""An XLSX file from outside as rows of plain text, or a refusal that says what is wrong with it.

Nothing in it is trusted: not its size inside, not its dimensions, no formula, no macro. openpyxl reads it row by row,
with defusedxml under it (both are needed: without the second it would unfold entities).
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from openpyxl import DEFUSEDXML, load_workbook

from app.core.errors import Rejected
from app.core.search import nfc
from app.dossiers.importing.columns import columns_in
from app.dossiers.importing.rows import FORMULA, LONGEST, TOO_LONG, TypedRow

MEGABYTE = 1024 * 1024
MOST_BYTES = 5 * MEGABYTE
MOST_INSIDE = 10 * MEGABYTE
MOST_PARTS = 500
MOST_ROWS = 200
MOST_COLUMNS = 60
HEADING_WITHIN = 15
"""The heading stands in one of the first rows; above it may be titles."""


def read_rows(data: bytes) -> list[TypedRow]:
    """Return the rows below the heading of the first sheet that has one."""
    _check_package(data)
    for sheet in _sheets(data):
        rows = _rows_of(sheet)
        if rows is not None:
            return rows
    raise Rejected("import-columns")


def _check_package(data: bytes) -> None:
    """Look at the package before anything in it is unfolded."""
    if not data:
        raise Rejected("import-empty")
    if len(data) > MOST_BYTES:
        raise Rejected("import-too-big", most=MOST_BYTES // MEGABYTE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as broken:
        raise Rejected("import-not-xlsx") from broken
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_INSIDE:
        raise Rejected("import-bomb")
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise Rejected("import-macro")


def _sheets(data: bytes) -> Iterator[Any]:
    """Yield the visible sheets. Whatever a torn file makes the library stumble over, it is no readable table."""
    if not DEFUSEDXML:
        raise RuntimeError("defusedxml is missing: spreadsheets from outside are not read without it")
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        yield from (sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
    except Rejected:
        raise
    except Exception as torn:
        raise Rejected("import-not-xlsx") from torn


def _rows_of(sheet: Any) -> list[TypedRow] | None:
    if not hasattr(sheet, "reset_dimensions"):
        return None  # a chart
    sheet.reset_dimensions()
    columns: dict[str, int] | None = None
    rows: list[TypedRow] = []
    most = HEADING_WITHIN + MOST_ROWS + 1
    for number, cells in enumerate(_lines(sheet, most), start=1):
        if columns is None:
            if number > HEADING_WITHIN:
                return None
            columns = columns_in([_text(cell) for cell in cells])
        elif any(_text(cell) for cell in cells):
            rows.append(_typed(number, cells, columns))
            _check_many(rows)
    if columns is None:
        return None
    if not rows:
        raise Rejected("import-no-rows")
    return rows


def _lines(sheet: Any, most: int) -> Iterator[Any]:
    try:
        yield from sheet.iter_rows(max_row=most, max_col=MOST_COLUMNS)
    except Rejected:
        raise
    except Exception as torn:
        raise Rejected("import-not-xlsx") from torn


def _check_many(rows: list[TypedRow]) -> None:
    if len(rows) > MOST_ROWS:
        raise Rejected("import-too-many-rows", most=MOST_ROWS)


def _typed(number: int, cells: Any, columns: dict[str, int]) -> TypedRow:
    used = {key: cells[place] for key, place in columns.items() if place < len(cells)}
    if any(cell.data_type == "f" for cell in used.values()):
        return TypedRow(n=number, fault=FORMULA)
    texts = {key: text for key, cell in used.items() if (text := _text(cell))}
    if any(len(text) > LONGEST for text in texts.values()):
        return TypedRow(n=number, fault=TOO_LONG)
    return TypedRow(n=number, **texts)


def _text(cell: Any) -> str:
    """Return what stands there: days as ISO, whole numbers without a point, text in NFC."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(nfc(str(value)).split())
