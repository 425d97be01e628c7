"""Towards the provincial system: what is still to be typed there by hand, packets, and the list as a spreadsheet.

GET /office/still-to-type · POST /office/still-to-type/packets · POST /office/dossier-list
"""

import json

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.current import current_actor, current_user, staff
from app.citizens.queries import citizens_by_id
from app.core.clock import today
from app.core.execute import execute
from app.core.roles import Role
from app.dossiers import queries
from app.dossiers.commands import ExportList, ExportPackets
from app.dossiers.legal.spreadsheet import XLSX
from app.dossiers.listing import list_as_xlsx
from app.dossiers.models.shapes import Status
from app.dossiers.packet import packet_of
from app.dossiers.routes import blueprint
from app.dossiers.routes.pages import asked_list, listed, words
from app.web.forms import given_id
from app.web.i18n import page_language

TO_TYPE = frozenset(Status) - {Status.NOT_ACCEPTED, Status.WITHDRAWN, Status.STOPPED}


@blueprint.get("/office/still-to-type")
@staff(Role.COORDINATOR)
def still_to_type() -> str:
    """Dossiers without an official code, each with what the other system asks, in the order of typing."""
    dossiers = queries.without_code(current_user().ward, TO_TYPE)
    return render_template(
        "dossiers/still_to_type.html",
        dossiers=dossiers,
        citizens=citizens_by_id({dossier.citizen_id for dossier in dossiers}),
        **words(),
    )


@blueprint.post("/office/still-to-type/packets")
@staff(Role.COORDINATOR)
def packets() -> ResponseReturnValue:
    """The chosen dossiers, or all of the list, as one JSON file; who took it stands in the log."""
    ward = current_user().ward
    chosen = request.form.getlist("dossier_id")
    dossiers = [one for one in queries.without_code(ward, TO_TYPE) if not chosen or str(one.id) in chosen]
    if not dossiers:
        flash(_("Không có hồ sơ nào để xuất."), "warn")
        return redirect(url_for(".still_to_type"))
    command = ExportPackets(dossier_ids=tuple(dossier.id for dossier in dossiers))
    receipt = execute(command, actor=current_actor(), command_id=given_id())
    if not receipt.is_applied:
        flash(receipt.message(page_language()), "bad")
        return redirect(url_for(".still_to_type"))
    made = json.dumps([packet_of(dossier) for dossier in dossiers], ensure_ascii=False, indent=1)
    return _download(made, "application/json", f"goi-ho-so-{today():%Y%m%d}.json")


@blueprint.post("/office/dossier-list")
@staff(Role.COORDINATOR)
def list_xlsx() -> ResponseReturnValue:
    """The work list as it is filtered on the screen; who took it stands in the log."""
    text, state = asked_list(request.form)
    dossiers = listed(current_user().ward, text, state)
    back = redirect(url_for(".work_list", q=text, state=state))
    if not dossiers:
        flash(_("Không có hồ sơ nào để xuất."), "warn")
        return back
    command = ExportList(dossier_ids=tuple(dossier.id for dossier in dossiers))
    receipt = execute(command, actor=current_actor(), command_id=given_id())
    if not receipt.is_applied:
        flash(receipt.message(page_language()), "bad")
        return back
    return _download(list_as_xlsx(dossiers), XLSX, f"ho-so-{today():%Y%m%d}.xlsx")


def _download(made: str | bytes, media_type: str, name: str) -> Response:
    return Response(made, mimetype=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
