"""Shared components in a real browser: readable, reachable, never wider than the screen, comforts that work."""

import base64
import random
import threading
from io import BytesIO
from pathlib import Path

import pytest
from PIL import ExifTags, Image
from playwright.sync_api import expect
from werkzeug.serving import make_server

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = ["/style-page", "/form", "/desk", "/display", "/no-such-page"]
LOOKS = [
    pytest.param({"viewport": {"width": 360, "height": 740}}, id="phone"),
    pytest.param({"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"}, id="phone-dark"),
    pytest.param({"viewport": {"width": 1280, "height": 900}}, id="desktop"),
    pytest.param({"viewport": {"width": 320, "height": 256}, "forced_colors": "active"}, id="zoomed-forced-colors"),
]
SMALL_TARGETS = """() =>
  [...document.querySelectorAll('a[href], button, select, textarea, summary, .tile label, .face label')]
  .filter((element) => !element.matches('.skip-link'))
  .map((element) => [element.outerHTML.slice(0, 90), element.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < 47.5 || box.height < 47.5)).map(([html]) => html)"""
SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
CLIPPED = """() => [...document.querySelectorAll('h1, h2, h3, p, label, legend, button, a, dd, dt, li, td, th')]
  .filter((element) => getComputedStyle(element).overflowX !== 'visible')
  .filter((element) => element.scrollWidth > element.clientWidth + 1)
  .filter((element) => !element.matches('.visually-hidden')).map((element) => element.outerHTML.slice(0, 90))"""
SHRINK = """async (photo) => {
  const { shrink } = await import("/static/client/core/camera.js");
  const bytes = Uint8Array.from(atob(photo), (letter) => letter.charCodeAt(0));
  const small = new Uint8Array((await shrink(new Blob([bytes], { type: "image/jpeg" }))).bytes);
  return btoa(small.reduce((text, byte) => text + String.fromCharCode(byte), ""));
}"""


@pytest.fixture(scope="module")
def browser(playwright_driver):
    browser = playwright_driver.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def address(site):
    server = make_server("127.0.0.1", 0, site, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def open_page(browser, address):
    contexts = []

    def open_page(path, cookies=(), **look):
        context = browser.new_context(locale="vi-VN", base_url=address, **look)
        context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies])
        contexts.append(context)
        page = context.new_page()
        page.blocked = []
        page.on("console", lambda said: page.blocked.append(said.text) if "Content Security" in said.text else None)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def is_too_wide(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize("look", LOOKS)
def test_pages_are_readable_and_reachable(open_page, look):
    for path in PAGES:
        page = open_page(path, **look)
        page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text())
        found = page.evaluate(f"axe.run(document, {{runOnly: {{type: 'tag', values: {RULES}}}}})")["violations"]

        assert [(path, rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == []
        assert page.evaluate(SMALL_TARGETS) == []
        assert not is_too_wide(page), path
        assert page.blocked == []


def test_the_largest_letters_still_fit_the_smallest_screen(open_page):
    for path in PAGES:
        page = open_page(path, cookies=[("size", "largest")], viewport={"width": 320, "height": 568})

        assert not is_too_wide(page), path


def test_wider_spacing_cuts_nothing_off(open_page):
    page = open_page("/style-page", viewport={"width": 360, "height": 740}, bypass_csp=True)
    page.add_style_tag(content=SPACING)

    assert page.evaluate(CLIPPED) == []
    assert not is_too_wide(page)


def test_a_refused_form_puts_the_focus_on_what_to_correct(open_page):
    page = open_page("/form")
    page.get_by_role("button", name="Tiếp tục").click()

    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_role("link", name="Hãy nhập số điện thoại").click()
    expect(page.locator("#phone")).to_be_focused()


def test_a_second_tap_within_a_second_sends_nothing(open_page):
    page = open_page("/form")
    page.evaluate(
        "window.sent = 0; addEventListener('submit', (e) => { sent += !e.defaultPrevented; e.preventDefault() })"
    )
    page.get_by_role("button", name="Tiếp tục").dblclick()

    assert page.evaluate("sent") == 1


def test_a_long_list_narrows_while_typing_without_accents(open_page):
    page = open_page("/style-page")
    page.get_by_label("Gõ để tìm nhanh").fill("tan thinh")

    expect(page.locator("#s-place option")).to_have_text(["Tổ 3 Tân Thịnh"])
    expect(page.get_by_text("Số mục tìm thấy: 1")).to_be_visible()

    page.get_by_label("Gõ để tìm nhanh").fill("")
    expect(page.locator("#s-place option")).to_have_count(3)


def test_a_dialog_opens_and_gives_the_focus_back(open_page):
    page = open_page("/style-page")
    page.get_by_role("button", name="Mở hộp hỏi lại").click()
    expect(page.get_by_role("dialog")).to_be_visible()

    page.get_by_role("button", name="Giữ lại").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("[data-opens=s-dialog]")).to_be_focused()


def test_a_code_is_copied_and_it_says_so(open_page):
    page = open_page("/style-page", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Chép mã").click()

    page.get_by_role("status").filter(has_text="Đã chép").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "482 159 0376"


def test_without_scripts_nothing_is_offered_that_needs_them(open_page):
    page = open_page("/style-page", java_script_enabled=False)

    expect(page.get_by_text("Chép mã")).to_be_hidden()
    expect(page.get_by_label("Tổ dân phố")).to_be_visible()


def test_a_photo_is_made_small_upright_and_says_nothing_of_where(open_page, tmp_path):
    page = open_page("/style-page")

    small = base64.b64decode(page.evaluate(SHRINK, busy_photo(tmp_path / "photo.jpg")))

    assert len(small) <= 400_000
    with Image.open(BytesIO(small)) as picture:
        assert (picture.height * 3, max(picture.size) <= 2000) == (picture.width * 4, True)
        assert not picture.getexif()


def busy_photo(path):
    """A photo of 6 megapixels that packs badly, taken with the phone on its side, its place noted; as base64."""
    grain = random.Random(3).randbytes(750 * 1000)
    picture = Image.frombytes("L", (1000, 750), grain).resize((2800, 2100)).convert("RGB")
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    picture.save(path, "JPEG", quality=95, exif=exif)
    return base64.b64encode(path.read_bytes()).decode()
