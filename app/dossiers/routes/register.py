"""The register of dossiers, form 07: on the screen and from the printer, as PDF, as a spreadsheet.

GET /office/register?year=2026&month=11 · …/pdf · …/xlsx
"""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.current import current_user, staff
from app.core.clock import today
from app.core.errors import Rejected, reason_text
from app.core.practice import is_practice
from app.core.roles import Role
from app.dossiers.legal.head import letterhead_of
from app.dossiers.legal.kinds import FORMS, FormCode
from app.dossiers.legal.pdf import pdf_of
from app.dossiers.legal.register import COLUMNS, Stretch, register_lines
from app.dossiers.legal.spreadsheet import register_as_xlsx
from app.dossiers.legal.words import written_day
from app.dossiers.routes import blueprint
from app.places.queries import find_ward
from app.web.i18n import page_language

MOST_FOR_PDF = 150
"""A PDF of more lines takes longer than somebody waits; the spreadsheet takes any number."""
FIRST_YEAR = 2025
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/office/register")
@staff(Role.COORDINATOR)
def register_page() -> str:
    """The lines of one month, or of the whole year."""
    years = range(today().year, FIRST_YEAR - 1, -1)
    return render_template("dossiers/legal/register.html", years=years, **_register())


@blueprint.get("/office/register/pdf")
@staff(Role.COORDINATOR)
def register_pdf() -> ResponseReturnValue:
    """The same on A4 across; refused where it would take too long or cannot be made."""
    register = _register()
    try:
        if len(register["lines"]) > MOST_FOR_PDF:
            raise Rejected("register-too-long", most=MOST_FOR_PDF)
        made = pdf_of(render_template("dossiers/legal/register_document.html", **register))
    except Rejected as refusal:
        flash(reason_text(refusal.code, page_language()), "warn")
        return redirect(url_for(".register_page", **_asked(register["stretch"])))
    return _file(made, "application/pdf", register["stretch"], "pdf")


@blueprint.get("/office/register/xlsx")
@staff(Role.COORDINATOR)
def register_xlsx() -> Response:
    """The same as a spreadsheet."""
    register = _register()
    made = register_as_xlsx(register["lines"], register["head"], register["stretch"])
    return _file(made, XLSX, register["stretch"], "xlsx")


def _file(made: bytes, media_type: str, stretch: Stretch, ending: str) -> Response:
    month = f"-{stretch.month:02}" if stretch.month else ""
    name = f"so-theo-doi-{stretch.year}{month}.{ending}"
    return Response(made, mimetype=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _register() -> dict[str, Any]:
    stretch, ward = _stretch(), current_user().ward
    return {
        "stretch": stretch,
        "asked": _asked(stretch),
        "lines": register_lines(ward, stretch),
        "columns": [name for name, _ in COLUMNS],
        "head": letterhead_of(find_ward(ward)),
        "is_training": is_practice(ward),
        "form": FORMS[FormCode.REGISTER],
        "written_day": written_day,
        "today": today(),
    }


def _stretch() -> Stretch:
    """What the address asks for; what it cannot mean is taken for this month."""
    year = request.args.get("year", today().year, type=int)
    month = request.args.get("month", today().month if "year" not in request.args else 0, type=int)
    if not FIRST_YEAR <= year <= today().year:
        year = today().year
    return Stretch(year, month if 1 <= month <= 12 else None)


def _asked(stretch: Stretch) -> dict[str, Any]:
    return {"year": stretch.year, "month": stretch.month or 0}
