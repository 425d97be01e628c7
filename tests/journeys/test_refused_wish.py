"""Journey 7, a wish that no longer fits: readable on the phone, in the office's review list, and resolved there."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.core.commands import system_actor
from app.core.db import session
from app.core.execute import execute
from app.requests.models import ServiceRequest
from app.visits.capacity import find_booking, find_room
from app.visits.commands.wishes import minutes_of_request
from app.visits.models import Half
from tests.journeys import steps
from tests.journeys.conftest import DESK, sign_in
from tests.journeys.test_reach import faults
from tests.journeys.test_register import WARD, leader_where, register_too_late
from tests.make import done
from tests.make_requests import registration

FAMILY = "Hà Thị Muộn"
FULL = "Buổi này đã kín chỗ"


@pytest.fixture
def late(server):
    """The request of a family whose half-day was full; it may choose another."""
    return server.ask(lambda: register_too_late(session.scalars(select(ServiceRequest.neighbourhood_id)).first()))


@pytest.fixture
def leader(open_device, server, late):
    """The phone of that family's leader, without a network."""
    page = open_device()
    theirs = select(ServiceRequest.neighbourhood_id).where(ServiceRequest.id == late)
    steps.enrol(page, leader_where(server, theirs)[0])
    steps.go_offline(page)
    return page


def half_day(told):
    """A half-day as the wire has it."""
    return date.fromisoformat(told["date"]), Half(told["half"])


def choose(page):
    """Ring the family, and tap the half-day that suits it."""
    steps.go(page, "/calls")
    page.get_by_role("group", name=f"Buổi khác cho {FAMILY}").get_by_role("button").first.click()
    expect(page.locator(".saved-line")).to_contain_text(steps.SAVED)
    page.get_by_role("group", name=f"Buổi khác cho {FAMILY}").wait_for(state="detached")


def fill_up(late, on, half):
    """Others ask for this half-day until the late family's visit does not fit beside theirs."""
    place, needed = late.neighbourhood_id, minutes_of_request(late.procedure_code, on)
    while find_room(WARD, on, half, besides=late.id).has_room_for(needed):
        asked = registration(neighbourhood_id=place, wish={"date": on, "half": half.value})
        done(execute(asked, actor=system_actor(WARD)))


def test_a_refused_wish_stays_readable_and_is_resolved_in_the_office(leader, late, open_device, server):
    page = leader
    offers = next(one for one in steps.rows(page, "request") if one["id"] == str(late))["let_down"]["offers"]
    choose(page)
    wanted = half_day(wish(page)["body"]["args"])
    free = next(one for one in map(half_day, offers) if one != wanted)
    server.ask(lambda: fill_up(session.get(ServiceRequest, late), *wanted))

    steps.go_online(page)
    assert wish(page)["state"] == "conflict"
    assert booked(server, late) is None
    steps.go_offline(page)
    steps.reload(page)
    steps.go(page, "/outbox")
    refused = page.locator(".outbox-action")
    expect(refused).to_contain_text("Cần anh/chị xử lý")
    expect(refused).to_contain_text(f"{FULL}. Hãy chọn buổi khác.")
    expect(refused.get_by_role("link", name="Gọi")).to_have_attribute("href", re.compile(r"^tel:\+84"))
    refused.get_by_role("button", name="Tôi đã đọc").click()
    page.get_by_text("Không được nhận; trung tâm cũng đã thấy").wait_for()

    resolve(open_device(DESK), wanted, free)
    assert booked(server, late) == free

    steps.go_online(page)
    expect(page.locator(".outbox-held, .outbox-action")).to_have_count(0)
    page.get_by_text("Trung tâm đã sửa lại rồi ghi nhận.").wait_for()
    assert wish(page)["state"] == "applied"
    assert booked(server, late) == free


def resolve(desk, wanted, free):
    """The office reads the wish and its reason, tries it once more, and gives the family what is free."""
    sign_in(desk, "dieuphoi", "/sign-in?next=/office/review")
    desk.get_by_role("link", name=FULL).click()
    desk.get_by_role("button", name="Ghi nhận như đã gửi").wait_for()
    expect(desk.locator("main")).to_contain_text(FULL)
    expect(desk.locator("main")).to_contain_text(wanted[0].strftime("%d/%m/%Y"))
    check_reach(desk)
    desk.get_by_role("button", name="Ghi nhận như đã gửi").click()
    expect(desk.get_by_role("alert")).to_contain_text(FULL)
    desk.get_by_role("link", name="Sửa nội dung rồi ghi nhận").click()
    desk.get_by_role("button", name="Ghi nhận bản đã sửa").click()
    expect(desk.get_by_role("alert")).to_contain_text(FULL)
    check_reach(desk)
    desk.locator("input[type=date]").fill(free[0].isoformat())
    desk.get_by_label({Half.MORNING: "Buổi sáng", Half.AFTERNOON: "Buổi chiều"}[free[1]]).check()
    desk.get_by_label("Vì sao anh/chị sửa").fill("Đã gọi lại, gia đình đồng ý")
    desk.get_by_role("button", name="Ghi nhận bản đã sửa").click()
    desk.get_by_text("Đã ghi quyết định.").wait_for()


def check_reach(desk):
    """The whole page is there, and nobody is kept from it."""
    desk.wait_for_load_state()
    assert faults(desk) == []


def wish(page):
    """What the phone sent."""
    (sent,) = [one for one in steps.sent_box(page) if one["body"]["type"] == "visits.choose_half_day"]
    return sent


def booked(server, request_id):
    """The half-day that is kept for this request, None while there is none."""
    found = server.ask(lambda: find_booking(request_id))
    return found and (found.wished_on, found.half)
