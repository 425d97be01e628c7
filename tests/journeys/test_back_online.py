"""Journey 6: three phones that worked without a network send it all; everybody sees it, each thing once."""

import re
from datetime import datetime
from hashlib import sha256
from uuid import UUID

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.accounts.queries import find_user_by_name
from app.core.audit import find_break
from app.core.commands import public_actor
from app.core.db import session
from app.core.execute import execute
from app.core.ids import new_id
from app.core.records import CommandRecord, ReviewItem
from app.demo.scenes import service_day
from app.demo.staff import TEAMS
from app.dossiers.queries import dossiers_of_visit
from app.office.queries.weekend import Weekend
from app.places.queries import neighbourhoods_of
from app.requests.commands import AcceptRequest
from app.requests.models import ServiceRequest
from app.visits.commands import PlanVisit
from app.visits.models import Half
from app.visits.queries import find_visit, teams
from app.visits.rules import weekend_of
from app.web.formats import date_and_time as as_shown
from tests.journeys import steps
from tests.journeys.conftest import DESK, sign_in
from tests.journeys.hour import live_behind
from tests.journeys.test_post import deliver, fail, open_manifest, sign_side
from tests.journeys.test_register import agree, answer
from tests.make_requests import registration

WARD = "04795"
LAST_FOUR = "4321"
SLOW_S = 150
"""How far the phones' clocks are behind: the server believes them, and the log tells both times."""


@pytest.fixture
def booking(server):
    """A daughter has asked for her father; the visit stands in the first team's plan. She keeps the code."""
    place = server.ask(lambda: neighbourhoods_of(WARD)[0].id)
    asked = registration(neighbourhood_id=place, procedure_code="2.000635", need_text="")
    assert asked.requester.phone.replace(" ", "").endswith(LAST_FOUR)
    server.ask(lambda: arrange(asked))
    return asked


def arrange(asked):
    """The coordinator accepts the request and plans it."""
    coordinator = find_user_by_name("dieuphoi").as_actor()
    plan = PlanVisit(
        visit_id=new_id(),
        request_id=asked.request_id,
        citizen_id=asked.citizen_id,
        team_id=next(team.id for team in teams(WARD) if team.name == TEAMS[0]),
        date=service_day(),
        half=Half.AFTERNOON,
        purposes=[{"kind": "collect", "procedure_code": "2.000635"}],
    )
    accept = AcceptRequest(request_id=asked.request_id)
    for command, actor in ((asked, public_actor(WARD)), (accept, coordinator), (plan, coordinator)):
        assert execute(command, actor=actor, ward=WARD).is_applied


@pytest.fixture
def phones(open_device, booking):
    """The officer's, the leader's and the postal worker's phone, a little slow, ready to lose the network."""
    opened = [open_device(permissions=["camera"]) for _ in range(3)]
    for page in opened:
        live_behind(page.context, SLOW_S)
    for page, username in zip(opened, ("canbo1", "totruong1", "buudien"), strict=True):
        steps.enrol(page, username)
    return opened


def visit_for(page, booking):
    return next(one for one in steps.rows(page, "visit") if one["request_id"] == str(booking.request_id))


def register_neighbour(page):
    """The leader registers somebody who is not on the list yet."""
    steps.go(page, "/register/new")
    page.get_by_label("Họ và tên").fill("Bùi Thị Mẩy")
    page.get_by_label("Năm sinh").fill("1941")
    answer(page)
    agree(page)


def carry_post(page, manifest_id, first, second):
    """The post takes two results over, delivers one and finds nobody for the other."""
    steps.go(page, f"/manifests/{manifest_id}")
    sign_side(page, "Bưu điện")
    sign_side(page, "Trung tâm", "Nguyễn Thị Hạnh")
    page.get_by_text("Hai bên đã ký lúc").wait_for()
    deliver(page, first)
    fail(page, second, "GM-14")


def send_from_all(phones):
    """The network comes back to all phones; each sends until nothing is left."""
    for page in phones:
        page.context.set_offline(False)
        steps.send_all(page)
    for page in phones:
        steps.wait_delivered(page)


def test_everything_that_was_done_offline_arrives_once(phones, booking, open_device, server):
    officer, leader, post = phones
    director = open_device(DESK)
    shown = Weekend(weekend_of(service_day())[0])
    sign_in(director, "giamdoc", f"/sign-in?next=/office/%3Fweekend={shown.saturday}")
    director.wait_for_url("**/office/?weekend=*")  # gone on only when the whole page is there
    before = counts(director)
    asked = server.ask(questions)
    manifest_id, item_ids = server.ask(open_manifest)
    visit = visit_for(officer, booking)
    for page in phones:
        steps.go_offline(page)

    number = steps.take_dossier(officer, visit)
    steps.close_met(officer, visit)
    register_neighbour(leader)
    carry_post(post, manifest_id, *item_ids)
    send_from_all(phones)
    server.work()

    for page in phones:
        check_each_once(server, page)
        check_bytes(server, page)
    server.ask(lambda: check_dossier(visit, number))
    server.ask(lambda: check_registered(leader_request(leader)))
    assert server.ask(questions) == asked, "nobody is asked about any of it"
    check_log(open_device(DESK), server, phones)
    check_tracking(open_device(), booking)
    taken, given = made_within(shown, officer, "dossiers.record"), made_within(shown, post, "postal.deliver")
    check_counts(director, before, taken=taken, given=given)
    assert server.ask(lambda: find_break(WARD)) is None


