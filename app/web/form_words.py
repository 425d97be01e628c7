"""Vietnamese for what WTForms says by itself, since it brings no Vietnamese.

Forms mostly say their own, better words; these stand where a form says none.
"""

from flask import Flask, request

from app.web.i18n import chosen_language

WORDS = {
    "This field is required.": "Hãy điền chỗ này.",
    "Not a valid choice.": "Hãy chọn một mục có trong danh sách.",
    "Invalid Choice: could not coerce.": "Hãy chọn một mục có trong danh sách.",
    "Not a valid integer value.": "Hãy gõ bằng chữ số.",
    "Not a valid decimal value.": "Hãy gõ bằng chữ số.",
    "Not a valid float value.": "Hãy gõ bằng chữ số.",
    "Not a valid date value.": "Hãy gõ ngày, tháng, năm, ví dụ 07/02/2026.",
    "Not a valid datetime value.": "Hãy gõ ngày và giờ, ví dụ 07/02/2026 08:30.",
    "Not a valid time value.": "Hãy gõ giờ và phút, ví dụ 08:30.",
    "Number must be at least %(min)s.": "Hãy gõ số từ %(min)s trở lên.",
    "Number must be at most %(max)s.": "Hãy gõ số không quá %(max)s.",
    "Number must be between %(min)s and %(max)s.": "Hãy gõ số từ %(min)s đến %(max)s.",
    "Field must be equal to %(other_name)s.": "Hai chỗ này cần giống nhau.",
    "Field must be at least %(min)d character long.": "Hãy gõ ít nhất %(min)d ký tự.",
    "Field cannot be longer than %(max)d character.": "Hãy gõ không quá %(max)d ký tự.",
    "Field must be exactly %(max)d character long.": "Hãy gõ đúng %(max)d ký tự.",
    "Field must be between %(min)d and %(max)d characters long.": "Hãy gõ từ %(min)d đến %(max)d ký tự.",
}
OTHERWISE = "Chỗ này chưa đúng, hãy xem lại."


class FormWords:
    """What Flask-WTF asks for words; its names are gettext's."""

    def ugettext(self, message: str) -> str:
        return WORDS.get(message, OTHERWISE)

    def ungettext(self, one: str, _many: str, _count: int) -> str:
        return WORDS.get(one, OTHERWISE)


def init_app(app: Flask) -> None:
    app.before_request(offer_words)


def offer_words() -> None:
    """Put the words where Flask-WTF keeps a request's translations."""
    if chosen_language() == "vi":
        request.wtforms_translations = FormWords()  # type: ignore[attr-defined]  # Flask-WTF's own attribute
