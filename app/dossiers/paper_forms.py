"""The pages' forms about the law's forms: which to print, and how the agency writes itself."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from app.dossiers.commands import PrintForm
from app.dossiers.legal.content import forms_due
from app.dossiers.legal.kinds import FORMS, SHEETS
from app.dossiers.models import Dossier
from app.places.commands import SetLetterhead
from app.web.forms import PageForm


def _words(label: str, most: int) -> StringField:
    return StringField(
        label,
        [InputRequired(_l("Hãy điền dòng này.")), Length(max=most, message=_l("Dòng này dài quá, hãy viết gọn hơn."))],
    )


class PrintFormForm(PageForm):
    """Which form, on which paper. The page's command id is the copy's id too: a double click is one copy."""

    law_form = SelectField(_l("Mẫu"))
    sheet = SelectField(_l("Khổ giấy"), choices=[SelectChoice(size, size) for size in SHEETS])
    document_no = StringField(_l("Số văn bản do văn thư cấp"), [Length(max=40, message=_l("Tối đa 40 chữ."))])

    def prepare(self, dossier: Dossier) -> None:
        """Offer the forms that have something to tell."""
        self.law_form.choices = [SelectChoice(code, f"{code} · {FORMS[code].name}") for code in forms_due(dossier)]

    def to_command(self, dossier: Dossier) -> PrintForm:
        """Return the wish that the form spells."""
        return PrintForm.model_validate(
            {
                "dossier_id": dossier.id,
                "copy_id": self.given_id,
                "law_form": self.law_form.data,
                "sheet": self.sheet.data,
                "document_no": self.document_no.data or "",
            }
        )


class LetterheadForm(PageForm):
    """The two lines at the top left, the place before the date, the phone below."""

    agency = _words(_l("Dòng trên (cơ quan chủ quản)"), 120)
    office = _words(_l("Dòng dưới (nơi tiếp nhận hồ sơ)"), 120)
    dateline = _words(_l("Địa danh trước ngày tháng"), 60)
    phone_office = StringField(
        _l("Điện thoại liên hệ"), [Length(max=30, message=_l("Dòng này dài quá, hãy viết gọn hơn."))]
    )

    def to_command(self) -> SetLetterhead:
        """Return the wish that the form spells."""
        return SetLetterhead.model_validate(
            {
                "agency": self.agency.data,
                "office": self.office.data,
                "dateline": self.dateline.data,
                "phone": self.phone_office.data or "",
            }
        )
