"""A spreadsheet comes back from the provincial system: first every row is shown with what it would do, then it is done.

GET, POST /office/import · POST /office/import/rows
"""

from collections import Counter
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from pydantic import TypeAdapter, ValidationError

from app.accounts.current import current_actor, current_user, staff
from app.core.errors import Rejected, command_text, reason_text
from app.core.ids import new_id
from app.core.roles import Role
from app.dossiers.importing.columns import HEADINGS
from app.dossiers.importing.doing import carry_out
from app.dossiers.importing.plan import plan
from app.dossiers.importing.rows import TypedRow
from app.dossiers.importing.workbook import MOST_BYTES, MOST_ROWS, read_rows
from app.dossiers.routes import blueprint
from app.dossiers.routes.pages import words
from app.web.forms import given_id
from app.web.i18n import page_language

ROWS = TypeAdapter(list[TypedRow])


@blueprint.route("/office/import", methods=["GET", "POST"])
@staff(Role.COORDINATOR)
def import_page() -> ResponseReturnValue:
    """Choose a file; nothing changes before the rows were seen."""
    if request.method == "GET":
        return render_template("dossiers/import.html", headings=HEADINGS, problem="")
    try:
        rows = read_rows(_bytes())
    except Rejected as refusal:
        return _refused(refusal)
    batch = new_id()
    planned = plan(current_user().ward, rows, batch)
    verdicts = Counter(one.verdict for one in planned)
    return render_template("dossiers/import_preview.html", planned=planned, batch=batch, verdicts=verdicts, **_told())


@blueprint.post("/office/import/rows")
@staff(Role.COORDINATOR)
def import_rows() -> ResponseReturnValue:
    """The rows that were seen are carried out; each is looked at once more, for the world may have moved."""
    try:
        rows = _rows_seen()
    except Rejected as refusal:
        return _refused(refusal)
    actor, batch = current_actor(), given_id()
    reports = carry_out(plan(current_user().ward, rows, batch), actor=actor, batch=batch)
    return render_template("dossiers/import_report.html", reports=reports, **_told())


def _bytes() -> bytes:
    """Return the file, one byte more than may be: its size is the reader's to judge."""
    upload = request.files.get("table")
    return upload.stream.read(MOST_BYTES + 1) if upload else b""


def _rows_seen() -> list[TypedRow]:
    texts = request.form.getlist("row")
    if not 0 < len(texts) <= MOST_ROWS:
        raise Rejected("import-rows-unread")
    try:
        return ROWS.validate_json("[" + ",".join(texts) + "]")
    except ValidationError as torn:
        raise Rejected("import-rows-unread") from torn


def _refused(refusal: Rejected) -> ResponseReturnValue:
    problem = reason_text(refusal.code, page_language())
    page = render_template(
        "dossiers/import.html", headings=HEADINGS, problem=problem, named=refusal.details.get("columns", "")
    )
    return page, 422


def _told() -> dict[str, Any]:
    locale = page_language()
    return words() | {
        "reason_words": lambda code: reason_text(code, locale),
        "command_words": lambda type_: command_text(type_, locale),
    }
