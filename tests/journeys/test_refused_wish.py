"""Journey 7, a wish that no longer fits: readable on the phone, in the office's review list, and resolved there."""

from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import expect

from app.accounts.devices import make_code
from app.accounts.queries import find_user_by_name
from app.core.clock import today
from app.core.commands import system_actor
from app.core.execute import execute
from app.core.ids import new_id
from app.requests.models import Status
from app.requests.queries import list_requests
from app.visits.commands import PlanVisit, SetShift
from app.visits.models import Half
from app.visits.queries import find_visit, teams
from app.visits.rules import weekend_of
from tests.journeys import steps
from tests.journeys.conftest import DESK, sign_in
from tests.journeys.test_reach import faults

WARD = "04795"
ONE_VISIT = 40
SEND = "(it, args) => it.send('visits.plan', args, { wish: true })"


@pytest.fixture
def coordinator(open_device, server):
    """A coordinator's phone, enrolled by the code that was made for it, without a network."""
    code = server.ask(lambda: make_code(find_user_by_name("dieuphoi").id))
    page = open_device()
    page.goto("/app/")
    page.get_by_label("Hoặc nhập mã một lần").fill(code)
    page.get_by_role("button", name="Đăng ký máy này").click()
    steps.get_ready(page)
    steps.go_offline(page)
    return page


@pytest.fixture
def plans(server):
    """Two plans for one half-day that has room for one visit, as a phone would send them."""

    def plans():
        saturday, team = weekend_of(today() + timedelta(weeks=4))[0], teams(WARD)[0]
        lane = {"team_id": team.id, "date": saturday, "half": Half.MORNING}
        shift = SetShift(shift_id=new_id(), **lane, capacity_minutes=ONE_VISIT)
        assert execute(shift, actor=system_actor(WARD)).is_applied
        waiting = list_requests(WARD, statuses=(Status.ACCEPTED,)).requests[:2]
        return [
            PlanVisit(
                visit_id=new_id(),
                request_id=request.id,
                citizen_id=request.citizen_id,
                minutes=ONE_VISIT,
                purposes=[{"kind": "collect", "need_text": "Xin trích lục"}],
                **lane,
            ).model_dump(mode="json")
            for request in waiting
        ]

    return server.ask(plans)


def test_a_refused_wish_stays_readable_and_is_resolved_in_the_office(coordinator, plans, open_device, server):
    page = coordinator
    for plan in plans:
        steps.in_app(page, "core/outbox.js", SEND, plan)
    steps.go_online(page)

    assert [one["state"] for one in wishes(page)] == ["applied", "conflict"]
    steps.go_offline(page)
    steps.reload(page)
    steps.go(page, "/outbox")
    refused = page.locator(".outbox-action")
    expect(refused).to_contain_text("Cần anh/chị xử lý")
    expect(refused).to_contain_text("Buổi này đã kín chỗ. Hãy chọn buổi khác.")
    assert refused.get_by_role("link", name="Gọi").get_attribute("href").startswith("tel:+84")
    refused.get_by_role("button", name="Tôi đã đọc").click()
    page.get_by_text("Không được nhận; trung tâm cũng đã thấy").wait_for()
    assert planned(server, plans) == [Half.MORNING, None]

    desk = open_device(DESK)
    sign_in(desk, "dieuphoi", "/sign-in?next=/office/review")
    desk.get_by_role("link", name="Buổi này đã kín chỗ").click()
    desk.get_by_role("button", name="Ghi nhận như đã gửi").wait_for()
    desk.wait_for_load_state()
    assert faults(desk) == []
    assert "Buổi này đã kín chỗ" in desk.locator("main").inner_text()
    desk.get_by_role("button", name="Ghi nhận như đã gửi").click()
    desk.get_by_role("alert").wait_for()
    desk.get_by_role("link", name="Sửa nội dung rồi ghi nhận").click()
    desk.get_by_label("Số phút").fill("lâu")
    desk.wait_for_load_state()
    assert faults(desk) == []
    desk.get_by_role("button", name="Ghi nhận bản đã sửa").click()
    desk.get_by_role("alert").get_by_role("link", name="Hãy gõ bằng chữ số.").wait_for()
    desk.wait_for_load_state()  # the script that moves the focus has run
    desk.get_by_role("alert").get_by_role("link", name="Hãy gõ bằng chữ số.").click()
    expect(desk.get_by_label("Số phút")).to_be_focused()
    expect(desk.get_by_label("Số phút")).to_have_value("lâu")
    assert faults(desk) == []
    desk.get_by_label("Số phút").fill(str(ONE_VISIT))
    desk.get_by_label("Buổi chiều").check()
    desk.get_by_role("button", name="Ghi nhận bản đã sửa").click()
    desk.get_by_text("Đã ghi quyết định.").wait_for()
    assert planned(server, plans) == [Half.MORNING, Half.AFTERNOON]

    steps.go_online(page)
    page.wait_for_function("() => !document.querySelector('.outbox-held, .outbox-action')")
    page.get_by_text("Trung tâm đã sửa lại rồi ghi nhận.").wait_for()
    assert [one["state"] for one in wishes(page)] == ["applied", "applied"]
    assert planned(server, plans) == [Half.MORNING, Half.AFTERNOON]


def wishes(page):
    return [one for one in steps.sent_box(page) if one["body"]["type"] == "visits.plan"]


def planned(server, plans):
    """The half-day of each plan's visit, None where there is no such visit."""
    visits = [server.ask(lambda wanted=plan["visit_id"]: find_visit(UUID(wanted))) for plan in plans]
    return [visit and visit.half for visit in visits]
