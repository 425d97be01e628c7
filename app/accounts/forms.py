"""Forms of sign-in and of the devices pages: they turn strings into commands and decide nothing."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    DateTimeLocalField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from app.accounts.commands import (
    NameDevice,
    ReportLostPhone,
    ResumeDevice,
    RevokeDevice,
    SettleBreach,
    SuspendDevice,
    WipeDevice,
)
from app.core.clock import VN
from app.web.forms import PageForm

AS_TYPED = "%Y-%m-%dT%H:%M"
REASON = [DataRequired(_l("Hãy ghi lý do.")), Length(max=500, message=_l("Tối đa 500 chữ."))]

ACTS: dict[str, type[SuspendDevice | ResumeDevice | RevokeDevice | WipeDevice]] = {
    "suspend": SuspendDevice,
    "resume": ResumeDevice,
    "revoke": RevokeDevice,
    "wipe": WipeDevice,
}
"""What the desk may do about a phone, as its addresses say it."""


class SignInForm(FlaskForm):
    """Name and password; spaces round the name are forgiven, paste is allowed."""

    username = StringField(_l("Tên đăng nhập"), [InputRequired(_l("Hãy gõ tên đăng nhập.")), Length(max=60)])
    password = PasswordField(_l("Mật khẩu"), [InputRequired(_l("Hãy gõ mật khẩu.")), Length(max=200)])


class CodeForm(FlaskForm):
    """Whose phone is to be enrolled."""

    user_id = SelectField(_l("Máy của ai"), [InputRequired(_l("Hãy chọn một người."))])


class NameForm(PageForm):
    """What the desk calls the phone."""

    name = StringField(
        _l("Tên gọi của máy"),
        [DataRequired(_l("Hãy đặt một tên.")), Length(max=60, message=_l("Tối đa 60 chữ."))],
    )

    def to_command(self, enrolment_id: UUID) -> NameDevice:
        """Return the wish that the form spells."""
        return NameDevice(enrolment_id=enrolment_id, name=self.name.data)


class ActForm(PageForm):
    """Why the phone is paused, let work again, or ended."""

    reason = StringField(_l("Lý do"), REASON)

    def to_command(self, enrolment_id: UUID, act: str) -> SuspendDevice | ResumeDevice | RevokeDevice | WipeDevice:
        """Return the wish that the form spells."""
        return ACTS[act](enrolment_id=enrolment_id, reason=self.reason.data)


class LostForm(PageForm):
    """When the loss was discovered, and what happened."""

    discovered_at = DateTimeLocalField(
        _l("Phát hiện mất lúc nào"), [InputRequired(_l("Hãy ghi ngày giờ phát hiện."))], format=AS_TYPED
    )
    reason = TextAreaField(_l("Chuyện gì đã xảy ra"), REASON)

    def to_command(self, enrolment_id: UUID) -> ReportLostPhone:
        """Return the report that the form spells; its record is named by the form, so two clicks make one."""
        return ReportLostPhone(
            enrolment_id=enrolment_id,
            lost_id=self.given_id,
            discovered_at=_moment(self.discovered_at.data),
            reason=self.reason.data,
        )


class SettleForm(PageForm):
    """The notice was sent, or need not be."""

    outcome = RadioField(
        _l("Kết quả"),
        [InputRequired(_l("Hãy chọn một kết quả."))],
        choices=[
            SelectChoice("sent", _l("Đã gửi thông báo")),
            SelectChoice("not-needed", _l("Không phải gửi, vì lý do dưới đây")),
        ],
    )
    sent_at = DateTimeLocalField(_l("Gửi lúc nào"), [Optional()], format=AS_TYPED)
    sent_to = StringField(_l("Gửi cho cơ quan nào"), [Length(max=500, message=_l("Tối đa 500 chữ."))])
    reason = TextAreaField(
        _l("Gửi bằng cách nào, số văn bản; hoặc vì sao không phải gửi"),
        [DataRequired(_l("Hãy ghi rõ để sau này còn tra được.")), Length(max=4000, message=_l("Tối đa 4000 chữ."))],
    )

    def to_command(self, lost_id: UUID) -> SettleBreach:
        """Return the decision that the form spells."""
        return SettleBreach(
            lost_id=lost_id,
            outcome=self.outcome.data,
            sent_at=_moment(self.sent_at.data) if self.sent_at.data and self.outcome.data == "sent" else None,
            sent_to=self.sent_to.data or "",
            reason=self.reason.data,
        )


def _moment(typed: datetime) -> datetime:
    """Return a time typed at a desk in Vietnam as a moment."""
    return typed.replace(tzinfo=VN)
