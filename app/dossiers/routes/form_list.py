"""The seven forms as the admin sees them: which layout, from where, confirmed or not; and the ward's letterhead.

GET, POST /office/forms · POST /office/forms/layout
"""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import ValidationError

from app.accounts.current import current_actor, current_user, staff
from app.core.errors import reason_text
from app.core.execute import execute
from app.core.ids import new_id
from app.core.roles import Role
from app.dossiers.commands import ConfirmLayout
from app.dossiers.legal.head import letterhead_of
from app.dossiers.legal.keeping import is_layout_confirmed, layouts_of
from app.dossiers.legal.kinds import FORMS, NEW, OLD, LegalForm
from app.dossiers.models import FormLayout
from app.dossiers.paper_forms import LetterheadForm
from app.dossiers.routes import blueprint
from app.places.queries import find_ward
from app.web.forms import given_id
from app.web.i18n import page_language


@dataclass(frozen=True)
class FormRow:
    """One form with what was said of its layout."""

    form: LegalForm
    said: FormLayout | None

    @property
    def is_confirmed(self) -> bool:
        """The layout in use is the one that was confirmed."""
        return is_layout_confirmed(self.form, self.said)


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
    return _page(form), status


@blueprint.post("/office/forms/layout")
@staff(Role.ADMIN)
def confirm_layout_page() -> ResponseReturnValue:
    """Somebody has laid a print beside the official sheet: who, by which text, and whether they agree."""
    problem = _why_not_said()
    if not problem:
        flash(_("Đã ghi kết quả đối chiếu."), "good")
        return redirect("/office/forms")
    return _page(LetterheadForm(None, obj=letterhead_of(find_ward(current_user().ward))), problem), 422


def _page(form: LetterheadForm, problem: str = "") -> str:
    said = layouts_of(current_user().ward)
    return render_template(
        "dossiers/legal/list.html",
        form=form,
        rows=[FormRow(one, said.get(one.code)) for one in FORMS.values()],
        problem=problem,
        typed=request.form,
        old=OLD,
        new=NEW,
    )


def _why_not_said() -> str:
    code, _slash, number = request.form.get("law_form", "").partition("/")
    try:
        command = ConfirmLayout.model_validate(
            {
                "form_layout_id": new_id(),
                "law_form": code,
                "layout": number,
                "is_confirmed": "is_confirmed" in request.form,
                "confirmed_by": request.form.get("confirmed_by", "")[:200],
                "source": request.form.get("source", "")[:400],
            }
        )
    except ValidationError:
        return reason_text("invalid-shape", page_language())
    receipt = execute(command, actor=current_actor(), command_id=given_id())
    return "" if receipt.is_applied else receipt.message(page_language())


def _is_set(form: LetterheadForm) -> bool:
    receipt = execute(form.to_command(), actor=current_actor(), command_id=form.given_id)
    if not receipt.is_applied:
        form.form_errors.append(receipt.message(page_language()))
    return receipt.is_applied
