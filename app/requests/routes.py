"""The coordinator's request pages.

GET /office/requests · GET, POST /office/requests/new · GET /office/requests/<id> ·
POST /office/requests/<id>/<acceptance | refusal | merger | cancellation | correction>
"""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.accounts.current import current_actor, current_user, staff
from app.accounts.navigation import Link
from app.catalogue import words as procedure_words
from app.catalogue.facts import ProcedureFacts
from app.catalogue.queries import find_offered, find_procedure
from app.citizens import labels as citizen_labels
from app.citizens.corrected import corrections_of
from app.citizens.models import Citizen
from app.citizens.queries import citizens_by_id, find_citizen, get_citizen, namesakes
from app.core.changes import Change, changes_of
from app.core.errors import change_text
from app.core.execute import execute
from app.core.roles import Role
from app.places.queries import get_neighbourhood, neighbourhoods_of
from app.requests import labels, queries, tracking
from app.requests.correcting_forms import CorrectNeedForm
from app.requests.forms import AcceptForm, CancelForm, DeclineForm, MergeForm, RegisterForm
from app.requests.models import NO_DECISION, ON_THE_LIST, ServiceRequest, Status
from app.web.formats import short_date
from app.web.forms import given_id
from app.web.i18n import page_language

blueprint = Blueprint("requests", __name__, url_prefix="/office/requests", template_folder="templates")
NAVIGATION = [Link(_l("Yêu cầu"), "/office/requests", frozenset({Role.COORDINATOR, Role.DIRECTOR}), 20)]

FORMS = {
    "acceptance": AcceptForm,
    "refusal": DeclineForm,
    "merger": MergeForm,
    "cancellation": CancelForm,
    "correction": CorrectNeedForm,
}
READERS = (Role.COORDINATOR, Role.DIRECTOR)


@blueprint.get("")
@staff(*READERS)
def requests() -> str:
    """Waiting ones first; any status, found without regard to marks."""
    ward, chosen = current_user().ward, request.args.get("status", "")
    page, text = max(request.args.get("page", 1, type=int), 1), request.args.get("q", "")[:100]
    place = request.args.get("neighbourhood", type=UUID)
    statuses = (Status(chosen),) if chosen in set(Status) else ON_THE_LIST
    found = queries.list_requests(ward, statuses=statuses, text=text, neighbourhood_id=place, page=page)
    return render_template(
        "requests/list.html",
        found=found,
        people=citizens_by_id(one.citizen_id for one in found.requests),
        places={n.id: n for n in neighbourhoods_of(ward)},
        needs={one.id: _need(one) for one in found.requests},
        counts=queries.count_by_status(ward),
        statuses=list(Status),
        chosen=chosen,
        text=text,
        place=place,
        page=page,
        labels=labels,
    )


@blueprint.get("/<uuid:request_id>")
@staff(*READERS)
def one_request(request_id: UUID) -> str:
    """Everything known about one request, and what can be answered."""
    return _request_page(_own_request(request_id))


@blueprint.post("/<uuid:request_id>/<any(acceptance, refusal, merger, cancellation, correction):answer>")
@staff(Role.COORDINATOR)
def answer_request(request_id: UUID, answer: str) -> ResponseReturnValue:
    """Answer; a refusal by the rules is told on the page, with what was typed."""
    asked = _own_request(request_id)
    form = _form_for(answer, asked)
    if form.validate_on_submit():
        receipt = execute(form.to_command(asked.id), actor=current_actor(), command_id=given_id())
        if receipt.is_applied:
            flash(_("Đã ghi."), "good")
            return redirect(url_for(".one_request", request_id=asked.id), HTTPStatus.SEE_OTHER)
        form.form_errors.append(receipt.message(page_language()))
    return _request_page(asked, **{answer: form}), HTTPStatus.UNPROCESSABLE_ENTITY


