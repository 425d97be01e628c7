"""Dates, times, numbers and phones as people here write them."""

from datetime import UTC, date, datetime

import pytest

from app.web import formats

SATURDAY = date(2026, 2, 7)


@pytest.fixture(params=["vi"])
def language(request, site):
    with site.test_request_context(f"/?lang={request.param}"):
        yield request.param


english = pytest.mark.parametrize("language", ["en"], indirect=True)


def test_dates_and_times_in_vietnamese(language):
    late = datetime(2026, 2, 6, 17, 30, tzinfo=UTC)

    assert formats.short_date(SATURDAY) == "07/02/2026"
    assert formats.long_date(SATURDAY) == "Thứ Bảy, 07/02/2026"
    assert formats.short_date(late) == "07/02/2026"
    assert formats.clock_time(late) == "00:30"
    assert formats.date_and_time(late) == "00:30, 07/02/2026"
    assert [
        formats.short_date(None),
        formats.clock_time(None),
        formats.date_and_time(None),
        formats.long_date(None),
    ] == [""] * 4


def test_half_days_as_one_says_them(language):
    assert formats.half_day(SATURDAY, "morning", ("07:30", "11:30")) == "Sáng thứ Bảy, 07/02/2026 (07:30–11:30)"
    assert formats.half_day(date(2026, 2, 8), "afternoon") == "Chiều Chủ Nhật, 08/02/2026"
    assert formats.half_day(SATURDAY, None) == "Cả ngày thứ Bảy, 07/02/2026"


@english
def test_half_days_in_english(language):
    hours = ("07:30", "11:30")
    assert formats.half_day(SATURDAY, "morning", hours) == "Saturday morning, 7 February 2026 (07:30–11:30)"
    assert formats.half_day(SATURDAY, None) == "Saturday, 7 February 2026, all day"


@english
def test_dates_in_english(language):
    assert formats.long_date(SATURDAY) == "Saturday, 7 February 2026"
    assert formats.lunar_date(SATURDAY) == "lunar 20/12"


@pytest.mark.parametrize("new_year", [date(1985, 1, 21), date(2007, 2, 17), date(2026, 2, 17), date(2030, 2, 2)])
def test_the_lunar_year_begins_on_the_vietnamese_day(language, new_year):
    assert formats.lunar_date(new_year) == "mùng 1 tháng Giêng"


def test_lunar_days_are_said_as_people_say_them(language):
    assert formats.lunar_date(SATURDAY) == "20 tháng Chạp"
    assert formats.lunar_date(date(2025, 8, 8)) == "15 tháng Sáu nhuận"


def test_numbers_in_vietnamese(language):
    assert formats.number(1234567.891, 3) == "1.234.567,891"
    assert formats.money(15000) == "15.000\u00a0đ"
    assert formats.money(0) == "Miễn phí"
    assert formats.money(None) == ""
    assert formats.percent(0.954) == "95,4%"


@english
def test_numbers_in_english(language):
    assert formats.number(1234567.891, 3) == "1,234,567.891"
    assert formats.money(0) == "Free of charge"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("0912345678", "0912 345 678"),
        ("+84912345678", "0912 345 678"),
        ("84 912.345.678", "0912 345 678"),
        ("0218 3800 000", "0218 3800 000"),
        ("18001096", "1800 1096"),
        ("12345", "12345"),
        (None, ""),
    ],
)
def test_phones_in_groups_that_can_be_read_aloud(typed, shown):
    assert formats.phone(typed) == shown
