"""Forms for an original that was lost or damaged: what happened, and how it was made good."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from app.core.ids import new_id
from app.dossiers.commands import ReportPaper, SettlePaper
from app.dossiers.models import CustodyPaper
from app.dossiers.models.words import word
from app.web.forms import PageForm
from app.web.i18n import page_language

NO_COST = _l("Hãy ghi số tiền, 0 nếu không mất phí.")
TOLD = [DataRequired(_l("Hãy ghi vài lời.")), Length(max=4000, message=_l("Tối đa 4000 chữ."))]


class ReportForm(PageForm):
    """Lost or damaged, and how."""

    what = RadioField(_l("Giấy bị làm sao?"), [InputRequired(_l("Hãy chọn mất hay hỏng."))])
    how = TextAreaField(_l("Chuyện xảy ra thế nào?"), TOLD)

    def prepare(self, paper: CustodyPaper) -> None:
        self.what.choices = [SelectChoice(key, word("incident", key, page_language())) for key in ("lost", "damaged")]

    def to_command(self, paper: CustodyPaper) -> ReportPaper:
        return ReportPaper(incident_id=new_id(), paper_id=paper.id, what=self.what.data, how=self.how.data)


class SettleForm(PageForm):
    """How it ended, who was answerable, what it cost them, what the family was told."""

    outcome = RadioField(_l("Đã khắc phục thế nào?"), [InputRequired(_l("Hãy chọn cách đã khắc phục."))])
    responsible = StringField(
        _l("Ai làm mất, hỏng?"),
        [DataRequired(_l("Hãy ghi người hoặc đơn vị.")), Length(max=200, message=_l("Tối đa 200 chữ."))],
    )
    cost = IntegerField(
        _l("Chi phí cấp lại họ đã trả (đồng)"),
        [InputRequired(NO_COST), NumberRange(0, 1_000_000_000, NO_COST)],
    )
    apology = TextAreaField(_l("Đã xin lỗi gia đình thế nào?"), TOLD)

    def prepare(self, paper: CustodyPaper) -> None:
        outcomes = ("found", "reissued", "repaired")
        self.outcome.choices = [SelectChoice(key, word("incident", key, page_language())) for key in outcomes]
        if not self.is_submitted():
            self.responsible.data = paper.holder_name

    def to_command(self, paper: CustodyPaper) -> SettlePaper:
        return SettlePaper(
            paper_id=paper.id,
            outcome=self.outcome.data,
            responsible=self.responsible.data,
            cost=self.cost.data,
            apology=self.apology.data,
        )
