"""“yes / partly / no – because …” → what a home visit can do."""

from __future__ import annotations

import re
from typing import Final

from app.catalogue.facts import AtHome, HomeVisit

REASONS: Final = {
    AtHome.SETTLE: "Cán bộ được làm thủ tục này tại nhà cho người không đi lại được.",
    AtHome.COLLECT: "Cán bộ nhận giấy tờ tại nhà, cơ quan giải quyết rồi trả kết quả tận nhà hoặc qua bưu điện.",
    AtHome.GUIDE: "Thủ tục này không làm tại nhà; cán bộ chỉ hướng dẫn.",
}
WORDS: Final = ("yes", "partly", "no")
_LAWFUL_AT_HOME = re.compile(r"off-site|made for home|at the home", re.IGNORECASE)
_TAKEN_AWAY = re.compile(r"at home: borrow|custody receipt", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:NĐ|TT|Luật) \d+/\d{4}(?:/[\w-]+)? Đ\.[\d.]*\d")


def parse_home_fit(text: str) -> HomeVisit:
    """A “yes” is settled at the door only when the reason says that the act itself is lawful there."""
    word = re.split(r"[\s,.;:–-]", text.strip().casefold(), maxsplit=1)[0]
    if word not in WORDS:
        raise ValueError(f"home_visit_fit must start with yes, partly or no, not {text[:40]!r}")
    article = _ARTICLE.search(text)
    way = _way(word, text)
    return HomeVisit(way=way, reason=REASONS[way], article=article[0] if article else "")


def _way(word: str, text: str) -> AtHome:
    if word == "yes":
        return AtHome.SETTLE if _LAWFUL_AT_HOME.search(text) else AtHome.COLLECT
    if word == "partly" or _TAKEN_AWAY.search(text):
        return AtHome.COLLECT
    return AtHome.GUIDE
