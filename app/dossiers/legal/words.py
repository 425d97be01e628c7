"""How the law's forms write days, hours, money and people: always in Vietnamese, whatever the screen speaks."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from app.core.clock import VN


def written_day(day: date) -> str:
    """Return “ngày 05 tháng 02 năm 2026”: two digits below 10 for days and for January and February."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def written_moment(when: datetime) -> str:
    """Return “09 giờ 30 phút, ngày 21/11/2026”."""
    here = when.astimezone(VN)
    return f"{here:%H} giờ {here:%M} phút, ngày {here:%d/%m/%Y}"


def short_moment(when: datetime) -> str:
    """Return “09:30, 21/11/2026”, for tables."""
    return f"{when.astimezone(VN):%H:%M, %d/%m/%Y}"


def short_day(day: date | None) -> str:
    """Return “21/11/2026”."""
    return f"{day:%d/%m/%Y}" if day else ""


def written_money(dong: int) -> str:
    """Return “15.000 đồng”."""
    return f"{dong:,} đồng".replace(",", ".")


def written_person(person: Mapping[str, Any]) -> str:
    """Return the name with what the person is to the owner."""
    relation = person.get("relation")
    return f"{person['name']} ({relation})" if relation else str(person["name"])


def written_phone(digits: str | None) -> str:
    """Return “0912 345 678” from what is stored in the international form."""
    if not digits:
        return ""
    plain = "0" + digits.removeprefix("+84") if digits.startswith("+84") else digits
    return f"{plain[:4]} {plain[4:7]} {plain[7:]}" if len(plain) == 10 else plain
