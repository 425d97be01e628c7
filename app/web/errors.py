"""When something goes wrong: a plain page with a phone number, or the API's error shape.

The API's shape is {"error": "kebab-code", "message": {"vi", "en"}, "details": {}}.
"""

import logging
from http import HTTPStatus

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, InternalServerError, ServiceUnavailable

from app.core.errors import Refusal, Unknown, reason_text
from app.web.i18n import page_language

log = logging.getLogger(__name__)

RETRY_AFTER_S = 5

CODES = {
    400: "bad-request",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    409: "conflict",
    413: "too-large",
    429: "busy",
    500: "server-error",
    503: "busy",
}


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, show_error)
    app.register_error_handler(Refusal, show_refusal)
    for trouble in (OperationalError, InterfaceError, PoolTimeout):
        app.register_error_handler(trouble, show_busy)


def show_error(error: HTTPException) -> Response:
    """The handler of every refused or failed request; Flask brings crashes here as a 500."""
    if error.response is not None:
        return make_response(error.response)
    status = error.code or int(HTTPStatus.INTERNAL_SERVER_ERROR)
    shown = "csrf" if isinstance(error, CSRFError) else str(status)
    response = api_error(status, shown) if request.path.startswith("/api/") else error_page(status, shown)
    for name, value in error.get_headers(request.environ):
        if name not in {"Content-Type", "Content-Length"}:
            response.headers[name] = value
    return response


def show_busy(error: Exception) -> Response:
    """A lock, the disk or the connection to the database: nothing was kept, and trying again later helps."""
    log_busy(error)
    return show_error(ServiceUnavailable(retry_after=RETRY_AFTER_S))


def log_busy(error: Exception) -> None:
    """Write down what the database said: a missing column looks like a lock from outside. Values stay out of it."""
    log.warning("busy: %s: %s", type(error).__name__, getattr(error, "orig", None) or "no connection was free")


def show_refusal(refusal: Refusal) -> Response:
    """A refusal that no route expected: something unknown is not found, the rest is told in its own words."""
    status = HTTPStatus.NOT_FOUND if isinstance(refusal, Unknown) else HTTPStatus.CONFLICT
    if request.path.startswith("/api/"):
        message = {locale: reason_text(refusal.code, locale) for locale in ("vi", "en")}
        return make_response({"error": refusal.code, "message": message, "details": refusal.details}, status)
    if isinstance(refusal, Unknown):
        return error_page(status, str(int(status)))
    text = reason_text(refusal.code, page_language())
    page = render_template("web/error.html", title=_("Chưa làm được việc này"), text=text, status=int(status))
    return make_response(page, status)


def api_error(status: int, shown: str) -> Response:
    code = "cross-site" if shown == "csrf" else CODES.get(status, "http-" + str(status))
    message = {}
    for locale in ("vi", "en"):
        with force_locale(locale):
            message[locale] = " ".join(words(status, shown))
    response = jsonify({"error": code, "message": message, "details": {}})
    response.status_code = status
    return response


def error_page(status: int, shown: str) -> Response:
    title, text = words(status, shown)
    template = "web/error_plain.html" if status >= InternalServerError.code else "web/error.html"
    return make_response(render_template(template, title=title, text=text, status=status), status)


def words(status: int, shown: str) -> tuple[str, str]:
    """What happened, and what to do now. Never blames the reader."""
    known = {
        "csrf": (_("Trang đã mở quá lâu"), _("Hãy quay lại trang trước, tải lại trang rồi gửi lại lần nữa.")),
        "400": (_("Chưa đọc được yêu cầu này"), _("Hãy quay lại trang trước và thử lại.")),
        "403": (_("Trang này không dành cho tài khoản của bạn"), _("Nếu cần dùng trang này, hãy gọi cho chúng tôi.")),
        "404": (_("Không tìm thấy trang"), _("Có thể địa chỉ bị gõ thiếu hoặc trang đã được dời đi.")),
        "405": (_("Không mở được trang theo cách này"), _("Hãy bắt đầu lại từ trang chủ.")),
        "409": (_("Thông tin vừa được người khác thay đổi"), _("Hãy tải lại trang để xem thông tin mới rồi thử lại.")),
        "413": (_("Tệp gửi lên quá lớn"), _("Hãy chọn ảnh nhỏ hơn rồi gửi lại.")),
        "429": (_("Có quá nhiều lượt gửi trong lúc này"), _("Hãy đợi vài phút rồi thử lại.")),
        "500": (_("Hệ thống đang gặp sự cố"), _("Lỗi ở phía chúng tôi. Hãy thử lại sau vài phút.")),
        "503": (_("Hệ thống đang bận"), _("Hãy thử lại sau vài phút.")),
    }
    fallback = known["500"] if status >= HTTPStatus.INTERNAL_SERVER_ERROR else known["400"]
    return known.get(shown, fallback)
