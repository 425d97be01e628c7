"""The questions of a booking, one form each; `answers()` is what the draft keeps."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from app.citizens import phones
from app.core.clock import today
from app.core.search import nfc
from app.public.offers import Need

OLDEST = 120


class Question(FlaskForm):
    """One page of the booking."""

    def answers(self) -> dict[str, Any]:
        """Return the answers by the draft's field names; what was left open is empty, not unknown."""
        return {name: "" if value is None else value for name, value in self.data.items() if name != "csrf_token"}

    def show(self, draft: dict[str, Any]) -> None:
        """Fill in what was answered before."""
        for field in self:
            if field.name in draft and field.name != "csrf_token":
                field.process(None, draft[field.name])


class WhoForm(Question):
    """For whom the officer is to come; relatives do most of the booking."""

    for_whom = RadioField(
        _l("Ai cần cán bộ đến nhà?"),
        [InputRequired(_l("Hãy chọn người cần cán bộ đến nhà."))],
        choices=[
            SelectChoice("relative", _l("Cha mẹ hoặc người thân của tôi")),
            SelectChoice("self", _l("Tôi")),
            SelectChoice("other", _l("Người khác")),
        ],
    )


class HardshipForm(Question):
    """Kept as a category only."""

    hardship = RadioField(
        _l("Vì sao người đó khó đi lại?"),
        [Optional()],
        choices=[
            SelectChoice("age", _l("Cao tuổi")),
            SelectChoice("disability", _l("Khuyết tật")),
            SelectChoice("illness", _l("Ốm đau, mới ra viện")),
            SelectChoice("alone", _l("Sống một mình, không có ai đưa đi")),
            SelectChoice("other", _l("Lý do khác")),
        ],
    )


class NeedForm(Question):
    """What is to be done; not knowing is an answer."""

    need = RadioField(_l("Cần làm việc gì?"), [InputRequired(_l("Hãy chọn một việc, hoặc chọn “Tôi không rõ”."))])
    need_text = TextAreaField(
        _l("Nói thêm bằng lời của bạn"), [Length(max=400, message=_l("Hãy viết ngắn hơn 400 chữ cái."))]
    )

    def offer(self, needs: Sequence[Need]) -> None:
        """Show these kinds of work with their pictures, then the two that are always there."""
        self.need.choices = [
            *(SelectChoice(need.code, need.text) for need in needs),
            SelectChoice("other", _("Việc khác")),
            SelectChoice("unknown", _("Tôi không rõ, hãy gọi lại cho tôi")),
        ]
        self.pictures = {need.code: need.picture for need in needs} | {"unknown": "question", "other": "pen"}

    def validate_need_text(self, field: TextAreaField) -> None:
        """Another kind of work must be named."""
        if self.need.data == "other" and not (field.data or "").strip():
            raise ValidationError(_("Hãy viết vài chữ về việc cần làm."))


class PersonForm(Question):
    """One field for the name; the year is enough, and no identity number is asked."""

    full_name = StringField(
        _l("Họ và tên"),
        [DataRequired(_l("Hãy gõ họ và tên.")), Length(min=2, max=100, message=_l("Hãy gõ đủ họ và tên."))],
        filters=[lambda text: nfc(text).strip() if text else text],
    )
    birth_year = IntegerField(_l("Năm sinh"), [InputRequired(_l("Hãy gõ năm sinh, ví dụ 1948."))])

    def validate_birth_year(self, field: IntegerField) -> None:
        """A living person's year."""
        this_year = today().year
        NumberRange(this_year - OLDEST, this_year, _("Năm sinh có bốn chữ số, ví dụ 1948."))(self, field)


