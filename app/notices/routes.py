"""The call list and the queue of messages for the office; the address where browsers subscribe.

GET, POST  /office/calls         whom to ring before a weekend, and what came of it
GET, POST  /office/calls/<id>/correction   what really came of a call, and why
GET        /office/notices       messages sent and waiting
GET        /api/push/key         the key that browsers subscribe with
POST       /api/push/subscriptions   this browser may be told; DELETE forgets it
"""

from datetime import date, timedelta
from typing import Annotated, Literal
from uuid import UUID

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from app.accounts.current import current_actor, current_user, staff
from app.accounts.models import User
from app.accounts.navigation import Link
from app.accounts.tokens import TokenRefused, require_read_token
from app.core.clock import now, today
from app.core.errors import reason_text
from app.core.execute import execute
from app.core.roles import Role
from app.core.scope import user_key
from app.notices import browsers, push, rules
from app.notices.calls import call_list, weekend_of
from app.notices.forms import CallForm, CorrectCallForm
from app.notices.queries import find_call, newest_notices
from app.web.i18n import page_language

blueprint = Blueprint("notices", __name__, template_folder="templates")

NAVIGATION = [
    Link(_l("Gọi xác nhận"), "/office/calls", frozenset({Role.COORDINATOR}), 30),
    Link(_l("Thông báo"), "/office/notices", frozenset({Role.COORDINATOR, Role.ADMIN}), 80),
]


def outcome_words(outcome: str) -> str:
    """Return what came of a call, in words."""
    words: dict[str, str] = {
        "told": _("Đã báo"),
        "no-answer": _("Không nghe máy"),
        "wrong-number": _("Sai số"),
        "asked-relative": _("Nhờ người nhà"),
        "not-called": _("Chưa gọi, bấm nhầm"),
    }
    return words[outcome]


def state_words(state: str) -> str:
    """Return what became of a message, in words."""
    words: dict[str, str] = {
        "waiting": _("Chờ gửi"),
        "sent": _("Đã gửi"),
        "failed": _("Không gửi được"),
        "expired": _("Quá hạn, không gửi nữa"),
    }
    return words[state]


class Keys(BaseModel):
    """The browser's own keys."""

    model_config = ConfigDict(extra="ignore")
    p256dh: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{80,120}=*$"), AfterValidator(browsers.check_key)]
    auth: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{20,40}=*$"), AfterValidator(browsers.check_secret)]


class Subscription(BaseModel):
    """A PushSubscription as browsers print it."""

    model_config = ConfigDict(extra="ignore")
    endpoint: Annotated[str, Field(max_length=1000)]
    keys: Keys
    language: Literal["vi", "en"] = "vi"
    """Not the browser's own: our app adds in which language it is read."""


@blueprint.route("/office/calls", methods=["GET", "POST"])
@staff(Role.COORDINATOR)
def calls() -> ResponseReturnValue:
    first, last = weekend_of(_asked_day())
    form = CallForm()
    if form.validate_on_submit():
        receipt = execute(form.to_command(), actor=current_actor(), command_id=form.given_id)
        said = _("Đã ghi kết quả cuộc gọi.") if receipt.is_applied else receipt.message(page_language())
        flash(said, "good" if receipt.is_applied else "bad")
        return redirect(url_for(".calls", weekend=first.isoformat()))
    listed = call_list(current_user().ward, first, last)
    return render_template(
        "notices/calls.html",
        listed=listed,
        waiting=[call for call in listed if call.is_waiting],
        first=first,
        last=last,
        earlier=first - timedelta(days=7),
        later=first + timedelta(days=7),
        call_again_at=rules.call_again_at,
        outcome_words=outcome_words,
        form=form,
    )


def _asked_day() -> date:
    try:
        return date.fromisoformat(request.args.get("weekend", ""))
    except ValueError:
        return today()


@blueprint.route("/office/calls/<uuid:call_id>/correction", methods=["GET", "POST"])
@staff(Role.COORDINATOR)
def correction(call_id: UUID) -> ResponseReturnValue:
    call = find_call(call_id)
    if call is None or call.ward != current_user().ward:
        abort(404)
    form = CorrectCallForm()
    form.show(call)
    back = url_for(".calls", weekend=_asked_day().isoformat())
    if not form.validate_on_submit():
        return render_template("notices/correction.html", call=call, form=form, outcome_words=outcome_words, back=back)
    receipt = execute(form.to_command(call), actor=current_actor(), command_id=form.given_id)
    said = _("Đã đính chính kết quả cuộc gọi.") if receipt.is_applied else receipt.message(page_language())
    flash(said, "good" if receipt.is_applied else "bad")
    return redirect(back)


@blueprint.get("/office/notices")
@staff(Role.COORDINATOR, Role.ADMIN)
def notices() -> str:
    return render_template(
        "notices/queue.html", notices=newest_notices(), is_on=push.public_key() is not None, state_words=state_words
    )


@blueprint.get("/api/push/key")
def push_key() -> ResponseReturnValue:
    key = push.public_key()
    return jsonify({"key": key}) if key else _error(404, "push-off")


@blueprint.route("/api/push/subscriptions", methods=["POST", "DELETE"])
def subscriptions() -> ResponseReturnValue:
    person = _person()
    try:
        asked = Subscription.model_validate(request.get_json(silent=True) or {})
    except ValidationError:
        return _error(400, "push-address")
    if not browsers.is_push_address(asked.endpoint):
        return _error(400, "push-address")
    if request.method == "DELETE":
        push.unsubscribe(asked.endpoint, user_key(person.id))
    else:
        push.subscribe(
            endpoint=asked.endpoint,
            p256dh=asked.keys.p256dh,
            auth=asked.keys.auth,
            subject=user_key(person.id),
            now=now(),
            language=asked.language,
        )
    return jsonify({"on": request.method == "POST"})


def _person() -> User:
    if request.authorization is not None and request.authorization.type == "bearer":
        return require_read_token().user
    return current_user()


@blueprint.errorhandler(TokenRefused)
def refuse_token(refused: TokenRefused) -> ResponseReturnValue:
    return _error(refused.status, refused.code)


def _error(status: int, code: str) -> ResponseReturnValue:
    message = {locale: reason_text(code, locale) for locale in ("vi", "en")}
    return jsonify({"error": code, "message": message, "details": {}}), status
