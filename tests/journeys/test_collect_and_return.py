"""Collected and returned: an original goes to the centre for a certified copy, and both come home."""

import time
from uuid import UUID

from app.accounts.queries import find_user_by_name
from app.dossiers.queries import dossiers_of_visit, open_papers, papers_of
from app.files.queries import find_stored
from tests.journeys import steps
from tests.journeys.conftest import DESK, sign_in

WARD = "04795"
CODE = "2.000815"
ORIGINAL = "Sổ hưởng trợ cấp số 1207"


def take_in(page, visit):
    """At the door, offline: copies are certified at the office only, so the original goes along against signatures."""
    steps.start(page, visit)
    page.get_by_role("link", name="2. Thông tin hồ sơ").click()
    page.get_by_label("Tìm thủ tục").fill("sao y")
    page.get_by_role("button", name=CODE).click()
    page.get_by_text("Luật không cho chứng thực bản sao ngoài trụ sở").wait_for()
    page.get_by_role("button", name="Tiếp: những ai").click()
    page.get_by_label("Chính chủ hồ sơ").check()
    page.get_by_role("button", name="Tiếp: giấy tờ").click()
    page.get_by_label("Đã nhận", exact=True).check()
    page.get_by_role("button", name="Tiếp: lệ phí, trả kết quả").click()
    page.get_by_label("Có, được miễn").check()
    page.get_by_label("Người cao tuổi").check()
    page.get_by_label("Cán bộ mang đến nhà").check()
    page.get_by_role("button", name="Xong phần này").click()
    steps.keep_original(page, ORIGINAL)
    number = steps.issue_receipt(page)
    steps.sign_receipt(page)
    steps.close_met(page, visit)
    steps.go(page, "/day-end")
    page.get_by_role("heading", name="Bản chính đang cầm").wait_for()
    page.get_by_text(ORIGINAL).wait_for()
    return number


def pass_original(desk, holder):
    """At the desk the original changes hands, counted and looked at, with a seal."""
    desk.goto("/office/custody")
    desk.get_by_role("row", name=ORIGINAL).get_by_role("link", name="Ghi giao nhận").click()
    desk.get_by_label("Tình trạng giấy tờ").fill("nguyên vẹn, đã đếm cùng nhau")
    desk.wait_for_load_state()  # the pads' own script has run
    desk.get_by_label("Số niêm phong").fill("NP-0042")
    desk.get_by_label("Nơi giữ mới").select_option(label=holder)
    for canvas in desk.locator("[data-sign] canvas").all():
        steps.draw(desk, canvas)
    desk.get_by_role("button", name="Ghi giao nhận").click()
    desk.get_by_text("Đã ghi giao nhận.").wait_for()


def bring_to_an_end(desk, number, team):
    """The centre takes the original over, makes the copies, and plans their way home."""
    sign_in(desk, "dieuphoi", "/sign-in?next=/office/custody")
    desk.wait_for_url("**/office/custody")
    pass_original(desk, desk_centre(desk))
    desk.goto(f"/office/dossiers?q={number}")
    desk.locator('main a[href^="/office/dossiers/"]').first.click()
    desk.get_by_text(number).first.wait_for()
    page = desk.url
    desk.get_by_role("link", name="Ghi kết quả").click()
    desk.get_by_label("Giấy tờ kết quả").fill("Bản sao có chứng thực x 3")
    desk.get_by_label("Người ký kết quả").fill("Phó Chủ tịch Hà Văn Ký")
    desk.get_by_role("button", name="Lưu kết quả").click()
    desk.get_by_text("Đã lưu.").wait_for()
    desk.goto(f"/office/results/{page.rsplit('/', 1)[-1]}/visit")
    lane = desk.locator(f'select option[value^="{team}/"]').first.get_attribute("value")
    desk.get_by_label("Đội và buổi").select_option(value=lane)
    desk.get_by_role("button", name="Xếp lịch").click()
    desk.get_by_text("Đã xếp lượt mang kết quả đến nhà.").wait_for()


def desk_centre(desk):
    """What the centre is called where an original may go."""
    desk.get_by_role("row", name=ORIGINAL).get_by_role("link", name="Ghi giao nhận").click()
    return desk.get_by_label("Nơi giữ mới").locator("option").first.inner_text()


