"""How much each part of a request's urgency counts: the ward's numbers, their history, the way back.

GET, POST /office/weights
"""

from dataclasses import asdict

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.current import current_actor, current_user, staff
from app.accounts.queries import staff_of
from app.core.execute import execute
from app.core.roles import Role
from app.visits.planning.weight import DEFAULT_POINTS
from app.visits.weight_forms import WeightsForm
from app.visits.weights import versions_of, weights_now
from app.web.i18n import page_language

blueprint = Blueprint("weights", __name__, template_folder="../templates")


@blueprint.route("/office/weights", methods=["GET", "POST"])
@staff(Role.COORDINATOR, Role.DIRECTOR)
def weights_page() -> ResponseReturnValue:
    """Show the points that count, and set others."""
    ward = current_user().ward
    number, points = weights_now(ward)
    form = WeightsForm(data=asdict(points))
    if form.validate_on_submit():
        receipt = execute(form.to_command(), actor=current_actor(), command_id=form.given_id)
        if receipt.is_applied:
            flash(_("Đã lưu. Các kế hoạch lập từ bây giờ tính theo điểm này."), "good")
            return redirect(url_for("weights.weights_page"), 303)
        form.form_errors.append(receipt.message(page_language()))
    page = render_template(
        "visits/weights.html",
        form=form,
        number=number,
        is_shipped=points == DEFAULT_POINTS,
        shipped={name: worth for name, worth in asdict(DEFAULT_POINTS).items() if name in form},
        versions=versions_of(ward),
        names={user.id: user.full_name for user in staff_of(ward)},
    )
    return page, 422 if form.errors else 200
