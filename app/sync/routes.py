"""What the sync feature serves: the API, the app's own files, and the review list.

GET /office/review · GET, POST /office/review/<id>
"""

import json
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import ValidationError

from app.accounts.current import current_actor, current_user, staff
from app.accounts.navigation import Link
from app.core.clock import now
from app.core.execute import execute
from app.core.reviewing import KINDS
from app.core.roles import Role
from app.sync import api, ledger_page, rescue_routes, sealed_api, shell, telling, vault_api
from app.sync.commands import ResolveReview
from app.sync.queries import (
    count_open_reviews,
    envelope_of,
    get_review,
    open_authors,
    open_kinds,
    open_reviews,
    resolved_reviews,
    state_of,
    subject_of,
)
from app.web.forms import given_id
from app.web.i18n import page_language

WRONG_ARGS = _l("Nội dung sửa không đúng dạng. Hãy kiểm tra dấu ngoặc và dấu phẩy.")
WRONG_REASON = _l("Hãy ghi lý do, không quá 500 chữ.")

blueprint = Blueprint("sync", __name__, template_folder="templates")
blueprints = [
    api.blueprint,
    sealed_api.blueprint,
    rescue_routes.blueprint,
    shell.blueprint,
    ledger_page.blueprint,
    vault_api.blueprint,
    blueprint,
]
NAVIGATION = [
    Link(_l("Cần xem lại"), "/office/review", frozenset({Role.COORDINATOR}), 40),
    Link(_l("Sổ số giấy hẹn"), "/office/numbers", frozenset({Role.COORDINATOR, Role.ADMIN}), 82),
    Link(_l("Gói dự phòng"), "/office/rescue", frozenset({Role.ADMIN}), 85),
]


@blueprint.get("/office/review")
@staff(Role.COORDINATOR)
def review_list() -> ResponseReturnValue:
    """Everything that could not simply be applied, oldest first."""
    ward = current_user().ward
    kind = request.args.get("kind", "") if request.args.get("kind") in KINDS else ""
    author_id, kinds = request.args.get("author", default=None, type=UUID), open_kinds(ward)
    return render_template(
        "sync/review_list.html",
        rows=open_reviews(ward, kind=kind, author_id=author_id),
        total=count_open_reviews(ward, kind=kind, author_id=author_id),
        kinds={name: kinds.get(name, 0) for name in KINDS if kinds.get(name) or name == kind},
        authors=open_authors(ward),
        chosen={"kind": kind, "author": author_id},
        resolved=resolved_reviews(ward),
        now=now(),
    )


@blueprint.route("/office/review/<uuid:review_id>", methods=["GET", "POST"])
@staff(Role.COORDINATOR)
def review_item(review_id: UUID) -> ResponseReturnValue:
    """One item side by side: what was sent, what stands now; three ways to decide."""
    problem = ""
    row = get_review(review_id, current_user().ward)
    if request.method == "POST":
        answer = _decide(review_id)
        if answer is None:
            flash(_("Đã ghi quyết định."), "good")
            return redirect("/office/review")
        problem = answer
        row = get_review(review_id, current_user().ward)
    first = row.commands[0] if row.commands else None
    sent, subject = envelope_of(first) if first else {}, subject_of(row)
    page = render_template(
        "sync/review_item.html",
        row=row,
        sent=sent,
        wanted=telling.lines(sent.get("args", {})),
        details=telling.details_of(row.item),
        stands=telling.lines(state_of(subject)),
        since=list(telling.changes_since(first, subject)) if first else [],
        problem=problem,
        typed=request.form,
        now=now(),
    )
    return page, 422 if problem else 200


def _decide(review_id: UUID) -> str | None:
    """Send the decision; return the problem in words, or None when it is done."""
    args: dict[str, Any] | None = None
    if request.form.get("resolution") == "apply_edited":
        try:
            args = json.loads(request.form.get("args", ""))
        except ValueError:
            return str(WRONG_ARGS)
    resolution = request.form.get("resolution", "")
    if resolution not in {"apply_as_is", "apply_edited", "discard"}:
        return str(_("Hãy chọn một cách giải quyết."))
    told = {"review_id": review_id, "resolution": resolution, "args": args, "reason": request.form.get("reason", "")}
    try:
        command = ResolveReview.model_validate(told)
    except ValidationError as error:
        is_args = error.errors()[0]["loc"][0] == "args"
        return str(WRONG_ARGS if is_args else WRONG_REASON)
    receipt = execute(command, actor=current_actor(), command_id=given_id())
    return None if receipt.is_applied else receipt.message(page_language())
