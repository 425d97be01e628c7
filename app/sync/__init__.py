"""Phones: commands up, snapshots down. Knows core and accounts only, no domain feature."""

from flask import Flask
from flask_babel import gettext as _

from app.core.errors import reason_text
from app.sync.telling import command_words
from app.web.i18n import page_language


def init_app(app: Flask) -> None:
    """Give pages the words of refusals and of decisions."""
    app.jinja_env.globals["reason_words"] = lambda code: reason_text(code, page_language())
    app.jinja_env.globals["resolution_words"] = resolution_words
    app.jinja_env.globals["command_words"] = command_words
    app.jinja_env.globals["review_kind_words"] = review_kind_words


def resolution_words(resolution: str) -> str:
    """Return how a review item was decided, in words."""
    words: dict[str, str] = {
        "apply_as_is": _("Đã ghi nhận như đã gửi"),
        "apply_edited": _("Đã sửa rồi ghi nhận"),
        "discard": _("Đã bỏ qua"),
        "arrived": _("Đã tự xong vì việc trước đó đã đến"),
        "joined": _("Được xem xét cùng với việc trước đó"),
    }
    return words.get(resolution, resolution)


def review_kind_words(kind: str) -> str:
    """Return why an item waits, in a word or two."""
    words: dict[str, str] = {
        "held": _("Chờ việc trước"),
        "conflict": _("Không còn phù hợp"),
        "rejected": _("Không hợp lệ"),
        "parked": _("Không đọc được"),
        "late": _("Tới sau khi đã ngừng"),
        "gap": _("Thiếu việc"),
        "duplicate": _("Có thể trùng"),
        "clock": _("Sai giờ"),
        "file-missing": _("Thiếu ảnh"),
        "flag": _("Cần xem"),
    }
    return words.get(kind, kind)
