"""Towards the provincial system: what is still to be typed there by hand, and packets to hand over.

GET /office/still-to-type · POST /office/still-to-type/packets
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
from app.dossiers.commands import ExportPackets
from app.dossiers.models.shapes import Status
from app.dossiers.packet import packet_of
from app.dossiers.routes import blueprint
from app.dossiers.routes.pages import words
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
    return _file(json.dumps([packet_of(dossier) for dossier in dossiers], ensure_ascii=False, indent=1))


def _file(text: str) -> Response:
    name = f"goi-ho-so-{today():%Y%m%d}.json"
    return Response(
        text, mimetype="application/json", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
