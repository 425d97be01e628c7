"""Forms of the desk's page about a person: what was typed beside what had been shown, and why."""

import json
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, StringField, TelField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Regexp, ValidationError

from app.citizens import phones
from app.citizens.commands import CorrectCitizen, CorrectFact
from app.citizens.models import Citizen
from app.core.clock import today
from app.web.forms import PageForm, tidy

ASKED = ("full_name", "birth_year", "phone", "address", "old_address", "directions", "access_notes")


class CorrectCitizenForm(PageForm):
    """The facts by which people are found and reached, with why they are changed."""

    shown = HiddenField()
    full_name = StringField(
        _l("Họ và tên"),
        [DataRequired(_l("Hãy gõ họ và tên.")), Length(min=2, max=100, message=_l("Hãy gõ đủ họ và tên."))],
        filters=[tidy],
    )
    birth_year = IntegerField(_l("Năm sinh"), [InputRequired(_l("Hãy gõ năm sinh, ví dụ 1948."))])
    phone = TelField(_l("Số điện thoại"))
    address = StringField(_l("Số nhà, ngõ, đường"), [Length(max=200)], filters=[tidy])
    old_address = StringField(_l("Địa chỉ cũ"), [Length(max=200)], filters=[tidy])
    directions = StringField(_l("Chỉ đường"), [Length(max=300)], filters=[tidy])
    access_notes = TextAreaField(_l("Lưu ý khi vào nhà"), [Length(max=500)], filters=[tidy])
    reason = StringField(_l("Vì sao sửa?"), [DataRequired(_l("Hãy ghi vì sao sửa.")), Length(max=500)], filters=[tidy])

    def show(self, citizen: Citizen) -> None:
        """Fill in what is known, and remember on the page what it was."""
        known = {name: getattr(citizen, name) for name in ASKED}
        for name in ASKED:
            self[name].data = phones.show(known[name]) if name == "phone" else known[name]
        self.shown.data = json.dumps(known)

    def validate_birth_year(self, field: Any) -> None:
        """Nobody was born before 1890 or later than today."""
        NumberRange(1890, today().year, _l("Hãy kiểm tra lại năm sinh."))(self, field)

    def validate_phone(self, field: Any) -> None:
        """Empty is an answer: not everybody has one."""
        if tidy(field.data) and phones.normalise(field.data) is None:
            raise ValidationError(_("Số điện thoại này không gọi được. Hãy kiểm tra lại."))

    def validate_reason(self, _field: Any) -> None:
        """A correction that changes nothing would only fill the history."""
        try:
            changes = self.changes()
        except (ValueError, TypeError, KeyError) as error:
            raise ValidationError(_("Hãy mở lại trang này.")) from error
        if not changes:
            raise ValidationError(_("Chưa có gì thay đổi."))

    def changes(self) -> dict[str, dict[str, Any]]:
        """Return each field that was changed, with what had been shown."""
        shown = json.loads(self.shown.data or "")
        typed = {name: self[name].data for name in ASKED}
        typed["phone"] = phones.normalise(typed["phone"] or "")
        return {name: {"from": shown[name], "to": typed[name]} for name in ASKED if typed[name] != shown[name]}

    def to_command(self, citizen_id: UUID) -> CorrectCitizen:
        """Return the wish that the form spells."""
        args = {"citizen_id": citizen_id, "fields": self.changes(), "reason": self.reason.data}
        return CorrectCitizen.model_validate(args)


class CorrectNumberForm(PageForm):
    """The identity number was read or typed wrongly at the door."""

    reading_id = HiddenField(validators=[InputRequired(_l("Hãy mở lại trang này."))])
    identity_number = StringField(
        _l("Số căn cước đúng"),
        [
            DataRequired(_l("Hãy gõ số căn cước.")),
            Regexp(r"^\d{12}$", message=_l("Số căn cước gồm 12 chữ số.")),
        ],
        filters=[lambda text: "".join(filter(str.isalnum, text or ""))],
    )
    reason = StringField(_l("Vì sao sửa?"), [DataRequired(_l("Hãy ghi vì sao sửa.")), Length(max=500)], filters=[tidy])

    def to_command(self) -> CorrectFact:
        """Return the report that the form spells."""
        return CorrectFact(
            command_id=UUID(self.reading_id.data),
            identity_number=self.identity_number.data,
            reason=self.reason.data or "",
        )
