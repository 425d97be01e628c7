"""A phone whose browser data is cleared under the open app: told at once, and what can come back does.

The browser's own debugging protocol clears, as its settings would.
"""

from tests.journeys import steps

CLEARED = "Dữ liệu của ứng dụng trên máy này đã bị xoá"


def wait_cleared(page, words):
    """The screen says what is left and whom to call, and shows nothing of anybody."""
    page.get_by_role("heading", name="Đăng ký máy này", level=1).wait_for()
    alert = page.get_by_role("alert").filter(has_text=CLEARED)
    alert.get_by_text(words).wait_for()
    assert alert.get_by_role("link", name="Gọi").get_attribute("href").startswith("tel:")


def test_cleared_browser_data_is_told_and_the_journal_brings_back_what_it_has(living_phone, server):
    page = living_phone.open()
    steps.enrol(page, "canbo1")
    first, second = [visit for visit in steps.rows(page, "visit") if visit["status"] == "planned"][:2]
    name = steps.in_app(page, "core/rows.js", "(it, id) => it.one('citizen', id)", first["citizen_id"])["full_name"]
    steps.go_offline(page)
    steps.begin(page, first)
    saved = steps.unsent(page)
    page.get_by_role("heading", name=name, level=1).wait_for()

    steps.ask_browser(page, "Storage.clearDataForOrigin", storageTypes="indexeddb")

    wait_cleared(page, "Việc chưa gửi còn bản dự phòng trên máy")
    assert page.get_by_text(name).count() == 0
    assert server.statuses(saved) == []

    page.context.set_offline(False)
    page.reload()
    wait_cleared(page, "Việc chưa gửi còn bản dự phòng trên máy")
    page.get_by_role("button", name="Dùng máy này").click()
    steps.get_ready(page)
    steps.go(page, "/outbox")
    page.get_by_text("Máy đã mất 1 việc chưa gửi và vừa gửi bù").wait_for()
    assert server.statuses(saved) == ["applied"]

    steps.go_offline(page)
    steps.begin(page, second)
    lost = steps.unsent(page)
    steps.ask_browser(page, "Storage.clearDataForOrigin", storageTypes="all")
    wait_cleared(page, "1 việc chưa gửi không còn trên máy này")
    assert page.get_by_role("button", name="Có bản mới").count() == 0, "a cleared worker is no new release"
    assert len(lost) == 1
    assert server.statuses(lost) == [], "what nobody holds any more is not made up"
