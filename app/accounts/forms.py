"""Forms of sign-in and of the devices page."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length


class SignInForm(FlaskForm):
    """Name and password; spaces round the name are forgiven, paste is allowed."""

    username = StringField(_l("Tên đăng nhập"), [InputRequired(_l("Hãy gõ tên đăng nhập.")), Length(max=60)])
    password = PasswordField(_l("Mật khẩu"), [InputRequired(_l("Hãy gõ mật khẩu.")), Length(max=200)])
