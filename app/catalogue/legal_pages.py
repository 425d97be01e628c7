"""The rules that deadlines are counted by: each with its source, whether somebody has confirmed it, and who must.

GET, POST /office/legal
"""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.current import current_actor, current_user, staff
from app.catalogue.commands import SetLegalValue
from app.catalogue.legal import LEGAL_VALUES, LegalValue
from app.catalogue.models import LegalChoice
from app.catalogue.queries import legal_choices
from app.core.execute import execute
from app.core.ids import new_id
from app.core.roles import Role
from app.web.forms import given_id
from app.web.i18n import page_language

blueprint = Blueprint("legal", __name__, template_folder="templates")


@blueprint.route("/office/legal", methods=["GET", "POST"])
@staff(Role.ADMIN, Role.DIRECTOR)
def legal_page() -> ResponseReturnValue:
    """Show every value; the administrator sets and confirms them one by one."""
    problem, asked = "", request.form.get("key", "")
    if request.method == "POST":
        receipt = execute(_command(asked), actor=current_actor(), command_id=given_id())
        if receipt.is_applied:
            flash(_("Đã ghi. Hồ sơ đã nhận vẫn tính theo quy tắc ngày nhận."), "good")
            return redirect(f"/office/legal#{asked}")
        problem = receipt.message(page_language())
    choices = legal_choices(current_user().ward)
    page = render_template(
        "catalogue/legal.html",
        rows=[(value, choices.get(value.key)) for value in LEGAL_VALUES.values()],
        problem=problem,
        asked=asked,
        typed=request.form,
        can_change=current_actor().role is Role.ADMIN,
        in_words=in_words,
        is_confirmed=is_confirmed,
        place=1 if page_language() == "en" else 0,
    )
    return page, 422 if problem else 200


def _command(key: str) -> SetLegalValue:
    known = LEGAL_VALUES.get(key)
    return SetLegalValue(
        legal_value_id=new_id(),
        key=key[:30],
        value=request.form.get("value", known.shipped if known else "")[:60],
        is_confirmed="is_confirmed" in request.form,
        confirmed_by=request.form.get("confirmed_by", "")[:200],
        source=request.form.get("source", "")[:400],
    )


def is_confirmed(value: LegalValue, choice: LegalChoice | None) -> bool:
    """Say whether somebody has read the text in force: the ward's word wins over ours."""
    return choice.is_confirmed if choice else value.is_confirmed


def in_words(value: str) -> str:
    """Return a value as people read it."""
    words: dict[str, str] = {
        "half": _("nửa ngày"),
        "starts-again": _("tính lại từ đầu khi đủ giấy tờ"),
        "paused": _("chỉ trừ thời gian chờ"),
        "not-counted": _("không tính"),
        "next-working-day": _("sang ngày làm việc kế tiếp"),
    }
    return words.get(value, value)
