"""The opinion form: one must, everything else may."""

from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from app.feedback.commands import Rate
from app.feedback.models import AnsweredBy, Place
from app.feedback.rules import MOST_REASONS, QUESTIONS
from app.web.forms import PageForm

YES_NO = [SelectChoice("yes", _l("Có")), SelectChoice("no", _l("Không"))]


class OpinionForm(PageForm):
    """Five faces with words, four yes-or-no questions, up to three reasons."""

    score = RadioField(
        _l("Ông bà thấy lần phục vụ này thế nào?"),
        choices=[
            SelectChoice("5", _l("Rất hài lòng")),
            SelectChoice("4", _l("Hài lòng")),
            SelectChoice("3", _l("Bình thường")),
            SelectChoice("2", _l("Chưa hài lòng")),
            SelectChoice("1", _l("Rất không hài lòng")),
        ],
        validators=[InputRequired(_l("Hãy chọn một mức."))],
    )
    on_time = RadioField(_l("Cán bộ có đến đúng giờ hẹn không?"), choices=YES_NO, validate_choice=False)
    explained = RadioField(_l("Cán bộ giải thích có dễ hiểu không?"), choices=YES_NO, validate_choice=False)
    asked_extra = RadioField(_l("Có bị đòi thêm tiền hoặc giấy tờ không?"), choices=YES_NO, validate_choice=False)
    another_trip = RadioField(_l("Có phải đi lại thêm lần nào không?"), choices=YES_NO, validate_choice=False)
    reasons = SelectMultipleField(
        _l("Vì sao? Chọn tối đa ba ý"),
        choices=[
            SelectChoice("polite", _l("Cán bộ lịch sự")),
            SelectChoice("clear", _l("Hướng dẫn rõ ràng")),
            SelectChoice("quick", _l("Làm nhanh")),
            SelectChoice("late", _l("Đến muộn")),
            SelectChoice("unclear", _l("Khó hiểu")),
            SelectChoice("impolite", _l("Thái độ chưa tốt")),
            SelectChoice("asked-money", _l("Đòi thêm tiền")),
            SelectChoice("asked-papers", _l("Đòi thêm giấy tờ")),
            SelectChoice("came-twice", _l("Phải làm lại lần nữa")),
        ],
    )
    answered_by = RadioField(
        _l("Ai đang trả lời?"),
        choices=[SelectChoice("self", _l("Chính người được phục vụ")), SelectChoice("relative", _l("Người thân"))],
        default="self",
    )
    comment = TextAreaField(
        _l("Ông bà muốn nói thêm điều gì?"), validators=[Length(max=2000, message=_l("Tối đa 2000 chữ."))]
    )

    def validate_reasons(self, field: SelectMultipleField) -> None:
        """Three are enough to say why."""
        if len(field.data or []) > MOST_REASONS:
            raise ValidationError(_l("Hãy chọn tối đa ba ý."))

    def to_command(self, visit_id: UUID) -> Rate:
        """Return the opinion as it was given."""
        answers = {name: self[name].data == "yes" for name in QUESTIONS if self[name].data in {"yes", "no"}}
        return Rate.model_validate(
            {
                "opinion_id": self.given_id,
                "visit_id": visit_id,
                "score": int(self.score.data),
                "answers": answers,
                "reasons": tuple(self.reasons.data or ()),
                "answered_by": AnsweredBy(self.answered_by.data or AnsweredBy.SELF),
                "where": Place.OWN_PHONE,
                "comment": self.comment.data or "",
            }
        )
