"""Spreadsheets as offices send them, well and badly made."""

import io
import zipfile

from openpyxl import Workbook

HEADINGS = ["Số giấy hẹn", "Mã hồ sơ", "Trạng thái", "Lý do", "Giấy tờ kết quả", "Mã kết quả", "Hẹn trả"]


def table(*rows, headings=HEADINGS, above=()):
    """Return a workbook with these rows under the headings."""
    book = Workbook()
    for row in [*above, headings, *rows]:
        book.active.append(list(row))
    return bytes_of(book)


def bytes_of(book):
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def with_part(data, name, content):
    """Return the package with one more part, or another in the place of one."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return made.getvalue()


def part_of(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()
