"""GET / · /quyen-rieng-tu · /gop-y: the front door, what we keep, whom to tell."""

from flask import Blueprint, current_app, render_template

from app.places.models import Ward
from app.places.queries import find_ward
from app.public.free import next_weekends
from app.visits.rules import WORKING_HOURS

blueprint = Blueprint("public", __name__, template_folder="../templates")


@blueprint.get("/")
def home() -> str:
    """Three ways in, then who is served, when we come, and what is still free."""
    days = next_weekends(current_app.config["WARD"])
    return render_template("public/home.html", days=days, hours=WORKING_HOURS)


@blueprint.get("/quyen-rieng-tu")
def privacy() -> str:
    return render_template("public/privacy.html", ward=_ward())


@blueprint.get("/gop-y")
def complaint() -> str:
    return render_template("public/complaint.html", ward=_ward())


def _ward() -> Ward | None:
    return find_ward(current_app.config["WARD"])
