"""What the coordinator does to a dossier: one page for each act, with the dossier's head above the form.

GET, POST /office/dossiers/<id>/code · …/status · …/supplement · …/apology · …/result · …/delivery · …/handover ·
…/correction
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import ValidationError

from app.accounts.current import current_actor, staff
from app.core.errors import Rejected, reason_text
from app.core.execute import execute
from app.core.roles import Role
from app.dossiers import forms
from app.dossiers.models import Dossier
from app.dossiers.queries import is_command_applied
from app.dossiers.routes import blueprint
from app.dossiers.routes.pages import dossier_of_ward, words
from app.files.intake import store_upload
from app.web.i18n import page_language


@dataclass(frozen=True)
class Act:
    """One thing to do: its heading, form, button, and what to know before."""

    title: Any
    form: type[forms.DossierForm]
    button: Any
    hint: Any = ""
    look: str = "info"


ACTS = {
    "code": Act(_l("Gắn mã hồ sơ"), forms.CodeForm, _l("Gắn mã")),
    "status": Act(_l("Đổi trạng thái"), forms.StatusForm, _l("Đổi trạng thái")),
    "supplement": Act(
        _l("Yêu cầu bổ sung"),
        forms.SupplementForm,
        _l("Gửi yêu cầu"),
        _l("Chỉ được yêu cầu một lần, ghi đủ mọi giấy tờ còn thiếu. Lần thứ hai bị tính là quá hạn."),
        "warn",
    ),
    "received": Act(
        _l("Đã nhận đủ giấy tờ bổ sung"),
        forms.ReceivedForm,
        _l("Ghi đã nhận đủ"),
        _l("Thời hạn chạy lại từ lúc này; ngày hẹn mới hiện trên trang hồ sơ. Hãy báo ngày mới cho người dân."),
    ),
    "apology": Act(
        _l("Xin lỗi và hẹn lại"),
        forms.ApologyForm,
        _l("Ghi lời xin lỗi"),
        _l("Phải làm trước ngày hẹn ít nhất một ngày, và chỉ được hẹn lại một lần."),
    ),
    "payment": Act(_l("Yêu cầu nghĩa vụ tài chính"), forms.PaymentForm, _l("Ghi yêu cầu")),
    "refusal": Act(
        _l("Từ chối tiếp nhận"),
        forms.RefusalForm,
        _l("Từ chối hồ sơ"),
        _l("Hồ sơ kết thúc ở đây. Hãy ghi điều luật để người dân hiểu và có thể hỏi lại."),
        "warn",
    ),
    "withdrawal": Act(
        _l("Người dân rút hồ sơ"),
        forms.WithdrawalForm,
        _l("Ghi đã rút"),
        _l("Hồ sơ kết thúc ở đây. Bản chính đang giữ phải trả lại."),
        "warn",
    ),
    "stop": Act(
        _l("Dừng giải quyết"),
        forms.StopForm,
        _l("Dừng hồ sơ"),
        _l("Người dân sẽ nhận thông báo dừng. Khi tiếp tục, đổi trạng thái về đang xử lý."),
        "warn",
    ),
    "result": Act(_l("Ghi kết quả"), forms.ResultForm, _l("Lưu kết quả")),
    "delivery": Act(_l("Chọn cách trả kết quả"), forms.DeliveryForm, _l("Chọn cách trả")),
    "handover": Act(
        _l("Trao tại quầy"),
        forms.CounterForm,
        _l("Đã trao, lưu"),
        _l("Hai bên cùng đếm và xem giấy tờ rồi mới ký. Giờ và phút trao được ghi khi lưu."),
    ),
    "correction": Act(
        _l("Sửa thông tin đã ghi"),
        forms.CorrectionForm,
        _l("Lưu bản sửa"),
        _l("Bản ghi trước vẫn đọc được bên cạnh bản sửa."),
    ),
}


@blueprint.route("/office/dossiers/<uuid:dossier_id>/<any(" + ",".join(ACTS) + "):act>", methods=["GET", "POST"])
@staff(Role.COORDINATOR)
def act_page(dossier_id: UUID, act: str) -> ResponseReturnValue:
    """Show the act's form; on a refusal everything typed stays, with the reason above it."""
    dossier, chosen = dossier_of_ward(dossier_id), ACTS[act]
    form = chosen.form()
    form.prepare(dossier)
    status = 200
    if request.method == "POST":
        if is_command_applied(form.given_id) or (form.validate_on_submit() and _is_done(form, dossier)):
            flash(_("Đã lưu."), "good")
            return redirect(url_for(".dossier_page", dossier_id=dossier_id))
        status = 422
    page = render_template("dossiers/act.html", dossier=dossier_of_ward(dossier_id), act=chosen, form=form, **words())
    return page, status


def _is_done(form: forms.DossierForm, dossier: Dossier) -> bool:
    """Send the form's command; tell the form why it was refused."""
    actor = current_actor()
    try:
        command = form.to_command(dossier, _scans(form, dossier.ward))
    except Rejected as refusal:
        form.form_errors.append(reason_text(refusal.code, page_language()))
        return False
    except ValidationError:
        form.form_errors.append(reason_text("invalid-shape", page_language()))
        return False
    receipt = execute(command, actor=actor, command_id=form.given_id)
    if not receipt.is_applied:
        form.form_errors.append(receipt.message(page_language()))
    return receipt.is_applied


def _scans(form: forms.DossierForm, ward: str) -> tuple[str, ...]:
    """Keep the uploaded pictures first, so that the command names bytes that are here."""
    if not isinstance(form, forms.ResultForm):
        return ()
    uploads = [upload for upload in form.scans.data or [] if getattr(upload, "filename", "")]
    if len(uploads) > current_app.config.get("SCANS_AT_ONCE", 20):
        abort(413)
    return tuple(store_upload(upload.stream, upload.mimetype, ward=ward, role="result").sha256 for upload in uploads)
