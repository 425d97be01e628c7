"""The desk's form by which a registration is put right: what was typed beside what had been shown, and why."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import ValidationError as WrongShape
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from app.requests.commands import CorrectRequestFact
from app.requests.fields import VALUES
from app.requests.models import Need, ServiceRequest
from app.requests.queries import registration_of
from app.web.forms import PageForm, tidy
from app.web.i18n import page_language


class CorrectNeedForm(PageForm):
    """What is needed, and why nobody can come, as it should have been written."""

    shown = HiddenField()
    procedure_code = SelectField(_l("Thủ tục"), [Optional()])
    need_text = TextAreaField(_l("Việc cần làm"), [Length(max=1000)], filters=[tidy])
    hardship = SelectField(_l("Lý do khó đi lại"), [Optional()])
    reason = StringField(_l("Vì sao sửa?"), [DataRequired(_l("Hãy ghi vì sao sửa.")), Length(max=500)], filters=[tidy])
    standing: Need

    def show(self, asked: ServiceRequest, procedures: Sequence[tuple[str, str]]) -> None:
        """Offer what may be chosen; fill in what stands there, where nothing has been typed yet."""
        self.standing, language = asked.need, 0 if page_language() == "vi" else 1
        known = [(code, title) for code, title in procedures if code != asked.procedure_code]
        current = [(code, title) for code, title in procedures if code == asked.procedure_code]
        if asked.procedure_code and not current:  # no longer offered, and still what was asked for
            current = [(asked.procedure_code, asked.procedure_code)]
        self.procedure_code.choices = [SelectChoice("", _("Chưa rõ")), *(SelectChoice(*one) for one in current + known)]
        hardships = [SelectChoice(value, words[language]) for value, words in VALUES["hardship"].items()]
        self.hardship.choices = [SelectChoice("", _("Không ghi")), *hardships]
        if not self.is_submitted() or self.shown.data is None:
            for name, value in asked.need.model_dump().items():
                self[name].data = value or ""
            self.shown.data = asked.need.model_dump_json()

    def validate_reason(self, _field: Any) -> None:
        """What was corrected meanwhile is looked at first; a correction that changes nothing says nothing."""
        try:
            seen = Need.model_validate_json(self.shown.data or "")
        except WrongShape:
            seen = None
        if seen != self.standing:
            raise ValidationError(_("Nội dung này vừa được sửa. Hãy mở lại trang rồi quyết định."))
        if self._typed() == seen:
            raise ValidationError(_("Chưa có gì thay đổi."))

    def to_command(self, request_id: UUID) -> CorrectRequestFact:
        """Return the correction that the form spells."""
        return CorrectRequestFact(
            command_id=registration_of(request_id) or request_id,
            request_id=request_id,
            seen=self.standing,
            need=self._typed(),
            reason=self.reason.data or "",
        )

    def _typed(self) -> Need:
        values = {name: self[name].data or None for name in ("procedure_code", "hardship")}
        return Need.model_validate(values | {"need_text": self.need_text.data or ""})
