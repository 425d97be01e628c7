"""How requests are said on the office's pages."""

from datetime import date
from typing import Any

from flask_babel import gettext as _

from app.catalogue import words as procedure_words
from app.catalogue.queries import find_procedure
from app.citizens.fields import VALUES
from app.citizens.models import Citizen
from app.core.naming import field_text, value_text
from app.requests.models import Status
from app.web.formats import half_day
from app.web.i18n import page_language

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


def field_words(name: str) -> str:
    """Return what people call a field of the registration."""
    return field_text(name, page_language())


def value_words(name: str, value: str | None) -> str:
    """Return what the field said, in words; a dash where it said nothing."""
    if not value:
        return "–"
    procedure = find_procedure(value) if name == "procedure_code" else None
    return procedure_words.title(procedure.facts) if procedure else value_text(name, value, page_language())


def half_day_words(wish: dict[str, Any] | None) -> str:
    """Return a wished or agreed half-day as stored with the request."""
    if not wish or not wish.get("date"):
        return str(_("Buổi nào cũng được"))
    return half_day(date.fromisoformat(wish["date"]), wish.get("half"))


def position_words(citizen: Citizen) -> str:
    """Say where the home's position comes from, and how far off it may be."""
    words = VALUES["position_source"].get(citizen.position_source or "")
    if words is None:
        return str(_("Chưa biết"))
    source = words[0 if page_language() == "vi" else 1]
    return str(_("%(source)s, sai số khoảng %(metres)s m", source=source, metres=citizen.position_accuracy_m))
