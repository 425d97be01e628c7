"""The coordinator's page about a person: what is known, what was put right, and putting it right.

GET, POST /office/citizens/<id> · POST /office/citizens/<id>/identity
"""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.current import current_actor, current_user, staff
from app.citizens import labels
from app.citizens.corrected import corrections_of, identity_readings
from app.citizens.forms import CorrectCitizenForm, CorrectNumberForm
from app.citizens.models import Citizen
from app.citizens.queries import find_citizen
from app.core.execute import execute
from app.core.roles import Role
from app.places.queries import get_neighbourhood
from app.web.i18n import page_language

blueprint = Blueprint("citizens", __name__, url_prefix="/office/citizens", template_folder="templates")


@blueprint.route("/<uuid:citizen_id>", methods=["GET", "POST"])
@staff(Role.COORDINATOR)
def one_citizen(citizen_id: UUID) -> ResponseReturnValue:
    """Show the person; put facts right, with what had been shown and why."""
    citizen, form = _own_citizen(citizen_id), CorrectCitizenForm()
    if request.method == "GET":
        form.show(citizen)
    if form.validate_on_submit():
        receipt = execute(form.to_command(citizen_id), actor=current_actor(), command_id=form.given_id)
        if receipt.is_applied:
            return _done(citizen_id)
        form.form_errors.append(receipt.message(page_language()))
    return _page(citizen, form, _number_form(formdata=None))


@blueprint.post("/<uuid:citizen_id>/identity")
@staff(Role.COORDINATOR)
def correct_number(citizen_id: UUID) -> ResponseReturnValue:
    """The number on the card is another one."""
    citizen, form = _own_citizen(citizen_id), _number_form()
    if form.validate_on_submit() and _is_of(form, citizen):
        receipt = execute(form.to_command(), actor=current_actor(), command_id=form.given_id)
        if receipt.is_applied:
            return _done(citizen_id)
        form.form_errors.append(receipt.message(page_language()))
    facts = CorrectCitizenForm(formdata=None)
    facts.show(citizen)
    return _page(citizen, facts, form)


def _number_form(**options: Any) -> CorrectNumberForm:
    return CorrectNumberForm(prefix="number", **options)


def _is_of(form: CorrectNumberForm, citizen: Citizen) -> bool:
    """Say whether the number that counts is still the one that the page showed."""
    counting = [str(one.command_id) for one in identity_readings(citizen) if one.counts]
    does_count = form.reading_id.data in counting
    if not does_count:
        form.form_errors.append(_("Số này vừa được sửa. Hãy xem lại rồi quyết định."))
    return does_count


def _done(citizen_id: UUID) -> ResponseReturnValue:
    flash(_("Đã ghi phần sửa. Nội dung cũ vẫn được giữ bên cạnh."), "good")
    return redirect(url_for(".one_citizen", citizen_id=citizen_id), HTTPStatus.SEE_OTHER)


def _own_citizen(citizen_id: UUID) -> Citizen:
    citizen = find_citizen(citizen_id)
    if citizen is None or citizen.ward != current_user().ward:
        abort(HTTPStatus.NOT_FOUND)
    return citizen


def _page(citizen: Citizen, form: CorrectCitizenForm, number_form: CorrectNumberForm) -> ResponseReturnValue:
    page = render_template(
        "citizens/citizen.html",
        citizen=citizen,
        neighbourhood=get_neighbourhood(citizen.neighbourhood_id),
        form=form,
        number_form=number_form,
        corrected=corrections_of(citizen, Role.COORDINATOR),
        readings=identity_readings(citizen),
        labels=labels,
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors or number_form.errors else HTTPStatus.OK
