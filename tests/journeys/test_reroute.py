"""Journey 4, late on the road: the rest of the round changes without a network; the office rings who must hear."""

from datetime import timedelta
from uuid import UUID

import pytest

from app.accounts.queries import find_user_by_name
from app.citizens.queries import get_citizen
from app.core.clock import VN, now, today
from app.core.execute import execute
from app.visits.commands import ConfirmVisit
from app.visits.queries import get_visit, visits_between
from tests.journeys.conftest import DESK, sign_in
from tests.journeys.steps import enrol, go, go_offline, go_online, rows

WARD = "04795"
GATE = {"latitude": 20.831234, "longitude": 105.352345, "accuracy": 9}


@pytest.fixture
def page(open_device, server):
    """The first officer's phone; every household was told its hour."""
    server.ask(promise_all)
    page = open_device(permissions=["geolocation"], geolocation=GATE)
    enrol(page, "canbo1")
    return page


def promise_all():
    """The office rings everybody about the visits to come."""
    office = find_user_by_name("dieuphoi").as_actor()
    for visit in visits_between(WARD, today(), today() + timedelta(days=14)):
        if visit.is_movable:
            execute(ConfirmVisit(visit_id=visit.id, told_by="điện thoại"), actor=office)


def first_half_day(page):
    """The visits of the first half-day that are still to begin, in the order of the route."""
    found = [one for one in rows(page, "visit") if one["status"] in {"planned", "confirmed"}]
    halves = sorted({(one["planned_on"], one["half"] == "afternoon") for one in found})
    # Today after noon the afternoon comes first, whatever the morning left open.
    afternoon = (str(today()), True)
    first = afternoon if afternoon in halves and now().astimezone(VN).hour >= 12 else halves[0]
    mine = [one for one in found if (one["planned_on"], one["half"] == "afternoon") == first]
    return sorted(mine, key=lambda one: one["order"])


def name_of(page, visit):
    return next(one["full_name"] for one in rows(page, "citizen") if one["id"] == visit["citizen_id"])


def test_the_rest_of_the_round_changes_offline_and_the_office_rings(page, open_device, server):
    half = first_half_day(page)
    promised, left_out, *others = half
    assert others
    name, other_name = name_of(page, promised), name_of(page, left_out)
    go_offline(page)

    go(page, f"/visits/{promised['id']}/start")
    page.get_by_role("button", name="Đúng nhà rồi").click()
    page.get_by_text("Đã ghi cổng nhà, sai số khoảng 9 m.").wait_for()
    page.get_by_role("button", name="Đúng nhà rồi").wait_for(state="detached")
    go(page, f"/visits/{promised['id']}/close")
    page.get_by_label("Người dân đã mất").check()
    assert page.get_by_label("Ngừng mọi cuộc gọi, tin nhắn và lượt đến nhà").is_checked()

    go(page, "/visits")
    page.get_by_role("link", name="Xếp lại đoạn còn lại").click()
    page.get_by_label("Đang bị muộn").check()
    # Whatever the hour is now: so late that no promise of this half-day can be kept.
    page.get_by_label("Có thể đi tiếp lúc").fill("11:20" if promised["half"] == "morning" else "16:50")
    page.locator("li", has_text=name).get_by_text("Phải gọi").wait_for()
    page.get_by_text("Nhà nào hôm nay không đến được?").click()
    page.get_by_label(f"Không đến {other_name}").check()
    page.locator("li", has_text=other_name).wait_for(state="detached")
    page.get_by_label("Lý do, như sẽ nói với gia đình").fill("đường ngập")
    page.get_by_role("button", name="Đi theo thứ tự này").click()

    page.get_by_role("heading", name="Phải gọi ngay").wait_for()
    page.get_by_role("group", name=f"Kết quả cuộc gọi cho {other_name}").wait_for()
    page.get_by_role("group", name=f"Kết quả cuộc gọi cho {name}").get_by_role("button", name="Đã báo").click()
    page.get_by_role("group", name=f"Kết quả cuộc gọi cho {name}").wait_for(state="detached")
    go(page, "/visits")
    page.get_by_text("Hôm nay không đến").wait_for()

    go_online(page)
    kept = [server.ask(lambda one=one: get_visit(UUID(one["id"]))) for one in (promised, *others)]
    home = server.ask(lambda: get_citizen(UUID(promised["citizen_id"])))
    assert (home.position_source, home.lat, home.position_accuracy_m) == ("pin", GATE["latitude"], 9)
    assert all(visit.expected_at > "11:00" for visit in kept)
    assert not server.ask(lambda: get_visit(UUID(left_out["id"]))).is_standing

    desk = open_device(DESK)
    sign_in(desk, "dieuphoi", f"/sign-in?next=/office/calls?weekend={promised['planned_on']}")
    cards = desk.locator(".call-list > li")
    first = cards.filter(has_text=name).first
    first.wait_for()
    desk.wait_for_load_state()
    assert "Đến giờ khác" in first.inner_text()
    assert first.get_by_text("Đã báo", exact=True).count() > 1, "the officer's call stands there"
    missed = cards.filter(has_text=other_name).first.inner_text()
    assert "Hoãn" in missed
    assert "đường ngập" in missed
