"""Somebody holds a receipt and has no network: the page that was opened once tells genuine from altered."""

import segno
from playwright.sync_api import expect

from app.accounts.queries import find_user_by_name
from app.core.clock import VN, now
from app.core.ids import new_id
from tests.make_vectors import changed
from tests.phone import Phone

WORDS = "Giấy tiếp nhận hồ sơ tại nhà: {number}\nHẹn trả: 26/11/2026"


def make_receipt(app):
    """An officer's phone leases a number and signs a receipt over these words."""
    from base64 import urlsafe_b64encode
    from hashlib import sha256

    phone = Phone(app.test_client(), find_user_by_name("canbo1"))
    phone.send("sync.lease_numbers", {"lease_id": str(new_id()), "kind": "receipt", "count": 1})
    phone.pull()
    number = next(
        block["codes"][0] for block in phone.bodies("number_lease").values() if block["device_id"] == phone.device_id
    )
    words = WORDS.format(number=number)
    digest = urlsafe_b64encode(sha256(words.encode()).digest()[:16]).decode().rstrip("=")
    signed = f"TN1|{number}|{now().astimezone(VN).date()}|{digest}|{phone.device_id}"
    return f"{signed}|{phone.sign(signed)}", number, words


def test_a_receipt_is_checked_with_and_without_a_network(open_device, server, tmp_path):
    qr, number, words = server.ask(lambda: make_receipt(server.app))
    page = open_device()
    page.goto("/kiem-tra")
    verdict = page.locator("#verdict")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")

    picture = tmp_path / "receipt.png"
    segno.make(qr).save(picture, scale=6, border=4)
    page.get_by_label("Hoặc chọn ảnh chụp giấy hẹn").set_input_files(picture)
    expect(verdict).to_contain_text("Giấy hẹn này là thật")
    expect(verdict).to_contain_text(number)
    expect(verdict).not_to_contain_text("Chưa hỏi được trung tâm")

    server.stop()
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kiểm tra giấy hẹn")
    check(page, qr)
    expect(verdict).to_contain_text("Giấy hẹn này là thật")
    expect(verdict).to_contain_text("Chưa hỏi được trung tâm")
    check(page, changed(qr, 5))
    expect(verdict).to_contain_text("đã bị sửa")
    page.get_by_text("So cả nội dung giấy hẹn").click()
    page.get_by_label("Nội dung giấy hẹn").fill(words.replace("26/11", "27/11"))
    check(page, qr)
    expect(verdict).to_contain_text("không phải nội dung lúc ký")
    page.set_viewport_size({"width": 360, "height": 740})
    page.get_by_label("Nội dung giấy hẹn").fill(words)
    check(page, qr)
    expect(verdict).to_contain_text("Giấy hẹn này là thật")
    server.start()


def check(page, text):
    page.get_by_label("Nội dung mã QR").fill(text)
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
