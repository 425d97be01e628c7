"""Three tabs of one phone: one loop, the same on every screen, one lock; one of them crashes in mid delivery."""

import re
from collections import Counter
from contextlib import suppress
from uuid import UUID

from playwright.sync_api import Error

from app.visits.queries import find_visit
from tests.journeys import steps

PUSH = "**/api/sync/v1/push"
TWO_WAIT = re.compile(r"\b2 việc (đã lưu|chờ gửi)")
KEYS_GONE = "(it) => it.all('visit').catch(String)"


class Pushes:
    """Every push as it passes: how many at once, and how often each number. The first is heard and never answered."""

    def __init__(self, context):
        self.at_work, self.most, self.sent, self.unanswered = 0, 0, Counter(), None
        context.route(PUSH, self.carry)

    def carry(self, route):
        self.at_work += 1
        self.most = max(self.most, self.at_work)
        answer = route.fetch()
        self.at_work -= 1
        is_taken = answer.status == 200
        if is_taken:
            self.sent.update(one["seq"] for one in answer.json()["results"])
        if is_taken and not self.unanswered:
            self.unanswered = route.request.frame.page
        else:
            route.fulfill(response=answer)


def another_tab(page):
    tab = page.context.new_page()
    tab.goto("/app/")
    steps.unlock(tab)
    return tab


def crash(tab):
    """The tab dies; its browser lives on."""
    with tab.expect_event("crash"), suppress(Error):
        tab.goto("chrome://crash")


def wait_for(page, is_so):
    for _ in range(200):
        if is_so():
            return
        page.wait_for_timeout(200)
    raise AssertionError("it never came to that")


def test_three_tabs_of_a_phone_are_one_phone(open_device, server):
    page = open_device(permissions=["camera"])
    steps.enrol(page, "canbo1")
    tabs = [page, another_tab(page), another_tab(page)]
    visits = [visit for visit in steps.rows(page, "visit") if visit["status"] == "planned"][:2]
    steps.go_offline(page)
    pushes = Pushes(page.context)
    # With a route of ours the browser's ordinary cache is out of use: what opens now, opens from the service worker.
    steps.reload(tabs[2])
    for tab, visit in zip(tabs[:2], visits, strict=True):
        steps.begin(tab, visit)
    for tab in tabs:
        tab.get_by_role("link", name=TWO_WAIT).wait_for()
    ids = [one["id"] for one in steps.sent_box(tabs[2])]

    page.context.set_offline(False)
    wait_for(page, lambda: pushes.unanswered)
    crash(pushes.unanswered)
    tabs.remove(pushes.unanswered)

    for tab in tabs:
        tab.get_by_role("link", name="Đã gửi hết").wait_for(timeout=60_000)
    assert pushes.most == 1
    assert set(pushes.sent.values()) == {2}, "once unheard by the phone, once more by the tab after it"
    assert server.statuses(ids) == ["applied"] * len(ids)
    for visit in visits:
        assert server.ask(lambda id=visit["id"]: find_visit(UUID(id)).status) == "started"

    check_locks(tabs)


def check_locks(tabs):
    """Locked by hand in one tab, all are, and what stood there is nobody's to read."""
    visit = steps.rows(tabs[1], "visit")[0]
    name = steps.in_app(tabs[1], "core/rows.js", "(it, id) => it.one('citizen', id)", visit["citizen_id"])["full_name"]
    steps.go(tabs[1], f"/visits/{visit['id']}")
    tabs[1].get_by_role("heading", name=name, level=1).wait_for()
    steps.go(tabs[0], "/this-phone")
    tabs[0].get_by_role("button", name="Khoá ngay").click()
    tabs[1].get_by_role("button", name="Quên mã PIN").click()
    tabs[1].get_by_role("heading", name="Đăng ký máy này", level=1).wait_for()
    assert tabs[1].get_by_text(name).count() == 0
    tabs[1].get_by_role("button", name="Quay lại màn hình khoá").click()
    for tab in tabs:
        tab.locator("lock-screen").wait_for()
        assert steps.in_app(tab, "core/rows.js", KEYS_GONE) == "Error: the vault is locked"
        steps.unlock(tab)
