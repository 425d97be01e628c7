"""Forms by which the desk puts an officer's report right; the earlier report stays beside it."""

from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from app.visits.commands import CorrectVisitFact
from app.visits.models import Outcome, Visit
from app.web.forms import PageForm, tidy


class WithdrawStartForm(PageForm):
    """Nobody stood at that door: "started" was pressed by mistake."""

    report_id = HiddenField(validators=[InputRequired(_l("Hãy mở lại trang này."))])
    why = StringField(
        _l("Lý do đính chính"),
        [DataRequired(_l("Hãy ghi lý do đính chính.")), Length(max=500)],
        filters=[tidy],
    )
    counting: UUID | None = None
    """The report that counts now."""

    def show(self, visit: Visit) -> None:
        """Name the report that is to be withdrawn."""
        self.counting = visit.start_command_id
        if not self.is_submitted():
            self.report_id.data = str(self.counting)

    def validate_report_id(self, field: Any) -> None:
        """What the page showed must still be what counts."""
        if field.data != str(self.counting):
            raise ValidationError(_("Báo cáo này vừa được đính chính. Hãy xem lại rồi quyết định."))

    def to_command(self, visit_id: UUID) -> CorrectVisitFact:
        """Return the report that the form spells."""
        return CorrectVisitFact(command_id=UUID(self.report_id.data), visit_id=visit_id, reason=self.why.data or "")


class CorrectReportForm(WithdrawStartForm):
    """What happened at the door was otherwise."""

    outcome = RadioField(
        _l("Chuyện gì đã xảy ra?"),
        [InputRequired(_l("Hãy chọn một điều."))],
        choices=[
            SelectChoice(Outcome.MET.value, _l("Đã gặp và làm việc")),
            SelectChoice(Outcome.NOBODY_HOME.value, _l("Không có ai ở nhà")),
            SelectChoice(Outcome.POSTPONED.value, _l("Xin hẹn ngày khác")),
            SelectChoice(Outcome.REFUSED.value, _l("Không cần nữa")),
            SelectChoice(Outcome.HOSPITAL.value, _l("Đang nằm viện")),
            SelectChoice(Outcome.DIED.value, _l("Người dân đã mất")),
        ],
    )
    outcome_reason = StringField(_l("Cụ thể vì sao"), [Length(max=500)], filters=[tidy])
    note = TextAreaField(_l("Ghi chú"), [Length(max=4000)], filters=[tidy])
    known: tuple[str, str, str] = ("", "", "")

    def show(self, visit: Visit) -> None:
        """Fill in what was reported, where nothing has been typed yet."""
        closing = visit.closing
        if closing is None:
            return
        self.counting = closing.id
        self.known = (closing.outcome.value, closing.reason or "", closing.note)
        if not self.is_submitted():
            self.report_id.data = str(closing.id)
            self.outcome.data, self.outcome_reason.data, self.note.data = self.known

    def validate_why(self, _field: Any) -> None:
        """A correction that changes nothing would only fill the history."""
        if (self.outcome.data, self.outcome_reason.data, self.note.data) == self.known:
            raise ValidationError(_("Chưa có gì thay đổi."))

    def to_command(self, visit_id: UUID) -> CorrectVisitFact:
        """Return the report that the form spells."""
        return CorrectVisitFact(
            command_id=UUID(self.report_id.data),
            visit_id=visit_id,
            reason=self.why.data or "",
            outcome=Outcome(self.outcome.data),
            outcome_reason=self.outcome_reason.data,
            note=self.note.data,
        )
