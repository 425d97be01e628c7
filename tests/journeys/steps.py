"""What staff do on their phones in the journeys, step by step, and what a phone holds."""

import json
import re
import time

from tests.journeys.conftest import sign_in

DOWNLOADING = 90_000
SENDING_S = 90
SAVED = "Đã lưu trên máy này"
PIN = "246810"
UNLOCKING = 60_000

WITH_MODULE = """async ([path, argument]) => {
  const index = [...document.scripts].find((one) => one.src.includes("/client/index.js")).src;
  const it = await import(new URL(path, index).href);
  return (%s)(it, argument);
}"""
"""The app's own module, by the address the app has it from: another address would be another module."""

HASHES = """async (vault) => {
  const named = (await vault.allCommands()).flatMap((row) => row.files);
  const hex = (digest) => Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const hash = async (name) => [name, hex(await crypto.subtle.digest("SHA-256", await vault.fileBytes(name)))];
  return Object.fromEntries(await Promise.all(named.map(hash)));
}"""


def in_app(page, module, function, argument=None):
    """Return what `function(module, argument)`, written in JavaScript, finds inside the running app."""
    return page.evaluate(WITH_MODULE % function, [module, argument])


def enrol(page, username):
    """Make this phone somebody's phone, and wait until everything is downloaded."""
    sign_in(page, username, "/sign-in?next=/app/")
    page.get_by_role("button", name="Dùng máy này").click()
    get_ready(page)


def choose_pin(page, pin=PIN):
    """Give the new vault its PIN, typed twice."""
    page.locator("#new-pin").fill(pin)
    page.locator("#same-pin").fill(pin)
    page.locator("set-pin button[type=submit]").click()
    page.locator("set-pin").wait_for(state="detached", timeout=UNLOCKING)


def unlock(page, pin=PIN):
    """Open the vault, as after every start of the app."""
    page.locator("#unlock-pin").fill(pin)
    page.locator("lock-screen button[type=submit]").click()
    page.locator("lock-screen").wait_for(state="detached", timeout=UNLOCKING)


def reload(page):
    """Load the app anew: it comes back locked, on the same screen."""
    page.reload()
    unlock(page)


def get_ready(page):
    """The first run: a PIN, everything is downloaded, and the app opens without a network from now on."""
    choose_pin(page)
    page.get_by_text("đủ", exact=True).wait_for(timeout=DOWNLOADING)
    page.get_by_role("button", name="Vào việc").click()
    page.locator("getting-ready").wait_for(state="detached")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def go(page, path):
    """Go to a screen of the app."""
    page.evaluate("(path) => { location.hash = path }", path)


def go_offline(page):
    """Lose the network."""
    page.context.set_offline(True)


def go_online(page):
    """Find the network again and send everything."""
    page.context.set_offline(False)
    send_all(page)
    wait_delivered(page)


def see_the_round(page):
    """The officer's first screen: today's round on a weekend, else the next one's."""
    page.get_by_role("heading", level=1, name=re.compile("^Lịch (hôm nay|Thứ Bảy)")).wait_for()


def send_all(page):
    """Press the outbox's button."""
    go(page, "/outbox")
    page.get_by_role("button", name="Gửi ngay").click()


def wait_delivered(page):
    """Wait until every command is answered and every file is at the server."""
    deadline = time.monotonic() + SENDING_S
    while owed(page) != (0, 0):
        assert time.monotonic() < deadline, f"still on the phone: {owed(page)} commands and files"
        page.wait_for_timeout(300)


def owed(page):
    """How many commands and files this phone still has to deliver."""
    count = "async (it) => [await it.countUnsent(), await it.countFilesToSend()]"
    return tuple(in_app(page, "core/vault.js", count))


def rows(page, kind):
    """What the phone shows of one kind: the server's rows with the waiting reports over them."""
    return in_app(page, "core/rows.js", "(it, kind) => it.all(kind)", kind)


def sent_box(page):
    """The phone's commands, oldest first, each with its `body` read and its `text` as it was signed."""
    kept = in_app(page, "core/vault.js", "(it) => it.allCommands()")
    return [one | {"body": json.loads(one["body"]), "text": one["body"]} for one in reversed(kept)]


def unsent(page):
    """The ids of what the server has not answered."""
    return [one["id"] for one in sent_box(page) if one["state"] in ("waiting", "sending")]


def ask_browser(page, method, **how):
    """Let the browser itself do something to this page's origin. What it takes, it takes while the answer is held."""
    browser = page.context.new_cdp_session(page)
    browser.send(method, {"origin": page.evaluate("location.origin"), **how})
    return browser


def hashes(page):
    """For each file named by a command: the name it was given, and the SHA-256 of its bytes on the phone."""
    return in_app(page, "core/vault.js", HASHES)


def open_visit(page, code="2.000635"):
    """An open visit of this officer for this procedure."""
    return next(
        visit
        for visit in rows(page, "visit")
        if visit["status"] != "closed" and any(one.get("procedure_code") == code for one in visit["purposes"])
    )


