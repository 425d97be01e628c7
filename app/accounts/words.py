"""How phones are spoken of on pages: their states, the age of unsent work, room."""

from datetime import datetime, timedelta

from flask_babel import gettext as _

AMBER, RED = timedelta(hours=24), timedelta(hours=72)
"""From here unsent work is old: somebody should ring its owner."""


def device_state(status: str) -> tuple[str, str]:
    """Return the state's words, and how its tag looks."""
    return {
        "active": (_("Đang dùng"), "good"),
        "suspended": (_("Tạm ngừng"), "warn"),
        "revoked": (_("Đã thu hồi"), "plain"),
        "wipe": (_("Đã lệnh tự xóa"), "plain"),
    }[status]


def act_done(act: str) -> str:
    """Return what to say once the act is recorded."""
    words: dict[str, str] = {
        "suspend": _("Đã tạm ngừng. Máy sẽ dừng ở lần liên lạc tới; việc trên máy vẫn còn nguyên."),
        "resume": _("Máy được dùng lại."),
        "revoke": _("Đã thu hồi. Máy chỉ còn gửi nốt việc đang giữ, không xem được gì nữa."),
        "wipe": _("Đã ra lệnh. Ở lần liên lạc tới máy gửi nốt việc đang giữ rồi tự xóa."),
    }
    return words[act]


def age_kind(since: datetime | None, now: datetime) -> str:
    """Return how the age of waiting work should look."""
    if since is None or now - since < AMBER:
        return "plain"
    return "warn" if now - since < RED else "bad"


def megabytes(count: int | None) -> str:
    """Return bytes as a person counts them; a dash when the phone did not say."""
    if count is None:
        return "–"
    size = count // 1_000_000
    return f"{size // 1000} GB" if size >= 10_000 else f"{size} MB"
