"""Signing in and out at a browser, and the coordinator's list of phones.

GET, POST /sign-in · POST /sign-out · GET /office/devices · POST /office/devices/<id>/state · POST /office/devices/codes
"""

from uuid import UUID

from flask import Blueprint, abort, current_app, flash, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.accounts.current import cookie_name, current_user, find_current_user, staff
from app.accounts.devices import make_code, set_status
from app.accounts.forms import SignInForm
from app.accounts.models import ACTIVE, REVOKED, SUSPENDED, WIPE, User
from app.accounts.navigation import Link
from app.accounts.queries import devices_of, find_enrolment, get_user, staff_of
from app.accounts.sign_in import sign_in, sign_out
from app.core.clock import now
from app.core.errors import Rejected, reason_text
from app.core.roles import PHONE_ROLES, Role
from app.web.i18n import page_language

blueprint = Blueprint("accounts", __name__, template_folder="templates")
NAVIGATION = [Link(_l("Máy của cán bộ"), "/office/devices", frozenset({Role.COORDINATOR, Role.ADMIN}), 80)]
STATES = (ACTIVE, SUSPENDED, REVOKED, WIPE)


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


@blueprint.get("/office/devices")
@staff(Role.COORDINATOR, Role.ADMIN)
def devices_page() -> ResponseReturnValue:
    """Every phone: last contact, app version, unsent work."""
    ward = current_user().ward
    return render_template(
        "accounts/devices.html",
        devices=devices_of(ward),
        people=[u for u in staff_of(ward) if Role(u.role) in PHONE_ROLES and u.is_active],
        now=now(),
        code=None,
    )


@blueprint.post("/office/devices/codes")
@staff(Role.COORDINATOR, Role.ADMIN)
def code_page() -> ResponseReturnValue:
    """A one-time code for somebody's phone, shown large for ten minutes' use."""
    user = get_user(_uuid(request.form.get("user_id", "")))
    ward = current_user().ward
    if user.ward != ward or Role(user.role) not in PHONE_ROLES:
        abort(403)
    code, name = make_code(user.id), user.full_name
    people = [u for u in staff_of(ward) if Role(u.role) in PHONE_ROLES and u.is_active]
    return render_template(
        "accounts/devices.html", devices=devices_of(ward), people=people, now=now(), code=code, code_for=name
    )


@blueprint.post("/office/devices/<uuid:enrolment_id>/state")
@staff(Role.ADMIN, Role.COORDINATOR)
def device_state(enrolment_id: UUID) -> ResponseReturnValue:
    """Suspend, revoke, wipe or let work again; it acts at the phone's next request."""
    enrolment = find_enrolment(enrolment_id)
    state = request.form.get("state", "")
    if enrolment is None or get_user(enrolment.user_id).ward != current_user().ward:
        abort(404)
    if state not in STATES:
        abort(400)
    set_status(enrolment_id, state)
    flash(_("Đã ghi. Máy sẽ nhận lệnh ở lần liên lạc tới."), "good")
    return redirect("/office/devices")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        abort(400)