def start(page, visit):
    """Stand at the door of this visit."""
    go(page, f"/visits/{visit['id']}/start")
    page.get_by_role("button", name="Tôi đang ở cửa, bắt đầu").click()
    page.get_by_role("heading", name="Việc cần làm tại nhà").wait_for()


def sit_down_at(page, visit):
    """Press the button that begins a visit, whatever comes of it."""
    go(page, f"/visits/{visit['id']}/start")
    page.get_by_role("button", name="Tôi đang ở cửa, bắt đầu").click()


def begin(page, visit):
    """Begin a visit, and see that it was saved."""
    sit_down_at(page, visit)
    page.wait_for_url(f"**/visits/{visit['id']}/tasks")


def take_photos(page, count):
    """Take pages under the first paper with the app's own camera."""
    page.get_by_role("link", name="3. Ảnh giấy tờ").click()
    paper = page.locator("main details").first
    if not paper.get_attribute("open"):
        paper.locator("summary").click()
    paper.get_by_role("button", name="Mở máy ảnh").click()
    for number in range(1, count + 1):
        page.locator("video").evaluate("(video) => new Promise((go) => video.requestVideoFrameCallback(go))")
        page.get_by_role("button", name="Chụp").click()
        paper.get_by_role("button", name=f"Trang {number}").wait_for()
    page.locator("main .action-bar").get_by_role("button", name="Xong").click()
    page.get_by_role("heading", name="Việc cần làm tại nhà").wait_for()


def sign(page, label):
    """Sign with a finger in this person's pad; no two people sign alike."""
    draw(page, page.locator("signature-field", has_text=label).locator("canvas"), low=70 + len(label))


def draw(page, canvas, low=90):
    """Draw a zigzag with a finger."""
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 60)
    page.mouse.down()
    for step in range(1, 10):
        page.mouse.move(box["x"] + 30 + 18 * step, box["y"] + (40 if step % 2 else low))
    page.mouse.up()


def fill_dossier(page):
    """Procedure, people, papers, fee: the answers of an ordinary door."""
    page.get_by_role("link", name="2. Thông tin hồ sơ").click()
    page.get_by_role("button", name="2.000635").first.click()
    page.get_by_role("button", name="Tiếp: những ai").click()
    page.get_by_label("Chính chủ hồ sơ").check()
    page.get_by_role("button", name="Tiếp: giấy tờ").click()
    page.get_by_role("button", name="Tiếp: lệ phí, trả kết quả").wait_for()
    for card in page.locator("section.card").all():
        card.get_by_role("radio").first.check()
    page.get_by_role("button", name="Tiếp: lệ phí, trả kết quả").click()
    page.get_by_label("Không", exact=True).check()
    page.get_by_label("Tiền mặt").check()
    page.get_by_label("Số biên lai đã đưa").fill("BL-0026")
    page.get_by_label("Cán bộ mang đến nhà").check()
    page.get_by_role("button", name="Xong phần này").click()


def keep_original(page, name="Giấy chứng nhận kết hôn, số 12"):
    """An original changes hands: counted and signed by both sides."""
    page.get_by_role("link", name="4. Bản chính nhận giữ").click()
    page.get_by_role("button", name="Nhận giữ một bản chính").click()
    page.get_by_label("Giấy gì?").fill(name)
    page.get_by_label("Tình trạng").fill("nguyên vẹn")
    sign(page, "Người giao ký")
    sign(page, "Cán bộ nhận ký")
    page.get_by_role("button", name="Hai bên xác nhận").click()
    page.get_by_text("Hai bên đã ký. Sẽ lưu cùng hồ sơ.").wait_for()
    page.get_by_role("link", name="Xong").click()


def issue_receipt(page):
    """Check, save, and show the receipt; returns its number once the screen says that it is saved."""
    page.get_by_role("link", name="5. Kiểm tra, giấy hẹn và ký").click()
    page.get_by_role("button", name="Lưu và cấp giấy hẹn").click()
    page.get_by_text(SAVED).first.wait_for()
    return page.locator(".receipt-number").inner_text()


def sign_receipt(page):
    """Read back, then both sign over the receipt."""
    page.get_by_role("link", name="Ký xác nhận").click()
    page.get_by_label("Đã đọc lại cho người dân nghe, họ đồng ý").check()
    sign(page, "Người nộp ký")
    sign(page, "Cán bộ tiếp nhận ký")
    page.get_by_role("button", name="Lưu chữ ký").click()
    page.get_by_role("link", name="Về việc tại nhà").wait_for()


def take_dossier(page, visit):
    """A whole visit for 2.000635: three photos, one original, receipt, signatures. Returns the receipt's number."""
    start(page, visit)
    fill_dossier(page)
    take_photos(page, 3)
    keep_original(page)
    number = issue_receipt(page)
    sign_receipt(page)
    return number


def close_met(page, visit):
    """The visit ended well."""
    go(page, f"/visits/{visit['id']}/close")
    page.get_by_label("Đã gặp và làm việc").check()
    page.get_by_role("button", name="Lưu kết quả").click()
    page.get_by_role("heading", name="Kết quả lượt thăm").wait_for()
