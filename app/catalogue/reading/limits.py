"""Time limits as people print them → TimeLimit. What is not said is kept as text, never guessed."""

from __future__ import annotations

import re
from typing import Final

from app.catalogue.facts import Channel, LimitUnit, TimeLimit, Trust

NOT_SAID: Final = ("không có thông tin", "không ghi", "chưa quy định")
CHANNEL_NAMES: Final = {
    "trực tiếp": Channel.DIRECT,
    "trực tuyến": Channel.ONLINE,
    "dịch vụ bưu chính": Channel.POST,
    "bưu chính công ích": Channel.POST,
}
_SPAN = re.compile(r"(\d+)\s*(ngày làm việc|ngày|buổi|giờ)", re.IGNORECASE)
_HALF = re.compile(r"^(?:nửa|1/2|0[.,]5) ngày(?: làm việc)?$", re.IGNORECASE)
_BARE = re.compile(r"^\s*(\d+)\s*(?:\(đơn vị không ghi[^)]*\))?\s*$", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)")
_PER_CHANNEL = re.compile(r"([^/]+?)\s*\(([^()]*)\)\s*(?:/|$)")
_UNITS: Final = {
    "ngày làm việc": LimitUnit.WORKING_DAYS,
    "ngày": LimitUnit.CALENDAR_DAYS,
    "buổi": LimitUnit.HALF_DAYS,
    "giờ": LimitUnit.HOURS,
}


def parse_limit(text: str) -> TimeLimit:
    """One printed limit. A sum of stages counts only when every stage has the same unit."""
    text = " ".join(text.split())
    lowered = text.casefold()
    if not text or lowered.startswith(NOT_SAID):
        return TimeLimit(text=text)
    if lowered.startswith("trong ngày"):
        return TimeLimit(text=text, n=0, unit=LimitUnit.SAME_DAY, trust=Trust.CONFIRMED)
    if _HALF.match(text):
        return TimeLimit(text=text, n=1, unit=LimitUnit.HALF_DAYS, trust=Trust.CONFIRMED)
    if bare := _BARE.match(text):
        return TimeLimit(text=text, n=int(bare[1]), trust=Trust.ASSUMED)
    if _is_outdated(lowered):
        return TimeLimit(text=text)
    return _sum_of_stages(text, Trust.MEMORY if _is_unsure(lowered) else Trust.CONFIRMED)


def parse_limits(text: str) -> dict[Channel, list[TimeLimit]] | TimeLimit:
    """“7 ngày (Trực tuyến) / 9 ngày (Trực tiếp)” by channel, anything else as one limit for all of them."""
    by_channel: dict[Channel, list[TimeLimit]] = {}
    for part, names in _PER_CHANNEL.findall(text):
        channels = channels_named(names)
        if not channels:
            return parse_limit(text)
        for channel in channels:
            by_channel.setdefault(channel, []).append(parse_limit(part))
    return by_channel or parse_limit(text)


def channels_named(names: str) -> list[Channel]:
    """The channels in “Trực tuyến, Dịch vụ bưu chính”; empty when one of the words is no channel."""
    words = [" ".join(word.split()).casefold() for word in names.split(",")]
    return [CHANNEL_NAMES[word] for word in words] if all(word in CHANNEL_NAMES for word in words) else []


def longest(limits: list[TimeLimit]) -> TimeLimit:
    """Of several limits for one channel the longest is promised, and all of them stay readable."""
    if len(limits) == 1:
        return limits[0]
    texts = " / ".join(dict.fromkeys(limit.text for limit in limits))
    top = max(limits, key=lambda limit: (limit.is_usable, limit.n or 0))
    return top.model_copy(update={"text": texts})


def _sum_of_stages(text: str, trust: Trust) -> TimeLimit:
    stages = _SPAN.findall(_ASIDE.sub(" ", text))
    units = {_UNITS[unit.casefold()] for _, unit in stages}
    if len(units) != 1:
        return TimeLimit(text=text)
    return TimeLimit(text=text, n=sum(int(n) for n, _ in stages), unit=units.pop(), trust=trust)


def _is_outdated(lowered: str) -> bool:
    """The total in force today is not known: only a stage, or the rule before July 2025."""
    return "total unconfirmed" in lowered or "before 7/2025" in lowered


def _is_unsure(lowered: str) -> bool:
    return "unconfirmed" in lowered or "memory" in lowered
