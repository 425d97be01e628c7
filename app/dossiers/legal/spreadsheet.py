"""The register as a spreadsheet: text stays text, whatever somebody has typed, and it prints on A4 across."""

import io
from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook

from app.dossiers.legal.register import COLUMNS, Stretch

HEAD_ROW = 4
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def register_as_xlsx(content: Mapping[str, Any], stretch: Stretch, number: int) -> bytes:
    """Return the workbook of one copy. Cells are written as strings, so that nothing in them is ever calculated."""
    made = io.BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "font_name": "Times New Roman"})
        heading = book.add_format(
            {"border": 1, "text_wrap": True, "bold": True, "align": "center", "valign": "vcenter"}
        )
        bold = book.add_format({"bold": True, "font_name": "Times New Roman"})
        sheet = book.add_worksheet(f"So {stretch.year}" + (f"-{stretch.month:02}" if stretch.month else ""))
        for row, words in enumerate(_titles(content, stretch, number)):
            sheet.write_string(row, 0, words, bold)
        for column, (name, width) in enumerate(COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(HEAD_ROW, column, name, heading)
        for row, line in enumerate(content["lines"], start=HEAD_ROW + 1):
            for column, words in enumerate(line):
                sheet.write_string(row, column, words, cell)
        sheet.freeze_panes(HEAD_ROW + 1, 2)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD_ROW)
        sheet.set_footer("&RTrang &P/&N")
    return made.getvalue()


def _titles(content: Mapping[str, Any], stretch: Stretch, number: int) -> tuple[str, str, str]:
    return content["agency"], content["office"], f"SỔ THEO DÕI HỒ SƠ – {stretch.words} – bản in số {number}"
