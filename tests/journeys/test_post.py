"""Journey 5: the post takes two results over, delivers one without a network, fails one, and brings it back."""

from datetime import date, timedelta
from uuid import UUID

from playwright.sync_api import expect
from sqlalchemy import select

from app.core.clock import today
from app.core.db import session
from app.dossiers.models.shapes import Status
from app.dossiers.queries import get_dossier
from app.files.queries import find_stored
from app.postal.models import Manifest
from app.postal.queries import get_item, get_manifest
from app.web.formats import WEEKDAYS_VI, short_date
from tests.journeys.conftest import DESK, sign_in
from tests.journeys.steps import SAVED, draw, enrol, go, go_offline, go_online, in_app, reload, rows, sent_box

WARD = "04795"
PRINTED = "EE471108151VN"
"""A number whose check digit is right whatever the country."""
MISREAD = "EE471108152VN"
TOO_EARLY = "Lần phát sau cách lần trước chưa đủ hai ngày làm việc"


def open_manifest():
    """The list that the coordinator has made and nobody has signed yet: two results."""
    manifest = session.scalars(select(Manifest).where(Manifest.state == "open")).one()
    return str(manifest.id), [str(item.id) for item in manifest.items]


def ask_for_post(desk):
    """The office has the result of a dossier that it worked on, and its family wants it by post."""
    sign_in(desk, "dieuphoi", f"/sign-in?next=/office/dossiers%3Fstate={Status.IN_PROCESS.value}")
    desk.locator("tbody").get_by_role("link").first.click()
    desk.get_by_role("link", name="Ghi kết quả").click()
    desk.get_by_label("Giấy tờ kết quả").fill("Bản sao trích lục kết hôn x 1")
    desk.get_by_role("button", name="Lưu kết quả").click()
    desk.get_by_text("Đã lưu.").wait_for()
    desk.get_by_role("link", name="Chọn cách trả kết quả").click()
    desk.get_by_label("Cách trả kết quả").select_option(label="Gửi qua bưu điện")
    desk.get_by_label("Địa chỉ nhận").fill("Số 5, tổ 14, phường Hòa Bình")
    desk.get_by_role("button", name="Chọn cách trả").click()
    desk.get_by_text("Đã lưu.").wait_for()


def list_both(desk):
    """The coordinator puts the two results that wait on a list; returns the list's id."""
    desk.goto("/office/post")
    desk.get_by_role("link", name="Lập bảng kê", exact=True).click()
    waiting = desk.get_by_role("group", name="Kết quả gửi đi").get_by_role("checkbox")
    expect(waiting).to_have_count(2)
    for envelope in waiting.all():
        envelope.check()
    desk.get_by_role("button", name="Lập bảng kê").click()
    desk.get_by_text("Đã lập bảng kê. Hai bên cùng đếm rồi ký.").wait_for()
    return desk.url.rsplit("/", 1)[-1]


def items_of(manifest_id):
    """What lies in this list, and that it is two."""
    manifest = get_manifest(UUID(manifest_id), ward=WARD)
    assert (manifest.state, len(manifest.items)) == ("open", 2)
    return manifest_id, [str(item.id) for item in manifest.items]


def go_on(page):
    """Nothing comes between signing and saving."""


def lose_tab(page):
    """The tab is gone after the signature and before it is saved; the same screen comes back, with the signature."""
    in_app(page, "core/signature-field.js", "(it) => it.whenSigned(document)")
    in_app(page, "core/drafts.js", "(it) => it.flushDrafts()")
    reload(page)
    page.locator("signature-field photo-thumb").first.wait_for()


def sign_side(page, side, name=None, between=go_on):
    """One side counts two envelopes and signs."""
    section = page.get_by_role("region", name=side)
    section.get_by_role("button", name="Đếm và ký").click()
    section.get_by_label("Số bưu gửi đếm được").fill("2")
    if name:
        section.get_by_label("Họ tên người ký").fill(name)
    draw(page, section.locator("canvas"))
    between(page)
    section.get_by_role("button", name="Ký 2 bưu gửi").click()
    section.get_by_text("đã đếm 2 và ký").wait_for()


