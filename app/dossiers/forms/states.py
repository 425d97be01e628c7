"""Forms of the steps of a dossier: state, missing papers, refusal, withdrawal, stop, payment, apology."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from app.core.clock import now
from app.core.commands import Command
from app.dossiers.commands import (
    Apologise,
    AskPayment,
    AskSupplement,
    ChangeStatus,
    ReceiveSupplement,
    Refuse,
    Stop,
    Withdraw,
)
from app.dossiers.forms.base import LONG, REASON, DossierForm, lines_of
from app.dossiers.models import Dossier
from app.dossiers.models.shapes import Status
from app.dossiers.models.words import status_word
from app.dossiers.rules.steps import choices_after
from app.web.i18n import page_language


class StatusForm(DossierForm):
    """The next state."""

    status = SelectField(_l("Trạng thái mới"), coerce=int)
    reason = TextAreaField(_l("Lý do"), [LONG])

    def prepare(self, dossier: Dossier) -> None:
        words = page_language()
        self.status.choices = [
            SelectChoice(int(status), status_word(status, words))
            for status in choices_after(dossier.status)
            if status is not Status.HANDED_OVER or dossier.result is None
        ]

    def to_command(self, dossier: Dossier, files: tuple[str, ...] = ()) -> Command:
        return ChangeStatus(dossier_id=dossier.id, status=Status(self.status.data), reason=self.reason.data or "")


class SupplementForm(DossierForm):
    """The whole list of what is missing."""

    items = TextAreaField(
        _l("Giấy tờ cần bổ sung, mỗi dòng một loại; ghi lý do sau dấu hai chấm (ví dụ: Tờ khai: thiếu chữ ký)"),
        [InputRequired(_l("Hãy ghi ít nhất một giấy tờ."))],
    )
    reason = TextAreaField(_l("Lý do chung"), [LONG])
    second_reason = TextAreaField(_l("Vì sao phải yêu cầu lần nữa (bị tính là quá hạn)"), [LONG])

    def prepare(self, dossier: Dossier) -> None:
        if dossier.supplement is None:
            del self.second_reason

    def to_command(self, dossier: Dossier, files: tuple[str, ...] = ()) -> Command:
        keys = {component.name: component.key for component in dossier.components}
        lines = [line.partition(":") for line in lines_of(self.items.data)]
        papers = [{"name": name, "why": why, "key": keys.get(name.strip())} for name, _colon, why in lines]
        second = self.second_reason.data if self.second_reason is not None else ""
        return AskSupplement.model_validate(
            {
                "dossier_id": dossier.id,
                "papers": papers,
                "reason": self.reason.data or "",
                "second_reason": second or "",
            }
        )


class ReceivedForm(DossierForm):
    """All that was missing is here."""

    note = TextAreaField(_l("Ghi chú"), [LONG])

    def to_command(self, dossier: Dossier, files: tuple[str, ...] = ()) -> Command:
        return ReceiveSupplement(dossier_id=dossier.id, received_at=now(), note=self.note.data or "")


class EndingForm(DossierForm):
    """Refuse or stop: the reason, and the article."""

    reason = TextAreaField(_l("Lý do"), REASON)
    ground = StringField(
        _l("Căn cứ pháp lý (điều, khoản, văn bản)"),
        [InputRequired(_l("Hãy ghi căn cứ pháp lý.")), Length(max=500, message=_l("Tối đa 500 chữ."))],
    )


class RefusalForm(EndingForm):
    """We do not take it."""

    def to_command(self, dossier: Dossier, files: tuple[str, ...] = ()) -> Command:
        return Refuse(dossier_id=dossier.id, reason=self.reason.data, ground=self.ground.data)


class StopForm(EndingForm):
    """We stop working on it."""

    def to_command(self, dossier: Dossier, files: tuple[str, ...] = ()) -> Command:
        return Stop(dossier_id=dossier.id, reason=self.reason.data, ground=self.ground.data)


class WithdrawalForm(DossierForm):
    """The citizen takes it back."""

    asked_by = StringField(_l("Ai yêu cầu rút"), [InputRequired(_l("Hãy ghi tên người yêu cầu.")), Length(max=200)])
    reason = TextAreaField(_l("Lý do"), [LONG])

    def prepare(self, dossier: Dossier) -> None:
        if self.asked_by.data is None:
            self.asked_by.data = dossier.submitter_name

    def to_command(self, dossier: Dossier, files: tuple[str, ...] = ()) -> Command:
        return Withdraw(dossier_id=dossier.id, asked_by=self.asked_by.data, reason=self.reason.data or "")


class PaymentForm(DossierForm):
    """What is to be paid before we go on."""

    amount = IntegerField(
        _l("Số tiền (đồng)"),
        [InputRequired(_l("Hãy ghi số tiền.")), NumberRange(1, 1_000_000_000, _l("Số tiền không hợp lý."))],
    )
    what_for = TextAreaField(_l("Khoản phải nộp, theo văn bản nào"), REASON)

    def to_command(self, dossier: Dossier, files: tuple[str, ...] = ()) -> Command:
        return AskPayment(dossier_id=dossier.id, amount=self.amount.data, what_for=self.what_for.data)


class ApologyForm(DossierForm):
    """The apology and its one new date."""

    new_due_on = DateField(_l("Ngày hẹn trả mới"), [InputRequired(_l("Hãy chọn ngày hẹn mới."))])
    reason = TextAreaField(_l("Lý do chậm"), REASON)

    def to_command(self, dossier: Dossier, files: tuple[str, ...] = ()) -> Command:
        return Apologise(dossier_id=dossier.id, reason=self.reason.data, new_due_on=self.new_due_on.data)
