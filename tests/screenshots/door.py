"""What an officer comes to at a door besides the straight way: other people, other ways of signing, earlier scans."""

from playwright.sync_api import Page

from tests.journeys import steps
from tests.screenshots.walk import Screen, deeper, follow

OTHER = "Người khác nộp thay"


def prepare(page: Page) -> None:
    """Before leaving home: what the first visit's family should have ready."""
    follow("#/visits/")(page)
    deeper("/prepare")(page)
    page.get_by_text("Nhắn trước cho người dân").wait_for()


def let_daughter_hand_in(page: Page) -> None:
    """Somebody else hands in, by a paper that says so."""
    page.get_by_label(OTHER).check()
    page.get_by_label("Họ tên người nộp").fill("Bùi Thị Con")
    page.get_by_label("Quan hệ với chủ hồ sơ").fill("con gái")
    page.get_by_label("Được uỷ quyền").check()
    page.get_by_label("Giấy uỷ quyền", exact=False).last.fill("số 15, ngày 20/11/2026")


def type_paper_number(page: Page) -> None:
    """The receipt was written by hand, and a digit of its number is read wrongly."""
    page.get_by_text("Giấy hẹn đã viết tay?").click()
    page.get_by_label("Số in trên giấy").fill("TN04795-26-9900012")
    page.get_by_label("Giờ ghi trên giấy").fill("9:05")
    page.get_by_role("button", name="Lưu và cấp giấy hẹn").click()
    page.get_by_role("link", name="Số không đúng").wait_for()


def forget_paper_number(page: Page) -> None:
    """After all the phone gives the number."""
    page.get_by_label("Số in trên giấy").fill("")
    page.get_by_role("button", name="Lưu và cấp giấy hẹn").click()
    page.locator(".receipt-number").wait_for()


def sign_by(way: str):
    """Choose another way of signing than a finger on the glass."""
    return lambda page: page.get_by_label(way).check()


def sign_nothing(page: Page) -> None:
    """Save without any signature."""
    page.get_by_role("button", name="Lưu chữ ký").click()
    page.get_by_role("link", name="Cán bộ chưa ký.").wait_for()


def sign_both(page: Page) -> None:
    """Read back, then both sign on the glass."""
    page.get_by_label("Ký bằng ngón tay trên màn hình").check()
    page.get_by_label("Đã đọc lại cho người dân nghe, họ đồng ý").check()
    steps.sign(page, "Người nộp ký")
    steps.sign(page, "Cán bộ tiếp nhận ký")
    page.get_by_role("button", name="Lưu chữ ký").click()
    page.get_by_role("link", name="Về việc tại nhà").wait_for()


def change_after_signing(page: Page) -> None:
    """Two copies are wanted instead of one; what was signed says one."""
    deeper("/correct")(page)
    page.get_by_role("button", name="Nhận hồ sơ").click()
    page.get_by_label("Số bản", exact=True).fill("2")
    page.get_by_label("Vì sao sửa").fill("Gia đình cần hai bản")
    page.get_by_role("button", name="Lưu đính chính").click()
    page.get_by_text(steps.SAVED).first.wait_for()
    deeper("/sign")(page)
    page.get_by_text("Đã đổi sau khi ký").wait_for()


def report_paper(page: Page) -> None:
    """An original got wet on the way."""
    deeper("/originals")(page)
    page.get_by_role("button", name="Báo mất, hỏng").click()
    page.get_by_label("Hỏng", exact=True).check()


def begin_another(page: Page) -> None:
    """One more dossier at the same door, for the same paper that was just scanned."""
    steps.send_all(page)
    steps.wait_delivered(page)
    visit = next(one for one in steps.rows(page, "visit") if one["status"] == "started")
    page.evaluate("(path) => { location.hash = path }", f"#/visits/{visit['id']}/tasks")
    page.get_by_role("button", name="Nhận thêm một hồ sơ").click()
    page.get_by_role("link", name="2. Thông tin hồ sơ").click()
    page.get_by_role("button", name="2.000635").first.click()
    page.get_by_role("button", name="Tiếp: những ai").click()
    page.get_by_label("Chính chủ hồ sơ").check()
    page.get_by_role("button", name="Tiếp: giấy tờ").click()
    page.get_by_text("Còn dùng được không?").first.wait_for()


def settle(page: Page) -> None:
    """A signature instead: certified here and now."""
    deeper("/dossier")(page)
    page.get_by_role("button", name="Chọn thủ tục khác").click()
    page.get_by_label("Tìm thủ tục").fill("chung thuc chu ky")
    page.get_by_role("button", name="2.000884").click()
    deeper("/check")(page)
    page.get_by_role("button", name="Lưu và giải quyết ngay").click()
    page.get_by_label("Nơi làm").wait_for()


CHECKING = (
    Screen("O8-paper-number", act=type_paper_number),
    Screen("O8-receipt", act=forget_paper_number),
)
SIGNING = (
    Screen("O10-sign", act=lambda page: page.get_by_role("link", name="Ký xác nhận").click()),
    Screen("O10-sign-thumb", act=sign_by("Điểm chỉ trên giấy rồi chụp ảnh")),
    Screen("O10-sign-relative", act=sign_by("Người thân ký thay")),
    Screen("O10-sign-witness", act=sign_by("Không ký được, có người chứng kiến")),
    Screen("O10-sign-error", act=sign_nothing),
    Screen("O10-signed", act=sign_both),
    Screen("O10-dossier", act=deeper("")),
    Screen("O10-correct", act=deeper("/correct")),
    Screen("O10-changed", act=change_after_signing),
    Screen("O9-report", act=report_paper),
    Screen("O10-supplement", act=deeper("/supplement")),
    Screen("O10-refuse", act=deeper("/refuse")),
    Screen("O10-withdraw", act=deeper("/withdraw")),
    Screen("O10-due", "#/due"),
    Screen("O6-reuse", act=begin_another),
    Screen("O11-settle", act=settle),
)