def scan(page, code):
    """Type a slip number as a scanner would."""
    page.get_by_label("Số phiếu gửi").fill(code)
    page.get_by_role("button", name="Thêm").click()


SCAN_AND_TYPE_ON = """([code, next]) => {
  const box = document.querySelector("#typed");
  const type = (text) => { box.value = text; box.dispatchEvent(new InputEvent("input", { bubbles: true })); };
  type(code);
  box.form.requestSubmit();
  type(next);
}"""
"""A scanner does not wait until the phone has looked the first code up."""


def deliver(page, item_id, between=go_on):
    """Into the addressee's hands."""
    go(page, f"/items/{item_id}/deliver")
    page.get_by_label("4 số cuối giấy tờ của người nhận").fill("0123")
    draw(page, page.locator("#taker canvas"))
    draw(page, page.locator("#giver canvas"), low=70)
    between(page)
    page.get_by_role("button", name="Đã giao").click()
    page.get_by_text("đã nhận lúc").wait_for()


def fail(page, item_id, slip):
    """Nobody took it; the day of the next try is told."""
    go(page, f"/items/{item_id}/attempt")
    page.get_by_label("Không có ai ở nhà").check()
    page.get_by_label("Số giấy mời để lại").fill(slip)
    page.get_by_role("button", name="Lưu lần phát").click()
    page.get_by_role("heading", name="Những lần phát").wait_for()


def working_days_between(first, last):
    """How many days without weekend lie after the first, up to the last."""
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(day.weekday() < 5 for day in days)


def one_given_one_failed(open_device, server, listed=open_manifest, between=go_on):
    """A postal worker who took over two results, lost the network, delivered one and found nobody for the other."""
    page = open_device()
    enrol(page, "buudien")
    manifest_id, (first, second) = server.ask(listed)
    go(page, f"/manifests/{manifest_id}")
    sign_side(page, "Bưu điện", between=between)
    sign_side(page, "Trung tâm", "Nguyễn Thị Hạnh")
    page.get_by_text("Hai bên đã ký lúc").wait_for()

    go_offline(page)
    deliver(page, first, between)
    fail(page, second, "GM-14")
    return page, manifest_id, first, second


def test_two_results_go_out_by_post(open_device, server):
    desk = open_device(DESK)
    ask_for_post(desk)
    made = list_both(desk)
    page, manifest_id, first, second = one_given_one_failed(open_device, server, lambda: items_of(made), lose_tab)
    reload(page)
    page.get_by_role("heading", name="Những lần phát").wait_for()
    attempt = next(one for one in rows(page, "postal_item") if one["id"] == second)["attempts"][0]
    again = date.fromisoformat(attempt["next_not_before"])
    assert again.weekday() < 5
    assert working_days_between(today(), again) >= 2
    go(page, f"/items/{second}/attempt")
    page.get_by_text(f"Lần trước hẹn phát lại từ {on_screen(again)}. Vẫn ghi được, trung tâm sẽ xem.").wait_for()
    fail(page, second, "GM-15")
    go(page, "/shift")
    page.get_by_role("heading", name="Cần trả về trung tâm").wait_for()
    page.get_by_role("link", name="Trả 1 phong bì").click()
    papers = sum(
        paper["count"] for paper in next(one for one in rows(page, "postal_item") if one["id"] == second)["papers"]
    )
    page.get_by_label("Số giấy tờ trong phong bì").fill(str(papers))
    page.get_by_label("Bưu điện đếm được mấy phong bì?").fill("1")
    page.get_by_label("Trung tâm đếm được mấy phong bì?").fill("2")
    page.get_by_text("Danh sách có 1 phong bì; bưu điện đếm 1, trung tâm đếm 2.").wait_for()
    page.get_by_label("Trung tâm đếm được mấy phong bì?").fill("1")
    page.get_by_text("Danh sách có 1 phong bì").wait_for(state="detached")
    page.get_by_label("Tình trạng phong bì và giấy tờ").fill("nguyên vẹn")
    page.get_by_label("Người của trung tâm nhận").fill("Trần Thị Điều Phối")
    for canvas in page.locator("signature-pad canvas").all():
        draw(page, canvas)
    lose_tab(page)
    page.get_by_role("button", name="Đã trả về trung tâm").click()
    page.wait_for_url("**/app/#/shift")
    page.get_by_role("heading", name="Cần trả về trung tâm").wait_for(state="detached")
    go(page, f"/items/{second}")
    page.get_by_text("Đã trả về trung tâm lúc").wait_for()
    go(page, "/journal")
    page.locator(".task-list li").nth(3).wait_for()

    go_online(page)
    assert server.ask(lambda: get_manifest(UUID(manifest_id), ward=WARD).state) == "signed"
    server.ask(lambda: check_delivered(UUID(first)))
    server.ask(lambda: check_returned(UUID(second)))
    assert states_here(page, first, second) == ["delivered", "returned"]
    check_early(page, desk)


