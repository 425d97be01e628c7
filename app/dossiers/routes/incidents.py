"""An original was lost or damaged: report it, then make it good.

GET, POST /office/custody/<paper>/incident
"""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.current import current_actor, current_user, staff
from app.core.execute import execute
from app.core.roles import Role
from app.dossiers import queries
from app.dossiers.incident_forms import ReportForm, SettleForm
from app.dossiers.routes import blueprint
from app.dossiers.routes.pages import words
from app.web.i18n import page_language


@blueprint.route("/office/custody/<uuid:paper_id>/incident", methods=["GET", "POST"])
@staff(Role.COORDINATOR)
def incident_page(paper_id: UUID) -> ResponseReturnValue:
    """One page, two steps: what happened while nothing is reported, else how it was made good."""
    paper = queries.get_paper(paper_id, ward=current_user().ward)
    form = SettleForm() if paper.open_incident else ReportForm()
    form.prepare(paper)
    if queries.is_command_applied(form.given_id):
        return redirect(url_for(".custody_list"))
    if form.validate_on_submit():
        receipt = execute(form.to_command(paper), actor=current_actor(), command_id=form.given_id)
        if receipt.is_applied:
            flash(_("Đã ghi. Hãy gọi báo gia đình ngay."), "warn" if isinstance(form, ReportForm) else "good")
            return redirect(url_for(".custody_list"))
        form.form_errors.append(receipt.message(page_language()))
    page = render_template(
        "dossiers/incident.html", paper=paper, dossier=queries.get_dossier(paper.dossier_id), form=form, **words()
    )
    return page, 422 if form.is_submitted() else 200
