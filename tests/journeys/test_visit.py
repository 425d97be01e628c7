"""Journey 4, at the door: a dossier taken in offline and a result handed over; a closed tab loses nothing.

Starting, closing and nobody at home are in test_visit_rounds.py.
"""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import expect

from app.accounts.queries import find_user_by_name
from app.citizens.queries import get_citizen
from app.core.changes import sha256
from app.core.clock import now
from app.core.commands import system_actor
from app.core.execute import execute
from app.core.ids import new_id
from app.dossiers.commands import SetFeeAccount
from app.dossiers.queries import dossiers_of_visit, get_dossier, papers_of
from app.files.queries import find_stored
from tests.journeys.camera_card import film_card
from tests.journeys.conftest import CHROMIUM, FLAGS, PHONE, is_complaint, sign_in
from tests.journeys.hand import a_visit, close_tab, go, online, outbox, rows, sign, take_photos
from tests.journeys.hour import live_then
from tests.journeys.sideways import check_upright
from tests.journeys.steps import get_ready
from tests.make import done

WARD = "04795"
CARD = "017148990001||Bùi Thị Thử|02031948|Nữ|Tổ 14, Phường Đồng Tiến, Thành phố Hòa Bình|15082021"


@pytest.fixture(scope="module")
def camera(playwright_driver, tmp_path_factory):
    """A browser whose camera looks at an identity card."""
    film = film_card(tmp_path_factory.mktemp("camera") / "card.y4m", CARD)
    flags = [*FLAGS, f"--use-file-for-fake-video-capture={film}"]
    browser = playwright_driver.chromium.launch(executable_path=CHROMIUM, headless=True, args=flags)
    yield browser
    browser.close()


@pytest.fixture
def officer(camera, server):
    """The first officer's phone, enrolled, filled, and ready to lose its network."""
    complaints = []
    context = camera.new_context(
        viewport=PHONE, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", base_url=server.url, permissions=["camera"]
    )
    live_then(context)
    context.set_default_timeout(30_000)
    context.on("console", lambda m: complaints.append(m.text) if is_complaint(m) else None)
    page = context.new_page()
    sign_in(page, "canbo1", "/sign-in?next=/app/")
    page.get_by_role("button", name="Dùng máy này").click()
    get_ready(page)
    yield page
    context.close()
    assert not complaints, complaints


def tick_paper(page, number, answer):
    """Say what was found for this line of the paper list."""
    page.locator("section.card").nth(number - 1).get_by_label(answer, exact=True).check()


def fill_dossier(page, visit):
    """Procedure and case, people, papers, fee: one screen after the other."""
    go(page, f"/visits/{visit}/dossier")
    page.get_by_role("button", name="2.000635").first.click()
    page.get_by_label("Nhờ người khác xin giúp").check()
    page.get_by_role("button", name="Tiếp: những ai").click()
    page.get_by_label("Quan hệ với chủ hồ sơ").fill("con gái")
    page.get_by_label("giấy uỷ quyền không phải chứng thực").check()
    page.get_by_role("button", name="Tiếp: giấy tờ").click()
    tick_paper(page, 1, "Đã nhận")
    tick_paper(page, 2, "Đã xem")
    tick_paper(page, 3, "Còn thiếu")
    page.get_by_role("button", name="Tiếp: lệ phí").click()
    page.get_by_label("Không", exact=True).check()
    page.get_by_label("Cán bộ mang đến nhà").check()
    page.get_by_label("Chuyển khoản", exact=True).check()
    page.get_by_role("button", name="Xong phần này").click()
    page.get_by_role("heading", name="Việc cần làm tại nhà").wait_for()


def name_account():
    """The ward has an account for fees."""
    command = SetFeeAccount(
        fee_account_id=new_id(),
        bank_bin="970405",
        bank_name="Agribank",
        account_number="8888000000001",
        account_name="TT PHUC VU HANH CHINH CONG",
    )
    done(execute(command, actor=system_actor(WARD)))