class ContactForm(Question):
    """Whom to call. Somebody without any phone is answered through the neighbourhood's leader."""

    requester_name = StringField(_l("Tên của bạn"), [Length(max=100)])
    relation = StringField(_l("Bạn là gì của người đó?"), [Length(max=60)])
    has_phone = RadioField(
        _l("Chúng tôi gọi lại cho ai được?"),
        [InputRequired(_l("Hãy chọn một cách để chúng tôi báo lại."))],
        choices=[
            SelectChoice("yes", _l("Gọi số điện thoại dưới đây")),
            SelectChoice("no", _l("Không có điện thoại, hãy nhờ tổ trưởng báo")),
        ],
    )
    phone = TelField(_l("Số điện thoại"))
    zalo = BooleanField(_l("Số này có dùng Zalo"))
    best_time = StringField(_l("Giờ nghe máy tiện nhất"), [Length(max=60)])

    def validate_phone(self, field: TelField) -> None:
        """Any spelling of a number that can be called."""
        if self.has_phone.data == "no":
            return
        if phones.normalise(field.data or "") is None:
            raise ValidationError(_("Hãy gõ một số điện thoại gọi được, ví dụ 0912 345 678."))

    def answers(self) -> dict[str, Any]:
        """Keep the number as it is dialled; none when there is no phone."""
        given = super().answers()
        has_phone = given.pop("has_phone") == "yes"
        return given | {"phone": (phones.normalise(given["phone"]) or "") if has_phone else ""}

    def show(self, draft: dict[str, Any]) -> None:
        """Show the number as people say it."""
        super().show(draft)
        if draft.get("phone") is not None:
            self.has_phone.process(None, "yes" if draft["phone"] else "no")
            self.phone.process(None, phones.show(draft["phone"]))


class WishForm(Question):
    """A half-day with room, or any."""

    wish = RadioField(_l("Buổi nào tiện?"), [InputRequired(_l("Hãy chọn một buổi, hoặc “Buổi nào cũng được”."))])

    def offer(self, choices: Sequence[tuple[str, str]], full: frozenset[str]) -> None:
        """Show the half-days; full ones can be seen, not chosen."""
        self.wish.choices = [
            SelectChoice("any", _("Buổi nào cũng được")),
            *(SelectChoice(value, text) for value, text in choices),
        ]
        self.full = full

    def validate_wish(self, field: RadioField) -> None:
        """A half-day may have filled up while the page was open."""
        if field.data in self.full:
            raise ValidationError(_("Buổi này vừa hết chỗ. Hãy chọn buổi khác."))

    def answers(self) -> dict[str, Any]:
        """Keep the day and the half apart."""
        day, _slash, half = str(self.wish.data).partition("/")
        return {"wish": self.wish.data, "wish_date": day if half else None, "wish_half": half or None}


class ConsentForm(FlaskForm):
    """Silence is not consent: the box is empty until somebody ticks it."""

    consent = BooleanField(
        _l("Tôi đã đọc và đồng ý."), [InputRequired(_l("Hãy đánh dấu đồng ý để chúng tôi được ghi lại và đến nhà."))]
    )


class TrackForm(FlaskForm):
    """The code of the slip, and something that only the family knows."""

    code = StringField(
        _l("Mã lượt hẹn"), [InputRequired(_l("Hãy gõ mã gồm 10 chữ số trên phiếu hẹn.")), Length(max=40)]
    )
    last4 = StringField(
        _l("4 số cuối của số điện thoại đã đăng ký"), [InputRequired(_l("Hãy gõ 4 số cuối.")), Length(max=20)]
    )


class CheckReceiptForm(FlaskForm):
    """A receipt's QR text, and its words if they came by message."""

    code = TextAreaField(
        _l("Nội dung mã QR"), [InputRequired(_l("Hãy quét mã QR hoặc dán nội dung mã.")), Length(max=600)]
    )
    words = TextAreaField(_l("Nội dung giấy hẹn"), [Optional(), Length(max=20_000)])


class CancelForm(FlaskForm):
    """Why is optional: nobody has to explain themselves."""

    reason = StringField(_l("Lý do"), [Length(max=200)])
