"""Journey 2: a leader, without a network, registers residents beside them; each request reaches the centre once."""

import re
from datetime import timedelta
from uuid import UUID

from playwright.sync_api import expect
from sqlalchemy import func, select

from app.citizens.models import Citizen
from app.citizens.queries import get_citizen
from app.core.clock import today
from app.core.commands import system_actor
from app.core.db import session
from app.core.execute import execute
from app.core.ids import new_id
from app.core.search import fold
from app.places.queries import get_neighbourhood
from app.requests.models import ServiceRequest
from app.requests.queries import get_request
from app.requests.tracking import find_by_tracking
from app.visits.capacity import find_booking
from app.visits.commands import SetShift
from app.visits.models import Half, Visit
from app.visits.queries import teams
from app.visits.rules import weekend_of
from tests.journeys.steps import SAVED, enrol, go, go_offline, go_online, in_app, reload, rows, sent_box
from tests.make_requests import registration

WARD = "04795"
FEW_ACTS = 10
"""What fits into a minute beside the resident, at six seconds for each tap and each field."""


def leader_where(server, question):
    """The sign-in of the leader in whose neighbourhood `question` finds something, and that neighbourhood's name."""
    name = server.ask(lambda: get_neighbourhood(session.scalars(question).first()).name)
    return name.replace("Tổ ", "totruong"), name


def leader_with_people(server):
    """A leader who has residents with a telephone on the list."""
    return leader_where(server, select(Citizen.neighbourhood_id).where(Citizen.phone.is_not(None)))


def digits(page):
    """The code as the slip shows it."""
    return page.locator(".slip-code strong").inner_text().replace(" ", "")


def answer(page):
    """What is needed and why, and read back."""
    page.get_by_label("Chứng thực chữ ký").check()
    page.get_by_label("Cao tuổi").check()
    page.get_by_role("button", name="Kiểm tra lại").click()


def agree(page):
    """The resident has heard it; the slip stands there."""
    page.get_by_label("Chính người dân", exact=True).check()
    page.get_by_label("Đã nghe đọc và đồng ý").check()
    page.get_by_role("button", name="Lưu đăng ký").click()
    page.locator(".slip").wait_for()


TYPE_AT_ONCE = """() => new Promise((done) => {
  new MutationObserver((_, observer) => {
    const field = document.querySelector("[name=full_name]");
    if (!field) return;
    observer.disconnect();
    field.focus();
    done();
  }).observe(document.body, { childList: true, subtree: true });
  location.hash = "/register/new";
})"""
"""A thumb that is in the first field as soon as it stands there."""


def requests_of(citizen_id):
    """How many requests there are for this person."""
    return session.scalar(select(func.count()).where(ServiceRequest.citizen_id == citizen_id))


def put_right(page, request_id):
    """The leader heard it wrong: both stay on the page, with the reason and the name."""
    go(page, f"/requests/{request_id}")
    page.get_by_role("link", name="Sửa nội dung").click()
    page.get_by_label("Nói thêm về việc này").fill("Bản dịch có chữ ký")
    page.get_by_label("Ốm đau, mới ra viện").check()
    page.get_by_label("Vì sao sửa").fill("Nghe nhầm")
    page.get_by_role("button", name="Gửi phần sửa").click()
    expect(page.locator("main li", has_text="Nói thêm về việc này").locator("ins")).to_have_text("Bản dịch có chữ ký")
    expect(page.locator("main del", has_text="Cao tuổi")).to_be_visible()
    expect(page.locator("main li small").first).to_contain_text("Nghe nhầm · ")


COUNT_ACTS = """() => {
  window.acts = 0;
  addEventListener("pointerdown", () => (window.acts += 1), true);
  addEventListener("change", ({ target }) => (window.acts += Number(!target.checked)), true);
}"""
"""Every tap, and every field that was filled in."""


def test_a_known_resident_is_registered_offline_with_few_taps_and_put_right_after(open_device, server):
    page = open_device()
    enrol(page, leader_with_people(server)[0])
    person = next(one for one in rows(page, "citizen") if one["phone"])
    before = server.ask(lambda: requests_of(UUID(person["id"])))
    go_offline(page)
    reload(page)

    page.evaluate(COUNT_ACTS)
    page.get_by_role("link", name="Đăng ký hộ người dân").click()
    page.get_by_label("Tên, địa chỉ hoặc số điện thoại").fill(fold(person["full_name"]))
    page.get_by_role("link", name=person["full_name"]).click()
    answer(page)
    agree(page)

    assert page.evaluate("window.acts") <= FEW_ACTS
    code = digits(page)
    command = sent_box(page)[-1]["body"]
    assert command["args"]["tracking_code"] == code
    put_right(page, command["args"]["request_id"])
    go(page, "/today")
    page.get_by_text("Chờ trung tâm xem").wait_for()
    go_online(page)
    reload(page)
    request = server.ask(lambda: find_by_tracking(code, person["phone"][-4:]))
    assert str(request.citizen_id) == person["id"]
    assert (request.need_text, request.hardship) == ("Bản dịch có chữ ký", "illness")
    assert [one["field"] for one in request.corrections] == ["hardship", "need_text"]
    (shown,) = [one for one in rows(page, "request") if one["id"] == str(request.id)]
    assert shown["corrections"] == request.snapshot().model_dump(mode="json")["corrections"]
    assert request.visit_word == command["args"]["visit_word"]
    assert server.ask(lambda: requests_of(request.citizen_id)) == before + 1
    assert [one["id"] for one in rows(page, "request")].count(str(request.id)) == 1


