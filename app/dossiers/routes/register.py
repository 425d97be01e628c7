"""The register of dossiers, form 07: on the screen, and as numbered copies for the printer, PDF and spreadsheets.

GET, POST /office/register?year=2026&month=11 · GET /office/register/prints/<id> · …/pdf · …/xlsx
"""

from typing import Any
from uuid import UUID

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.current import current_actor, current_user, staff
from app.core.clock import VN, today
from app.core.errors import Rejected, reason_text
from app.core.execute import execute
from app.core.roles import Role
from app.dossiers.commands import PrintRegister
from app.dossiers.legal.content import content_hash
from app.dossiers.legal.keeping import find_register_print, register_content, register_prints
from app.dossiers.legal.kinds import FORMS, FormCode
from app.dossiers.legal.pdf import pdf_of
from app.dossiers.legal.register import COLUMNS, Stretch
from app.dossiers.legal.spreadsheet import XLSX, register_as_xlsx
from app.dossiers.legal.words import written_day
from app.dossiers.models import RegisterPrint
from app.dossiers.routes import blueprint
from app.web.forms import given_id
from app.web.i18n import page_language

MOST_FOR_PDF = 150
"""A PDF of more lines takes longer than somebody waits; the spreadsheet takes any number."""
FIRST_YEAR = 2025


@blueprint.get("/office/register")
@staff(Role.COORDINATOR)
def register_page() -> str:
    """The lines of one month, or of the whole year, and the copies that were taken of them."""
    stretch, ward = _stretch(), current_user().ward
    return render_template(
        "dossiers/legal/register.html",
        years=range(today().year, FIRST_YEAR - 1, -1),
        asked=_asked(stretch),
        prints=register_prints(ward, stretch),
        **_sheet(register_content(ward, stretch), stretch) | {"printed_on": today()},
    )


@blueprint.post("/office/register")
@staff(Role.COORDINATOR)
def take_register_copy() -> ResponseReturnValue:
    """Whatever leaves the office is a numbered copy: printed, as PDF or as a spreadsheet."""
    stretch, name = _stretch(), given_id()
    command = PrintRegister(print_id=name, year=stretch.year, month=stretch.month or 0)
    receipt = execute(command, actor=current_actor(), command_id=name)
    if not receipt.is_applied:
        flash(receipt.message(page_language()), "bad")
        return redirect(url_for(".register_page", **_asked(stretch)))
    return redirect(url_for(".register_copy_page", print_id=name))


@blueprint.get("/office/register/prints/<uuid:print_id>")
@staff(Role.COORDINATOR)
def register_copy_page(print_id: UUID) -> str:
    """One copy as it was taken; a note when the register has moved on."""
    copy = _copy_of_ward(print_id)
    now = register_content(copy.ward, _stretch_of(copy))
    is_outdated = content_hash(now) != copy.content_sha256
    return render_template("dossiers/legal/register_copy.html", is_outdated=is_outdated, **_parts(copy))


@blueprint.get("/office/register/prints/<uuid:print_id>/pdf")
@staff(Role.COORDINATOR)
def register_pdf(print_id: UUID) -> ResponseReturnValue:
    """The same copy on A4 across; refused where it would take too long or cannot be made."""
    copy = _copy_of_ward(print_id)
    try:
        if len(copy.content["lines"]) > MOST_FOR_PDF:
            raise Rejected("register-too-long", most=MOST_FOR_PDF)
        made = pdf_of(render_template("dossiers/legal/register_document.html", **_parts(copy)))
    except Rejected as refusal:
        flash(reason_text(refusal.code, page_language()), "warn")
        return redirect(url_for(".register_copy_page", print_id=print_id))
    return _file(made, "application/pdf", copy, "pdf")


@blueprint.get("/office/register/prints/<uuid:print_id>/xlsx")
@staff(Role.COORDINATOR)
def register_xlsx(print_id: UUID) -> Response:
    """The same copy as a spreadsheet."""
    copy = _copy_of_ward(print_id)
    return _file(register_as_xlsx(copy.content, _stretch_of(copy), copy.number), XLSX, copy, "xlsx")


def _copy_of_ward(print_id: UUID) -> RegisterPrint:
    """Return the copy of the reader's ward; others do not exist for them."""
    copy = find_register_print(print_id)
    if copy is None or copy.ward != current_user().ward:
        abort(404)
    return copy


def _file(made: bytes, media_type: str, copy: RegisterPrint, ending: str) -> Response:
    month = f"-{copy.month:02}" if copy.month else ""
    name = f"so-theo-doi-{copy.year}{month}-ban-{copy.number}.{ending}"
    return Response(made, mimetype=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _parts(copy: RegisterPrint) -> dict[str, Any]:
    own = {"copy": copy, "printed_on": copy.at.astimezone(VN).date()}
    return _sheet(copy.content, _stretch_of(copy)) | own


def _sheet(content: dict[str, Any], stretch: Stretch) -> dict[str, Any]:
    return {
        "content": content,
        "stretch": stretch,
        "columns": [name for name, _ in COLUMNS],
        "form": FORMS[FormCode.REGISTER],
        "written_day": written_day,
    }


def _stretch() -> Stretch:
    """What the address asks for; what it cannot mean is taken for this month."""
    year = request.values.get("year", today().year, type=int)
    month = request.values.get("month", today().month if "year" not in request.values else 0, type=int)
    if not FIRST_YEAR <= year <= today().year:
        year = today().year
    return Stretch(year, month if 1 <= month <= 12 else None)


def _stretch_of(copy: RegisterPrint) -> Stretch:
    return Stretch(copy.year, copy.month or None)


def _asked(stretch: Stretch) -> dict[str, Any]:
    return {"year": stretch.year, "month": stretch.month or 0}
