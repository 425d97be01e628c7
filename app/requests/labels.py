"""How requests are said on the office's pages."""

from datetime import date
from typing import Any

from flask_babel import gettext as _

from app.requests.models import Status
from app.web.formats import half_day

TAG_KINDS = {
    Status.WAITING: "warn",
    Status.ACCEPTED: "info",
    Status.PLANNED: "good",
    Status.DONE: "plain",
    Status.DECLINED: "plain",
    Status.MERGED: "plain",
    Status.CANCELLED: "plain",
}


def status_words(status: Status) -> str:
    """Return how far the request is, in words."""
    words = {
        Status.WAITING: _("Chờ xem"),
        Status.ACCEPTED: _("Chờ xếp lịch"),
        Status.PLANNED: _("Đã xếp lịch"),
        Status.DONE: _("Đã phục vụ"),
        Status.DECLINED: _("Đã từ chối"),
        Status.MERGED: _("Đã gộp"),
        Status.CANCELLED: _("Đã huỷ"),
    }
    return str(words[Status(status)])


def hardship_words(hardship: str | None) -> str:
    """Return why the person cannot come, as a category."""
    words = {
        "age": _("Cao tuổi"),
        "disability": _("Khuyết tật"),
        "illness": _("Ốm đau, mới ra viện"),
        "alone": _("Sống một mình, không có ai đưa đi"),
        "other": _("Lý do khác"),
    }
    return str(words.get(hardship or "", _("Không ghi")))


def maker_words(made_by: str) -> str:
    """Return who brought the request in."""
    words = {
        "public": _("Người dân tự đăng ký"),
        "leader": _("Tổ trưởng đăng ký"),
        "officer": _("Cán bộ đăng ký"),
        "coordinator": _("Đăng ký qua điện thoại"),
    }
    return str(words.get(made_by, _("Nhập vào hệ thống")))


def half_day_words(wish: dict[str, Any] | None) -> str:
    """Return a wished or agreed half-day as stored with the request."""
    if not wish or not wish.get("date"):
        return str(_("Buổi nào cũng được"))
    return half_day(date.fromisoformat(wish["date"]), wish.get("half"))
