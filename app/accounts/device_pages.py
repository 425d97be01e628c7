"""The devices pages: who works with which phone, how each one is, and what can be done about it.

GET /office/devices · POST …/codes · GET …/<id> · POST …/<id>/name · …/<id>/acts/<act> · GET, POST …/<id>/loss
· POST /office/lost-phones/<id>/settlement
"""

from uuid import UUID

import segno
from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from app.accounts.current import current_actor, current_user, staff
from app.accounts.devices import make_code
from app.accounts.forms import ActForm, CodeForm, LostForm, NameForm, SettleForm
from app.accounts.lost_phones import find_lost_phone_of, get_lost_phone, lost_phones
from app.accounts.models import ACTIVE, SUSPENDED, Enrolment, User
from app.accounts.queries import devices_of, get_device, get_user, staff_of, steps_of
from app.accounts.words import act_done, age_kind, device_state, megabytes
from app.core.clock import VN, now
from app.core.commands import Command
from app.core.execute import execute
from app.core.roles import PHONE_ROLES, Role
from app.web.i18n import page_language

blueprint = Blueprint("devices", __name__, template_folder="templates")
KEEPERS = (Role.COORDINATOR, Role.ADMIN)
IN_USE = (ACTIVE, SUSPENDED)


@blueprint.get("/office/devices")
@staff(*KEEPERS)
def devices_page() -> str:
    """Every phone: last contact, unsent work, room, app."""
    return _list(_code_form())


def _code_form() -> CodeForm:
    form = CodeForm()
    people = [u for u in staff_of(current_user().ward) if Role(u.role) in PHONE_ROLES and u.is_active]
    form.user_id.choices = [SelectChoice(str(person.id), person.full_name) for person in people]
    return form


def _list(form: CodeForm, **shown: object) -> str:
    ward = current_user().ward
    devices = devices_of(ward)
    return render_template(
        "accounts/devices.html",
        form=form,
        devices=[pair for pair in devices if pair[0].status in IN_USE],
        ended=[pair for pair in devices if pair[0].status not in IN_USE],
        lost=[(one, get_user(one.user_id)) for one in lost_phones(ward, only_open=True)],
        **_words(),
        **shown,
    )


def _words() -> dict[str, object]:
    return {"now": now(), "age_kind": age_kind, "device_state": device_state, "megabytes": megabytes}


@blueprint.post("/office/devices/codes")
@staff(*KEEPERS)
def code_page() -> ResponseReturnValue:
    """A one-time code for somebody's phone, as digits and as a picture, for ten minutes' use."""
    form = _code_form()
    if not form.validate_on_submit():
        return _list(form), 422
    person = get_user(UUID(form.user_id.data))
    code, name = make_code(person.id), person.full_name
    # Behind the hash: what a camera opens is in no log.
    link = f"{request.url_root}app/#/this-phone?code={code}"
    qr = segno.make(link, error="m", micro=False).svg_data_uri(scale=5, border=2)
    return _list(form, code=code, code_for=name, qr=qr)


@blueprint.get("/office/devices/<uuid:enrolment_id>")
@staff(*KEEPERS)
def device_page(enrolment_id: UUID) -> str:
    """One phone: what it told, what was done about it, what can be done now."""
    device, _person = _device(enrolment_id)
    return _page(device, NameForm(name=device.name), ActForm())


def _device(enrolment_id: UUID) -> tuple[Enrolment, User]:
    device = get_device(enrolment_id, ward=current_user().ward)
    return device, get_user(device.user_id)


def _page(device: Enrolment, name_form: NameForm, act_form: ActForm, problem: str = "") -> str:
    return render_template(
        "accounts/device.html",
        device=device,
        person=get_user(device.user_id),
        steps=steps_of(device.id),
        lost=find_lost_phone_of(device.id),
        name_form=name_form,
        act_form=act_form,
        problem=problem,
        **_words(),
    )


@blueprint.post("/office/devices/<uuid:enrolment_id>/name")
@staff(*KEEPERS)
def device_name(enrolment_id: UUID) -> ResponseReturnValue:
    """The phone gets a name."""
    device, _person = _device(enrolment_id)
    form = NameForm()
    if not form.validate():
        return _page(device, form, ActForm(formdata=None)), 422
    problem = _do(form.to_command(enrolment_id), form.given_id)
    if problem:
        return _page(get_device(enrolment_id, ward=current_user().ward), form, ActForm(formdata=None), problem), 422
    flash(_("Đã đặt tên cho máy."), "good")
    return redirect(f"/office/devices/{enrolment_id}")


@blueprint.post("/office/devices/<uuid:enrolment_id>/acts/<any(suspend, resume, revoke, wipe):act>")
@staff(*KEEPERS)
def device_act(enrolment_id: UUID, act: str) -> ResponseReturnValue:
    """Pause, let work again, or end; it acts at the phone's next request."""
    device, _person = _device(enrolment_id)
    form, names = ActForm(), NameForm(formdata=None, name=device.name)
    if not form.validate():
        return _page(device, names, form), 422
    problem = _do(form.to_command(enrolment_id, act), form.given_id)
    if problem:
        return _page(get_device(enrolment_id, ward=current_user().ward), names, form, problem), 422
    flash(act_done(act), "good")
    return redirect(f"/office/devices/{enrolment_id}")


def _do(command: Command, command_id: UUID) -> str:
    """Carry it out; return the problem in words, or nothing."""
    receipt = execute(command, actor=current_actor(), command_id=command_id)
    return "" if receipt.is_applied else receipt.message(page_language())


@blueprint.route("/office/devices/<uuid:enrolment_id>/loss", methods=["GET", "POST"])
@staff(*KEEPERS)
def device_loss(enrolment_id: UUID) -> ResponseReturnValue:
    """The page before the one act that cannot be taken back: the phone is lost."""
    device, person = _device(enrolment_id)
    known = find_lost_phone_of(device.id)
    if known is not None:
        return redirect(f"/office/lost-phones/{known.id}")
    form = LostForm(discovered_at=now().astimezone(VN).replace(tzinfo=None))
    problem = ""
    if form.validate_on_submit():
        problem = _do(form.to_command(enrolment_id), form.given_id)
        if not problem:
            return redirect(f"/office/lost-phones/{form.given_id}")
        device, person = _device(enrolment_id)
    page = render_template("accounts/loss.html", device=device, person=person, form=form, problem=problem, **_words())
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/office/lost-phones/<uuid:lost_id>/settlement")
@staff(Role.COORDINATOR, Role.DIRECTOR, Role.ADMIN)
def settlement(lost_id: UUID) -> ResponseReturnValue:
    """What became of the 72-hour notice."""
    lost = get_lost_phone(lost_id, ward=current_user().ward)
    form, back = SettleForm(), redirect(f"/office/lost-phones/{lost.id}")
    if not form.validate():
        flash(" ".join(str(message) for messages in form.errors.values() for message in messages), "bad")
        return back
    problem = _do(form.to_command(lost_id), form.given_id)
    flash(problem or _("Đã ghi kết quả thông báo."), "bad" if problem else "good")
    return back
