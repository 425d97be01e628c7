"""The red list: originals that have not gone home, with their age; the centre takes one over or gives it out.

GET /office/custody · GET, POST /office/custody/<paper>/transfer
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from app.accounts.current import current_actor, current_user, staff
from app.accounts.queries import staff_of
from app.core.clock import VN, now, today
from app.core.execute import execute
from app.core.roles import Role
from app.dossiers import queries
from app.dossiers.commands.custody import centre_of
from app.dossiers.forms import TakeInForm
from app.dossiers.models import CustodyPaper
from app.dossiers.routes import blueprint
from app.dossiers.routes.pages import words
from app.web.i18n import page_language

OLD_DAYS = 3
"""From here an original should have gone on: the list turns amber, and red at three times that."""


@blueprint.get("/office/custody")
@staff(Role.COORDINATOR)
def custody_list() -> str:
    """Originals in other hands than the family's, longest away first."""
    papers = sorted(queries.open_papers(current_user().ward), key=_away_since)
    dossiers = {paper.dossier_id: queries.get_dossier(paper.dossier_id) for paper in papers}
    return render_template(
        "dossiers/custody.html", papers=papers, dossiers=dossiers, age=age_in_days, look=age_kind, **words()
    )


def _away_since(paper: CustodyPaper) -> datetime:
    return paper.transfers[0].at if paper.transfers else paper.held_since


def age_in_days(paper: CustodyPaper) -> int:
    """Return for how many days the family has been without it."""
    return (today() - _away_since(paper).astimezone(VN).date()).days


def age_kind(paper: CustodyPaper) -> str:
    """Return how the age should look."""
    days = age_in_days(paper)
    if days < OLD_DAYS:
        return "plain"
    return "warn" if days < OLD_DAYS * 3 else "bad"


@blueprint.route("/office/custody/<uuid:paper_id>/transfer", methods=["GET", "POST"])
@staff(Role.COORDINATOR)
def transfer_page(paper_id: UUID) -> ResponseReturnValue:
    """Both sides stand at the desk: the paper changes hands here."""
    paper = queries.get_paper(paper_id, ward=current_user().ward)
    holders = _holders_besides(paper)
    form = TakeInForm(
        count=paper.count,
        condition=paper.condition,
        seal=paper.seal,
        given_by=paper.holder.name,
        taken_by=current_user().full_name,
    )
    form.to.choices = [SelectChoice(key, holder["name"]) for key, holder in holders.items()]
    status = 200
    if queries.is_command_applied(form.given_id):
        return redirect(url_for(".custody_list"))
    if form.is_submitted():
        status = 422
        if form.validate():
            receipt = execute(form.to_command(paper, holders), actor=current_actor(), command_id=form.given_id)
            if receipt.is_applied:
                _say(receipt.flags)
                return redirect(url_for(".custody_list"))
            form.form_errors.append(receipt.message(page_language()))
    return render_template("dossiers/transfer.html", paper=paper, form=form, now=now(), **words()), status


def _say(flags: list[str]) -> None:
    if flags:
        flash(_("Đã ghi, nhưng có điều cần xem lại."), "warn")
    else:
        flash(_("Đã ghi giao nhận."), "good")


def _holders_besides(paper: CustodyPaper) -> dict[str, dict[str, Any]]:
    """Return who may take it at the desk: the centre; and from the centre an officer or the family."""
    if paper.holder_kind != "centre":
        return {"centre": centre_of(paper.ward).model_dump()}
    officers = {
        str(user.id): {"kind": "officer", "id": user.id, "name": user.full_name}
        for user in staff_of(paper.ward, Role.OFFICER)
        if user.is_active
    }
    return {
        "citizen": {"kind": "citizen", "id": paper.citizen_id, "name": _("Người dân nhận lại tại trung tâm")}
    } | officers
