"""Who cannot sign: a thumbprint on paper before the camera, or a relative in their place. The desk sees which."""

from uuid import UUID

import pytest
from playwright.sync_api import expect

from app.dossiers.queries import dossiers_of_visit
from tests.journeys import steps
from tests.journeys.conftest import DESK, sign_in
from tests.journeys.test_back_online import check_bytes

DAUGHTER, RELATION = "Bùi Thị Con", "con gái"


def give_thumbprint(page):
    """On paper, and the paper before the camera."""
    page.get_by_label("Điểm chỉ trên giấy rồi chụp ảnh").check()
    page.get_by_role("button", name="Mở máy ảnh").click()
    page.locator("video").evaluate("(video) => new Promise((go) => video.requestVideoFrameCallback(go))")
    page.get_by_role("button", name="Chụp").click()
    page.get_by_role("img", name="Điểm chỉ").wait_for()


def let_relative_sign(page):
    """The daughter signs in her father's place, once it is said who she is."""
    page.get_by_label("Người thân ký thay").check()
    page.get_by_label("Họ tên người thân").fill(DAUGHTER)
    steps.sign(page, "Người thân ký")
    save(page)
    page.get_by_role("link", name="Hãy ghi người ký là ai.").wait_for()
    page.get_by_label("Quan hệ với người nộp").fill(RELATION)


def save(page):
    page.get_by_role("button", name="Lưu chữ ký").click()


@pytest.mark.parametrize(
    ("signs", "who", "way", "in_words"),
    [
        (give_thumbprint, "citizen", "thumbprint", "Người nộp (Điểm chỉ)"),
        (let_relative_sign, "relative", "relative", f"Người thân (Người thân ký thay){DAUGHTER} ({RELATION})"),
    ],
)
def test_who_cannot_sign_gives_a_thumbprint_or_a_relative_signs(signs, who, way, in_words, open_device, server):
    page = open_device(permissions=["camera"])
    steps.enrol(page, "canbo1")
    visit = steps.open_visit(page)
    steps.go_offline(page)
    steps.start(page, visit)
    steps.fill_dossier(page)
    number = steps.issue_receipt(page)
    page.get_by_role("link", name="Ký xác nhận").click()
    page.get_by_label("Đã đọc lại cho người dân nghe, họ đồng ý").check()
    steps.sign(page, "Cán bộ tiếp nhận ký")
    signs(page)
    save(page)
    page.get_by_role("link", name="Về việc tại nhà").wait_for()
    page.get_by_text(steps.SAVED).first.wait_for()
    steps.go_online(page)

    dossier_id, signed = server.ask(lambda: signed_at(visit, number))
    assert signed == [(who, way, True), ("officer", "pad", None)]
    check_bytes(server, page)
    server.work()  # which draws the pictures that the desk is shown
    see_signatures(open_device(DESK), dossier_id, in_words)


def signed_at(visit, number):
    """The dossier of this visit, and who signed it how, what was read to them."""
    (dossier,) = dossiers_of_visit(UUID(visit["id"]))
    assert dossier.receipt.number == number
    return dossier.id, [(one.who, one.way, one.read_back) for one in dossier.signatures]


def see_signatures(desk, dossier_id, in_words):
    """The receipt that the desk prints shows both pictures, and who signed in which way."""
    sign_in(desk, "dieuphoi", f"/sign-in?next=/office/dossiers/{dossier_id}")
    desk.get_by_role("link", name="In giấy hẹn").click()
    signed, officer = desk.locator(".sheet-signatures figure"), "Người tiếp nhận (Ký trên màn hình)"
    expect(signed).to_contain_text([in_words, officer])
    for picture in signed.get_by_role("img").all():
        expect(picture).to_have_js_property("complete", True)
        expect(picture).not_to_have_js_property("naturalWidth", 0)
