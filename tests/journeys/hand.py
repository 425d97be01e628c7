"""What a hand does with the phone app in a browser, and what its store holds meanwhile."""

import re

from tests.journeys import steps

PATIENCE = 60
MODULES = "new URL('core/', [...document.scripts].find((one) => one.src.includes('/client/index.js')).src)"


def rows(page, kind):
    """What the phone shows of one kind: the server's rows with the waiting reports over them."""
    return page.evaluate(f"async (kind) => (await import(new URL('rows.js', {MODULES}))).all(kind)", kind)


def outbox(page):
    """The phone's commands: type, state, flags."""
    commands = page.evaluate(f"async () => (await import(new URL('vault.js', {MODULES}))).allCommands()")
    return [(re.search(r'"type":"([^"]+)"', one["body"])[1], one["state"], one.get("flags") or []) for one in commands]


def go(page, path):
    """Go to a screen of the app."""
    page.evaluate("(path) => { location.hash = '#' + path }", path)


def a_visit(page, wanted):
    """The id of an open visit with such a purpose."""
    found = [v for v in rows(page, "visit") if v["status"] != "closed" and any(map(wanted, v["purposes"]))]
    return found[0]["id"]


def sign(page, label):
    """Sign with a finger in this person's pad."""
    canvas = page.locator("signature-field", has_text=label).locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 60)
    page.mouse.down()
    for step in range(10):
        page.mouse.move(box["x"] + 30 + 18 * step, box["y"] + (40 if step % 2 else 90))
    page.mouse.up()


def take_photos(page, count):
    """Take pages with the app's own camera; two frames of the film that happen to be equal are one page."""
    page.get_by_role("button", name="Mở máy ảnh").first.click()
    page.locator("video").evaluate("(video) => new Promise((go) => video.requestVideoFrameCallback(go))")
    thumbs = page.locator("photo-thumb")
    for _ in range(4 * count):
        page.get_by_role("button", name="Chụp").click()
        page.locator("button.shutter:enabled").wait_for()
        page.get_by_text("Đã lưu ảnh trên máy này.").wait_for()
        if thumbs.count() >= count:
            break
    assert thumbs.count() == count
    page.locator(".camera").get_by_role("button", name="Xong").click()


def online(page):
    """The network is back; wait until everything was answered and every file stored."""
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    owed = f"""async () => {{
        const vault = await import(new URL('vault.js', {MODULES}));
        return (await vault.countUnsent()) + (await vault.countFilesToSend());
    }}"""
    for _ in range(PATIENCE):
        if page.evaluate(owed) == 0:
            return
        page.wait_for_timeout(1_000)
    raise AssertionError(f"still on the phone: {outbox(page)}")


def close_tab(page):
    """The tab is closed and the app opened anew, still without a network."""
    steps.in_app(page, "core/drafts.js", "(it) => it.flushDrafts()")
    fresh = page.context.new_page()
    page.close()
    fresh.goto("/app/")
    steps.unlock(fresh)
    return fresh
