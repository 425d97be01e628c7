"""Money that was taken at the door: each officer's cash of a weekend, transfers to confirm, the account for fees.

GET /office/cash · GET, POST /office/cash/<officer> · POST /office/dossiers/<id>/confirm-payment
GET, POST /office/fee-account
"""

from datetime import date, timedelta
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.current import current_actor, current_user, staff
from app.accounts.queries import find_user
from app.core.clock import today
from app.core.execute import execute
from app.core.roles import Role
from app.dossiers import cash
from app.dossiers.commands import ConfirmPayment
from app.dossiers.models.paying import awaited_payment
from app.dossiers.money_forms import FeeAccountForm, HandInForm
from app.dossiers.queries import is_command_applied
from app.dossiers.routes import blueprint
from app.dossiers.routes.pages import dossier_of_ward, words
from app.dossiers.rules.money import weekend_of
from app.web.forms import given_id
from app.web.i18n import page_language

WEEK = timedelta(weeks=1)


def _weekend() -> date:
    """Return the Saturday that was asked for; a day that cannot be read is this weekend."""
    try:
        day = date.fromisoformat(request.args.get("weekend", ""))
        return weekend_of(day) if abs((day - today()).days) < 10_000 else weekend_of(today())
    except ValueError:
        return weekend_of(today())


@blueprint.get("/office/cash")
@staff(Role.COORDINATOR)
def cash_page() -> str:
    """One sheet for each officer of that weekend; in order when nothing is left with them."""
    weekend, ward = _weekend(), current_user().ward
    return render_template(
        "dossiers/cash.html",
        weekend=weekend,
        before=weekend - WEEK,
        after=weekend + WEEK if weekend + WEEK <= today() else None,
        sheets=cash.cash_sheets(ward, weekend),
        awaited=cash.awaited_transfers(ward),
        awaited_payment=awaited_payment,
        **words(),
    )


@blueprint.route("/office/cash/<uuid:officer_id>", methods=["GET", "POST"])
@staff(Role.COORDINATOR)
def hand_in_page(officer_id: UUID) -> ResponseReturnValue:
    """The officer stands at the desk with the money; both count."""
    officer, weekend = find_user(officer_id), _weekend()
    if officer is None or officer.ward != current_user().ward:
        abort(404)
    left = cash.owed(officer.ward, officer.id, weekend)
    form = HandInForm(amount=left if left > 0 else None, handed_by=officer.full_name)
    list_address = url_for(".cash_page", weekend=weekend.isoformat())
    if is_command_applied(form.given_id):
        return redirect(list_address)
    if form.validate_on_submit():
        receipt = execute(form.to_command(officer_id, weekend), actor=current_actor(), command_id=form.given_id)
        if receipt.is_applied:
            _say(receipt.flags)
            return redirect(list_address)
        form.form_errors.append(receipt.message(page_language()))
    page = render_template("dossiers/hand_in.html", officer=officer, weekend=weekend, left=left, form=form)
    return page, 422 if form.is_submitted() else 200


def _say(flags: list[str]) -> None:
    if flags:
        flash(_("Đã ghi, nhưng số tiền khác với số đã thu. Hãy xem lại cùng cán bộ."), "warn")
    else:
        flash(_("Đã ghi tiền nộp."), "good")


@blueprint.post("/office/dossiers/<uuid:dossier_id>/confirm-payment")
@staff(Role.COORDINATOR)
def confirm_payment_page(dossier_id: UUID) -> ResponseReturnValue:
    """The money has come into the account."""
    dossier = dossier_of_ward(dossier_id)
    receipt = execute(ConfirmPayment(dossier_id=dossier.id), actor=current_actor(), command_id=given_id())
    if receipt.is_applied:
        flash(_("Đã xác nhận tiền về cho hồ sơ của %(name)s.", name=dossier.owner_name), "good")
    else:
        flash(receipt.message(page_language()), "bad")
    return redirect(url_for(".cash_page"))


@blueprint.route("/office/fee-account", methods=["GET", "POST"])
@staff(Role.ADMIN)
def fee_account_page() -> ResponseReturnValue:
    """The one account into which fees may be transferred; without one no code is shown at the door."""
    account = cash.find_fee_account(current_user().ward)
    form = FeeAccountForm()
    form.prepare(account)
    if form.validate_on_submit():
        receipt = execute(form.to_command(), actor=current_actor(), command_id=form.given_id)
        if receipt.is_applied:
            flash(_("Đã lưu. Máy của cán bộ nhận tài khoản này ở lần liên lạc tới."), "good")
            return redirect(url_for(".fee_account_page"))
        form.form_errors.append(receipt.message(page_language()))
    page = render_template("dossiers/fee_account.html", account=account, form=form)
    return page, 422 if form.is_submitted() else 200