def bring_home(page, dossier_id, owner):
    """At the second visit, offline: the copies and the original go into the owner's hands, and both sides sign."""
    back = awaited_visit(page, dossier_id)
    steps.go_offline(page)
    steps.go(page, f"/visits/{back['id']}/start")
    page.get_by_role("button", name="Tôi đang ở cửa, bắt đầu").click()
    page.locator(f'a[href="#/visits/{back["id"]}/hand-over/{dossier_id}"]').click()
    page.get_by_text("Bản sao có chứng thực: 3 bản").wait_for()
    assert page.get_by_label(f"{ORIGINAL} (1)").is_checked(), "the original goes home with the result"
    page.get_by_label("Hai bên đã đếm và xem đủ").check()
    page.get_by_label(owner, exact=True).check()
    page.get_by_label("4 số cuối giấy tờ đã xem").fill("4321")
    steps.sign(page, "Người nhận ký")
    steps.sign(page, "Cán bộ giao ký")
    page.get_by_role("button", name="Đã trao, lưu").click()
    page.get_by_text(f"Đã trao cho {owner}").wait_for()
    steps.close_met(page, back)
    steps.go(page, "/day-end")
    page.get_by_text("Giấy chứng nhận kết hôn (bản chính)").wait_for()  # of last weekend, of another household
    assert page.get_by_text(ORIGINAL).count() == 0
    steps.go_online(page)


def awaited_visit(page, dossier_id):
    """The visit that brings the result, once it has come down to the phone with the original that goes along."""
    deadline = time.monotonic() + steps.SENDING_S
    while time.monotonic() < deadline:
        steps.send_all(page)
        page.wait_for_timeout(500)
        brings = [one for one in steps.rows(page, "visit") if dossier_id in str(one["purposes"])]
        holders = [one["holder"]["kind"] for one in steps.rows(page, "paper") if one["dossier_id"] == dossier_id]
        if brings and holders == ["officer"]:
            return brings[0]
    raise AssertionError("the visit that brings the result has not come down")


def check_nothing_open(visit_id, owner):
    """The original went from hand to hand, each time to one, and is at home; the dossier has ended."""
    (dossier,) = dossiers_of_visit(UUID(visit_id))
    (paper,) = papers_of(dossier.id)
    hands = [(one.from_holder["kind"], one.to_holder["kind"], one.count, one.seal) for one in paper.transfers]
    assert hands == [
        ("citizen", "officer", 1, None), ("officer", "centre", 1, "NP-0042"), ("centre", "officer", 1, "NP-0042"),
        ("officer", "citizen", 1, "NP-0042"),
    ]  # fmt: skip
    assert paper not in open_papers(WARD)
    for signed in (one.signature_files for one in paper.transfers[:3]):
        assert [find_stored(WARD, file) is not None for file in signed] == [True, True]
    assert (dossier.status, dossier.result.state, dossier.handed.to_name) == (10, "handed-over", owner)
    assert dossier.handed.papers_returned == [str(paper.id)]
    assert dossier.changes_since_signing == []


def test_an_original_goes_to_the_centre_and_comes_home_with_its_copies(open_device, server):
    page = open_device()
    steps.enrol(page, "canbo1")
    visit = steps.open_visit(page)
    owner = next(one for one in steps.rows(page, "citizen") if one["id"] == visit["citizen_id"])["full_name"]
    steps.go_offline(page)
    number = take_in(page, visit)
    steps.go_online(page)

    desk = open_device(DESK)
    bring_to_an_end(desk, number, visit["team_id"])
    pass_original(desk, server.ask(lambda: find_user_by_name("canbo1").full_name))
    dossier_id = server.ask(lambda: str(dossiers_of_visit(UUID(visit["id"]))[0].id))
    bring_home(page, dossier_id, owner)

    server.ask(lambda: check_nothing_open(visit["id"], owner))
    assert all(one["state"] == "applied" for one in steps.sent_box(page))
    desk.goto("/office/custody")
    assert desk.get_by_text(ORIGINAL).count() == 0
