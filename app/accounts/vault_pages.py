"""How phones protect what they keep: the admin's choice.

GET, POST /office/vault
"""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.commands import SetVaultModes
from app.accounts.current import current_actor, current_user, staff
from app.accounts.vault_models import STRONGEST_FIRST
from app.accounts.vaults import allowed_modes
from app.core.execute import execute
from app.core.ids import new_id
from app.core.roles import Role
from app.web.forms import given_id
from app.web.i18n import page_language

blueprint = Blueprint("vault", __name__, template_folder="templates")


@blueprint.route("/office/vault", methods=["GET", "POST"])
@staff(Role.ADMIN)
def vault_page() -> ResponseReturnValue:
    """The three ways, what each protects from, and which are allowed."""
    problem, chosen = "", allowed_modes(current_user().ward)
    if request.method == "POST":
        chosen = [mode for mode in STRONGEST_FIRST if mode in request.form.getlist("modes")]
        command = SetVaultModes(vault_modes_id=new_id(), modes=chosen)
        receipt = execute(command, actor=current_actor(), command_id=given_id())
        if receipt.is_applied:
            flash(_("Đã ghi. Máy đổi cách khoá khi cán bộ đặt mã PIN lần tới."), "good")
            return redirect("/office/vault")
        problem = receipt.message(page_language())
    page = render_template("accounts/vault.html", chosen=chosen, problem=problem)
    return page, 422 if problem else 200
