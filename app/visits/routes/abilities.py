"""What officers can do, and what procedures and households ask for.

GET, POST /office/skills · POST /office/skills/officers/<id> · GET, POST /office/skills/households/<citizen>
"""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.current import current_actor, current_user, staff
from app.accounts.models import User
from app.accounts.queries import find_user, staff_of
from app.catalogue.models import Status
from app.catalogue.queries import all_newest
from app.citizens.queries import find_citizen
from app.core.execute import execute
from app.core.roles import Role
from app.visits.abilities import TWO_OFFICERS, Abilities, find_needs, needs_of, skills_of
from app.visits.ability_forms import NeedsForm, ProcedureNeedsForm, SkillsForm
from app.visits.ability_words import skills_words
from app.visits.models import Needs
from app.web.i18n import page_language

blueprint = Blueprint("abilities", __name__, template_folder="../templates")
ARRANGERS = (Role.COORDINATOR, Role.ADMIN)


@blueprint.route("/office/skills", methods=["GET", "POST"])
@staff(*ARRANGERS)
def skills_page() -> ResponseReturnValue:
    """List officers with their skills, and procedures with what they ask for; the form sets a procedure's."""
    ward, form = current_user().ward, ProcedureNeedsForm()
    titles = {one.code: one.facts.title for one in all_newest() if one.status is not Status.RETIRED}
    form.procedure_code.choices = [("", _("Chọn thủ tục")), *titles.items()]
    if form.validate_on_submit():
        command = form.to_command(procedure_code=form.procedure_code.data)
        receipt = execute(command, actor=current_actor(), command_id=form.given_id)
        if receipt.is_applied:
            flash(_("Đã lưu."), "good")
            return redirect(url_for("abilities.skills_page"), 303)
        form.form_errors.append(receipt.message(page_language()))
    able = Abilities(ward)
    page = render_template(
        "visits/skills.html",
        form=form,
        officers=[(officer, _known_skills(officer), able.of_officers([officer.id])) for officer in _officers()],
        asking=[(titles.get(code, code), needs) for code, needs in _asked_of_procedures(ward)],
        asked_words=_asked_words,
        skills_words=skills_words,
    )
    return page, 422 if form.errors else 200


def _officers() -> list[User]:
    return [user for user in staff_of(current_user().ward, Role.OFFICER) if user.is_active]


def _asked_of_procedures(ward: str) -> list[tuple[str, Needs]]:
    return [(needs.procedure_code, needs) for needs in needs_of(ward) if needs.procedure_code]


def _asked_words(needs: Needs) -> str:
    return skills_words([*needs.skills, *([TWO_OFFICERS] if needs.two_officers else [])])


def _known_skills(officer: User) -> SkillsForm:
    """Fill an officer's form in whatever was sent: on this page that was a procedure's."""
    return _skills_form(officer, formdata=None)


def _skills_form(officer: User, **values: Any) -> SkillsForm:
    known = {"skills": [row.skill.value for row in skills_of(officer.id)]}
    return SkillsForm(prefix=f"{officer.id}-", data=known, **values)


@blueprint.post("/office/skills/officers/<uuid:officer_id>")
@staff(*ARRANGERS)
def set_skills(officer_id: UUID) -> ResponseReturnValue:
    """One officer's skills."""
    officer = find_user(officer_id)
    if officer is None or officer.ward != current_user().ward:
        abort(404)
    form = _skills_form(officer)
    if not form.validate_on_submit():
        flash(_("Hãy chọn lại năng lực."), "bad")
        return redirect(url_for("abilities.skills_page"), 303)
    receipt = execute(form.to_command(officer_id), actor=current_actor(), command_id=form.given_id)
    done = _("Đã lưu năng lực của %(name)s.", name=officer.full_name)
    flash(done if receipt.is_applied else receipt.message(page_language()), "good" if receipt.is_applied else "bad")
    return redirect(url_for("abilities.skills_page"), 303)


@blueprint.route("/office/skills/households/<uuid:citizen_id>", methods=["GET", "POST"])
@staff(Role.COORDINATOR)
def household(citizen_id: UUID) -> ResponseReturnValue:
    """What this person asks of whoever goes there, in every visit."""
    citizen = find_citizen(citizen_id)
    if citizen is None or citizen.ward != current_user().ward:
        abort(404)
    form = NeedsForm(needs=find_needs(citizen.ward, citizen_id=citizen_id))
    if form.validate_on_submit():
        command = form.to_command(citizen_id=citizen_id)
        receipt = execute(command, actor=current_actor(), command_id=form.given_id)
        if receipt.is_applied:
            flash(_("Đã lưu. Kế hoạch sẽ chọn đội phù hợp."), "good")
            return redirect(url_for("board.board_page"), 303)
        form.form_errors.append(receipt.message(page_language()))
    page = render_template("visits/household_needs.html", form=form, citizen=citizen)
    return page, 422 if form.errors else 200
