"""The opinion page for the household's own phone: /y-kien/<token>. No account, no name asked."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.core.clock import now
from app.core.commands import public_actor
from app.core.execute import execute
from app.feedback.forms import OpinionForm
from app.feedback.links import visit_of_token
from app.feedback.models import Place
from app.feedback.queries import is_given
from app.feedback.rules import is_link_alive
from app.visits.models import Visit
from app.visits.queries import find_visit
from app.web.i18n import page_language

blueprint = Blueprint("feedback", __name__, template_folder="templates")


@blueprint.route("/y-kien/<token>", methods=["GET", "POST"])
def opinion(token: str) -> ResponseReturnValue:
    visit = _visit_of(token)
    closing = visit.closing
    if not is_link_alive(closing.closed_at if closing else None, now()):
        return render_template("feedback/closed.html", is_early=closing is None, visit=visit)
    form = OpinionForm()
    if not form.is_submitted() and is_given(visit.id, None, Place.OWN_PHONE):
        return redirect(url_for(".thanks", token=token))
    errors = None
    if form.validate_on_submit():
        receipt = execute(
            form.to_command(visit.id), actor=public_actor(visit.ward), command_id=form.given_id, ward=visit.ward
        )
        if receipt.is_applied:
            return redirect(url_for(".thanks", token=token))
        errors = {"": [receipt.message(page_language())]}
    return render_template("feedback/opinion.html", form=form, errors=errors, visit=visit)


@blueprint.get("/y-kien/<token>/cam-on")
def thanks(token: str) -> ResponseReturnValue:
    return render_template("feedback/thanks.html", visit=_visit_of(token))


def _visit_of(token: str) -> Visit:
    visit_id = visit_of_token(token)
    visit = find_visit(visit_id) if visit_id else None
    if visit is None:
        abort(404)
    return visit