def on_screen(day):
    """The phone's words for a day."""
    return f"{WEEKDAYS_VI[day.weekday()]}, {short_date(day)}"


def check_early(page, desk):
    """Only the second try came too early: the phone says so, and the office is asked about it."""
    tries = [one for one in sent_box(page) if one["body"]["type"] == "postal.record_attempt"]
    assert [(one["state"], one["flags"]) for one in tries] == [("applied", []), ("applied", ["attempt-too-early"])]
    go(page, "/outbox")
    page.get_by_text(f"Trung tâm sẽ xem thêm: {TOO_EARLY}").wait_for()
    desk.goto("/office/review")
    desk.get_by_role("link", name=TOO_EARLY).click()
    desk.get_by_role("button", name="Ghi nhận như đã gửi").click()
    desk.get_by_text("Đã ghi quyết định.").wait_for()


def correct(page, why):
    """Save the correction that was typed, refused until it is said why, and go back to the envelope."""
    page.get_by_role("button", name="Lưu đính chính").click()
    page.get_by_role("link", name="Hãy ghi vì sao sửa.").wait_for()
    page.get_by_label("Vì sao sửa").fill(why)
    page.get_by_role("button", name="Lưu đính chính").click()
    page.get_by_text(SAVED).wait_for()
    page.get_by_role("link", name="Về bưu gửi").click()
    page.get_by_role("link", name="Về bưu gửi").wait_for(state="detached")
    page.get_by_role("heading", name="Đã đính chính").wait_for()


def struck_and_put(page):
    """What the screen shows as it was, and as it is."""
    return page.locator("del").all_inner_texts(), page.locator("ins").all_inner_texts()


def test_a_delivery_and_a_try_are_put_right_and_both_values_are_shown(open_device, server):
    page, _, first, second = one_given_one_failed(open_device, server)
    go(page, f"/items/{first}")  # straight from the other envelope's screen, as a notification or Back leads
    page.get_by_text("đã nhận lúc").wait_for()
    page.get_by_role("link", name="Sửa", exact=True).click()
    page.get_by_label("4 số cuối giấy tờ của người nhận").fill("0321")
    correct(page, "Đọc nhầm số trên thẻ")
    assert struck_and_put(page) == (["0123"], ["0321"])
    go(page, f"/items/{second}")
    page.get_by_text("giấy mời GM-14").wait_for()
    page.get_by_role("link", name="Sửa", exact=True).click()
    page.get_by_label("Người nhận từ chối").check()
    correct(page, "Bấm nhầm lý do")
    reload(page)
    page.get_by_role("heading", name="Đã đính chính").wait_for()
    assert struck_and_put(page) == (["Không có ai ở nhà"], ["Người nhận từ chối"])

    go_online(page)
    told = [one for one in sent_box(page) if one["body"]["type"] == "postal.correct_fact"]
    assert [(one["state"], one["flags"]) for one in told] == [("applied", [])] * 2
    server.ask(lambda: check_delivery_corrected(UUID(first)))
    server.ask(lambda: check_try_corrected(UUID(second)))
    go(page, f"/items/{first}")
    page.get_by_text("giấy tờ …0321 đã nhận lúc").wait_for()
    assert struck_and_put(page) == (["0123"], ["0321"]), "the server's row shows the same, once"


