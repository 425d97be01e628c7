"""States that a straight walk never meets: a form sent wrongly, a camera that is on, every word of the outbox."""

from playwright.sync_api import Page

from tests.journeys import steps
from tests.screenshots.walk import Screen, visit

CANCEL = "(it, id) => it.send('requests.cancel', { request_id: id, reason: 'đã tự đi được' })"
ANSWER = """async (it, given) => {
  await it.markSending([given.tried]);
  await it.markWaiting();
  await it.takeResults(given.results, 99, new Date().toISOString());
}"""
ANSWERS = (
    {"status": "applied"},
    {"status": "applied", "flags": ["outside-your-area"]},
    {"status": "conflict", "code": "request-not-open", "message": "Yêu cầu này đã kết thúc."},
    {"status": "rejected", "code": "not-your-neighbourhood", "message": "Hộ này không thuộc tổ của anh/chị."},
    {"status": "held"},
    {"status": "parked"},
    {"status": "late"},
)


def press_empty(button: str):
    """Send a form as it opened, and wait for what is told at its top."""

    def press(page: Page) -> None:
        page.get_by_role("button", name=button, exact=True).click()
        page.locator(".error-summary, .field-error, [role=alert]:not(:empty)").first.wait_for()

    return press


def scan_card(page: Page) -> None:
    """The camera over the whole screen looks for an identity card."""
    page.get_by_role("button", name="Quét mã QR trên thẻ").click()
    page.get_by_role("dialog").get_by_text("Đưa mã QR của thẻ").wait_for()


def open_camera(page: Page) -> None:
    """The app's own camera stands over a paper that waits for its photo."""
    page.get_by_role("link", name="3. Ảnh giấy tờ").click()
    paper = page.locator("main details").first
    if not paper.get_attribute("open"):
        paper.locator("summary").click()
    paper.get_by_role("button", name="Mở máy ảnh").click()
    page.get_by_role("button", name="Chụp").wait_for()


def turn_camera_on(page: Page) -> None:
    """Look for a code through the camera."""
    page.get_by_role("button", name="Máy ảnh").click()
    page.locator("qr-scanner video").wait_for()


def scan_wrongly(page: Page) -> None:
    """An envelope that nobody knows, and the same once more."""
    page.get_by_role("button", name="Tắt máy ảnh").click()
    for told in ("Không có trong bảng kê", "Đã quét rồi"):
        page.get_by_label("Số phiếu gửi").fill("EE471108151VN")
        page.get_by_role("button", name="Thêm").click()
        page.get_by_text(told).wait_for()


def open_the_count(page: Page) -> None:
    """The post's side of a list is about to count and sign."""
    page.get_by_role("region", name="Bưu điện").get_by_role("button", name="Đếm và ký").click()
    page.get_by_label("Số bưu gửi đếm được").wait_for()


def scan_at_the_counter(page: Page) -> None:
    """A citizen looks for the code of a receipt through the camera."""
    page.get_by_role("button", name="Quét mã QR").click()
    page.locator("#scan-video").wait_for()


def show_faces(page: Page) -> None:
    """The household holds the phone, and has chosen a face: the reasons come up."""
    page.get_by_role("button", name="Đưa máy cho người dân").click()
    page.locator(".face").nth(1).click()
    page.locator(".why").wait_for()


def every_state(page: Page) -> None:
    """Work that waits, was tried, taken, refused, held, parked or came late; no network, so that it stays so."""
    steps.unlock(page)
    steps.go_offline(page)
    request = steps.rows(page, "request")[0]["id"]
    sent = [steps.in_app(page, "core/outbox.js", CANCEL, request)["id"] for _ in range(len(ANSWERS) + 2)]
    results = [{"id": one} | answer for one, answer in zip(sent, ANSWERS, strict=False)]
    steps.in_app(page, "core/vault.js", ANSWER, {"tried": sent[-1], "results": results})
    visit(page, "#/outbox")
    page.locator(".outbox-row").nth(len(ANSWERS) + 1).wait_for()


FACES = Screen("O11-faces", act=show_faces)
OUTBOX = Screen("outbox-states", act=every_state)
