"""Forms of the coordinator's request pages."""

from collections.abc import Sequence
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, IntegerField, RadioField, SelectField, StringField, TelField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from app.citizens import phones
from app.citizens.models import Citizen
from app.citizens.register import ConsentGiven, Person
from app.core.clock import today
from app.core.ids import new_id
from app.core.numbers import new_tracking_code
from app.core.search import nfc
from app.places.models import Neighbourhood
from app.requests.commands import AcceptRequest, CancelRequest, DeclineRequest, MergeRequest, RegisterRequest
from app.requests.models import HalfDay, Requester
from app.requests.words import draw_word

PHONE_CALL_CONSENT = "phone-2026-11"
OLDEST = 120


class AcceptForm(FlaskForm):
    """Accept, with a note for those who plan."""

    note = StringField(_l("Ghi chú"), [Length(max=500)])

    def to_command(self, request_id: UUID) -> AcceptRequest:
        return AcceptRequest(request_id=request_id, note=self.note.data or "")


class DeclineForm(FlaskForm):
    """Decline; the family reads the reason."""

    reason = StringField(
        _l("Lý do, người dân sẽ đọc được"), [DataRequired(_l("Hãy viết lý do từ chối.")), Length(max=500)]
    )

    def to_command(self, request_id: UUID) -> DeclineRequest:
        return DeclineRequest(request_id=request_id, reason=self.reason.data or "")


class CancelForm(FlaskForm):
    """Cancel, because the family said so."""

    reason = StringField(_l("Lý do huỷ"), [DataRequired(_l("Hãy viết lý do huỷ.")), Length(max=500)])

    def to_command(self, request_id: UUID) -> CancelRequest:
        return CancelRequest(request_id=request_id, reason=self.reason.data or "")


class MergeForm(FlaskForm):
    """Merge into one of the requests that look alike."""

    into_id = RadioField(_l("Gộp vào"), [InputRequired(_l("Hãy chọn yêu cầu sẽ giữ lại."))])

    def offer(self, choices: Sequence[tuple[UUID, str]]) -> None:
        """Show the requests that could be the same."""
        self.into_id.choices = [SelectChoice(str(value), text) for value, text in choices]

    def to_command(self, request_id: UUID) -> MergeRequest:
        return MergeRequest(request_id=request_id, into_id=UUID(str(self.into_id.data)))


