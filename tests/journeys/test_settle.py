"""Settled at the door: a signature is certified at the home of who cannot travel, and the paper stays there."""

from datetime import datetime
from uuid import UUID

from playwright.sync_api import expect

from app.core.changes import sha256
from app.core.clock import VN, now
from app.dossiers.queries import dossiers_of_visit, papers_of
from app.files.queries import find_stored
from tests.journeys import steps
from tests.journeys.conftest import DESK, sign_in

WARD = "04795"
CODE = "2.000884"
PAPER = "Giấy ủy quyền nhận trợ cấp đã chứng thực chữ ký"
CERTIFIER = "Phó Chủ tịch Hà Văn Ký"


def fill_dossier(page):
    """Which act, whose, what was seen, what it costs; nobody asks how a result that is given at once goes back."""
    page.get_by_role("link", name="2. Thông tin hồ sơ").click()
    page.get_by_label("Tìm thủ tục").fill("chung thuc chu ky")
    page.get_by_role("button", name=CODE).click()
    page.get_by_text("NĐ 23/2015/NĐ-CP, Điều 10").wait_for()
    page.get_by_role("button", name="Tiếp: những ai").click()
    page.get_by_label("Chính chủ hồ sơ").check()
    page.get_by_role("button", name="Tiếp: giấy tờ").click()
    page.get_by_role("button", name="Tiếp: lệ phí, trả kết quả").wait_for()
    for card in page.locator("section.card").all():
        card.get_by_label("Đã xem", exact=True).check()
    page.get_by_role("button", name="Tiếp: lệ phí, trả kết quả").click()
    page.get_by_label("Không", exact=True).check()
    page.get_by_text("Mức phí: 10.000 đ").wait_for()
    page.get_by_label("Tiền mặt").check()
    page.get_by_label("Số biên lai đã đưa").fill("BL-0031")
    assert page.get_by_text("Trả kết quả thế nào?").count() == 0
    page.get_by_role("button", name="Xong phần này").click()
    page.get_by_role("link", name="5. Kiểm tra, giấy hẹn và ký").click()


def certify(page, owner):
    """The act: place and minute as in the certificate, who certifies, and into whose hands the paper goes."""
    page.get_by_role("button", name="Lưu và giải quyết ngay").click()
    page.get_by_role("button", name="Lưu, rồi hai bên ký").click()
    page.get_by_role("link", name="Hãy chọn ai nhận.").wait_for()
    place = page.get_by_label("Nơi làm").input_value()
    page.get_by_label("Giờ, phút").fill("00:01")
    page.get_by_label("Người ký chứng thực").fill(CERTIFIER)
    page.get_by_label("Số chứng thực").fill("152/2026")
    page.get_by_label("Giấy tờ trao cho người dân").fill(PAPER)
    page.get_by_label(owner, exact=True).check()
    page.get_by_label("4 số cuối giấy tờ đã xem").fill("4321")
    steps.in_app(page, "core/drafts.js", "(it) => it.flushDrafts()")
    steps.reload(page)
    expect(page.get_by_label("Giấy tờ trao cho người dân"), "a killed tab loses nothing").to_have_value(PAPER)
    page.get_by_role("button", name="Lưu, rồi hai bên ký").click()
    return place


def both_sign(page):
    """Read back with place and minute, then signed by both."""
    page.get_by_text("không cấp, kết quả trao ngay").wait_for()
    page.get_by_text(f"{PAPER} (1), cho").wait_for()
    page.get_by_label("Đã đọc lại cho người dân nghe, họ đồng ý").check()
    steps.sign(page, "Người nộp ký")
    steps.sign(page, "Cán bộ tiếp nhận ký")
    page.get_by_role("button", name="Lưu chữ ký").click()
    page.get_by_role("link", name="Về việc tại nhà").click()
    page.get_by_role("link", name="Giải quyết tại nhà").get_by_text("Đã trao").wait_for()


def check_settled(visit_id, place):
    """One act, at its place and minute, signed as it was shown; nothing is owed and nothing is kept."""
    (dossier,) = dossiers_of_visit(UUID(visit_id))
    kept = dossier.snapshot()
    minute = datetime.combine(now().astimezone(VN).date(), datetime.min.time(), VN).replace(minute=1)
    assert (kept.status, kept.receipt, kept.due_on, papers_of(dossier.id)) == (10, None, None, [])
    assert (kept.result.settled.done_in, kept.result.settled.at, kept.result.code) == (place, minute, "152/2026")
    assert (kept.result.handed.to_name, kept.roles.decider.name) == (dossier.owner_name, CERTIFIER)
    assert (kept.finance.amount, kept.finance.way, kept.finance.slip) == (10_000, "cash", "BL-0031")
    shown = dossier.signatures[0].shown
    assert {one.over_sha256 for one in dossier.signatures} == {sha256(shown.encode())}
    assert f"Giải quyết tại nhà: {place}, 00:01, " in shown
    assert [(one.who, one.read_back) for one in dossier.signatures] == [("citizen", True), ("officer", None)]
    assert all(find_stored(WARD, one.file) for one in dossier.signatures)
    assert dossier.changes_since_signing == []
    return str(dossier.id)


def test_a_signature_is_certified_at_the_home_and_the_paper_stays_there(open_device, server):
    page = open_device()
    steps.enrol(page, "canbo1")
    visit = steps.open_visit(page)
    owner = next(one for one in steps.rows(page, "citizen") if one["id"] == visit["citizen_id"])["full_name"]
    steps.go_offline(page)
    steps.start(page, visit)
    fill_dossier(page)
    place = certify(page, owner)
    both_sign(page)
    steps.close_met(page, visit)
    steps.go_online(page)

    told = [(one["state"], one.get("flags")) for one in steps.sent_box(page)]
    assert told == [("applied", [])] * len(told), told
    dossier_id = server.ask(lambda: check_settled(visit["id"], place))

    desk = open_device(DESK)
    sign_in(desk, "dieuphoi", f"/sign-in?next=/office/dossiers/{dossier_id}")
    settled = desk.locator("dl div", has_text="Giải quyết tại nhà").inner_text()
    assert "00:01" in settled
    assert place in settled
    expect(desk.locator("main")).to_contain_text(CERTIFIER)
