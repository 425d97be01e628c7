"""Journey 1: a daughter books for her father on a phone, without JavaScript, and follows it the same evening."""

import re

from PIL import Image
from playwright.sync_api import expect

from app.requests import tracking


def choose(page, words):
    page.get_by_label(words, exact=True).check()


def go_on(page):
    page.get_by_role("button", name="Tiếp tục").click()


def see(page, heading):
    """Wait for the page with this heading, the whole of it."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.wait_for_load_state()


def answer_until_the_place(page):
    page.goto("/")
    page.get_by_role("link", name="Đăng ký cán bộ đến nhà").click()
    choose(page, "Cha mẹ hoặc người thân của tôi")
    go_on(page)
    choose(page, "Cao tuổi")
    go_on(page)
    choose(page, "Tôi không rõ, hãy gọi lại cho tôi")
    go_on(page)
    page.get_by_label("Họ và tên").fill("Bùi Văn Thử")
    page.get_by_label("Năm sinh").fill("1948")
    go_on(page)


def answer_until_the_days(page, phone="0987.654.321"):
    answer_until_the_place(page)
    page.get_by_label("Tổ dân phố").select_option("Tổ 14 (Đồng Tiến cũ)")
    page.get_by_label("Số nhà, ngõ, đường").fill("Số nhà 12")
    go_on(page)
    page.get_by_label("Tên của bạn").fill("Bùi Thị Con")
    choose(page, "Gọi số điện thoại dưới đây")
    page.get_by_label("Số điện thoại", exact=True).fill(phone)
    go_on(page)


def answer_until_the_check_page(page):
    answer_until_the_days(page)
    page.locator("input[type=radio][value*=morning]:not([disabled])").first.check()
    go_on(page)
    see(page, "Kiểm tra lại trước khi gửi")


def send(page):
    """Tick and send, no quicker than the page believes of a person."""
    page.wait_for_timeout(3_000)
    page.get_by_label("Tôi đã đọc và đồng ý.").check()
    page.get_by_role("button", name="Gửi đăng ký").click()


def test_a_daughter_books_for_her_father(open_device, server):
    page = open_device(java_script_enabled=False)
    answer_until_the_check_page(page)
    assert "0987 654 321" in page.locator("main").inner_text()

    send(page)

    see(page, "Đã đăng ký xong")
    code = page.locator("#code").inner_text()
    booked = server.ask(lambda: tracking.find_by_tracking(code, "4321"))
    assert (booked.for_whom, booked.visit_word) == ("relative", page.locator(".slip-word strong").inner_text())
    assert "Chuẩn bị sẵn ở nhà" in page.locator("main").inner_text()
    with page.expect_download() as calendar:
        page.get_by_role("link", name="Thêm vào lịch điện thoại").click()
    assert "BEGIN:VEVENT" in calendar.value.path().read_text()

    page.goto("/tra-cuu")
    page.get_by_label("Mã lượt hẹn").fill(code)
    page.get_by_label("4 số cuối của số điện thoại đã đăng ký").fill("4321")
    page.get_by_role("button", name="Xem lượt hẹn").click()
    see(page, "Lượt hẹn đến đâu rồi")

    shown = page.locator("main").inner_text()
    assert page.locator("[aria-current=step]").inner_text().startswith("Đã nhận")
    assert "Bùi" not in shown
    assert "Số nhà" not in shown


def test_mistakes_and_going_back_lose_nothing(open_device, server):
    page = open_device(java_script_enabled=False)
    answer_until_the_check_page(page)

    page.get_by_role("button", name="Gửi đăng ký").click()
    expect(page).to_have_title(re.compile("^Lỗi: "))
    page.get_by_role("link", name=re.compile("Sửa.*Người cần gặp")).click()
    page.get_by_label("Năm sinh").fill("48")
    go_on(page)
    expect(page.locator("[data-error-summary] a").first).to_have_attribute("href", "#birth_year")
    expect(page.get_by_label("Họ và tên")).to_have_value("Bùi Văn Thử")
    page.get_by_label("Năm sinh").fill("1947")
    go_on(page)
    expect(page.locator("main")).to_contain_text("Bùi Văn Thử, sinh năm 1947")

    for _ in range(3):
        here = page.url
        page.get_by_role("link", name="Quay lại").click()
        page.wait_for_url(lambda url, here=here: url != here)
    expect(page.get_by_label("Số nhà, ngõ, đường")).to_have_value("Số nhà 12")
    page.go_back()
    page.go_back()
    page.go_back()
    see(page, "Kiểm tra lại trước khi gửi")


def test_a_position_keeps_the_keyboard_where_it_was_asked_for(open_device):
    page = open_device(
        permissions=["geolocation"], geolocation={"latitude": 20.83, "longitude": 105.34, "accuracy": 25}
    )
    answer_until_the_place(page)

    page.get_by_role("button", name="Dùng vị trí").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Đã ghi vị trí, sai số khoảng 25 m.")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Bỏ vị trí")).to_be_focused()

    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Dùng vị trí")).to_be_focused()


def read_qr(page, picture):
    """Return what a phone's camera would read from this picture."""
    seen = picture.convert("RGBA").resize((540, 675))
    return page.evaluate(
        """async ([width, height, data]) => {
            const { decodeQR } = await import("/static/vendor/qr-decode.js");
            return decodeQR({ width, height, data: new Uint8Array(data) });
        }""",
        [seen.width, seen.height, list(seen.tobytes())],
    )


def test_the_slip_in_the_familys_chat_opens_the_visit(open_device, server):
    booking = open_device()
    answer_until_the_check_page(booking)
    send(booking)
    with booking.expect_download() as saved:
        booking.get_by_role("button", name="Lưu ảnh phiếu hẹn").click()
    picture = Image.open(saved.value.path())
    assert picture.size == (1080, 1350)
    link = read_qr(booking, picture)

    brother = open_device()
    brother.goto(link)

    brother.wait_for_url("**/tra-cuu/lich-hen")
    see(brother, "Lượt hẹn đến đâu rồi")
    brother.go_back()
    assert "#" not in brother.url