class RegisterForm(FlaskForm):
    """Somebody is on the phone: everything on one page, in the order in which it is asked."""

    for_whom = RadioField(
        _l("Người gọi đăng ký cho ai?"),
        [InputRequired(_l("Hãy chọn đăng ký cho ai."))],
        choices=[
            SelectChoice("relative", _l("Cha mẹ hoặc người thân")),
            SelectChoice("self", _l("Chính người gọi")),
            SelectChoice("other", _l("Người khác")),
        ],
    )
    full_name = StringField(
        _l("Họ và tên người cần gặp"),
        [DataRequired(_l("Hãy gõ họ và tên.")), Length(min=2, max=100, message=_l("Hãy gõ đủ họ và tên."))],
        filters=[lambda text: nfc(text).strip() if text else text],
    )
    birth_year = IntegerField(_l("Năm sinh"), [InputRequired(_l("Hãy gõ năm sinh, ví dụ 1948."))])
    neighbourhood_id = SelectField(_l("Tổ dân phố"), [InputRequired(_l("Hãy chọn tổ dân phố."))])
    address = StringField(_l("Số nhà, ngõ, đường"), [Length(max=200)])
    directions = StringField(_l("Chỉ đường"), [Length(max=300)])
    phone = TelField(_l("Số điện thoại gọi lại"))
    requester_name = StringField(_l("Tên người gọi"), [Length(max=100)])
    relation = StringField(_l("Quan hệ với người cần gặp"), [Length(max=60)])
    hardship = SelectField(
        _l("Lý do khó đi lại"),
        [Optional()],
        choices=[
            SelectChoice("", _l("Không ghi")),
            SelectChoice("age", _l("Cao tuổi")),
            SelectChoice("disability", _l("Khuyết tật")),
            SelectChoice("illness", _l("Ốm đau, mới ra viện")),
            SelectChoice("alone", _l("Sống một mình, không có ai đưa đi")),
            SelectChoice("other", _l("Lý do khác")),
        ],
    )
    procedure_code = SelectField(_l("Thủ tục"), [Optional()])
    need_text = TextAreaField(_l("Việc cần làm, bằng lời người gọi"), [Length(max=1000)])
    wish_date = DateField(_l("Ngày mong muốn"), [Optional()])
    wish_half = SelectField(
        _l("Buổi"),
        [Optional()],
        choices=[
            SelectChoice("", _l("Buổi nào cũng được")),
            SelectChoice("morning", _l("Buổi sáng")),
            SelectChoice("afternoon", _l("Buổi chiều")),
        ],
    )
    access_notes = StringField(_l("Lưu ý khi vào nhà"), [Length(max=500)])
    consent = BooleanField(
        _l("Đã đọc 5 điều về dữ liệu cho người gọi nghe, người gọi đồng ý."),
        [InputRequired(_l("Chỉ ghi khi người gọi đã đồng ý."))],
    )

    def offer(self, neighbourhoods: Sequence[Neighbourhood], procedures: Sequence[tuple[str, str]]) -> None:
        """Show the ward's neighbourhoods and what is offered."""
        self.neighbourhood_id.choices = [
            SelectChoice("", _("Chọn tổ dân phố")),
            *(SelectChoice(str(n.id), n.label) for n in neighbourhoods),
        ]
        self.procedure_code.choices = [
            SelectChoice("", _("Chưa rõ")),
            *(SelectChoice(code, title) for code, title in procedures),
        ]

    def show(self, citizen: Citizen) -> None:
        """Fill in a person who is known already."""
        for name in ("full_name", "birth_year", "neighbourhood_id", "address", "directions", "access_notes"):
            self[name].process(None, getattr(citizen, name))
        self.phone.process(None, phones.show(citizen.phone))

    def validate_birth_year(self, field: IntegerField) -> None:
        """A living person's year."""
        this_year = today().year
        NumberRange(this_year - OLDEST, this_year, _("Năm sinh có bốn chữ số, ví dụ 1948."))(self, field)

    def validate_phone(self, field: TelField) -> None:
        """Any spelling; none when nobody has a phone."""
        if (field.data or "").strip() and phones.normalise(field.data or "") is None:
            raise ValidationError(_("Hãy gõ một số điện thoại gọi được, ví dụ 0912 345 678."))

    def to_command(self, citizen: Citizen | None) -> RegisterRequest:
        """Return the registration; of a known citizen, as recorded."""
        is_self = self.for_whom.data == "self"
        phone = phones.normalise(self.phone.data or "")
        return RegisterRequest(
            request_id=new_id(),
            citizen_id=citizen.id if citizen else new_id(),
            person=None if citizen else self._person(phone if is_self else None),
            for_whom=self.for_whom.data,
            requester=Requester(
                name=(self.full_name.data if is_self else self.requester_name.data) or "",
                relation="" if is_self else self.relation.data or "",
                phone=phone,
            ),
            hardship=self.hardship.data or None,
            procedure_code=self.procedure_code.data or None,
            need_text=self.need_text.data or "",
            wish=HalfDay(date=self.wish_date.data, half=self.wish_half.data or None) if self.wish_date.data else None,
            tracking_code=new_tracking_code(),
            visit_word=draw_word(),
            consent=ConsentGiven(given=True, by="self" if is_self else "relative", text_version=PHONE_CALL_CONSENT),
        )

    def _person(self, phone: str | None) -> Person:
        return Person(
            full_name=self.full_name.data or "",
            birth_year=self.birth_year.data or 0,
            phone=phone,
            phone_owner="self" if phone else None,
            neighbourhood_id=UUID(str(self.neighbourhood_id.data)),
            address=self.address.data or "",
            directions=self.directions.data or "",
            access_notes=self.access_notes.data or "",
        )