@blueprint.route("/new", methods=["GET", "POST"])
@staff(Role.COORDINATOR)
def new_request() -> ResponseReturnValue:
    """Register somebody who calls; the code is read to them, once, and kept nowhere."""
    form, citizen = RegisterForm(), _own_citizen(request.args.get("citizen", type=UUID))
    ward = current_user().ward
    form.offer(neighbourhoods_of(ward), _offered())
    if citizen and request.method == "GET":
        form.show(citizen)
    if form.validate_on_submit():
        command = form.to_command(citizen)
        receipt = execute(command, actor=current_actor(), command_id=given_id())
        if receipt.is_applied:
            _tell_code(command.tracking_code, command.visit_word, is_again=receipt.is_duplicate)
            return redirect(url_for(".requests"), HTTPStatus.SEE_OTHER)
        form.form_errors.append(receipt.message(page_language()))
    page = render_template("requests/new.html", form=form, citizen=citizen)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _tell_code(code: str, word: str, *, is_again: bool) -> None:
    if is_again:
        flash(_("Yêu cầu này đã được ghi trước đó."), "info")
        return
    said = _("Đã đăng ký. Đọc cho người gọi: mã %(code)s, từ nhận diện “%(word)s”.",
             code=tracking.show_code(code), word=word)  # fmt: skip
    flash(said, "good")


def _is_resting(log: Sequence[Change]) -> bool:
    """Say whether the household was left in peace last of all; what was only put right since is no decision."""
    acts = [change.what for change in log if change.what not in NO_DECISION]
    return bool(acts) and "messages-stopped" in acts[-1]


def _request_page(asked: ServiceRequest, **forms: Any) -> str:
    citizen = get_citizen(asked.citizen_id)
    alike = queries.possible_duplicates(asked, citizen)
    shown = {name: forms.get(name) or _form_for(name, asked) for name in FORMS}
    log = changes_of("request", asked.id)
    return render_template(
        "requests/request.html",
        request_row=asked,
        is_resting=asked.is_on_the_list and _is_resting(log),
        citizen=citizen,
        neighbourhood=get_neighbourhood(asked.neighbourhood_id),
        need=_need(asked),
        facts=_facts(asked),
        alike=alike,
        namesakes=namesakes(citizen),
        history=[
            (change.at, [change_text(f"request.{what}", page_language()) for what in change.what.split()])
            for change in log
        ],
        forms=shown,
        form=next(iter(forms.values()), None),
        labels=labels,
        corrected=corrections_of(citizen, Role(current_user().role)),
        citizen_labels=citizen_labels,
        procedure_words=procedure_words,
        may_answer=Role(current_user().role) is Role.COORDINATOR,
    )


def _need(asked: ServiceRequest) -> str:
    """Return what is asked for: the procedure's everyday name, its code when it is no longer offered."""
    if asked.procedure_code is None:
        return ""
    facts = _facts(asked)
    return procedure_words.title(facts) if facts else asked.procedure_code


def _facts(asked: ServiceRequest) -> ProcedureFacts | None:
    procedure = find_procedure(asked.procedure_code) if asked.procedure_code else None
    return procedure.facts if procedure else None


def _form_for(answer: str, asked: ServiceRequest) -> Any:
    form = FORMS[answer](prefix=answer)
    if isinstance(form, MergeForm):
        alike = queries.possible_duplicates(asked, get_citizen(asked.citizen_id))
        form.offer([(other.id, _about(other)) for other in alike])
    if isinstance(form, CorrectNeedForm):
        form.show(asked, _offered())
    return form


def _offered() -> list[tuple[str, str]]:
    return [(one.code, procedure_words.title(one.facts)) for one in find_offered()]


def _about(other: ServiceRequest) -> str:
    """Tell requests of one person apart: when, how far, what for."""
    return " · ".join(filter(None, [short_date(other.made_at), labels.status_words(other.status), other.need_text]))


def _own_request(request_id: UUID) -> ServiceRequest:
    found = queries.find_request(request_id)
    if found is None or found.ward != current_user().ward:
        abort(HTTPStatus.NOT_FOUND)
    return found


def _own_citizen(citizen_id: UUID | None) -> Citizen | None:
    citizen = find_citizen(citizen_id) if citizen_id else None
    if citizen_id and (citizen is None or citizen.ward != current_user().ward):
        abort(HTTPStatus.NOT_FOUND)
    return citizen
