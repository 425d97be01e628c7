"""A dead phone on a Saturday: another officer takes over today's visits and the papers. Choose, confirm: two taps.
Before the weekend it is the visits of the next day on which its owner goes out.

GET /office/take-over · GET, POST /office/take-over/<officer>
"""

from datetime import date
from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from app.accounts.current import current_actor, current_user, staff
from app.accounts.models import User
from app.accounts.queries import staff_of
from app.citizens.queries import citizens_by_id
from app.core.clock import today
from app.core.execute import execute
from app.core.roles import Role
from app.dossiers import queries
from app.dossiers.routes import blueprint
from app.visits.forms import TakeOverForm
from app.visits.models import Visit
from app.visits.queries import next_day_of_work, unfinished_visits_of_officer
from app.web.i18n import page_language


@blueprint.get("/office/take-over")
@staff(Role.COORDINATOR)
def take_over_list() -> str:
    """Whose phone has died? Officers with work ahead or papers in hand."""
    rows = [(officer, _open(officer, _day_of(officer)), _papers(officer)) for officer in _officers()]
    return render_template("dossiers/take_over_list.html", rows=[row for row in rows if row[1] or row[2]])


def _officers() -> list[User]:
    return [user for user in staff_of(current_user().ward, Role.OFFICER) if user.is_active]


def _day_of(officer: User) -> date:
    return next_day_of_work(officer.id, today())


def _open(officer: User, on: date) -> list[Visit]:
    return unfinished_visits_of_officer(officer.id, on)


def _papers(officer: User) -> int:
    return len(queries.papers_with_officer(officer.ward, officer.id))


@blueprint.route("/office/take-over/<uuid:officer_id>", methods=["GET", "POST"])
@staff(Role.COORDINATOR)
def take_over_page(officer_id: UUID) -> ResponseReturnValue:
    """What lies with this officer today or next, and who could go instead."""
    officer = next((user for user in _all_officers() if user.id == officer_id), None)
    if officer is None:
        abort(404)
    on = _day_of(officer)
    form = TakeOverForm(reason=_("Máy hỏng giữa buổi"))
    others = [user for user in _officers() if user.id != officer_id]
    form.to_officer_id.choices = [SelectChoice(str(user.id), user.full_name) for user in others]
    if form.validate_on_submit():
        receipt = execute(form.to_command(officer_id, on), actor=current_actor(), command_id=form.given_id)
        if receipt.is_applied:
            flash(_("Đã giao. Máy của người nhận sẽ có việc này ở lần liên lạc tới; hãy gọi báo ngay."), "good")
            return redirect(url_for(".take_over_list"))
        form.form_errors.append(receipt.message(page_language()))
    visits = _open(officer, on)
    page = render_template(
        "dossiers/take_over.html",
        officer=officer,
        on=on,
        form=form,
        visits=visits,
        citizens=citizens_by_id({visit.citizen_id for visit in visits}),
        papers=queries.papers_with_officer(officer.ward, officer.id),
        loads={str(user.id): _load(user, on) for user in others},
    )
    return page, 422 if form.is_submitted() else 200


def _all_officers() -> list[User]:
    return staff_of(current_user().ward, Role.OFFICER)


def _load(officer: User, on: date) -> str:
    """How much this officer has to do already."""
    count = len(_open(officer, on))
    return str(_("%(n)s lượt hôm đó", n=count)) if count else str(_("hôm đó không có lượt nào"))
