"""A phone without room: what is not saved is told, what is saved stays and goes to the centre.

The browser's own debugging protocol takes the room, and the test fills what is left.
"""

from uuid import UUID

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.core.db import session
from app.core.records import CommandRecord
from tests.journeys import steps
from tests.journeys.living_phone import LivingPhone

ROOM = 20_000_000
FILL = """async (sizes) => {
  const db = await new Promise((done) => {
    const opening = indexedDB.open("films-of-the-phone", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("films", { autoIncrement: true });
    opening.onsuccess = () => done(opening.result);
  });
  const put = (size) => new Promise((done) => {
    const writing = db.transaction("films", "readwrite", { durability: "strict" });
    const film = new Uint8Array(size);
    for (let at = 0; at < size; at += 65536) crypto.getRandomValues(film.subarray(at, at + 65536));
    writing.objectStore("films").add(film);
    writing.oncomplete = () => done(true);
    writing.onabort = () => done(false);
  });
  for (const size of sizes) for (let n = 0; n < 100 && (await put(size)); n += 1);
  db.close();
}"""
"""Something else takes all the room that there is, down to the last hundred bytes."""
NOT_SAVED = "CHƯA lưu được phần vừa nhập"


@pytest.fixture
def living_phone(playwright_driver, server, tmp_path):
    """A phone with a folder of its own: its room is counted as on a real one."""
    phone = LivingPhone(playwright_driver, tmp_path / "phone", server.url)
    yield phone
    phone.close()


def ask_browser(page, method, **how):
    """Let the browser itself do something to this page's origin. What it takes, it takes while the answer is held."""
    browser = page.context.new_cdp_session(page)
    browser.send(method, {"origin": page.evaluate("location.origin"), **how})
    return browser


def sit_down_at(page, visit):
    """Press the button that begins a visit, whatever comes of it."""
    steps.go(page, f"/visits/{visit['id']}/start")
    page.get_by_role("button", name="Tôi đang ở cửa, bắt đầu").click()


def begin(page, visit):
    """Begin a visit, and see that it was saved."""
    sit_down_at(page, visit)
    page.wait_for_url(f"**/visits/{visit['id']}/tasks")


def unsent(page):
    return [one["id"] for one in steps.sent_box(page) if one["state"] in ("waiting", "sending")]


def statuses(server, ids):
    query = select(CommandRecord.status).where(CommandRecord.command_id.in_([UUID(one) for one in ids]))
    return server.ask(lambda: session.scalars(query).all())


def wait_known(page, server, ids):
    """Wait until the server knows all of these."""
    for _ in range(200):
        if len(statuses(server, ids)) == len(ids):
            return
        page.wait_for_timeout(300)
    raise AssertionError(f"the server knows {statuses(server, ids)} of {len(ids)}")


def test_a_full_phone_says_what_is_not_saved_and_delivers_what_is(living_phone, server):
    page = living_phone.open()
    page.goto("/sign-in")
    room = ask_browser(page, "Storage.overrideQuotaForOrigin", quotaSize=ROOM)
    steps.enrol(page, "canbo1")
    first, second = [visit for visit in steps.rows(page, "visit") if visit["status"] == "planned"][:2]
    steps.go_offline(page)
    begin(page, first)
    saved = unsent(page)
    assert len(saved) == 1

    page.evaluate(FILL, [4_000_000, 1_000_000, 100_000, 10_000, 1_000, 100])
    sit_down_at(page, second)

    alert = page.get_by_role("alert").filter(has_text=NOT_SAVED)
    expect(alert.get_by_text("Bộ nhớ máy đã đầy")).to_be_in_viewport()
    assert alert.get_by_role("link", name="Gọi").get_attribute("href").startswith("tel:")
    assert page.get_by_text(steps.SAVED).count() == 0
    assert page.get_by_role("button", name="Tôi đang ở cửa, bắt đầu").is_visible()
    assert unsent(page) == saved
    steps.reload(page)
    assert unsent(page) == saved, "a full phone can be opened, and has what was saved"

    page.context.set_offline(False)
    wait_known(page, server, saved)
    assert set(statuses(server, saved)) == {"applied"}
    page.context.set_offline(True)
    room.detach()
    begin(page, second)
    assert page.get_by_text(NOT_SAVED).count() == 0
    steps.go_online(page)
    ids = [one["id"] for one in steps.sent_box(page) if one["body"]["type"] == "visits.start"]
    assert statuses(server, ids) == ["applied", "applied"]
