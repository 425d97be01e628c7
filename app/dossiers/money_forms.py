"""Forms about money: cash that comes to the desk, and the account for fees."""

from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Regexp

from app.core.ids import new_id
from app.dossiers.commands import HandInCash, SetFeeAccount
from app.dossiers.models import FeeAccount
from app.web.forms import PageForm

NAME = [DataRequired(_l("Hãy ghi tên.")), Length(max=200, message=_l("Tối đa 200 chữ."))]


class HandInForm(PageForm):
    """So much, brought by this person."""

    amount = IntegerField(
        _l("Số tiền nộp (đồng)"),
        [InputRequired(_l("Hãy ghi số tiền.")), NumberRange(1, 1_000_000_000, _l("Hãy ghi số tiền lớn hơn 0."))],
    )
    handed_by = StringField(_l("Người nộp"), NAME)
    note = StringField(_l("Ghi chú"), [Length(max=500, message=_l("Tối đa 500 chữ."))])

    def to_command(self, officer_id: UUID, weekend: date) -> HandInCash:
        return HandInCash(
            hand_in_id=new_id(),
            officer_id=officer_id,
            weekend=weekend,
            amount=self.amount.data,
            handed_by=self.handed_by.data,
            note=self.note.data or "",
        )


class FeeAccountForm(PageForm):
    """Bank, number, and whose account it is."""

    bank_name = StringField(_l("Ngân hàng"), NAME)
    bank_bin = StringField(
        _l("Mã BIN của ngân hàng"),
        [InputRequired(_l("Hãy ghi mã BIN.")), Regexp(r"^\d{6}$", message=_l("Mã BIN có đúng 6 chữ số."))],
    )
    account_number = StringField(
        _l("Số tài khoản"),
        [
            InputRequired(_l("Hãy ghi số tài khoản.")),
            Regexp(r"^[0-9A-Za-z]{4,19}$", message=_l("Số tài khoản có từ 4 đến 19 chữ số hoặc chữ cái.")),
        ],
    )
    account_name = StringField(_l("Tên chủ tài khoản"), NAME)
    is_used = BooleanField(_l("Cho người dân chuyển khoản vào tài khoản này"))

    def prepare(self, account: FeeAccount | None) -> None:
        """Show what is set, where nothing else was typed."""
        if account is None or self.is_submitted():
            return
        for name in ("bank_name", "bank_bin", "account_number", "account_name", "is_used"):
            self[name].data = getattr(account, name)

    def to_command(self) -> SetFeeAccount:
        values: dict[str, Any] = {
            name: field.data for name, field in self._fields.items() if name in SetFeeAccount.model_fields
        }
        return SetFeeAccount(fee_account_id=new_id(), **values)
