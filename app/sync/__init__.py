"""Phones: commands up, snapshots down. Knows core, accounts and files only, no domain feature."""

from flask import Flask
from flask_babel import gettext as _

from app.core.errors import reason_text
from app.web.i18n import page_language


def init_app(app: Flask) -> None:
    """Give pages the words of refusals and of decisions."""
    app.jinja_env.globals["reason_words"] = lambda code: reason_text(code, page_language())
    app.jinja_env.globals["resolution_words"] = resolution_words


def resolution_words(resolution: str) -> str:
    """Return how a review item was decided, in words."""
    words: dict[str, str] = {
        "apply_as_is": _("Đã ghi nhận như đã gửi"),
        "apply_edited": _("Đã sửa rồi ghi nhận"),
        "discard": _("Đã bỏ qua"),
        "arrived": _("Đã tự xong vì việc trước đó đã đến"),
    }
    return words.get(resolution, resolution)
