"""GET /office/numbers · POST /office/numbers/<id>/void: which numbers are out there, and what became of each."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import ValidationError

from app.accounts.current import current_actor, current_user, staff
from app.accounts.models import User
from app.core.db import session
from app.core.execute import execute
from app.core.ledger import blocks_of, faults, sums
from app.core.roles import Role
from app.sync.commands import VoidNumbers
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
