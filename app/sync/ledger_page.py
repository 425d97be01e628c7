"""Which numbers are out there, and what became of each; pads of numbered paper for a day without a phone.

GET /office/numbers · POST /office/numbers/pads · GET /office/numbers/<id>/pad · POST /office/numbers/<id>/void
"""

from uuid import UUID

import segno
from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import ValidationError

from app.accounts.current import current_actor, current_user, staff
from app.accounts.models import User
from app.accounts.queries import staff_of
from app.core.db import session
from app.core.execute import execute
from app.core.ledger import blocks_of, faults, sums
from app.core.numbers import NumberLease
from app.core.roles import Role
from app.sync.commands import LeaseNumbers, VoidNumbers
from app.web.forms import given_id
from app.web.i18n import page_language

blueprint = Blueprint("sync_ledger", __name__, template_folder="templates")


@blueprint.get("/office/numbers")
@staff(Role.COORDINATOR, Role.ADMIN)
def ledger_page() -> ResponseReturnValue:
    """Every block, newest first, and whether all of it adds up."""
    ward = current_user().ward
    blocks = blocks_of(ward)
    return render_template(
        "sync/ledger.html",
        rows=[(block, session.get(User, block.lease.user_id)) for block in blocks],
        total=sums(blocks),
        broken=list(faults(ward)),
        officers=[user for user in staff_of(ward, Role.OFFICER) if user.is_active],
        can_lease=Role(current_user().role) is Role.COORDINATOR,
    )


@blueprint.post("/office/numbers/pads")
@staff(Role.COORDINATOR)
def lease_pad() -> ResponseReturnValue:
    """A pad of numbered paper for an officer: for the day when the phone is dead."""
    lease_id = given_id()
    try:
        command = LeaseNumbers(
            lease_id=lease_id,
            kind="receipt",
            count=request.form.get("count", 0, type=int),
            medium="paper",
            user_id=request.form.get("user_id", type=UUID),
        )
    except ValidationError:
        flash(_("Hãy chọn cán bộ và số tờ, từ 1 đến 200."), "bad")
        return redirect("/office/numbers")
    receipt = execute(command, actor=current_actor(), command_id=lease_id)
    if receipt.is_applied:
        return redirect(url_for(".pad_page", lease_id=lease_id))
    flash(receipt.message(page_language()), "bad")
    return redirect("/office/numbers")


@blueprint.get("/office/numbers/<uuid:lease_id>/pad")
@staff(Role.COORDINATOR)
def pad_page(lease_id: UUID) -> str:
    """Blank receipts to print, one number on each."""
    row = session.get(NumberLease, lease_id)
    if row is None or row.ward != current_user().ward or row.medium != "paper":
        abort(404)
    return render_template(
        "sync/pad.html",
        lease=row,
        owner=session.get(User, row.user_id),
        codes=[(code, segno.make(code, error="m", micro=False).svg_data_uri(scale=3, border=2)) for code in row.codes],
    )


@blueprint.post("/office/numbers/<uuid:lease_id>/void")
@staff(Role.COORDINATOR, Role.ADMIN)
def void_page(lease_id: UUID) -> ResponseReturnValue:
    """A pad or a block is lost."""
    try:
        command = VoidNumbers(lease_id=lease_id, reason=request.form.get("reason", ""))
    except ValidationError:
        flash(_("Hãy ghi lý do, không quá 500 chữ."), "bad")
        return redirect("/office/numbers")
    receipt = execute(command, actor=current_actor(), command_id=given_id())
    if receipt.is_applied:
        flash(_("Đã huỷ các số còn lại của tập này."), "good")
    else:
        flash(receipt.message(page_language()), "bad")
    return redirect("/office/numbers")
