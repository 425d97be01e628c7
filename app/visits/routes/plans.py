"""The weekend plan: asked for, followed while it is made, read with its reasons, taken over, put back; pins.

GET, POST /office/plan · GET /office/plan/<id>/progress · POST /office/plan/<id>/cancel · …/apply · …/undo
· POST /office/plan/visits/<id>/pin · …/unpin
"""

from uuid import UUID

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.current import current_actor, current_user, staff
from app.core.commands import Command
from app.core.execute import execute
from app.core.roles import Role
from app.core.worker import nudge
from app.visits import plan_words, queries
from app.visits.commands import ApplyPlan, CancelPlan, PinVisit, UndoPlan, UnpinVisit
from app.visits.commands.lanes import lane_of
from app.visits.forms import ProposalForm, read_lane
from app.visits.models import PlanState
from app.visits.plan_page import plan_view
from app.visits.routes.asked import asked_weekend
from app.visits.routes.board import lane_words
from app.web.forms import PageForm
from app.web.i18n import page_language

blueprint = Blueprint("plans", __name__, template_folder="../templates")


@blueprint.route("/office/plan", methods=["GET", "POST"])
@staff(Role.COORDINATOR)
def plan_page() -> ResponseReturnValue:
    """Show the newest plan of the weekend; ask for another."""
    saturday, form = asked_weekend(), ProposalForm()
    if form.validate_on_submit():
        receipt = execute(form.to_command(saturday), actor=current_actor(), command_id=form.given_id)
        if receipt.is_applied:
            nudge()
            return back()
        form.form_errors.append(receipt.message(page_language()))
    page = render_template(
        "visits/plan.html",
        form=form,
        saturday=saturday,
        view=plan_view(current_user().ward, saturday),
        words=plan_words,
        lane_words=lambda name: lane_words(read_lane(name)),
        route_words=lane_words,
        lane_of=lane_of,
    )
    return page, 422 if form.errors else 200


@blueprint.get("/office/plan/<uuid:plan_id>/progress")
@staff(Role.COORDINATOR)
def progress_page(plan_id: UUID) -> ResponseReturnValue:
    """How far the engine has come, for the page that asks by itself."""
    plan = queries.get_plan(plan_id, ward=current_user().ward)
    return jsonify({"is_running": plan.state is PlanState.QUEUED, "share": queries.progress_of(plan_id) or 0})


@blueprint.post("/office/plan/<uuid:plan_id>/cancel")
@staff(Role.COORDINATOR)
def cancel(plan_id: UUID) -> ResponseReturnValue:
    return _act(CancelPlan(plan_id=plan_id), _("Đã dừng lập lịch."))


@blueprint.post("/office/plan/<uuid:plan_id>/apply")
@staff(Role.COORDINATOR)
def apply(plan_id: UUID) -> ResponseReturnValue:
    """Without the tick of who has read the names, a plan that leaves a promise out is refused."""
    leaving = request.form.getlist("leaving", type=UUID) if "read" in request.form else []
    done = _("Đã áp dụng kế hoạch. Các gia đình chưa được báo giờ.")
    return _act(ApplyPlan(plan_id=plan_id, leaving=tuple(leaving)), done)


@blueprint.post("/office/plan/<uuid:plan_id>/undo")
@staff(Role.COORDINATOR)
def undo(plan_id: UUID) -> ResponseReturnValue:
    return _act(UndoPlan(plan_id=plan_id), _("Đã hoàn tác kế hoạch."))


@blueprint.post("/office/plan/visits/<uuid:visit_id>/pin")
@staff(Role.COORDINATOR)
def pin(visit_id: UUID) -> ResponseReturnValue:
    _act(PinVisit(visit_id=visit_id), _("Kế hoạch sẽ không dời lượt hẹn này."))
    return redirect(url_for("board.board_page", weekend=asked_weekend().isoformat()), 303)


@blueprint.post("/office/plan/visits/<uuid:visit_id>/unpin")
@staff(Role.COORDINATOR)
def unpin(visit_id: UUID) -> ResponseReturnValue:
    _act(UnpinVisit(visit_id=visit_id), _("Kế hoạch được phép dời lượt hẹn này."))
    return redirect(url_for("board.board_page", weekend=asked_weekend().isoformat()), 303)


def _act(command: Command, done: str) -> ResponseReturnValue:
    receipt = execute(command, actor=current_actor(), command_id=PageForm().given_id)
    flash(done if receipt.is_applied else receipt.message(page_language()), "good" if receipt.is_applied else "bad")
    return back()


def back() -> ResponseReturnValue:
    return redirect(url_for("plans.plan_page", weekend=asked_weekend().isoformat()), 303)
