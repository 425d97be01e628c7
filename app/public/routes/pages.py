"""GET / · /quyen-rieng-tu · /gop-y: the front door, what we keep, whom to tell."""

from flask import Blueprint, current_app, render_template

from app.places.models import Ward
from app.places.queries import find_ward

blueprint = Blueprint("public", __name__, template_folder="../templates")


@blueprint.get("/")
def home() -> str:
    return render_template("public/home.html")


@blueprint.get("/quyen-rieng-tu")
def privacy() -> str:
    return render_template("public/privacy.html", ward=_ward())


@blueprint.get("/gop-y")
def complaint() -> str:
    return render_template("public/complaint.html", ward=_ward())


def _ward() -> Ward | None:
    return find_ward(current_app.config["WARD"])
