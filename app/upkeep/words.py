"""How long ago and how large, as people say it."""

from datetime import timedelta

from flask_babel import gettext as _

from app.web.formats import number


def age_words(age: timedelta) -> str:
    """5 phút trước; 2 giờ trước; 3 ngày trước."""
    minutes = max(0, int(age.total_seconds() // 60))
    if minutes < 1:
        return str(_("vừa xong"))
    if minutes < 60:
        return str(_("%(n)s phút trước", n=minutes))
    if minutes < 48 * 60:
        return str(_("%(n)s giờ trước", n=minutes // 60))
    return str(_("%(n)s ngày trước", n=minutes // (24 * 60)))


def size_words(size: int) -> str:
    """12,3 MB"""
    return f"{number(size / 1e9, 1)} GB" if size >= 1e9 else f"{number(size / 1e6, 1)} MB"
