"""The first page: three ways in, when officers come, and where the next two weekends still have room."""

from datetime import datetime, timedelta

from app.core.clock import VN
from app.visits.models import Half
from tests.make_visits import make_shift, make_team
from tests.page import check_page, text

MONDAY = datetime(2026, 11, 23, 9, tzinfo=VN)
SATURDAY = MONDAY.date() + timedelta(days=5)


def rows(page):
    return [[text(cell) for cell in line if cell.tag in {"th", "td"}] for line in page.all("tr")[1:]]


def front(client):
    return check_page(client.get("/"))


def test_the_hours_are_those_of_the_half_days(client):
    assert "Thứ Bảy và Chủ Nhật: sáng 07:30–11:30, chiều 13:30–17:00." in text(front(client).one("main"))


def test_until_a_weekend_is_open_the_page_says_so_and_asks_to_book(client):
    page = front(client)

    assert not page.all("table")
    assert "Lịch hai cuối tuần tới chưa mở. Bạn cứ đăng ký" in text(page.one("main"))


def test_each_half_day_of_two_weekends_says_how_much_room_it_has(client, clock):
    clock(MONDAY)
    team = make_team()
    for days, half, minutes in (
        (0, Half.MORNING, 240),
        (0, Half.AFTERNOON, 100),
        (1, Half.MORNING, 30),
        (8, Half.AFTERNOON, 120),
        (14, Half.MORNING, 240),
    ):
        make_shift(team, on=SATURDAY + timedelta(days=days), half=half, minutes=minutes)

    assert rows(front(client)) == [
        ["Thứ Bảy, 28/11/2026", "Còn chỗ", "Còn ít chỗ"],
        ["Chủ Nhật, 29/11/2026", "Hết chỗ", "Buổi nghỉ"],
        ["Chủ Nhật, 06/12/2026", "Buổi nghỉ", "Còn chỗ"],
    ]


def test_on_a_sunday_the_next_two_weekends_are_those_to_come(client, clock):
    clock(MONDAY - timedelta(days=1))
    team = make_team()
    for days in (-6, 0, 7, 14):
        make_shift(team, on=SATURDAY + timedelta(days=days))

    assert [row[0] for row in rows(front(client))] == ["Thứ Bảy, 28/11/2026", "Thứ Bảy, 05/12/2026"]


def test_room_that_is_only_there_in_pieces_is_no_room(client, clock):
    clock(MONDAY)
    for name in ("Đội 1", "Đội 2"):
        make_shift(make_team(name=name), on=SATURDAY, minutes=25)

    assert rows(front(client)) == [["Thứ Bảy, 28/11/2026", "Hết chỗ", "Buổi nghỉ"]]
