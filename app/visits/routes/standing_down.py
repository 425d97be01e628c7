"""When life happens: a weekend is called off, a household is left in peace. Both say first what they will do.

GET, POST /office/call-off · GET, POST /office/peace/<citizen> · POST /office/requests/<request>/half-day
"""

from datetime import date, timedelta
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.current import current_actor, current_user, staff
from app.citizens.models import Citizen
from app.citizens.queries import find_citizen, housemates
from app.core.clock import today
from app.core.execute import execute
from app.core.roles import Role
from app.requests.queries import requests_of_citizen
from app.visits import queries
from app.visits.capacity import promised_between
from app.visits.commands import ResumeMessages
from app.visits.models import Half
from app.visits.peace import is_stopped
from app.visits.routes.asked import asked_weekend
from app.visits.standing_down_forms import CallOffForm, ChooseForm, InHospitalForm, PeaceForm, ResumeForm
from app.web.formats import half_day
from app.web.i18n import page_language

blueprint = Blueprint("standing_down", __name__, template_folder="../templates")


@blueprint.route("/office/call-off", methods=["GET", "POST"])
@staff(Role.COORDINATOR)
def call_off() -> ResponseReturnValue:
    """Show how many families each half-day concerns; call off what is ticked."""
    saturday, form = asked_weekend(), CallOffForm()
    form.half_days.choices = _half_days(saturday)
    if form.validate_on_submit():
        receipt = execute(form.to_command(), actor=current_actor(), command_id=form.given_id)
        if receipt.is_applied:
            flash(_("Đã hoãn. Danh sách gọi dưới đây có mọi gia đình cần báo."), "good")
            return redirect(url_for("notices.calls", weekend=saturday.isoformat()), 303)
        form.form_errors.append(receipt.message(page_language()))
    page = render_template("visits/call_off.html", form=form, saturday=saturday)
    return page, 422 if form.errors else 200


def _half_days(first: date) -> list[tuple[str, str]]:
    """Return the weekend's half-days that are to come, each with how many families wait for it."""
    ward = current_user().ward
    days = [day for day in (first, first + timedelta(days=1)) if day >= today()]
    visits = [visit for visit in queries.visits_between(ward, first, first + timedelta(days=1)) if visit.is_movable]
    booked = promised_between(ward, first, first + timedelta(days=1))
    choices = []
    for day in days:
        for half in Half:
            there = [one for one in visits if (one.planned_on, one.half) == (day, half)]
            waiting = [one for one in booked if (one.wished_on, one.half) == (day, half)]
            count = len(there) + len(waiting)
            families = _("%(n)s gia đình", n=count)
            choices.append((f"{day.isoformat()}/{half.value}", f"{half_day(day, half.value)}: {families}"))
    return choices


@blueprint.route("/office/peace/<uuid:citizen_id>", methods=["GET", "POST"])
@staff(Role.COORDINATOR)
def peace(citizen_id: UUID) -> ResponseReturnValue:
    """Stop everything that rings, writes or comes; show what that is before. Undo it for who lives, or is home."""
    citizen = find_citizen(citizen_id)
    if citizen is None or citizen.ward != current_user().ward:
        abort(404)
    form = _peace_form(citizen)
    if form.validate_on_submit():
        command = form.to_command(citizen_id)
        receipt = execute(command, actor=current_actor(), command_id=form.given_id)
        if receipt.is_applied:
            resumed = isinstance(command, ResumeMessages)
            flash(_("Đã mở lại liên lạc.") if resumed else _("Đã ngừng mọi liên lạc với gia đình này."), "good")
            return redirect(url_for("board.board_page"), 303)
        form.form_errors.append(receipt.message(page_language()))
    people = [citizen, *housemates(citizen)]
    page = render_template(
        "visits/peace.html",
        form=form,
        citizen=citizen,
        others=people[1:],
        is_ill=isinstance(form, InHospitalForm),
        stopped=[person for person in people[1:] if is_stopped(person)],
        visits=[visit for person in people for visit in queries.open_visits_of_citizen(person.id) if visit.is_movable],
        requests=[one for person in people for one in requests_of_citizen(person.id) if one.is_open],
    )
    return page, 422 if form.errors else 200


def _peace_form(citizen: Citizen) -> PeaceForm | ResumeForm | InHospitalForm:
    """Whoever lies in hospital comes home, or dies there; a death can only have been a mistake."""
    if citizen.is_deceased:
        return ResumeForm()
    return InHospitalForm() if is_stopped(citizen) else PeaceForm()


@blueprint.post("/office/requests/<uuid:request_id>/half-day")
@staff(Role.COORDINATOR)
def choose_half_day(request_id: UUID) -> ResponseReturnValue:
    """Take another half-day for the family on the telephone; where it has gone, the list says what is free now."""
    form = ChooseForm()
    if form.validate_on_submit():
        receipt = execute(form.to_command(request_id), actor=current_actor(), command_id=form.given_id)
        said = _("Đã giữ buổi này cho gia đình.") if receipt.is_applied else receipt.message(page_language())
        flash(said, "good" if receipt.is_applied else "bad")
    else:
        flash(_("Hãy chọn một buổi."), "warn")
    return redirect(url_for("notices.calls", weekend=asked_weekend().isoformat()), 303)
