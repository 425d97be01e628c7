"""Fees as people print them → Fee. Only a fee in đồng counts: one in dollars is for missions abroad."""

from __future__ import annotations

import re
from typing import Final

from app.catalogue.facts import Channel, Fee, Trust
from app.catalogue.reading.limits import channels_named

FREE: Final = ("miễn phí", "0")
NOT_SAID: Final = ("không có thông tin", "không ghi", "chưa quy định", "unconfirmed")
EXEMPT_GROUPS: Final = (
    (("có công",), "Người có công với cách mạng và thân nhân"),
    (("hộ nghèo",), "Người thuộc hộ nghèo"),
    (("khuyết tật",), "Người khuyết tật"),
    (("khai tử đúng hạn", "đăng ký khai tử đúng hạn"), "Đăng ký khai tử đúng hạn"),
)
_AMOUNT = re.compile(r"(\d{1,3}(?:[.,]\d{3})+|\d+)\s*(?:Việt Nam Đồng|VNĐ|đồng|đ)?\s*(?:/\s*([^;(]+))?", re.IGNORECASE)
_PER_CHANNEL = re.compile(r"(\d[\d.,]*)\s*\(([^()]*)\)")


def is_foreign(text: str) -> bool:
    return "usd" in text.casefold()


def parse_fee(text: str) -> Fee:
    """One printed fee; several amounts in one text keep the first as the basic fee and the text as the rule."""
    text = " ".join(text.split())
    lowered = text.casefold()
    unsure = "unconfirmed" in lowered
    if not text or lowered.startswith(NOT_SAID):
        return Fee(text=text)
    trust = Trust.MEMORY if unsure else Trust.CONFIRMED
    if lowered.startswith("miễn phí"):
        return Fee(text=text, amount=0, trust=trust)
    found = _AMOUNT.match(text)
    if not found:
        return Fee(text=text)
    amount = int(re.sub(r"[.,]", "", found[1]))
    return Fee(text=text, amount=amount, per=(found[2] or "").strip()[:60], trust=trust)


def parse_fees(text: str) -> dict[Channel, Fee] | Fee:
    """“10000 (Trực tuyến) / 20000 (Trực tiếp)” by channel, anything else as one fee for all of them."""
    by_channel: dict[Channel, Fee] = {}
    for amount, names in _PER_CHANNEL.findall(text):
        for channel in channels_named(names):
            by_channel[channel] = parse_fee(amount)
    return by_channel or parse_fee(text)


def exemptions_in(text: str) -> tuple[str, ...]:
    """The exempt groups that a fee note names."""
    lowered = text.casefold()
    if "miễn" not in lowered:
        return ()
    return tuple(label for words, label in EXEMPT_GROUPS if any(word in lowered for word in words))
