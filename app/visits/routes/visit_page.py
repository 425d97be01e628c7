"""One visit as the desk sees it: what was reported, by whom and when, and putting it right.

GET, POST /office/visits/<id> · POST /office/visits/<id>/team
"""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.current import current_actor, current_user, staff
from app.accounts.queries import staff_of
from app.citizens import labels as citizen_labels
from app.citizens.corrected import corrections_of
from app.citizens.queries import get_citizen
from app.core.execute import execute
from app.core.naming import value_text
from app.core.roles import Role
from app.places.queries import get_neighbourhood
from app.visits.correcting_forms import CorrectReportForm, WithdrawStartForm
from app.visits.models import Visit
from app.visits.queries import find_visit
from app.visits.reassigning import ReassignForm, given_on, reassign_form
from app.visits.told import reports_on
from app.web.i18n import page_language

blueprint = Blueprint("visit_page", __name__, template_folder="../templates")


@blueprint.route("/office/visits/<uuid:visit_id>", methods=["GET", "POST"])
@staff(Role.COORDINATOR)
def one_visit(visit_id: UUID) -> ResponseReturnValue:
    """Show the reports; correct the one that counts, with a reason."""
    visit = _own_visit(visit_id)
    form = _form_for(visit)
    if form is not None and form.validate_on_submit():
        receipt = execute(form.to_command(visit_id), actor=current_actor(), command_id=form.given_id)
        if receipt.is_applied:
            flash(_("Đã đính chính. Báo cáo cũ vẫn được giữ bên cạnh."), "good")
            return redirect(url_for(".one_visit", visit_id=visit_id), HTTPStatus.SEE_OTHER)
        form.form_errors.append(receipt.message(page_language()))
    return _page(visit, form)


@blueprint.post("/office/visits/<uuid:visit_id>/team")
@staff(Role.COORDINATOR)
def give_to_team(visit_id: UUID) -> ResponseReturnValue:
    """Let another team go at the same time; a refusal is told on the page, with what was typed."""
    visit = _own_visit(visit_id)
    form = reassign_form(visit)
    if form is None:
        flash(_("Lượt này không giao lại được nữa. Hãy xem lại lịch."), "bad")
        return redirect(url_for(".one_visit", visit_id=visit_id), HTTPStatus.SEE_OTHER)
    if form.validate_on_submit():
        receipt = execute(form.to_command(visit_id), actor=current_actor(), command_id=form.given_id)
        if receipt.is_applied:
            flash(_("Đã giao cho đội khác, cùng giờ đã hẹn."), "good")
            return redirect(url_for(".one_visit", visit_id=visit_id), HTTPStatus.SEE_OTHER)
        form.form_errors.append(receipt.message(page_language()))
    return _page(visit, _form_for(visit), form)


def _form_for(visit: Visit) -> WithdrawStartForm | None:
    """Return the form for what can be put right now, already filled in."""
    form: WithdrawStartForm | None = None
    if visit.closing is not None:
        form = CorrectReportForm()
    elif visit.start_command_id is not None:
        form = WithdrawStartForm()
    if form is not None:
        form.show(visit)
    return form


def _page(visit: Visit, form: WithdrawStartForm | None, reassigning: ReassignForm | None = None) -> ResponseReturnValue:
    citizen = get_citizen(visit.citizen_id)
    going = set(visit.officer_ids)
    page = render_template(
        "visits/visit.html",
        visit=visit,
        citizen=citizen,
        neighbourhood=get_neighbourhood(visit.neighbourhood_id),
        officers=[person.full_name for person in staff_of(visit.ward) if person.id in going],
        reports=reports_on(visit),
        corrected=corrections_of(citizen, Role.COORDINATOR),
        citizen_labels=citizen_labels,
        outcome_words=_outcome_words,
        form=form,
        reassigning=reassigning or reassign_form(visit),
        given=given_on(visit),
    )
    has_errors = any(one is not None and one.errors for one in (form, reassigning))
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if has_errors else HTTPStatus.OK


def _outcome_words(outcome: str) -> str:
    return value_text("outcome", outcome, page_language())


def _own_visit(visit_id: UUID) -> Visit:
    visit = find_visit(visit_id)
    if visit is None or visit.ward != current_user().ward:
        abort(HTTPStatus.NOT_FOUND)
    return visit
