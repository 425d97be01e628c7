"""The law's forms of one dossier: what can be printed, one numbered copy, the same as PDF.

GET, POST /office/dossiers/<id>/forms · GET /office/form-copies/<copy_id> · GET /office/form-copies/<copy_id>/pdf
"""

from typing import Any
from uuid import UUID

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.current import current_actor, current_user, staff
from app.core.clock import VN
from app.core.errors import Rejected, reason_text
from app.core.execute import execute
from app.core.roles import Role
from app.dossiers import queries
from app.dossiers.legal.content import content_hash, filled
from app.dossiers.legal.kinds import FORMS, FormCode
from app.dossiers.legal.pdf import pdf_of, picture_in_text
from app.dossiers.legal.words import written_day, written_moment
from app.dossiers.models import FormCopy
from app.dossiers.paper_forms import PrintFormForm
from app.dossiers.routes import blueprint
from app.dossiers.routes.pages import dossier_of_ward, words
from app.dossiers.routes.printing import qr_image
from app.web.i18n import page_language


@blueprint.route("/office/dossiers/<uuid:dossier_id>/forms", methods=["GET", "POST"])
@staff(Role.COORDINATOR)
def forms_page(dossier_id: UUID) -> ResponseReturnValue:
    """What can be printed of this dossier, and what was."""
    dossier = dossier_of_ward(dossier_id)
    form = PrintFormForm()
    form.prepare(dossier)
    if request.method == "POST":
        if queries.find_copy(form.given_id) is not None or _is_printed(form, dossier_id):
            return redirect(url_for(".form_copy_page", copy_id=form.given_id))
        dossier = dossier_of_ward(dossier_id)
    page = render_template(
        "dossiers/legal/forms.html",
        dossier=dossier,
        form=form,
        copies=list(reversed(dossier.form_copies)),
        law_forms=FORMS,
        **words(),
    )
    return page, 422 if request.method == "POST" else 200


def _is_printed(form: PrintFormForm, dossier_id: UUID) -> bool:
    if not form.validate_on_submit():
        return False
    receipt = execute(form.to_command(dossier_of_ward(dossier_id)), actor=current_actor(), command_id=form.given_id)
    if not receipt.is_applied:
        form.form_errors.append(receipt.message(page_language()))
    return receipt.is_applied


@blueprint.get("/office/form-copies/<uuid:copy_id>")
@staff(Role.COORDINATOR)
def form_copy_page(copy_id: UUID) -> str:
    """The copy as it was printed; a warning when the dossier has moved on."""
    copy = _copy_of_ward(copy_id)
    parts = _sheet(copy) | {"picture": lambda sha256: f"/api/files/{sha256}?variant=thumb"}
    return render_template("dossiers/legal/page.html", is_outdated=_is_outdated(copy), **parts)


@blueprint.get("/office/form-copies/<uuid:copy_id>/pdf")
@staff(Role.COORDINATOR)
def form_copy_pdf(copy_id: UUID) -> ResponseReturnValue:
    """The same copy as PDF; where none can be made the page says how to print."""
    copy = _copy_of_ward(copy_id)
    ward = current_user().ward
    parts = _sheet(copy) | {"picture": lambda sha256: picture_in_text(ward, sha256)}
    try:
        made = pdf_of(render_template("dossiers/legal/document.html", **parts))
    except Rejected as refusal:
        flash(reason_text(refusal.code, page_language()), "warn")
        return redirect(url_for(".form_copy_page", copy_id=copy_id))
    name = f"mau-{copy.form}-{copy.content['code'] or copy.copy_id}-ban-{copy.number}.pdf"
    return Response(made, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


def _copy_of_ward(copy_id: UUID) -> FormCopy:
    """Return the copy of the reader's ward; others do not exist for them."""
    copy = queries.find_copy(copy_id)
    if copy is None:
        abort(404)
    dossier_of_ward(copy.dossier_id)
    return copy


def _sheet(copy: FormCopy) -> dict[str, Any]:
    return {
        "copy": copy,
        "form": FORMS[FormCode(copy.form)],
        "qr": qr_image(copy.content["qr"]),
        "printed_on": copy.at.astimezone(VN).date(),
        "written_day": written_day,
        "written_moment": written_moment,
    }


def _is_outdated(copy: FormCopy) -> bool:
    """Say whether the same form would tell something else today."""
    dossier = dossier_of_ward(copy.dossier_id)
    try:
        today = filled(FormCode(copy.form), dossier, document_no=copy.content["document_no"])
    except Rejected:
        return True
    return content_hash(today.content) != copy.content_sha256
