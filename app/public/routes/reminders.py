"""This browser wants to be told of its visit, or no more.

POST /dat-hen/xong/nhac · POST /tra-cuu/lich-hen/nhac · GET /tra-cuu/nhac-hen.js
"""

from http import HTTPStatus

from flask import Blueprint, Response, abort, make_response
from flask.typing import ResponseReturnValue

from app.public import reminders
from app.public.routes.booking import read_slip
from app.public.routes.tracking import read_tracked

blueprint = Blueprint("reminders", __name__)


@blueprint.post("/dat-hen/xong/nhac")
def booked() -> ResponseReturnValue:
    """Of the visit that was just booked here."""
    slip = read_slip()
    return reminders.answer(slip.request_id) if slip else abort(HTTPStatus.NOT_FOUND)


@blueprint.post("/tra-cuu/lich-hen/nhac")
def followed() -> ResponseReturnValue:
    """Of the visit whose code was shown here."""
    tracked = read_tracked()
    return reminders.answer(tracked.id) if tracked else abort(HTTPStatus.NOT_FOUND)


@blueprint.get("/tra-cuu/nhac-hen.js")
def worker() -> Response:
    """The worker that shows what is sent; it lives under the tracking page, apart from the staff's."""
    response = make_response(reminders.worker())
    response.mimetype = "text/javascript"
    response.headers["Cache-Control"] = "no-cache"
    return response
