"""Pages that belong to no feature: display choices, the style page, reports of blocked content."""

import logging
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from app.web.display import CHOICES, keep_choices, own_path

blueprint = Blueprint("web", __name__, template_folder="templates")

REPORT_LIMIT = 16_384
logger = logging.getLogger(__name__)


@blueprint.get("/display")
def display() -> str:
    return render_template("web/display.html", choices=CHOICES, back=own_path(request.args.get("back")))


@blueprint.post("/display")
def choose_display() -> AnyResponse:
    response = redirect(own_path(request.form.get("back")), HTTPStatus.SEE_OTHER)
    keep_choices(response)  # type: ignore[arg-type]  # redirect() makes our Response, but is typed wider
    return response


@blueprint.get("/style-page")
def style_page() -> str:
    if not current_app.config.get("SHOW_STYLE_PAGE", current_app.debug):
        abort(HTTPStatus.NOT_FOUND)
    return render_template("web/style_page.html")


@blueprint.post("/csp-reports")
def csp_reports() -> Response:
    """Log what a browser blocked: the rule and the place, never a query or a fragment."""
    if (request.content_length or 0) > REPORT_LIMIT:
        abort(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    reports = request.get_json(force=True, silent=True)
    for report in reports if isinstance(reports, list) else []:
        body = report.get("body", {}) if isinstance(report, dict) else {}
        if isinstance(body, dict):
            place = urlsplit(str(body.get("documentURL", ""))).path
            logger.warning("blocked %.60r on %.120r", body.get("effectiveDirective"), place)
    return Response(status=HTTPStatus.NO_CONTENT)
