"""How long ago and how large, as people say it."""

from datetime import timedelta

from flask_babel import gettext as _

from app.web.formats import number

UNITS = [(1e9, "GB"), (1e6, "MB")]


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
    unit, name = next((pair for pair in UNITS if size >= pair[0]), (1e3, "kB"))
    return f"{number(size / unit, 1)} {name}"
