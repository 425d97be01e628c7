"""Following a request without an account.

GET, POST /tra-cuu · POST /tra-cuu/lien-ket · GET /tra-cuu/lich-hen · GET, POST /tra-cuu/huy
· GET, POST /tra-cuu/doi-buoi
"""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, Response, current_app, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import BaseModel

from app.core.clock import now
from app.core.commands import public_actor
from app.core.errors import Refusal, Rejected, reason_text
from app.core.execute import execute
from app.public import limits, offers, reminders, rules, sealed
from app.public.forms import CancelForm, TrackForm
from app.public.holding import words_of
from app.public.journey import Journey, journey_of, steps_of
from app.requests import tracking
from app.requests.commands import CancelRequest
from app.requests.models import ServiceRequest
from app.requests.queries import find_request, served_by
from app.visits.another_half_day import check_change, choice_of, read_half_day
from app.visits.commands import ChooseHalfDay
from app.visits.rules import change_until
from app.web.forms import given_id
from app.web.i18n import page_language

blueprint = Blueprint("tracking", __name__, url_prefix="/tra-cuu", template_folder="../templates")

TRACKED = "tra-cuu"
TRACKED_AGE = 30 * 60
PATH = "/tra-cuu"


class Tracked(BaseModel):
    """Which request this browser has shown to know the code of; for half an hour."""

    request_id: UUID


@blueprint.route("", methods=["GET", "POST"])
def look_up() -> ResponseReturnValue:
    """Ask for the code and the phone's last four digits."""
    form = TrackForm()
    if not form.validate_on_submit():
        return _form_page(form)
    code = tracking.read_code(form.code.data or "")
    if not limits.may_try_code(code):
        form.form_errors.append(_("Mã này đã được thử nhiều lần. Hãy đợi 15 phút, hoặc gọi cho chúng tôi."))
        return _form_page(form, HTTPStatus.TOO_MANY_REQUESTS)
    found = tracking.find_by_tracking(code, form.last4.data or "")
    if found is None:
        limits.note_wrong_try(code)
        form.form_errors.append(
            _("Không tìm thấy lượt hẹn với mã và 4 số này. Hãy xem lại phiếu hẹn, hoặc gọi cho chúng tôi.")
        )
        return _form_page(form)
    return _remember(found)


@blueprint.post("/lien-ket")
def follow_link() -> ResponseReturnValue:
    """Open the request of a scanned slip; its token came in the body, never in an address."""
    token = request.form.get("token", "")[:64]
    found = tracking.find_by_link(token) if limits.may_try_code(token) else None
    if found is None:
        limits.note_wrong_try(token)
        flash(_("Liên kết này không mở được lượt hẹn nào. Hãy gõ mã trên phiếu hẹn."), "warn")
        return redirect(url_for(".look_up"), HTTPStatus.SEE_OTHER)
    return _remember(found)


@blueprint.get("/lich-hen")
def visit() -> ResponseReturnValue:
    """Show how far it has come."""
    tracked = read_tracked()
    if tracked is None:
        return redirect(url_for(".look_up"))
    journey = journey_of(tracked)
    return render_template(
        "public/tracking.html",
        journey=journey,
        steps=steps_of(journey),
        another=offers.another_half_day(journey.request),
        facts=offers.facts_to_prepare(journey.request.procedure_code, journey.planned_on),
        seen_at=now(),
        reminders=reminders.offered(tracked.id) if journey.request.is_open else None,
    )


@blueprint.get("/doi-buoi")
def change() -> ResponseReturnValue:
    """Ask a family that was not let down which other half-day suits it."""
    tracked = read_tracked()
    if tracked is None:
        return redirect(url_for(".look_up"))
    wanted = served_by(tracked)
    try:
        mine = check_change(wanted, now())
    except Refusal as refusal:
        flash(words_of(reason_text(refusal.code, page_language()), []), "warn")
        return redirect(url_for(".visit"))
    return render_template(
        "public/change.html",
        mine=offers.half_day_words(mine.on, mine.half.value),
        until=change_until(mine.on),
        choices=offers.instead(wanted),
    )


@blueprint.post("/doi-buoi")
def choose() -> ResponseReturnValue:
    """Take another half-day by one tap; where it has just gone, say what is free now."""
    tracked = read_tracked()
    if tracked is None:
        return redirect(url_for(".look_up"), HTTPStatus.SEE_OTHER)
    chosen = read_half_day(request.form.get("half_day", ""))
    if chosen is None:
        flash(_("Hãy chọn một buổi."), "warn")
        return redirect(url_for(".visit"), HTTPStatus.SEE_OTHER)
    if not limits.may_choose():
        flash(_("Máy này đã hỏi nhiều lần. Hãy đợi ít phút, hoặc gọi cho chúng tôi."), "warn")
        return redirect(url_for(".visit"), HTTPStatus.SEE_OTHER)
    wanted = served_by(tracked)
    command = ChooseHalfDay(request_id=wanted.id, date=chosen[0], half=chosen[1])
    receipt = execute(command, actor=public_actor(wanted.ward), command_id=given_id())
    if receipt.is_applied:
        flash(_("Đã giữ buổi này cho gia đình. Trung tâm sẽ gọi để hẹn giờ."), "good")
    else:
        flash(words_of(receipt.message(page_language()), receipt.details.get("next_free", [])), "bad")
        if receipt.code == "half-day-full" and choice_of(wanted) is None:
            return redirect(url_for(".change"), HTTPStatus.SEE_OTHER)
    return redirect(url_for(".visit"), HTTPStatus.SEE_OTHER)


@blueprint.route("/huy", methods=["GET", "POST"])
def cancel() -> ResponseReturnValue:
    """Call the visit off, after asking once."""
    tracked = read_tracked()
    if tracked is None:
        return redirect(url_for(".look_up"))
    form, journey = CancelForm(), journey_of(tracked)
    if not form.validate_on_submit():
        return render_template("public/cancel.html", form=form, journey=journey)
    refusal = _cancel(journey, form.reason.data or "")
    if refusal:
        form.form_errors.append(refusal)
        page = render_template("public/cancel.html", form=form, journey=journey)
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    flash(_("Đã huỷ lượt hẹn. Cảm ơn bạn đã báo sớm."), "good")
    return redirect(url_for(".visit"), HTTPStatus.SEE_OTHER)


def _cancel(journey: Journey, reason: str) -> str:
    """Cancel; return the words of a refusal, empty when it is done."""
    try:
        rules.check_can_cancel(journey.planned_on, now())
    except Rejected as refusal:
        return reason_text(refusal.code, page_language())
    receipt = execute(
        CancelRequest(request_id=journey.request.id, reason=reason),
        actor=public_actor(journey.request.ward),
        command_id=given_id(),
    )
    return "" if receipt.is_applied else receipt.message(page_language())


def read_tracked() -> ServiceRequest | None:
    kept = sealed.read(TRACKED, Tracked, max_age=TRACKED_AGE)
    found = find_request(kept.request_id) if kept else None
    return found if found and found.ward == current_app.config["WARD"] else None


def _remember(found: ServiceRequest) -> Response:
    response = make_response(redirect(url_for(".visit"), HTTPStatus.SEE_OTHER))
    sealed.keep(response, TRACKED, Tracked(request_id=found.id), path=PATH)
    return response


def _form_page(form: TrackForm, status: HTTPStatus | None = None) -> ResponseReturnValue:
    usual = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render_template("public/track.html", form=form), status or usual
