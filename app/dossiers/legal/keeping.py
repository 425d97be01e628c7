"""What is kept of printed registers and compared layouts: questions about them, and the register's words for a copy."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.core.db import session
from app.core.practice import is_practice
from app.dossiers.legal.head import letterhead_of
from app.dossiers.legal.kinds import FORMS, FormCode, LegalForm
from app.dossiers.legal.register import Stretch, register_lines
from app.dossiers.models import FormLayout, RegisterPrint
from app.places.queries import find_ward

MOST_SHOWN = 20


def register_content(ward: str, stretch: Stretch) -> dict[str, Any]:
    """Return the register's words as they stand now, ready to be kept."""
    head = letterhead_of(find_ward(ward))
    return {
        "agency": head.agency,
        "office": head.office,
        "dateline": head.dateline,
        "is_practice": is_practice(ward),
        "layout": FORMS[FormCode.REGISTER].layout,
        "lines": [list(line) for line in register_lines(ward, stretch)],
    }


def find_register_print(print_id: UUID) -> RegisterPrint | None:
    """Return the copy of the register with this id, or None."""
    return session.get(RegisterPrint, print_id)


def register_prints(ward: str, stretch: Stretch) -> list[RegisterPrint]:
    """Return the copies of this stretch, newest first."""
    query = _prints(ward, stretch).order_by(RegisterPrint.number.desc())
    return list(session.scalars(query.limit(MOST_SHOWN)))


def next_print_number(ward: str, stretch: Stretch) -> int:
    """Return the number of the next copy of this stretch. Asked under the ward's lock."""
    query = select(func.max(RegisterPrint.number)).where(*_of(ward, stretch))
    return (session.scalar(query) or 0) + 1


def _prints(ward: str, stretch: Stretch) -> Any:
    return select(RegisterPrint).where(*_of(ward, stretch))


def _of(ward: str, stretch: Stretch) -> tuple[Any, ...]:
    return (
        RegisterPrint.ward == ward,
        RegisterPrint.year == stretch.year,
        RegisterPrint.month == (stretch.month or 0),
    )


def layouts_of(ward: str) -> dict[str, FormLayout]:
    """Return what was said of each form's layout, by the form's number."""
    found = session.scalars(select(FormLayout).where(FormLayout.ward == ward))
    return {row.law_form: row for row in found}


def is_layout_confirmed(form: LegalForm, row: FormLayout | None) -> bool:
    """Say whether the layout in use is the one that somebody has confirmed."""
    return row is not None and row.is_confirmed and row.layout == form.layout