def offer_transfer(page, number):
    """The code for the transfer is shown without a network; the family finds cash after all."""
    page.get_by_role("link", name="Mã QR chuyển khoản").click()
    page.get_by_role("img", name="Mã QR chuyển khoản 8.000 đ").wait_for()

    page.get_by_text(f"LP {number.replace('-', '')}").wait_for()
    page.get_by_role("button", name="Thu tiền mặt 8.000 đ").click()
    page.get_by_role("link", name="Hãy ghi số biên lai. Chưa có biên lai thì chưa thu.").wait_for()
    page.get_by_label("Số biên lai đã đưa").fill("BL-0026")
    page.get_by_role("button", name="Thu tiền mặt 8.000 đ").click()
    page.get_by_role("link", name="Ký xác nhận").wait_for()


def scan_card(page, visit):
    """The daughter's card is read by the camera; only what the dossier needs stays."""
    go(page, f"/visits/{visit}/identity")
    page.get_by_label("Người nộp thay").check()
    page.get_by_role("button", name="Quét mã QR").click()
    page.get_by_text("Đã đọc thẻ").wait_for(timeout=30_000)
    page.locator("dialog.camera").wait_for(state="detached")
    expect(page.get_by_label("Số căn cước")).to_have_value("017 148 990 001")
    page.get_by_role("button", name="Lưu giấy tờ").click()
    page.get_by_role("heading", name="Việc cần làm tại nhà").wait_for()
    page.get_by_text("…0001").wait_for()


def keep_original(page, visit):
    """One original goes into the officer's hands; both sides sign."""
    go(page, f"/visits/{visit}/originals")
    page.get_by_role("button", name="Nhận giữ một bản chính").click()
    page.get_by_label("Giấy gì?").fill("Giấy chứng nhận kết hôn số 12/1975")
    page.get_by_label("Tình trạng").fill("ố mép phải")
    page.get_by_role("button", name="Hai bên xác nhận").click()
    page.get_by_role("link", name="Người giao chưa ký.").wait_for()
    sign(page, "Người giao ký")
    page.get_by_label("Người giao", exact=True).fill("Bùi Thị Dâu")  # whose signature that is not
    page.get_by_role("button", name="Hai bên xác nhận").click()
    page.get_by_role("link", name="Người giao chưa ký.").wait_for()
    sign(page, "Người giao ký")
    sign(page, "Cán bộ nhận ký")
    page.get_by_role("button", name="Hai bên xác nhận").click()
    page.get_by_text("Hai bên đã ký").wait_for()


@pytest.fixture
def account(server):
    """Named before the phone is filled."""
    server.ask(name_account)


def test_a_dossier_is_taken_in_at_the_door_without_a_network(account, officer, server):
    page = officer
    visit = a_visit(page, lambda purpose: purpose.get("procedure_code") == "2.000635")
    page.context.set_offline(True)

    scan_card(page, visit)
    fill_dossier(page, visit)
    go(page, f"/visits/{visit}/photos?paper=p1")
    take_photos(page, 3)
    check_upright(page)
    page = close_tab(page)
    keep_original(page, visit)
    go(page, f"/visits/{visit}/check")
    page.get_by_text("3 trang").wait_for()
    page.get_by_role("button", name="Lưu và cấp giấy hẹn").click()
    number = page.locator(".receipt-number").inner_text()
    offer_transfer(page, number)
    page.get_by_role("link", name="Ký xác nhận").click()
    page.get_by_label("Đã đọc lại").check()
    sign(page, "Người nộp ký")
    sign(page, "Cán bộ tiếp nhận ký")
    page.get_by_role("button", name="Lưu chữ ký").click()
    page.get_by_role("img", name=f"Mã QR của giấy hẹn {number}").wait_for()
    online(page)

    told = [(state, flags) for type, state, flags in outbox(page) if type.startswith("dossiers.")]
    assert told == [("applied", [])] * 6
    server.ask(lambda: check_taken_in(visit, number))


