"""The legal values that deadlines hang on: what each is, where it comes from, and who must confirm it.

A ward may set the values that are marked so and may confirm each of them; what it has not set is as shipped here.
Pure: words and texts in, `Rules` out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Final

from app.catalogue.deadlines import Rules, WhileMissing
from app.catalogue.hours import OpenHours, is_full_day

Words = tuple[str, str]

PROVINCE: Final[Words] = (
    "Giám đốc Trung tâm, sau khi hỏi Văn phòng UBND tỉnh (kiểm soát thủ tục hành chính)",
    "The centre's director, after asking the province's office for administrative procedures",
)
JUSTICE: Final[Words] = (
    "Giám đốc Trung tâm, sau khi hỏi Sở Tư pháp",
    "The centre's director, after asking the Department of Justice",
)
HOME_AFFAIRS: Final[Words] = (
    "Giám đốc Trung tâm, sau khi hỏi Sở Nội vụ",
    "The centre's director, after asking the Department of Home Affairs",
)


@dataclass(frozen=True, kw_only=True)
class LegalValue:
    """One value: its plain name, what is shipped, its source, and whether the text in force was read."""

    key: str
    shipped: str
    name: Words
    source: Words
    ask: Words
    is_confirmed: bool = False
    read: Callable[[str], object] | None = None
    """Reads a value that a ward may set; None where the value cannot be set, only confirmed."""


def read_time(text: str) -> time:
    """15:00"""
    return time.fromisoformat(text)


def read_way(text: str) -> WhileMissing:
    return WhileMissing(text)


def read_days(text: str) -> int:
    days = int(text)
    if not 1 <= days <= 30:
        raise ValueError("from one day to thirty")
    return days


def read_hours(text: str) -> OpenHours:
    """07:30-11:30 13:00-17:00"""
    spans = [part.split("-") for part in text.split()]
    opened = tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in spans)
    if not is_full_day(opened):
        raise ValueError("the hours must follow one another and make eight")
    return opened


_ALL: Final = (
    LegalValue(
        key="while_missing",
        shipped=WhileMissing.STARTS_AGAIN,
        name=("Khi chờ người dân bổ sung giấy tờ", "While papers are missing"),
        source=(
            (
                "Tính lại từ đầu: Nghị định 61/2018, Điều 19 khoản 4 (đối chiếu với Nghị định 118/2025). "
                "Trừ thời gian chờ: cách đo của bộ chỉ số theo Quyết định 766/QĐ-TTg"
            ),
            (
                "Starts again: Decree 61/2018, art. 19.4 (compare with Decree 118/2025). "
                "Waiting taken off: as the index of Decision 766 is measured"
            ),
        ),
        ask=PROVINCE,
        read=read_way,
    ),
    LegalValue(
        key="cut_off",
        shipped="15:00",
        name=("Giờ chốt nhận hồ sơ trả trong ngày", "Latest hour for same-day procedures"),
        source=("Nghị định 23/2015, Điều 7; Cổng Dịch vụ công quốc gia", "Decree 23/2015, art. 7; national portal"),
        ask=JUSTICE,
        is_confirmed=True,
        read=read_time,
    ),
    LegalValue(
        key="office_hours",
        shipped="07:30-11:30 13:00-17:00",
        name=("Giờ làm việc, tính hạn theo giờ (8 giờ là 1 ngày)", "Office hours, for limits in hours (8 are a day)"),
        source=(
            "Quy ước của các hệ thống một cửa; giờ do phường ghi",
            "Habit of one-stop systems; the ward's own hours",
        ),
        ask=PROVINCE,
        read=read_hours,
    ),
    LegalValue(
        key="supplement_days",
        shipped="3",
        name=("Yêu cầu bổ sung chậm nhất sau (ngày làm việc)", "More papers are asked for within (working days)"),
        source=("Nghị định 61/2018, Điều 19 khoản 4", "Decree 61/2018, art. 19.4"),
        ask=PROVINCE,
        read=read_days,
    ),
    LegalValue(
        key="apology_days",
        shipped="1",
        name=("Xin lỗi trước ngày hẹn ít nhất (ngày)", "An apology comes before the due date by at least (days)"),
        source=("Nghị định 61/2018, Điều 19 khoản 9", "Decree 61/2018, art. 19.9"),
        ask=PROVINCE,
        read=read_days,
    ),
    LegalValue(
        key="once",
        shipped="1",
        name=(
            "Số lần được yêu cầu bổ sung, số lần được hẹn lại",
            "How often one may ask for papers, and give a new date",
        ),
        source=("Nghị định 61/2018, Điều 15, 17 và 19", "Decree 61/2018, art. 15, 17 and 19"),
        ask=PROVINCE,
    ),
    LegalValue(
        key="receipt_day",
        shipped="not-counted",
        name=("Ngày nhận hồ sơ", "The day of receipt"),
        source=("Bộ luật Dân sự 2015, Điều 147", "Civil Code 2015, art. 147"),
        ask=JUSTICE,
    ),
    LegalValue(
        key="rest_day_end",
        shipped="next-working-day",
        name=("Hạn rơi vào ngày nghỉ", "A limit that ends on a day off"),
        source=("Bộ luật Dân sự 2015, Điều 148", "Civil Code 2015, art. 148"),
        ask=JUSTICE,
    ),
    LegalValue(
        key="taken_at_weekend",
        shipped="next-working-day",
        name=("Hồ sơ nhận tại nhà thứ Bảy, Chủ Nhật tính từ", "Papers taken at home at a weekend count from"),
        source=("Suy ra, chưa có văn bản nào nói thẳng", "Inferred; no text says so outright"),
        ask=PROVINCE,
    ),
    LegalValue(
        key="half_day",
        shipped="half",
        name=("Ngày chỉ làm một buổi", "A day of which only one half is worked"),
        source=(
            "Các hệ thống một cửa tính theo giờ, 8 giờ là 1 ngày; chưa có văn bản nào nói thẳng",
            "One-stop systems count hours, 8 being a day; no text says so outright",
        ),
        ask=PROVINCE,
    ),
    LegalValue(
        key="compensation",
        shipped="next-working-day",
        name=("Ngày lễ trùng ngày nghỉ hằng tuần", "A holiday on a weekly rest day"),
        source=("Bộ luật Lao động 2019, Điều 112", "Labour Code 2019, art. 112"),
        ask=HOME_AFFAIRS,
        is_confirmed=True,
    ),
)

LEGAL_VALUES: Final = {value.key: value for value in _ALL}


def rules_from(chosen: Mapping[str, str]) -> Rules:
    """Return how a ward counts that has chosen these values."""
    return Rules(
        cut_off=read_time(chosen_or_shipped(chosen, "cut_off")),
        while_missing=read_way(chosen_or_shipped(chosen, "while_missing")),
        opened=read_hours(chosen_or_shipped(chosen, "office_hours")),
    )


def days_from(chosen: Mapping[str, str], key: str) -> int:
    """Return one of the values that are a number of days."""
    return read_days(chosen_or_shipped(chosen, key))


def chosen_or_shipped(chosen: Mapping[str, str], key: str) -> str:
    """Return what the ward has set, else what is shipped."""
    return chosen.get(key) or LEGAL_VALUES[key].shipped


def frozen(rules: Rules) -> dict[str, str]:
    """Return the rules as a dossier keeps them."""
    hours = " ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in rules.opened)
    return {
        "version": rules.version,
        "cut_off": f"{rules.cut_off:%H:%M}",
        "while_missing": rules.while_missing.value,
        "office_hours": hours,
    }


def thawed(kept: Mapping[str, str] | None) -> Rules:
    """Return the rules that a dossier keeps; dossiers from before there were any kept the plain ones."""
    if not kept:
        return Rules(version="2026-11")
    return Rules(
        version=kept["version"],
        cut_off=read_time(kept["cut_off"]),
        while_missing=read_way(kept["while_missing"]),
        opened=read_hours(kept["office_hours"]),
    )
