"""What a plan's reasons say to a person: why this day and order, why nobody comes, and what would make it fit."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask_babel import gettext as _

from app.visits.ability_words import skills_words
from app.visits.ways import AWAY, ROADS
from app.web.formats import half_day

LaneWords = Callable[[str], str]


def why_day(why: dict[str, Any]) -> str:
    """Return why this team and half-day."""
    words = {
        "promised": _("Đã hẹn với gia đình"),
        "only-crew": _("Chỉ đội này đi được"),
        "only-half-day": _("Gia đình chỉ hẹn được buổi này"),
        "nearest": _("Đội đi ngang gần nhất"),
        "room": _("Buổi gần hơn đã kín"),
    }
    return str(words.get(str(why.get("day")), ""))


def why_order(why: dict[str, Any]) -> str:
    """Return why at this place in the route."""
    words = {
        "promised": _("đúng giờ đã hẹn"),
        "window": _("để kịp các giờ đã hẹn"),
        "way": _("đường ngắn nhất"),
    }
    return str(words.get(str(why.get("order")), ""))


def why_not(why: dict[str, Any]) -> str:
    """Return the one reason that blocks."""
    words = {
        "no-skill": _("Không đội nào có đủ: %(skills)s.", skills=skills_words(why.get("missing", []))),
        "no-officers": _("Không đủ cán bộ đi cùng lúc."),
        "no-window": _("Không đội nào làm việc vào buổi gia đình mong."),
        "too-long": _("Không vừa một buổi, dù buổi còn trống."),
        "full": _("Các buổi đã kín."),
        "fits": _("Vẫn còn chỗ, hãy lập lại lịch."),
    }
    return str(words.get(str(why.get("code")), ""))


def would_fit(why: dict[str, Any], instead_of: list[str], lane_words: LaneWords) -> list[str]:
    """Return what would make it fit, the easiest first."""
    said = []
    if why.get("missing"):
        said.append(_("Xếp được khi có một đội đủ các điều đó: đổi người trong đội hoặc ghi thêm năng lực cán bộ."))
    if why.get("others"):
        days = "; ".join(_half(one) for one in why["others"][:3])
        said.append(_("Còn chỗ nếu gia đình đồng ý: %(days)s.", days=days))
    if why.get("short"):
        least = why["short"][0]
        said.append(_("%(lane)s thiếu %(n)s phút.", lane=lane_words(least["lane"]), n=least["minutes"]))
    if instead_of:
        said.append(
            _("Nếu xếp thì %(names)s phải chờ (mất %(n)s điểm).", names=", ".join(instead_of), n=why["points_lost"])
        )
    if why.get("later"):
        said.append(_("Dự kiến: %(day)s, chưa hẹn.", day=_half(why["later"])))
    return said


def _half(told: dict[str, str]) -> str:
    words = half_day(date.fromisoformat(told["date"]), told["half"])
    return f"{words[0].lower()}{words[1:]}"


def made_words(made_with: dict[str, str]) -> str:
    """Return which weights and distances a plan was made with."""
    number = made_with.get("weights", "0")
    weights = _("Tính theo điểm ưu tiên bản %(n)s.", n=number) if number != "0" else _("Tính theo điểm mặc định.")
    return f"{weights} {_distances(made_with.get('distances', ''))}".strip()


def _distances(made_by: str) -> str:
    if made_by == ROADS:
        return str(_("Thời gian đi đường theo máy chủ bản đồ đường."))
    detour = made_by.removesuffix(f", {AWAY}").rpartition(" ")[2]
    if made_by.startswith(ROADS):
        return str(_("Theo máy chủ bản đồ đường; nơi nó không biết đường thì ước đường chim bay × %(n)s.", n=detour))
    return str(_("Thời gian đi đường ước theo đường chim bay × %(n)s.", n=detour)) if detour else ""


def roads_were_away(made_with: dict[str, str]) -> bool:
    """Say whether the server of distances gave no answer when the plan was made."""
    return made_with.get("distances", "").endswith(AWAY)


def score_words(parts: dict[str, int]) -> str:
    """“Điểm ưu tiên 28: ai cũng có 10, cao tuổi 10, đã chờ 8”"""
    score = min(max(sum(parts.values()), 1), 100)
    return str(_("Điểm ưu tiên %(score)s: %(parts)s", score=score, parts=parts_words(parts)))


def parts_words(parts: dict[str, int]) -> str:
    """Return the summands of a weight."""
    words = {
        "base": _("ai cũng có"),
        "disability": _("khuyết tật"),
        "bedridden": _("nằm một chỗ"),
        "age": _("cao tuổi"),
        "waiting": _("đã chờ"),
        "deadline": _("gần hạn"),
    }
    return ", ".join(f"{words.get(name, name)} {points}" for name, points in parts.items())