def check_taken_in(visit, number):
    """The centre has it all, once, with every byte."""
    dossier = dossiers_of_visit(UUID(visit))[0]
    assert dossier.receipt.number == number
    assert dossier.receipt.checked is None, "phone and server count the same dates"
    assert sha256(dossier.receipt.shown.encode()) == dossier.receipt.shown_sha256
    assert dossier.receipt.qr.startswith(f"TN1|{number}|")
    assert (dossier.submitter_name, dossier.roles["submitter"]["relation"]) == ("Bùi Thị Thử", "con gái")
    assert dossier.roles["submitter"]["identity_last4"] == "0001"
    assert dossier.owner_name != dossier.submitter_name
    assert [line.state for line in dossier.components if line.kind != "note"] == ["received", "seen", "missing"]
    assert (dossier.payment.amount, dossier.payment.way, dossier.payment.slip) == (8000, "cash", "BL-0026")
    assert [payment.way for payment in dossier.payments] == ["transfer", "cash"]
    assert {s.over_sha256 for s in dossier.signatures} == {sha256(dossier.signatures[0].shown.encode())}
    assert "Lệ phí: 8.000 đ, tiền mặt" in dossier.signatures[0].shown, "cash came after the receipt: the newer words"
    assert [s.who for s in dossier.signatures] == ["citizen", "officer"]
    pages = [file for file in dossier.files if file.role == "component"]
    assert len(pages) == 3
    for file in dossier.files:
        assert find_stored(WARD, file.sha256) is not None
    (paper,) = papers_of(dossier.id)
    assert (paper.holder.kind, paper.holder.id) == ("officer", find_user_by_name("canbo1").id)


def test_a_result_is_handed_over_with_hour_and_minute(officer, server):
    page = officer
    visit = a_visit(page, lambda purpose: purpose["kind"] == "return")
    dossier_id = next(v for v in rows(page, "visit") if v["id"] == visit)["purposes"][0]["dossier_id"]
    page.context.set_offline(True)

    go(page, f"/visits/{visit}/tasks")
    page.get_by_role("link", name=re.compile("Cấp bản sao|sao|Đăng ký|Xác")).first.click()
    find_result(page, dossier_id)
    page.get_by_label("Hai bên đã đếm").check()
    page.get_by_label("Người khác nhận thay").check()
    page.get_by_label("Họ tên người nhận").fill("Bùi Văn Rể")
    page.get_by_label("Quan hệ với chủ hồ sơ").fill("con rể")
    page = close_tab(page)
    go(page, f"/visits/{visit}/hand-over/{dossier_id}")
    expect(page.get_by_label("Họ tên người nhận")).to_have_value("Bùi Văn Rể")
    page.get_by_text("Mã đúng là của kết quả này").wait_for()
    page.get_by_label("4 số cuối").fill("7788")
    sign_wide(page, "Người nhận ký", "Bùi Văn Rể")
    sign(page, "Cán bộ giao ký")
    page.get_by_role("button", name="Đã trao, lưu").click()
    page.get_by_text("Đã trao cho Bùi Văn Rể").wait_for()
    online(page)

    told = [flags for type, state, flags in outbox(page) if type == "dossiers.hand_over" and state == "applied"]
    assert told == [[]]
    server.ask(lambda: check_handed_over(dossier_id))


def find_result(page, dossier_id):
    """The card before the camera is no result's code, nor is another number; the right one is told from them."""
    unknown = page.get_by_role("alert").get_by_text("Không có kết quả nào trên máy mang mã này.")
    page.get_by_role("button", name="Quét mã kết quả").click()
    camera = page.get_by_role("dialog", name="Đưa mã trên kết quả")
    camera.filter(has=unknown).wait_for()
    camera.get_by_role("button", name="Gõ bằng tay").click()
    camera.wait_for(state="detached")
    page.get_by_role("textbox", name="Mã trên kết quả hoặc giấy hẹn").fill("TN04795-26-0000000")
    page.get_by_role("button", name="Kiểm tra mã").click()
    unknown.wait_for()
    page.get_by_role("textbox", name="Mã trên kết quả hoặc giấy hẹn").fill(dossier_id.upper())
    page.get_by_role("button", name="Kiểm tra mã").click()
    page.get_by_text("Mã đúng là của kết quả này").wait_for()


def sign_wide(page, label, name):
    """Along the phone's long edge, the name under it; the strokes stay when the phone is turned and the pad closed."""
    field = page.locator("signature-field", has_text=label)
    field.get_by_role("button", name="Ký ngang máy").click()
    wide = page.get_by_role("dialog", name=label)
    wide.get_by_text(name).wait_for()
    box = wide.locator("canvas").bounding_box()
    assert box["height"] > PHONE["height"] / 2 > box["width"] > PHONE["width"] / 2, "it lies along the long edge"
    sign(page, label)
    wide.get_by_role("img", name="đã ký").wait_for()
    page.set_viewport_size({"width": PHONE["height"], "height": PHONE["width"]})
    wide.get_by_role("img", name="đã ký").wait_for()
    page.set_viewport_size(PHONE)
    wide.get_by_role("button", name="Không ký được").wait_for()
    wide.get_by_role("button", name="Xong", exact=True).click()
    wide.wait_for(state="detached")
    field.get_by_role("img", name="đã ký").wait_for()


