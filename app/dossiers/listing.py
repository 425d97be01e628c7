"""The work list as a spreadsheet, under the headings that an import reads back."""

import io
from collections.abc import Iterable

from xlsxwriter import Workbook

from app.dossiers.importing.columns import HEADINGS
from app.dossiers.legal.words import short_day, short_moment
from app.dossiers.models import Dossier
from app.dossiers.models.words import status_word

COLUMNS = (
    (HEADINGS["home"][0], 20),
    (HEADINGS["code"][0], 26),
    ("Chủ hồ sơ", 24),
    ("Mã thủ tục", 12),
    ("Tên thủ tục", 40),
    (HEADINGS["status"][0], 26),
    (HEADINGS["due"][0], 12),
    ("Nhận tại nhà", 17),
    (HEADINGS["reason"][0], 24),
    (HEADINGS["paper"][0], 24),
    (HEADINGS["result"][0], 18),
    (HEADINGS["decider"][0], 24),
)
"""Headings, and how wide each is in characters."""


def list_as_xlsx(dossiers: Iterable[Dossier]) -> bytes:
    """Return the workbook. Every cell is written as text, so that nothing in it is ever calculated."""
    made = io.BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        heading = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"})
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("Ho so")
        for column, (name, width) in enumerate(COLUMNS):
            sheet.set_column(column, column, width, text)
            sheet.write_string(0, column, name, heading)
        for row, dossier in enumerate(dossiers, start=1):
            for column, words in enumerate(_line(dossier)):
                sheet.write_string(row, column, words, text)
        sheet.freeze_panes(1, 1)
    return made.getvalue()


def _line(dossier: Dossier) -> tuple[str, ...]:
    result = dossier.result
    return (
        dossier.receipt.number if dossier.receipt else "",
        dossier.official_code or "",
        dossier.owner_name,
        dossier.procedure_code,
        dossier.procedure_name,
        f"{dossier.status} - {status_word(dossier.status)}",
        short_day(dossier.due_on),
        short_moment(dossier.recorded_at),
        "",
        "; ".join(paper["name"] for paper in result.papers) if result else "",
        (result.code or "") if result else "",
        str((dossier.roles.get("decider") or {}).get("name", "")),
    )
