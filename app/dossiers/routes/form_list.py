"""The seven forms as the admin sees them: which layout, from where, confirmed or not; and the ward's letterhead.

GET, POST /office/forms
"""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.current import current_actor, current_user, staff
from app.core.execute import execute
from app.core.roles import Role
from app.dossiers.legal.head import letterhead_of
from app.dossiers.legal.kinds import FORMS, NEW, OLD
from app.dossiers.paper_forms import LetterheadForm
from app.dossiers.routes import blueprint
from app.places.queries import find_ward
from app.web.i18n import page_language


@blueprint.route("/office/forms", methods=["GET", "POST"])
@staff(Role.ADMIN)
def form_list() -> ResponseReturnValue:
    """Layouts that nobody has compared with the circular's annex are marked here, never on a citizen's paper."""
    form = LetterheadForm(obj=letterhead_of(find_ward(current_user().ward)))
    status = 200
    if request.method == "POST":
        if form.validate_on_submit() and _is_set(form):
            flash(_("Đã lưu. Các bản in từ nay dùng tên này."), "good")
            return redirect("/office/forms")
        status = 422
    page = render_template("dossiers/legal/list.html", form=form, law_forms=FORMS.values(), old=OLD, new=NEW)
    return page, status


def _is_set(form: LetterheadForm) -> bool:
    receipt = execute(form.to_command(), actor=current_actor(), command_id=form.given_id)
    if not receipt.is_applied:
        form.form_errors.append(receipt.message(page_language()))
    return receipt.is_applied
