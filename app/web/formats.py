"""How dates, times, numbers, money and phone numbers look on screen and on paper.

Python's and the browser's own Vietnamese formats differ ("7/2/2026"), so the forms are spelled here once.
"""

import re
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from flask import Flask
from flask_babel import gettext as _
from lunar_vn import solar_to_lunar

from app.web.i18n import page_language

VN = ZoneInfo("Asia/Ho_Chi_Minh")

WEEKDAYS_VI = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
LUNAR_MONTHS = ("Giêng", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Chạp")


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        date=short_date,
        long_date=long_date,
        half_day=half_day,
        lunar_date=lunar_date,
        time=clock_time,
        datetime=date_and_time,
        number=number,
        money=money,
        percent=percent,
        phone=phone,
    )


def in_vietnam(when: date | datetime) -> date:
    return when.astimezone(VN).date() if isinstance(when, datetime) else when


def short_date(when: date | datetime | None) -> str:
    """07/02/2026"""
    return "" if when is None else f"{in_vietnam(when):%d/%m/%Y}"


def long_date(when: date | datetime | None) -> str:
    """Thứ Bảy, 07/02/2026"""
    if when is None:
        return ""
    day = in_vietnam(when)
    if page_language() == "en":
        return f"{WEEKDAYS_EN[day.weekday()]}, {day.day} {MONTHS_EN[day.month - 1]} {day.year}"
    return f"{WEEKDAYS_VI[day.weekday()]}, {short_date(day)}"


def half_day(when: date, half: str | None, hours: tuple[str, str] | None = None) -> str:
    """Sáng thứ Bảy, 07/02/2026 (07:30–11:30): as one says it; without a half it is the whole day."""
    if page_language() == "en":
        weekday, rest = long_date(when).split(", ", 1)
        words = f"{weekday} {half}, {rest}" if half else f"{weekday}, {rest}, all day"
    else:
        part = {"morning": "Sáng", "afternoon": "Chiều"}.get(half or "", "Cả ngày")
        name = WEEKDAYS_VI[when.weekday()]
        # A Sunday is a name of its own, the other days are numbered.
        words = f"{part} {name if name == 'Chủ Nhật' else name.replace('Thứ', 'thứ')}, {short_date(when)}"
    return f"{words} ({hours[0]}–{hours[1]})" if hours else words


def lunar_date(when: date | datetime) -> str:
    """20 tháng Chạp: the line below a date that elders and families go by."""
    lunar = solar_to_lunar(in_vietnam(when))
    if page_language() == "en":
        return f"lunar {lunar.day}/{lunar.month}{' (leap)' if lunar.leap else ''}"
    first = "mùng " if lunar.day <= 10 else ""
    return f"{first}{lunar.day} tháng {LUNAR_MONTHS[lunar.month - 1]}{' nhuận' if lunar.leap else ''}"


def clock_time(when: datetime | None) -> str:
    """08:30"""
    return "" if when is None else f"{when.astimezone(VN):%H:%M}"


def date_and_time(when: datetime | None) -> str:
    """08:30, 07/02/2026"""
    return "" if when is None else f"{clock_time(when)}, {short_date(when)}"


def number(value: int | float | Decimal, places: int = 0) -> str:
    """1.234,5 in Vietnamese, 1,234.5 in English."""
    english = f"{value:,.{places}f}"
    if page_language() == "en":
        return english
    return english.translate(str.maketrans(",.", ".,"))


def money(dong: int | None) -> str:
    """15.000 đ; no fee is said in words."""
    if dong is None:
        return ""
    return _("Miễn phí") if dong == 0 else f"{number(dong)}\u00a0đ"


def percent(share: float | Decimal) -> str:
    """95,4% from 0.954"""
    return f"{number(share * 100, 1)}%"


def phone(digits: str | None) -> str:
    """0912 345 678 from any spelling; what is no Vietnamese number is shown as it is."""
    if not digits:
        return ""
    plain = re.sub(r"[^\d+]", "", digits)
    plain = re.sub(r"^(\+84|84(?=\d{9}$))", "0", plain)
    if re.fullmatch(r"0\d{9}", plain):
        return f"{plain[:4]} {plain[4:7]} {plain[7:]}"
    if re.fullmatch(r"0\d{10}", plain):
        return f"{plain[:4]} {plain[4:8]} {plain[8:]}"
    if re.fullmatch(r"1[89]00\d{4,6}", plain):
        return f"{plain[:4]} {plain[4:]}"
    return digits