def corrections(item):
    """Every correction of this envelope as the server holds it."""
    return [(one.field, one.was, one.now, one.reason, one.standing) for one in item.corrections]


def check_delivery_corrected(item_id):
    """The delivery and the dossier's hand-over say what is right; the correction says what was."""
    item = get_item(item_id, ward=WARD)
    assert corrections(item) == [("identity_last4", "0123", "0321", "Đọc nhầm số trên thẻ", "in-force")]
    assert [one.identity_last4 for one in item.deliveries] == ["0321"]
    assert get_dossier(item.dossier_id, ward=WARD).handed.identity_last4 == "0321"


def check_try_corrected(item_id):
    """One try, with the right reason, beside the wrong one."""
    item = get_item(item_id, ward=WARD)
    assert corrections(item) == [("reason", "nobody-home", "refused", "Bấm nhầm lý do", "in-force")]
    assert [(one.reason, one.slip_no) for one in item.attempts] == [("refused", "GM-14")]


def states_here(page, *item_ids):
    """Where the phone says that these envelopes are."""
    found = {one["id"]: one["state"] for one in rows(page, "postal_item")}
    return [found[item_id] for item_id in item_ids]


def check_delivered(item_id):
    """Once, with the signature's bytes; the dossier knows."""
    item = get_item(item_id, ward=WARD)
    assert (item.state, len(item.deliveries), item.delivered.identity_last4) == ("delivered", 1, "0123")
    assert find_stored(WARD, item.delivered.signature_file) is not None
    assert get_dossier(item.dossier_id, ward=WARD).result.state == "handed-over"


def check_returned(item_id):
    """Two tries, and the envelope at the centre."""
    item = get_item(item_id, ward=WARD)
    assert (item.state, [one.slip_no for one in item.attempts]) == ("returned", ["GM-14", "GM-15"])
    assert (item.return_reason, item.returned_to) == ("two-attempts", "Trần Thị Điều Phối")
    assert get_dossier(item.dossier_id, ward=WARD).result.state == "returned"


def test_scanning_tells_wrong_and_doubled_codes_apart(open_device, server):
    page = open_device()
    enrol(page, "buudien")
    manifest_id, (first, _second) = server.ask(open_manifest)
    go(page, f"/manifests/{manifest_id}")
    sign_side(page, "Bưu điện")
    sign_side(page, "Trung tâm", "Nguyễn Thị Hạnh")
    go_offline(page)
    go(page, f"/items/{first}")
    page.get_by_label("Gắn số phiếu gửi").fill(MISREAD)
    page.get_by_text("Số phiếu có vẻ sai một chữ số").wait_for()
    page.get_by_label("Gắn số phiếu gửi").fill(PRINTED)
    page.get_by_text("Số phiếu có vẻ sai một chữ số").wait_for(state="detached")
    page.get_by_role("button", name="Lưu số phiếu").click()
    page.get_by_text("Đã lưu trên máy này").wait_for()

    go(page, "/scan")
    scan(page, PRINTED)
    page.get_by_text("Đã quét 1").wait_for()
    page.evaluate(SCAN_AND_TYPE_ON, [PRINTED.lower(), "RR000000000VN"])
    page.get_by_text("1 dòng cần xem lại").wait_for()
    assert page.get_by_label("Số phiếu gửi").input_value() == "RR000000000VN"
    page.get_by_role("button", name="Thêm").click()
    page.get_by_text("2 dòng cần xem lại").wait_for()
    assert page.locator(".task-wrong").count() == 2
    in_app(page, "core/drafts.js", "(it) => it.flushDrafts()")
    reload(page)
    page.get_by_role("button", name="Bỏ dòng cuối").click()
    page.get_by_text("1 dòng cần xem lại").wait_for()
    assert page.locator(".task-wrong").inner_text().startswith(PRINTED)

    go_online(page)
    assert server.ask(lambda: get_item(UUID(first), ward=WARD).code) == PRINTED
