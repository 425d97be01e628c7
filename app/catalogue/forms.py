"""Forms of the catalogue: they turn strings into commands and decide nothing."""

from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from app.catalogue.calendar import WorkedHalf
from app.catalogue.commands import OfferProcedure, RetireProcedure, SetCalendarDay
from app.core.commands import Command
from app.web.forms import PageForm


class StandingForm(PageForm):
    """Offer or retire one version."""

    procedure_id = HiddenField(validators=[InputRequired()])
    step = HiddenField(validators=[InputRequired()])

    def to_command(self) -> Command:
        """The wish of the button that was pressed."""
        wish = RetireProcedure if self.step.data == "retire" else OfferProcedure
        return wish(procedure_id=UUID(self.procedure_id.data))


class CalendarDayForm(PageForm):
    """Declare a day off, a rest day that is worked, or a day of which one half is."""

    on = DateField(_l("Ngày"), validators=[InputRequired(_l("Hãy chọn ngày."))])
    is_working = RadioField(
        _l("Ngày này"),
        choices=[
            SelectChoice("off", _l("Nghỉ")),
            SelectChoice("worked", _l("Làm việc")),
            SelectChoice("morning", _l("Chỉ làm buổi sáng")),
            SelectChoice("afternoon", _l("Chỉ làm buổi chiều")),
        ],
        validators=[InputRequired(_l("Hãy chọn nghỉ hay làm việc."))],
    )
    name = StringField(
        _l("Tên hoặc lý do"),
        validators=[InputRequired(_l("Hãy ghi tên ngày hoặc lý do.")), Length(max=200, message=_l("Tối đa 200 chữ."))],
    )
    source = StringField(_l("Văn bản, nguồn"), validators=[Length(max=400, message=_l("Tối đa 400 chữ."))])

    def to_command(self) -> SetCalendarDay:
        """The day as it was typed."""
        return SetCalendarDay(
            day_id=self.given_id,
            on=self.on.data,
            is_working=self.is_working.data != "off",
            worked_half=None if self.is_working.data in {"off", "worked"} else WorkedHalf(self.is_working.data),
            name=self.name.data,
            source=self.source.data or "",
        )
