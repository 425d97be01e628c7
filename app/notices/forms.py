"""The form behind the outcome buttons of the call list, and the one by which a wrong tap is put right."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import ValidationError as WrongShape
from wtforms import HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, ValidationError

from app.notices.commands import CorrectCall, RecordCall
from app.notices.models import NOT_CALLED, Call, Outcome, Said
from app.web.forms import PageForm, tidy


class CallForm(PageForm):
    """One tap on what came of the call, with a note if there is something to say."""

    citizen_id = HiddenField(validators=[InputRequired()])
    visit_id = HiddenField()
    outcome = HiddenField(validators=[InputRequired(), AnyOf([str(outcome) for outcome in Outcome])])
    note = StringField(_l("Ghi chú"), validators=[Length(max=500, message=_l("Tối đa 500 chữ."))])

    def to_command(self) -> RecordCall:
        """Return the call as it was reported."""
        return RecordCall.model_validate(
            {
                "call_id": self.given_id,
                "citizen_id": self.citizen_id.data,
                "visit_id": self.visit_id.data or None,
                "outcome": self.outcome.data,
                "note": self.note.data or "",
            }
        )


class CorrectCallForm(PageForm):
    """What really came of a call, and why it was written down otherwise."""

    shown = HiddenField()
    outcome = RadioField(
        _l("Kết quả đúng"),
        [InputRequired(_l("Hãy chọn kết quả đúng."))],
        choices=[
            SelectChoice(Outcome.TOLD.value, _l("Đã báo")),
            SelectChoice(Outcome.NO_ANSWER.value, _l("Không nghe máy")),
            SelectChoice(Outcome.WRONG_NUMBER.value, _l("Sai số")),
            SelectChoice(Outcome.ASKED_RELATIVE.value, _l("Nhờ người nhà")),
            SelectChoice(NOT_CALLED, _l("Chưa gọi, bấm nhầm")),
        ],
    )
    note = StringField(_l("Ghi chú"), [Length(max=500, message=_l("Tối đa 500 chữ."))], filters=[tidy])
    reason = StringField(_l("Vì sao sửa?"), [DataRequired(_l("Hãy ghi vì sao sửa.")), Length(max=500)], filters=[tidy])
    standing: Said

    def show(self, call: Call) -> None:
        """Fill in what stands there, where nothing has been typed yet."""
        self.standing = call.said
        if not self.is_submitted():
            self.outcome.data, self.note.data = call.outcome, call.note
            self.shown.data = call.said.model_dump_json()

    def validate_reason(self, _field: Any) -> None:
        """What was corrected meanwhile is looked at first; a correction that changes nothing says nothing."""
        try:
            seen = Said.model_validate_json(self.shown.data or "")
        except WrongShape:
            seen = None
        if seen != self.standing:
            raise ValidationError(_("Nội dung này vừa được sửa. Hãy mở lại trang rồi quyết định."))
        if self.outcome.data and self._typed() == seen:
            raise ValidationError(_("Chưa có gì thay đổi."))

    def to_command(self, call: Call) -> CorrectCall:
        """Return the correction that the form spells."""
        return CorrectCall(call_id=call.id, seen=self.standing, said=self._typed(), reason=self.reason.data or "")

    def _typed(self) -> Said:
        return Said.model_validate({"outcome": self.outcome.data, "note": self.note.data or ""})