def questions():
    """Everything that anybody was ever asked about."""
    return set(session.scalars(select(ReviewItem.id)))


def check_each_once(server, page):
    """Every command of this phone stands at the server once, applied, with nothing to look at."""
    sent = [UUID(one["id"]) for one in steps.sent_box(page)]
    query = select(CommandRecord).where(CommandRecord.command_id.in_(sent))
    found = server.ask(lambda: [(r.command_id, r.status, r.flags) for r in session.scalars(query)])
    assert sorted(found) == sorted((one, "applied", []) for one in sent)


def check_bytes(server, page):
    """Every file of this phone lies in the store under its hash, byte by byte what the phone holds."""
    for name, digest in steps.hashes(page).items():
        stored = [path for path in server.folder.rglob(name) if "kept" in path.parts]
        assert [sha256(path.read_bytes()).hexdigest() for path in stored] == [name]
        assert digest == name


def check_dossier(visit, number):
    """One dossier with three photos, its receipt, both signatures; the visit has ended."""
    (dossier,) = dossiers_of_visit(UUID(visit["id"]))
    assert dossier.receipt.number == number
    assert len([file for file in dossier.files if file.role == "component"]) == 3
    assert [signature.who for signature in dossier.signatures] == ["citizen", "officer"]
    assert [closing.stands for closing in find_visit(UUID(visit["id"])).closings] == [True]


def leader_request(page):
    """The id of the request that the leader has registered."""
    return next(
        UUID(one["body"]["args"]["request_id"])
        for one in steps.sent_box(page)
        if one["body"]["type"] == "requests.register"
    )


def check_registered(request_id):
    """The leader's request is there, for the person who was told."""
    assert session.get(ServiceRequest, request_id).made_by == "leader"


def check_log(desk, server, phones):
    """The coordinator sees each command: who, on which device, when it was done and when it was heard of."""
    sign_in(desk, "dieuphoi", "/sign-in?next=/office/audit")
    for page in phones:
        desk.get_by_label("Người làm").select_option(name_on(page))
        desk.get_by_role("button", name="Lọc").click()
        for command in steps.sent_box(page):
            if not command["body"]["type"].startswith("sync."):
                check_line(desk, server, command, name_on(page))
    desk.get_by_role("link", name="Kiểm tra nhật ký còn nguyên vẹn").click()
    desk.get_by_text("Nhật ký còn nguyên vẹn từ dòng đầu đến dòng cuối.").wait_for()


def check_line(desk, server, command, name):
    """One line tells it all; the two minutes are the phone's and the server's."""
    body = command["body"]
    query = select(CommandRecord.received_at).where(CommandRecord.command_id == UUID(command["id"]))
    made, heard = as_shown(datetime.fromisoformat(body["at"])), as_shown(server.ask(lambda: session.scalar(query)))
    assert made != heard
    line = desk.locator("tbody tr", has_text=body["type"]).filter(has_text=body["device_id"][:8])
    line = line.filter(has_text=name).filter(has_text=f"nhận lúc {heard}").filter(has_text=made)
    expect(line.first, body["type"]).to_be_attached()


def name_on(page):
    """Whose phone this is."""
    return steps.in_app(page, "core/session.js", "(it) => it.person().name")


def check_tracking(page, booking):
    """The daughter, with the code and four digits, reads that the dossier was taken and when the result comes."""
    page.goto("/tra-cuu")
    page.get_by_label("Mã").fill(booking.tracking_code)
    page.get_by_label("4 số cuối").fill(LAST_FOUR)
    page.get_by_role("button", name="Xem lượt hẹn").click()
    page.get_by_text("Hẹn trả kết quả:").wait_for()
    page.wait_for_load_state()
    done = page.locator(".timeline-done .timeline-title, .timeline-now .timeline-title").all_inner_texts()
    titles = [re.sub(r"\s*\(.*", "", title).strip() for title in done]
    assert titles == ["Đã nhận", "Đã xếp lịch", "Cán bộ đến nhà", "Đã tiếp nhận hồ sơ"]


def counts(page):
    """The director's numbers of this weekend."""

    def numbers(title):
        stat = page.locator(".stat", has_text=title).locator(".stat-value, .stat-note")
        return [int(number) for number in re.findall(r"\d+", " ".join(stat.all_inner_texts()))]

    return {title: numbers(title) for title in ("Lượt hẹn cuối tuần", "Hồ sơ tiếp nhận tại nhà", "Kết quả đã trả")}


def made_within(weekend, phone, command_type):
    """How many reports of this type the phone made on this weekend: all on a weekend, none on a working day."""
    made = [one["body"]["at"] for one in steps.sent_box(phone) if one["body"]["type"] == command_type]
    return sum(weekend.begins <= datetime.fromisoformat(at) < weekend.ends for at in made)


def check_counts(page, before, *, taken, given):
    """One more visit met; dossiers and results count on the day on which they were taken and given."""
    page.reload()
    after = counts(page)
    visits, met, _away, _other, still_open = (
        now - was for now, was in zip(after["Lượt hẹn cuối tuần"], before["Lượt hẹn cuối tuần"], strict=True)
    )
    assert (visits, met, still_open) == (0, 1, -1)
    assert after["Hồ sơ tiếp nhận tại nhà"][0] - before["Hồ sơ tiếp nhận tại nhà"][0] == taken
    assert after["Kết quả đã trả"][0] - before["Kết quả đã trả"][0] == given
