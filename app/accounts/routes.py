"""Signing in and out at a browser; the pages about phones stand in `device_pages`.

GET, POST /sign-in · POST /sign-out
"""

from flask import Blueprint, current_app, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from app.accounts import device_pages, vault_pages
from app.accounts.current import cookie_name, find_current_user
from app.accounts.forms import SignInForm
from app.accounts.models import User
from app.accounts.navigation import Link
from app.accounts.sign_in import sign_in, sign_out
from app.core.errors import Rejected, reason_text
from app.core.roles import PHONE_ROLES, Role
from app.web.i18n import page_language

blueprint = Blueprint("accounts", __name__, template_folder="templates")
blueprints = [blueprint, device_pages.blueprint, vault_pages.blueprint]
NAVIGATION = [
    Link(_l("Máy của cán bộ"), "/office/devices", frozenset({Role.COORDINATOR, Role.ADMIN}), 80),
    Link(_l("Khoá dữ liệu trên máy"), "/office/vault", frozenset({Role.ADMIN}), 82),
]


def home_of(user: User) -> str:
    """Return where this person's work begins."""
    if Role(user.role) in PHONE_ROLES:
        return "/app/"
    return "/office/" if Role(user.role) is not Role.COORDINATOR else "/office/board"


def _safe_target(target: str) -> str:
    """Only our own pages: a sign-in must not send people elsewhere."""
    is_own = target.startswith("/") and not target.startswith("//") and "\\" not in target
    return target if is_own else ""


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in_page() -> ResponseReturnValue:
    """Name and password. On a shared phone the one who signs in replaces nobody's unsent work."""
    form = SignInForm()
    target = _safe_target(request.args.get("next", ""))
    if request.method == "GET" and (user := find_current_user()) is not None:
        return redirect(target or home_of(user))
    if form.validate_on_submit():
        try:
            user, token = sign_in(form.username.data or "", form.password.data or "")
        except Rejected as refusal:
            form.form_errors.append(reason_text(refusal.code, page_language()))
        else:
            response = make_response(redirect(target or home_of(user)))
            response.set_cookie(
                cookie_name(), token, httponly=True, secure=current_app.config["HTTPS"], samesite="Lax", path="/"
            )
            return response
    status = 200 if request.method == "GET" else 422
    return render_template("accounts/sign_in.html", form=form), status


@blueprint.post("/sign-out")
def sign_out_page() -> ResponseReturnValue:
    """End the session at this browser; phones enrolled stay enrolled and keep their unsent work."""
    token = request.cookies.get(cookie_name())
    if token:
        sign_out(token)
    response = make_response(redirect("/sign-in"))
    response.delete_cookie(cookie_name(), path="/", secure=current_app.config["HTTPS"], samesite="Lax")
    return response