def test_a_new_resident_survives_a_closed_tab_and_appears_once(open_device, server):
    page = open_device()
    username, area = leader_with_people(server)
    enrol(page, username)
    go_offline(page)
    page.evaluate(TYPE_AT_ONCE)
    in_app(page, "core/stage.js", "(it) => it.stageOf({ trouble: null })")  # as the frame asks after each move
    expect(page.get_by_label("Họ và tên")).to_be_focused()
    page.get_by_label("Họ và tên").fill("Bùi Thị Mẩy")
    page.get_by_label("Năm sinh").fill("1941")
    page.get_by_label("Tổ dân phố").select_option(label=area)
    page.get_by_label("Số nhà, đường, ngõ").fill("ngách 3/7 đường Trần Hưng Đạo")

    in_app(page, "core/drafts.js", "(it) => it.flushDrafts()")
    reload(page)
    expect(page.get_by_label("Họ và tên")).to_have_value("Bùi Thị Mẩy")
    answer(page)
    page.get_by_role("button", name="Lưu đăng ký").wait_for()
    in_app(page, "core/drafts.js", "(it) => it.flushDrafts()")
    reload(page)
    agree(page)
    made = sent_box(page)[-1]["body"]["args"]
    assert page.locator(".slip-word strong").inner_text() == made["visit_word"]

    go_online(page)
    request = server.ask(lambda: get_request(UUID(made["request_id"])))
    citizen = server.ask(lambda: get_citizen(request.citizen_id))
    assert (citizen.full_name, citizen.birth_year, request.made_by) == ("Bùi Thị Mẩy", 1941, "leader")
    assert server.ask(lambda: requests_of(citizen.id)) == 1


def test_a_leader_holds_the_own_neighbourhoods_only(open_device, server):
    page = open_device()
    username, name = leader_with_people(server)
    enrol(page, username)

    area = next(one["id"] for one in rows(page, "neighbourhood") if one["name"] == name)
    assert rows(page, "citizen")
    for kind in ("citizen", "request", "visit"):
        assert {one["neighbourhood_id"] for one in rows(page, kind)} <= {area}


def register_too_late(neighbourhood_id):
    """Return the request of somebody there whose half-day was full when the registration arrived."""
    saturday = weekend_of(today() + timedelta(weeks=20))[0]
    lane = {"team_id": teams(WARD)[0].id, "date": saturday, "half": Half.MORNING}
    commands = [SetShift(shift_id=new_id(), **lane, capacity_minutes=45)]
    for name in ("Hà Văn Sớm", "Hà Thị Muộn"):
        told, wish = {"full_name": name}, {"date": saturday, "half": "morning"}
        commands.append(registration(neighbourhood_id=neighbourhood_id, told=told, wish=wish))
    receipts = [execute(command, actor=system_actor(WARD)) for command in commands]
    assert "wished-half-day-full" in receipts[-1].flags
    return commands[-1].request_id


def test_calls_are_recorded_offline_and_who_came_too_late_is_given_another_half_day(open_device, server):
    page = open_device()
    planned = select(Visit.neighbourhood_id).where(Visit.status == "planned")
    late = server.ask(lambda: register_too_late(session.scalars(planned).first()))
    enrol(page, leader_where(server, planned)[0])
    go_offline(page)
    go(page, "/calls")
    card = page.locator("article", has=page.get_by_role("heading", name="Hà Thị Muộn"))
    expect(card).to_contain_text("Hết chỗ: Sáng thứ Bảy")
    offer = card.get_by_role("group", name="Buổi khác cho Hà Thị Muộn").get_by_role("button").first
    offer.click()
    expect(card).to_have_count(0)
    expect(page.locator(".saved-line")).to_have_text(re.compile(SAVED))

    page.get_by_role("button", name="Không nghe máy").first.click()
    page.locator(".muted", has_text="Không nghe máy").first.wait_for()
    expect(page.locator(".saved-line")).to_have_text(re.compile(SAVED))
    page.get_by_role("button", name="Đã báo").first.click()
    page.get_by_role("heading", name="Đã báo").wait_for()

    go_online(page)
    calls = [one for one in sent_box(page) if one["body"]["type"] == "notices.record_call"]
    assert [one["body"]["args"]["outcome"] for one in calls] == ["no-answer", "told"]
    assert {(one["state"], tuple(one["flags"])) for one in calls} == {("applied", ())}
    (chosen,) = [one["body"]["args"] for one in sent_box(page) if one["body"]["type"] == "visits.choose_half_day"]
    booked = server.ask(lambda: find_booking(late))
    assert (booked.wished_on.isoformat(), booked.half) == (chosen["date"], chosen["half"])


def test_a_request_is_called_off_offline(open_device, server):
    page = open_device()
    enrol(
        page,
        leader_where(server, select(ServiceRequest.neighbourhood_id).where(ServiceRequest.status == "accepted"))[0],
    )
    go_offline(page)
    go(page, "/today")
    page.locator("main a[href^='#/requests/']").first.click()
    page.get_by_role("button", name="Huỷ đăng ký").click()
    page.get_by_label("Không còn cần").check()
    page.get_by_role("button", name="Huỷ đăng ký này").click()
    page.get_by_text("Đã huỷ").wait_for()
    cancelled = page.url.rsplit("/", 1)[-1]

    go_online(page)
    assert server.ask(lambda: get_request(UUID(cancelled)).status) == "cancelled"
