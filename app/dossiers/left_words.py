"""Days left, as the office's pages say them."""

from flask_babel import gettext as _

from app.dossiers.rules.countdown import Countdown

LOOKS = {"red": "bad", "amber": "warn", "calm": "plain", "waiting": "info", "none": "plain"}


def left_words(countdown: Countdown) -> str:
    """Return the words beside a due date."""
    if countdown.standing == "none":
        return ""
    if countdown.standing == "waiting":
        return str(_("hạn đang dừng"))
    if countdown.left < 0:
        return str(_("quá hạn %(n)s ngày làm việc", n=-countdown.left))
    return str(_("còn %(n)s ngày làm việc", n=countdown.left) if countdown.left else _("hạn trả hôm nay"))
