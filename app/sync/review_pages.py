"""The coordinator's review list: what could not simply be applied, side by side, decided in one of three ways.

GET /office/review · GET, POST /office/review/<id> · GET, POST /office/review/<id>/edit
"""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import ValidationError

from app.accounts.current import current_actor, current_user, staff
from app.core.clock import now
from app.core.errors import reason_text
from app.core.execute import execute
from app.core.reviewing import KINDS
from app.core.roles import Role
from app.sync import telling
from app.sync.commands import ResolveReview
from app.sync.forms import EditForm, named_there
from app.sync.queries import (
    count_open_reviews,
    editable_of,
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

WRONG_REASON = _l("Hãy ghi lý do, không quá 500 chữ.")
ON_THE_PAGE = {"apply_as_is", "discard"}

blueprint = Blueprint("sync", __name__, template_folder="templates")


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
    get_review(review_id, current_user().ward)
    problem = ""
    if request.method == "POST":
        resolution = request.form.get("resolution", "")
        known = resolution in ON_THE_PAGE
        problem = _decide(review_id, resolution) if known else str(_("Hãy chọn một cách giải quyết."))
        if not problem:
            return _done()
    row = get_review(review_id, current_user().ward)
    first = row.commands[0] if row.commands else None
    sent, subject = envelope_of(first) if first else {}, subject_of(row)
    page = render_template(
        "sync/review_item.html",
        row=row,
        sent=sent,
        wanted=telling.lines(sent.get("args", {})),
        details=telling.details_of(row.item),
        stands=telling.lines(state_of(subject), first=telling.names_in(sent.get("args"))),
        since=list(telling.changes_since(first, subject)) if first else [],
        is_recorded=first is not None and first.is_applied,
        may_edit=editable_of(row) is not None,
        problem=problem,
        now=now(),
    )
    return page, 422 if problem else 200


@blueprint.route("/office/review/<uuid:review_id>/edit", methods=["GET", "POST"])
@staff(Role.COORDINATOR)
def review_edit(review_id: UUID) -> ResponseReturnValue:
    """What was sent as a form, beside what the server has now."""
    row = get_review(review_id, current_user().ward)
    editable = editable_of(row)
    if editable is None:
        abort(404)
    form, problem = EditForm(*editable, request.form if request.method == "POST" else None), ""
    if request.method == "POST":
        args = form.read()
        problem = "" if args is None else _decide(review_id, "apply_edited", args)
        if args is not None and not problem:
            return _done()
    state = state_of(subject_of(row))
    page = render_template(
        "sync/review_edit.html",
        row=row,
        form=form,
        stands=telling.lines(state, first=telling.names_in(editable[1])),
        there=named_there(form.tree, state),
        telling=telling,
        problem=problem,
    )
    return page, 422 if problem or form.errors else 200


def _decide(review_id: UUID, resolution: str, args: dict[str, Any] | None = None) -> str:
    """Send the decision; return the problem in words, empty when it is done."""
    told = {"review_id": review_id, "resolution": resolution, "args": args, "reason": request.form.get("reason", "")}
    try:
        command = ResolveReview.model_validate(told)
    except ValidationError:
        return str(WRONG_REASON)
    receipt = execute(command, actor=current_actor(), command_id=given_id())
    if receipt.is_applied:
        return ""
    because = receipt.details.get("because")
    words = [receipt.message(page_language()), reason_text(because, page_language()) if because else ""]
    return " ".join(filter(None, words))


def _done() -> ResponseReturnValue:
    flash(_("Đã ghi quyết định."), "good")
    return redirect("/office/review")
