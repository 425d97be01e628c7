"""The post at the centre: lists, signatures, envelopes, and the papers that go with them.

GET        /office/post                        what is on its way, and every list
GET, POST  /office/post/new                    make a list of results that go by post
GET, POST  /office/post/manifests/<id>         one list: lines, counts, signatures
GET        /office/post/manifests/<id>/print   Biên bản giao nhận, A4
GET, POST  /office/post/items/<id>/<act>       one envelope: its slip number, its return
GET, POST  /office/post/items/<id>/correct/<command>   put a report right, with a reason
GET        /office/post/items/<id>/slip        Phiếu gửi, A5
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import ValidationError
from wtforms.fields.choices import SelectChoice

from app.accounts.current import current_actor, current_user, staff
from app.accounts.navigation import Link
from app.core.clock import now
from app.core.commands import Command
from app.core.errors import reason_text
from app.core.execute import Receipt, execute
from app.core.roles import Role
from app.dossiers.models import Dossier
from app.dossiers.queries import results_to_return
from app.places.queries import find_ward, get_post_office, post_offices_of
from app.postal import queries
from app.postal.codes import warnings_of
from app.postal.forms import CodeForm, CorrectionForm, ManifestForm, ReturnForm, SignForm
from app.postal.models import Manifest, PostalItem
from app.postal.models.words import ENDED, FAIL_WORDS, OUT, RETURN_WORDS, STATE_WORDS, word
from app.web.forms import PageForm
from app.web.i18n import page_language

blueprint = Blueprint("postal", __name__, template_folder="templates")

NAVIGATION = [Link(_l("Bưu điện"), "/office/post", frozenset({Role.COORDINATOR}), 50)]
SHOWN_FOR = timedelta(days=60)


def words() -> dict[str, Any]:
    """Return what templates need to say codes in words."""
    locale = page_language()
    return {
        "state_word": lambda state: word(STATE_WORDS, state, locale),
        "fail_word": lambda reason: word(FAIL_WORDS, reason, locale),
        "return_word": lambda reason: word(RETURN_WORDS, reason, locale),
        "warnings": lambda code: [reason_text(warning, locale) for warning in warnings_of(code)],
    }


@blueprint.get("/office/post")
@staff(Role.COORDINATOR)
def overview() -> str:
    ward = current_user().ward
    return render_template(
        "postal/overview.html",
        waiting=_to_send(ward),
        under_way=queries.items_under_way(ward),
        ended=queries.items_ended(ward, now() - SHOWN_FOR),
        manifests=queries.manifests_of(ward),
        **words(),
    )


@blueprint.route("/office/post/new", methods=["GET", "POST"])
@staff(Role.COORDINATOR)
def new_manifest() -> ResponseReturnValue:
    ward = current_user().ward
    form = ManifestForm()
    form.post_office.choices = [SelectChoice(str(office.id), office.name) for office in post_offices_of(ward)]
    form.results.choices = [SelectChoice(str(dossier.id), _line(dossier)) for dossier in _to_send(ward)]
    command_id = form.given_id
    if queries.find_manifest(command_id) is not None:
        return redirect(url_for(".manifest", manifest_id=command_id))
    if form.validate_on_submit():
        receipt = execute(form.to_command(command_id), actor=current_actor(), command_id=command_id)
        if receipt.is_applied:
            flash(_("Đã lập bảng kê. Hai bên cùng đếm rồi ký."), "good")
            return redirect(url_for(".manifest", manifest_id=command_id))
        form.form_errors.append(receipt.message(page_language()))
    return _page("postal/new.html", form, has_office=bool(form.post_office.choices))


def _to_send(ward: str) -> list[Dossier]:
    """Return dossiers whose result is here, is to go by post, and lies in no envelope yet."""
    here = [dossier for dossier in results_to_return(ward) if dossier.delivery_way == "post"]
    return [dossier for dossier in here if all(item.state not in OUT for item in queries.items_of_dossier(dossier.id))]


def _line(dossier: Dossier) -> str:
    return f"{dossier.owner_name} · {dossier.delivery_address or ''} · {dossier.procedure_name}"


@blueprint.route("/office/post/manifests/<uuid:manifest_id>", methods=["GET", "POST"])
@staff(Role.COORDINATOR)
def manifest(manifest_id: UUID) -> ResponseReturnValue:
    shown = _manifest(manifest_id)
    form = SignForm(name=current_user().full_name)
    if form.validate_on_submit() and _send(form, form.to_command(shown)):
        return redirect(url_for(".manifest", manifest_id=manifest_id))
    office = get_post_office(shown.post_office_id)
    return _page("postal/manifest.html", form, manifest=_manifest(manifest_id), office=office)


@blueprint.get("/office/post/manifests/<uuid:manifest_id>/print")
@staff(Role.COORDINATOR)
def manifest_sheet(manifest_id: UUID) -> str:
    shown = _manifest(manifest_id)
    return render_template(
        "postal/manifest_sheet.html",
        manifest=shown,
        office=get_post_office(shown.post_office_id),
        place=find_ward(shown.ward),
        back=url_for(".manifest", manifest_id=manifest_id),
        **words(),
    )


@blueprint.get("/office/post/items/<uuid:item_id>")
@staff(Role.COORDINATOR)
def item(item_id: UUID) -> ResponseReturnValue:
    return _item_page(_item(item_id))


@blueprint.post("/office/post/items/<uuid:item_id>/code")
@staff(Role.COORDINATOR)
def set_code(item_id: UUID) -> ResponseReturnValue:
    shown, form = _item(item_id), CodeForm()
    return _act(shown, form, code_form=form)


@blueprint.post("/office/post/items/<uuid:item_id>/return")
@staff(Role.COORDINATOR)
def take_back(item_id: UUID) -> ResponseReturnValue:
    shown, form = _item(item_id), ReturnForm()
    form.prepare(_place())
    return _act(shown, form, return_form=form)


@blueprint.route("/office/post/items/<uuid:item_id>/correct/<uuid:command_id>", methods=["GET", "POST"])
@staff(Role.COORDINATOR)
def correct(item_id: UUID, command_id: UUID) -> ResponseReturnValue:
    shown = _item(item_id)
    report = queries.find_report(shown, command_id)
    if report is None:
        abort(404)
    form = CorrectionForm()
    form.prepare(report, _place())
    if form.validate_on_submit():
        command = form.to_command(shown, report)
        if command is None or _send(form, command):
            return redirect(url_for(".item", item_id=item_id))
    return _page("postal/correct.html", form, item=_item(item_id), fields=form.fields_of(report))


@blueprint.get("/office/post/items/<uuid:item_id>/slip")
@staff(Role.COORDINATOR)
def slip(item_id: UUID) -> str:
    shown = _item(item_id)
    return render_template(
        "postal/slip.html",
        item=shown,
        office=get_post_office(shown.post_office_id),
        place=find_ward(shown.ward),
        back=url_for(".item", item_id=item_id),
        **words(),
    )


def _act(shown: PostalItem, form: CodeForm | ReturnForm, **shown_forms: PageForm) -> ResponseReturnValue:
    if form.validate_on_submit():
        try:
            command = form.to_command(shown)
        except ValidationError:
            form.form_errors.append(_("Số phiếu chỉ gồm chữ cái, chữ số và dấu gạch, tối đa 30 ký tự."))
        else:
            if _send(form, command):
                return redirect(url_for(".item", item_id=shown.id))
    return _item_page(_item(shown.id), status=422, **shown_forms)


def _send(form: PageForm, command: Command) -> bool:
    receipt = execute(command, actor=current_actor(), command_id=form.given_id)
    if not receipt.is_applied:
        form.form_errors.append(receipt.message(page_language()))
        return False
    _tell(receipt)
    return True


def _tell(receipt: Receipt) -> None:
    """Say that it is saved, and what looked odd: at a desk the person is there to look at once."""
    flash(_("Đã lưu."), "good")
    for code in receipt.flags:
        flash(reason_text(code, page_language()), "warn")


def _item_page(shown: PostalItem, *, status: int = 200, **forms: PageForm) -> ResponseReturnValue:
    return_form = forms.get("return_form") or ReturnForm(formdata=None, taken_by=current_user().full_name)
    if isinstance(return_form, ReturnForm):
        return_form.prepare(_place())
    page = render_template(
        "postal/item.html",
        item=shown,
        office=get_post_office(shown.post_office_id),
        has_ended=shown.state in ENDED,
        code_form=forms.get("code_form") or CodeForm(formdata=None),
        return_form=return_form,
        **words(),
    )
    return page, status


def _page(template: str, form: PageForm, **values: Any) -> ResponseReturnValue:
    status = 422 if form.is_submitted() else 200
    return render_template(template, form=form, **values, **words()), status


def _place() -> int:
    return 1 if page_language() == "en" else 0


def _manifest(manifest_id: UUID) -> Manifest:
    found = queries.find_manifest(manifest_id)
    if found is None or found.ward != current_user().ward:
        abort(404)
    return found


def _item(item_id: UUID) -> PostalItem:
    found = queries.find_item(item_id)
    if found is None or found.ward != current_user().ward:
        abort(404)
    return found
