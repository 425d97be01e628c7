"""Forms for when life happens: half-days are called off, a household is left in peace, takes another half-day."""

from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from app.visits.another_half_day import read_half_day
from app.visits.commands import CallOff, ChooseHalfDay, ResumeMessages, StopMessages
from app.visits.commands.calling_off import HalfDayOff
from app.visits.models import Half
from app.web.forms import PageForm


class ChooseForm(PageForm):
    """One tap on the half-day that suits a household instead."""

    half_day = StringField(validators=[DataRequired(_l("Hãy chọn một buổi."))])

    def validate_half_day(self, field: Any) -> None:
        if read_half_day(field.data) is None:
            raise ValidationError(_l("Hãy chọn một buổi."))

    def to_command(self, request_id: UUID) -> ChooseHalfDay:
        """Return the command that the form spells, once it was checked."""
        on, half = read_half_day(self.half_day.data) or (None, None)
        return ChooseHalfDay.model_validate({"request_id": request_id, "date": on, "half": half})


class CallOffForm(PageForm):
    """Half-days on which nobody goes out."""

    half_days = SelectMultipleField(_l("Buổi nào?"), [DataRequired(_l("Hãy chọn ít nhất một buổi."))])
    reason = StringField(_l("Vì sao?"), [DataRequired(_l("Hãy ghi lý do.")), Length(max=200)])

    def to_command(self) -> CallOff:
        """Return the command that the form spells."""
        told = [value.split("/") for value in self.half_days.data]
        half_days = tuple(HalfDayOff(date=date.fromisoformat(on), half=Half(half)) for on, half in told)
        return CallOff(half_days=half_days, reason=self.reason.data)


class ResumeForm(PageForm):
    """It was a mistake."""

    note = StringField(_l("Ai báo, lúc nào?"), [DataRequired(_l("Hãy ghi ai báo.")), Length(max=300)])

    def to_command(self, citizen_id: UUID) -> ResumeMessages:
        """Return the command that the form spells."""
        return ResumeMessages.model_validate({"citizen_id": citizen_id, "note": self.note.data})


class PeaceForm(PageForm):
    """Why nobody may ring there, and who said so."""

    why = RadioField(
        _l("Chuyện gì đã xảy ra?"),
        [InputRequired(_l("Hãy chọn một điều."))],
        choices=[
            SelectChoice("died", _l("Người này đã mất")),
            SelectChoice("hospital", _l("Người này đang nằm viện")),
        ],
    )
    note = StringField(_l("Ai báo, lúc nào?"), [DataRequired(_l("Hãy ghi ai báo.")), Length(max=300)])

    def to_command(self, citizen_id: UUID) -> StopMessages:
        """Return the command that the form spells."""
        return StopMessages.model_validate({"citizen_id": citizen_id, "why": self.why.data, "note": self.note.data})


class InHospitalForm(PageForm):
    """How it has gone on with somebody for whom everything was stopped."""

    how = RadioField(
        _l("Nay thế nào?"),
        [InputRequired(_l("Hãy chọn một điều."))],
        choices=[
            SelectChoice("home", _l("Đã về nhà, liên lạc lại được")),
            SelectChoice("died", _l("Người này đã mất")),
        ],
    )
    note = StringField(_l("Ai báo, lúc nào?"), [DataRequired(_l("Hãy ghi ai báo.")), Length(max=300)])

    def to_command(self, citizen_id: UUID) -> ResumeMessages | StopMessages:
        """Return the command that the form spells."""
        told = {"citizen_id": citizen_id, "note": self.note.data}
        if self.how.data == "home":
            return ResumeMessages.model_validate(told)
        return StopMessages.model_validate(told | {"why": "died"})
