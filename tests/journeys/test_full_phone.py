"""A phone without room: what is not saved is told, what is saved stays and goes to the centre.

The browser's own debugging protocol takes the room, and the test fills what is left.
"""

from playwright.sync_api import expect

from tests.journeys import steps

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


def wait_known(page, server, ids):
    """Wait until the server knows all of these."""
    for _ in range(200):
        if len(server.statuses(ids)) == len(ids):
            return
        page.wait_for_timeout(300)
    raise AssertionError(f"the server knows {server.statuses(ids)} of {len(ids)}")


def test_a_full_phone_says_what_is_not_saved_and_delivers_what_is(living_phone, server):
    page = living_phone.open()
    page.goto("/sign-in")
    room = steps.ask_browser(page, "Storage.overrideQuotaForOrigin", quotaSize=ROOM)
    steps.enrol(page, "canbo1")
    first, second = [visit for visit in steps.rows(page, "visit") if visit["status"] == "planned"][:2]
    steps.go_offline(page)
    steps.begin(page, first)
    saved = steps.unsent(page)
    assert len(saved) == 1

    page.evaluate(FILL, [4_000_000, 1_000_000, 100_000, 10_000, 1_000, 100])
    steps.sit_down_at(page, second)

    alert = page.get_by_role("alert").filter(has_text=NOT_SAVED)
    expect(alert.get_by_text("Bộ nhớ máy đã đầy")).to_be_in_viewport()
    assert alert.get_by_role("link", name="Gọi").get_attribute("href").startswith("tel:")
    assert page.get_by_text(steps.SAVED).count() == 0
    assert page.get_by_role("button", name="Tôi đang ở cửa, bắt đầu").is_visible()
    assert steps.unsent(page) == saved
    steps.reload(page)
    assert steps.unsent(page) == saved, "a full phone can be opened, and has what was saved"

    page.context.set_offline(False)
    wait_known(page, server, saved)
    assert set(server.statuses(saved)) == {"applied"}
    page.context.set_offline(True)
    room.detach()
    steps.begin(page, second)
    assert page.get_by_text(NOT_SAVED).count() == 0
    steps.go_online(page)
    ids = [one["id"] for one in steps.sent_box(page) if one["body"]["type"] == "visits.start"]
    assert server.statuses(ids) == ["applied", "applied"]
