"""The board of a weekend. Every act is a form of its own; dragging a card only fills one in and sends it.

GET /office/board · POST /office/board/requests/<id>/acceptance · …/requests/<id>/visit · …/visits/<id>/place
· …/visits/<id>/removal · …/visits/<id>/confirmation · POST /office/board/undo
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, make_response, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import ValidationError

from app.accounts.current import current_actor, current_user, staff
from app.core.clock import now, today
from app.core.commands import Command
from app.core.execute import Receipt, execute
from app.core.roles import Role
from app.requests.queries import get_request
from app.visits import plan_words, queries, times_words, undo
from app.visits.board import board_of
from app.visits.forms import AcceptForm, ConfirmationForm, LaneForm, MoveForm, PlanForm, RemovalForm, read_lane
from app.visits.models import Visit
from app.visits.models.room import Lane
from app.visits.routes.asked import asked_weekend
from app.visits.routes.board_answers import told_after
from app.visits.routes.board_map import allow_tiles
from app.web.formats import half_day
from app.web.forms import PageForm
from app.web.i18n import page_language

blueprint = Blueprint("board", __name__, template_folder="../templates")
UNDO = "board-undo"


@blueprint.get("/office/board")
@staff(Role.COORDINATOR)
def board_page() -> Response:
    """Show the weekend asked for, else this one."""
    saturday = asked_weekend()
    board = board_of(current_user().ward, saturday, now(), today())
    page = render_template(
        "visits/board.html",
        board=board,
        previous=saturday - timedelta(days=7),
        following=saturday + timedelta(days=7),
        last_act=last_act(),
        mark=queries.board_mark(current_user().ward),
        words=times_words,
        plan_words=plan_words,
    )
    return allow_tiles(make_response(page))


def last_act() -> dict[str, Any] | None:
    """Return what can be undone; it is news only on the first page after the act."""
    entry: dict[str, Any] | None = session.get(UNDO)
    if entry and entry["is_new"]:
        session[UNDO] = entry | {"is_new": False}
    return entry


def lane_words(lane: Lane) -> str:
    """“Đội 1, sáng thứ Bảy, 28/11/2026”"""
    team = queries.get_team(lane.team_id, ward=current_user().ward)
    words = half_day(lane.on, lane.half.value)
    return f"{team.name}, {words[0].lower()}{words[1:]}" if page_language() == "vi" else f"{team.name}, {words}"


@blueprint.post("/office/board/requests/<uuid:request_id>/acceptance")
@staff(Role.COORDINATOR)
def accept(request_id: UUID) -> ResponseReturnValue:
    form = AcceptForm()
    return _act(form, lambda: form.to_command(request_id), None, done=_("Đã tiếp nhận yêu cầu."))


@blueprint.post("/office/board/requests/<uuid:request_id>/visit")
@staff(Role.COORDINATOR)
def plan(request_id: UUID) -> ResponseReturnValue:
    form = PlanForm()
    wanted = get_request(request_id)
    return _act(form, lambda: form.to_command(wanted), None, done=_placed(form))


@blueprint.post("/office/board/visits/<uuid:visit_id>/place")
@staff(Role.COORDINATOR)
def move(visit_id: UUID) -> ResponseReturnValue:
    form = MoveForm()
    return _act(form, lambda: form.to_command(visit_id), visit_id, done=_placed(form))


@blueprint.post("/office/board/visits/<uuid:visit_id>/removal")
@staff(Role.COORDINATOR)
def remove(visit_id: UUID) -> ResponseReturnValue:
    form = RemovalForm()
    return _act(
        form, lambda: form.to_command(visit_id), visit_id, done=_("Đã bỏ khỏi lịch. Yêu cầu trở lại danh sách chờ.")
    )


@blueprint.post("/office/board/visits/<uuid:visit_id>/confirmation")
@staff(Role.COORDINATOR)
def confirm(visit_id: UUID) -> ResponseReturnValue:
    form = ConfirmationForm()
    return _act(form, lambda: form.to_command(visit_id), visit_id, done=_("Đã ghi: gia đình đã biết giờ hẹn."))


@blueprint.post("/office/board/undo")
@staff(Role.COORDINATOR)
def undo_last() -> ResponseReturnValue:
    """Send the opposite of the last act of this browser."""
    entry = session.pop(UNDO, None)
    command = undo.remembered(entry["command"] if entry else None)
    if command is None:
        flash(_("Không còn gì để hoàn tác."), "info")
        return _back()
    receipt = execute(command, actor=current_actor(), command_id=PageForm().given_id)
    _tell(receipt, done=_("Đã hoàn tác."))
    return _back()


def _placed(form: LaneForm) -> str:
    return _("Đã xếp vào: %(lane)s.", lane=lane_words(read_lane(form.lane.data))) if form.validate() else ""


def _act(form: PageForm, to_command: Callable[[], Command], visit_id: UUID | None, *, done: str) -> ResponseReturnValue:
    if not form.validate_on_submit():
        flash(" ".join(str(message) for messages in form.errors.values() for message in messages), "bad")
        return _back()
    before = _as_it_was(visit_id)
    try:
        command = to_command()
    except ValidationError:
        flash(_("Có một ô chưa đúng dạng. Hãy xem lại."), "bad")
        return _back()
    opposite = undo.opposite_of(command, before, reason=_("Hoàn tác trên bàn điều phối"))
    receipt = execute(command, actor=current_actor(), command_id=form.given_id)
    if receipt.is_applied:
        done = f"{done} {told_after(read_lane(form.lane.data))}" if isinstance(form, LaneForm) else done
        session[UNDO] = {"command": undo.kept(opposite), "words": done, "is_new": True} if opposite else None
    if not receipt.is_applied or opposite is None:
        _tell(receipt, done=done)
    return _back()


def _as_it_was(visit_id: UUID | None) -> Visit | None:
    return queries.find_visit(visit_id) if visit_id else None


def _tell(receipt: Receipt, *, done: str) -> None:
    if receipt.is_applied:
        flash(done, "good")
        return
    flash(" ".join([receipt.message(page_language()), *_offers(receipt)]), "bad")


def _offers(receipt: Receipt) -> list[str]:
    """Where there is room instead, as the refusal names it."""
    offers = [
        _(
            "%(lane)s (còn %(minutes)s phút)",
            lane=lane_words(read_lane(f"{offer['team_id']}/{offer['date']}/{offer['half']}")),
            minutes=offer["minutes_left"],
        )
        for offer in receipt.details.get("next_free", [])
    ]
    return [_("Còn chỗ: %(offers)s.", offers="; ".join(offers))] if offers else []


def _back() -> ResponseReturnValue:
    return redirect(url_for("board.board_page", weekend=asked_weekend().isoformat()), 303)
