"""Results that wait for their way home (K7): by a visit, by post, or at the counter.

GET /office/results · GET, POST /office/results/<dossier>/visit
"""

from datetime import timedelta
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from app.accounts.current import current_actor, current_user, staff
from app.citizens.queries import citizens_by_id, find_citizen
from app.core.clock import today
from app.core.execute import execute
from app.core.roles import Role
from app.dossiers import queries
from app.dossiers.forms import ReturnVisitForm
from app.dossiers.routes import blueprint
from app.dossiers.routes.pages import dossier_of_ward, words
from app.visits.capacity import minutes_by_lane
from app.visits.models import Half
from app.visits.models.room import Lane
from app.visits.queries import shifts_between, teams
from app.visits.rules import RETURN_MINUTES
from app.web.formats import long_date
from app.web.i18n import page_language

LOOK_AHEAD = timedelta(weeks=4)


@blueprint.get("/office/results")
@staff(Role.COORDINATOR)
def results_list() -> str:
    """Results at the centre, longest waiting first, each with the ways it can take."""
    dossiers = queries.results_to_return(current_user().ward)
    return render_template(
        "dossiers/results.html",
        dossiers=dossiers,
        citizens=citizens_by_id(dossier.citizen_id for dossier in dossiers),
        returning={dossier.id: queries.return_visits(dossier) for dossier in dossiers},
        **words(),
    )


@blueprint.route("/office/results/<uuid:dossier_id>/visit", methods=["GET", "POST"])
@staff(Role.COORDINATOR)
def return_visit_page(dossier_id: UUID) -> ResponseReturnValue:
    """Put the return of this result on a team's half-day."""
    dossier = dossier_of_ward(dossier_id)
    form = ReturnVisitForm(minutes=RETURN_MINUTES)
    form.lane.choices = lanes_with_room(dossier.ward)
    status = 200
    if queries.is_command_applied(form.given_id):
        return redirect(url_for(".results_list"))
    if form.is_submitted():
        status = 422
        if form.validate():
            receipt = execute(form.to_command(dossier), actor=current_actor(), command_id=form.given_id)
            if receipt.is_applied:
                flash(_("Đã xếp lượt mang kết quả đến nhà."), "good")
                return redirect(url_for(".results_list"))
            form.form_errors.append(receipt.message(page_language()))
    citizen = find_citizen(dossier.citizen_id)
    page = render_template("dossiers/return_visit.html", dossier=dossier, citizen=citizen, form=form, **words())
    return page, status


def lanes_with_room(ward: str) -> list[SelectChoice]:
    """Return the teams' half-days of the coming weeks that still have minutes, in order of time."""
    first, last = today(), today() + LOOK_AHEAD
    names = {team.id: team.name for team in teams(ward)}
    taken = minutes_by_lane(ward, first, last)
    choices = []
    for shift in shifts_between(ward, first, last):
        left = shift.capacity_minutes - taken.get(Lane(shift.team_id, shift.works_on, shift.half), 0)
        if left >= RETURN_MINUTES:
            half = _("sáng") if shift.half is Half.MORNING else _("chiều")
            label = _(
                "%(day)s, %(half)s – %(team)s, còn %(n)s phút",
                day=long_date(shift.works_on),
                half=half,
                team=names.get(shift.team_id, ""),
                n=left,
            )
            choices.append(SelectChoice(f"{shift.team_id}/{shift.works_on}/{shift.half.value}", label))
    return choices
