"""Journey 4, around the door: the order of the round, starting, nobody home, a correction, the rating, going home."""

from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.db import session
from app.feedback.models import Opinion
from app.files.models import FileUse
from app.requests.queries import find_request
from app.visits.queries import get_visit
from tests.journeys.steps import (
    enrol,
    go,
    go_offline,
    go_online,
    in_app,
    reload,
    rows,
    sent_box,
    unlock,
)


@pytest.fixture
def page(open_device):
    """The first officer's phone, filled and without a network."""
    page = open_device(permissions=["camera"])
    enrol(page, "canbo1")
    go_offline(page)
    return page


def open_visits(page):
    """The officer's open visits in the order of the route."""
    found = [one for one in rows(page, "visit") if one["status"] in {"planned", "confirmed"}]
    day = min(one["planned_on"] for one in found)
    return sorted(
        (one for one in found if one["planned_on"] == day), key=lambda one: (one["half"] == "afternoon", one["order"])
    )


def begin(page, visit):
    """At the door: the word is on the screen before anything is pressed."""
    go(page, f"/visits/{visit['id']}/start")
    page.get_by_text("Từ nhận diện").wait_for()
    assert visit["visit_word"] in page.locator(".slip-word").inner_text()
    page.get_by_role("button", name="Tôi đang ở cửa, bắt đầu").click()
    page.wait_for_url("**/tasks")


def nobody_home(page, visit):
    """Nobody opened; a weekend was agreed with the neighbours; a photo of the gate."""
    go(page, f"/visits/{visit['id']}/close")
    page.get_by_label("Không có ai ở nhà").check()
    page.get_by_label("Hàng xóm nói đi vắng").check()
    page.get_by_role("group", name="Lần đến tiếp theo").get_by_role("radio").nth(3).check()
    page.get_by_role("button", name="Mở máy ảnh").click()
    page.locator("video").evaluate("(video) => new Promise((go) => video.requestVideoFrameCallback(go))")
    page.get_by_role("button", name="Chụp").click()
    page.get_by_role("button", name="Bỏ ảnh").wait_for()
    page.get_by_role("button", name="Lưu kết quả").click()
    page.get_by_role("heading", name="Kết quả lượt thăm").wait_for()


def test_the_round_is_reordered_by_buttons(page, server):
    half = open_visits(page)[0]["half"]
    before = [one["id"] for one in open_visits(page) if one["half"] == half]
    assert len(before) >= 2
    go(page, "/visits")
    page.get_by_role("button", name="Đổi thứ tự").first.click()
    page.get_by_role("button", name="xuống sau").first.click()
    page.get_by_text("Đã lưu trên máy này").wait_for()
    swapped = [before[1], before[0], *before[2:]]

    assert [one["id"] for one in open_visits(page) if one["half"] == half] == swapped
    go_online(page)
    orders = server.ask(lambda: [get_visit(UUID(one)).order for one in swapped])
    assert orders == sorted(orders)


def test_nobody_is_home_and_somebody_comes_again(page, server):
    visit = next(one for one in open_visits(page) if one["request_id"])
    begin(page, visit)
    go(page, f"/visits/{visit['id']}/close")
    page.get_by_label("Không có ai ở nhà").check()
    page.get_by_role("button", name="Lưu kết quả").click()
    page.get_by_role("alert").get_by_role("link", name="Hãy chọn lý do.").wait_for()
    nobody_home(page, visit)
    reload(page)
    page.get_by_role("heading", name="Kết quả lượt thăm").wait_for()

    go_online(page)
    closed = server.ask(lambda: get_visit(UUID(visit["id"])))
    assert (closed.status, closed.closing.outcome, closed.closing.reason) == (
        "closed",
        "nobody-home",
        "Hàng xóm nói đi vắng",
    )
    request = server.ask(lambda: find_request(closed.request_id))
    assert closed.closing.next_try is not None
    assert (request.status, request.next_try) == ("accepted", closed.closing.next_try)
    gate = server.ask(lambda: session.scalars(select(FileUse).where(FileUse.entity_id == closed.id)).one())
    assert (gate.role, gate.arrived_at is not None) == ("gate", True)


def test_a_wrong_outcome_is_corrected_and_both_are_shown(page, server):
    visit = open_visits(page)[0]
    begin(page, visit)
    nobody_home(page, visit)
    page.get_by_role("link", name="Đính chính kết quả").click()
    page.get_by_label("Đã gặp và làm việc").check()
    page.get_by_label("Lý do đính chính").fill("Bác ra mở cửa sau năm phút")
    in_app(page, "core/drafts.js", "(it) => it.flushDrafts()")
    reload(page)
    assert page.get_by_label("Lý do đính chính").input_value() == "Bác ra mở cửa sau năm phút"
    page.get_by_role("button", name="Lưu đính chính").click()
    page.get_by_role("heading", name="Đã đính chính").wait_for()
    assert "Không có ai ở nhà" in page.locator("del").inner_text()
    assert "Đã gặp và làm việc" in page.locator("ins").inner_text()

    go_online(page)
    closings = server.ask(lambda: get_visit(UUID(visit["id"])).closings)
    assert [(one.outcome, one.stands) for one in closings] == [("nobody-home", False), ("met", True)]


def test_the_household_rates_out_of_the_officers_sight(page, server):
    visit = open_visits(page)[0]
    begin(page, visit)
    go(page, f"/visits/{visit['id']}/rate")
    page.get_by_role("button", name="Đưa máy cho người dân").click()
    page.get_by_role("button", name="Rất hài lòng", exact=True).click()
    page.get_by_label("Cán bộ lịch sự").check()
    page.get_by_role("button", name="Gửi ý kiến").click()
    page.get_by_text("Xin đưa máy lại cho cán bộ.").wait_for()
    page.go_back()
    page.get_by_role("heading", name="Màn hình đã khoá").wait_for()
    unlock(page)
    go(page, "/outbox")
    page.get_by_text("Ý kiến của người dân").wait_for()
    assert "hài lòng" not in page.locator("main").inner_text().lower()
    go(page, f"/visits/{visit['id']}/rate")
    page.get_by_role("button", name="Đưa máy cho người dân").click()
    assert page.locator("[aria-pressed=true]").count() == 0
    page.get_by_role("button", name="Bỏ qua").click()
    page.get_by_role("heading", name="Màn hình đã khoá").wait_for()
    unlock(page)

    go_online(page)
    given = server.ask(lambda: session.scalars(select(Opinion).where(Opinion.visit_id == UUID(visit["id"]))).one())
    assert (given.score, given.reasons, given.place) == (5, ["polite"], "officer-phone")


def test_the_end_of_the_round_counts_what_is_open(page):
    visit = open_visits(page)[0]
    begin(page, visit)
    go(page, "/day-end")

    page.get_by_role("heading", name="Lượt thăm còn mở").wait_for()
    page.get_by_text("Giấy chứng nhận kết hôn").wait_for()
    assert "1" in page.locator(".task-list li", has_text="Việc chưa gửi").inner_text()
    page.context.set_offline(False)
    page.get_by_role("button", name="Gửi tất cả").click()
    page.get_by_text("Đã gửi hết lúc").wait_for()
    assert sent_box(page)[-1]["state"] == "applied"
