"""Teams and the half-days they work.

GET, POST /office/teams · POST /office/teams/<id> · POST /office/teams/shifts · POST /office/teams/weekend
"""

from datetime import date, timedelta
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.current import current_actor, current_user, staff
from app.accounts.queries import staff_of
from app.core.clock import today
from app.core.execute import Receipt, execute
from app.core.ids import new_id
from app.core.roles import Role
from app.visits import capacity, queries, rules
from app.visits.commands import SetShift
from app.visits.forms import ShiftForm, TeamForm
from app.visits.models import Half, Team
from app.visits.models.room import Lane
from app.visits.routes.asked import asked_weekend
from app.visits.times_words import half_words
from app.web.i18n import page_language

blueprint = Blueprint("teams", __name__, template_folder="../templates")
ARRANGERS = (Role.COORDINATOR, Role.ADMIN)


@blueprint.route("/office/teams", methods=["GET", "POST"])
@staff(*ARRANGERS)
def teams_page() -> ResponseReturnValue:
    """List teams with the shifts of a weekend; the form at the end forms another team."""
    form = team_form()
    if form.validate_on_submit():
        command = form.to_add(form.given_id)
        receipt = execute(command, actor=current_actor(), command_id=form.given_id)
        if receipt.is_applied:
            flash(_("Đã lập đội."), "good")
            return back()
        form.form_errors.append(receipt.message(page_language()))
    saturday = asked_weekend()
    return render_template(
        "visits/teams.html",
        form=form,
        teams=[(team, team_form(team)) for team in queries.teams(current_user().ward)],
        names={user.id: user.full_name for user in staff_of(current_user().ward, Role.OFFICER)},
        saturday=saturday,
        days=(saturday, saturday + timedelta(days=1)),
        previous=saturday - timedelta(days=7),
        following=saturday + timedelta(days=7),
        halves=tuple(Half),
        capacity=capacity_of(saturday),
        taken=capacity.minutes_by_lane(current_user().ward, saturday, saturday + timedelta(days=1)),
        lane_of=Lane,
        usual=rules.minutes_of,
        half_words=half_words,
    ), 422 if form.errors else 200


def team_form(team: Team | None = None) -> TeamForm:
    """Return the form of a team, or of a new one; each has ids of its own on the page."""
    prefix = f"{team.id}-" if team else ""
    known = {"name": team.name, "members": [str(member) for member in team.member_ids]} if team else None
    form = TeamForm(prefix=prefix, data=known)
    officers = [user for user in staff_of(current_user().ward, Role.OFFICER) if user.is_active]
    form.members.choices = [(str(user.id), user.full_name) for user in officers]
    return form


def capacity_of(saturday: date) -> dict[Lane, int]:
    """Return the minutes of every shift of the weekend."""
    shifts = queries.shifts_between(current_user().ward, saturday, saturday + timedelta(days=1))
    return {Lane(shift.team_id, shift.works_on, shift.half): shift.capacity_minutes for shift in shifts}


@blueprint.post("/office/teams/<uuid:team_id>")
@staff(*ARRANGERS)
def change_team(team_id: UUID) -> ResponseReturnValue:
    """Another name, other members."""
    form = team_form(queries.get_team(team_id, ward=current_user().ward))
    if not form.validate_on_submit():
        flash(_("Hãy ghi tên đội và chọn cán bộ."), "bad")
        return back()
    receipt = execute(form.to_change(team_id), actor=current_actor(), command_id=form.given_id)
    tell(receipt, _("Đã lưu đội."))
    return back()


@blueprint.post("/office/teams/shifts")
@staff(*ARRANGERS)
def set_shift() -> ResponseReturnValue:
    """One team's minutes on one half-day."""
    form = ShiftForm()
    if not form.validate_on_submit():
        flash(_("Hãy ghi số phút từ 0 đến 300."), "bad")
        return back()
    tell(execute(form.to_command(), actor=current_actor(), command_id=form.given_id), _("Đã lưu ca."))
    return back()


@blueprint.post("/office/teams/weekend")
@staff(*ARRANGERS)
def open_weekend() -> ResponseReturnValue:
    """Every team works every half-day that nobody has decided yet."""
    saturday, ward = asked_weekend(), current_user().ward
    decided = capacity_of(saturday)
    lanes = [
        Lane(team.id, day, half)
        for team in queries.teams(ward)
        for day in (saturday, saturday + timedelta(days=1))
        for half in Half
    ]
    for lane in lanes:
        if lane not in decided:
            execute(usual_shift(lane), actor=current_actor())
    flash(_("Đã mở cả cuối tuần cho các đội."), "good")
    return back()


def usual_shift(lane: Lane) -> SetShift:
    """Return the command for a whole half-day's work."""
    return SetShift(
        shift_id=new_id(),
        team_id=lane.team_id,
        date=lane.on,
        half=lane.half,
        capacity_minutes=rules.minutes_of(lane.half),
    )


def tell(receipt: Receipt, done: str) -> None:
    """Say what came of it."""
    flash(done if receipt.is_applied else receipt.message(page_language()), "good" if receipt.is_applied else "bad")


def back() -> ResponseReturnValue:
    return redirect(url_for("teams.teams_page", weekend=request.args.get("weekend") or today().isoformat()), 303)