def check_handed_over(dossier_id):
    """The centre knows who received it, in what relation, which card was seen, and when."""
    dossier = get_dossier(UUID(dossier_id))
    handed = dossier.handed
    assert (handed.to_name, handed.relation, handed.identity_last4) == ("Bùi Văn Rể", "con rể", "7788")
    assert (dossier.result.state, dossier.status) == ("handed-over", 10)
    assert now() - timedelta(minutes=10) < handed.at <= now(), "to the minute, by the phone's clock"
    assert find_stored(WARD, handed.signature_file) is not None


def test_a_typed_card_is_as_good_and_a_witness_signs_for_who_cannot(officer, server):
    page = officer
    visit = a_visit(page, lambda purpose: purpose.get("procedure_code") == "2.000635")
    page.context.set_offline(True)

    go(page, f"/visits/{visit}/identity")
    page.get_by_label("Số căn cước").fill("017.148.990")
    page.get_by_role("button", name="Lưu giấy tờ").click()
    page.get_by_role("link", name="Đây là số CMND cũ: hãy ghi ở ô Số CMND cũ.").wait_for()
    page.get_by_label("Số CMND cũ").fill("113 000 001")
    page.get_by_text("thủ tục 1.012566").wait_for()
    page.get_by_label("Số căn cước").fill("017 148 990 002")
    page.get_by_label("Ngày sinh trên thẻ").fill("2/3/1950")
    page.get_by_text("Năm sinh không khớp với số căn cước.").wait_for()
    page.get_by_role("button", name="Lưu giấy tờ").click()
    page.get_by_text("Giấy tờ đã lưu trên máy, chờ gửi").wait_for()
    hand_in_alone(page, visit)
    page.get_by_label("Không ký được, có người chứng kiến").check()
    page.get_by_label("Họ tên người chứng kiến").fill("Hà Văn Tổ")
    page.get_by_label("Là ai").fill("tổ trưởng")
    sign(page, "Người chứng kiến ký")
    sign(page, "Cán bộ tiếp nhận ký")
    page.get_by_label("Đã đọc lại").check()
    page.get_by_role("button", name="Lưu chữ ký").click()
    page.locator(".receipt-number").wait_for()
    online(page)

    flags = {type: flags for type, _state, flags in outbox(page)}
    assert "card-birth-year-differs" in flags["citizens.record_identity"]
    server.ask(lambda: check_witnessed(visit))


def hand_in_alone(page, visit):
    """The owner hands in alone and owes no fee; up to the page for signing."""
    go(page, f"/visits/{visit}/dossier")
    page.get_by_role("button", name="2.000635").first.click()
    page.get_by_role("button", name="Tiếp: những ai").click()
    page.get_by_label("Chính chủ hồ sơ").check()
    page.get_by_role("button", name="Tiếp: giấy tờ").click()
    tick_paper(page, 1, "Đã nhận")
    page.get_by_role("button", name="Tiếp: lệ phí").click()
    page.get_by_label("Có, được miễn").check()
    page.get_by_label("Người khuyết tật").check()
    page.get_by_label("Nhận tại trung tâm").check()
    page.get_by_role("button", name="Xong phần này").click()
    page.get_by_role("link", name="5. Kiểm tra").click()
    page.get_by_text("giấy tờ chưa đánh dấu").wait_for()
    page.get_by_role("button", name="Lưu và cấp giấy hẹn").click()
    page.get_by_role("link", name="Ký xác nhận").click()


def check_witnessed(visit):
    """Who witnessed stands beside what was shown; the number is the register's now."""
    dossier = dossiers_of_visit(UUID(visit))[0]
    witness = dossier.signatures[0]
    assert (witness.who, witness.way, witness.name, witness.relation) == (
        "witness", "witness", "Hà Văn Tổ", "tổ trưởng",
    )  # fmt: skip
    assert (dossier.payment.exempt, dossier.payment.exempt_reason) == (True, "Người khuyết tật")
    assert dossier.roles["owner"]["identity_last4"] == "0002"
    assert get_citizen(dossier.citizen_id).identity_number == "017148990002"
