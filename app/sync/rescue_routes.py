"""GET, POST /office/rescue: an admin takes over the rescue file of a phone that cannot send."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.current import current_user, find_current_user, staff
from app.core.roles import Role
from app.core.worker import nudge
from app.sync.rescue import Report, import_rescue
from app.sync.sealed import Carrier
from app.web.large_bodies import takes

blueprint = Blueprint("rescue", __name__, template_folder="templates")

LARGEST = 1024 * 1024 * 1024
"""One gigabyte: more than a phone's whole weekend of photos."""


def is_admin() -> bool:
    """Say whether an admin is signed in: nobody else makes the server read a gigabyte."""
    user = find_current_user()
    return user is not None and Role(user.role) is Role.ADMIN


@blueprint.route("/office/rescue", methods=["GET", "POST"])
@takes(LARGEST, allowed=is_admin)
@staff(Role.ADMIN)
def rescue() -> ResponseReturnValue:
    """Choose the file; see what became of each row."""
    if request.method == "GET":
        return _page()
    chosen = request.files.get("rescue")
    if chosen is None or not chosen.filename:
        return _page(problem=_("Hãy chọn gói dự phòng.")), 422
    admin = current_user()
    report = import_rescue(chosen.stream, Carrier(admin.ward, Role(admin.role)))
    nudge()
    return _page(report=report), 422 if report.damage else 200


def _page(*, report: Report | None = None, problem: str = "") -> str:
    return render_template("sync/rescue.html", report=report, problem=problem)
