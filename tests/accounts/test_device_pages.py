"""The devices pages, as the coordinator uses them: a code to scan, one phone's page, and the page of a loss."""

import re
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from app.accounts.lost_phones import find_lost_phone_of
from app.citizens.queries import get_citizen
from app.core.clock import VN, now
from app.core.ids import new_id
from app.core.roles import Role
from tests.accounts.make_devices import make_device, row_of
from tests.make import make_coordinator, make_officer, make_user
from tests.make_visits import make_visit, make_working_team
from tests.page import check_page, text
from tests.phone import Phone

TYPED = "%Y-%m-%dT%H:%M"


@pytest.fixture
def desk(app, sign_in):
    return sign_in(make_coordinator(name="Lê Thị Điều Phối"))


@pytest.fixture
def officer(app):
    return make_officer(name="Bùi Văn Cầm Máy")


@pytest.fixture
def phone(app, officer):
    return make_device(app.test_client(), officer)[0]


def at(phone, rest=""):
    return f"/office/devices/{row_of(phone).id}{rest}"


def do(desk, address, **form):
    return desk.post(address, data={"command_id": str(new_id())} | form)


def report(desk, phone, **form):
    typed = {"discovered_at": now().astimezone(VN).strftime(TYPED), "reason": "rơi ở chợ"}
    do(desk, at(phone, "/loss"), **(typed | form))
    return find_lost_phone_of(row_of(phone).id)


def test_the_list_tells_how_each_phone_is(desk, phone, clock):
    begin = now()
    clock(begin + timedelta(minutes=2))
    phone.get("hello", phone.send_token, unsent=3, oldest=(begin - timedelta(hours=80)).isoformat(), free=700_000_000)

    page = check_page(desk.get("/office/devices"))

    row = text(next(row for row in page.all("tr") if "Bùi Văn Cầm Máy" in text(row)))
    assert "3 việc" in row
    assert "671 MB" in row, "room is kept in steps of 64 MiB"
    assert "3 việc" in [text(tag) for tag in page.having("tag-bad")], "three days are too long"


def test_a_code_comes_as_digits_and_as_a_picture_and_enrols_once(desk, app, officer):
    page = check_page(desk.post("/office/devices/codes", data={"user_id": str(officer.id)}))

    code = "".join(re.findall(r"\d", text(page.having("code")[0])))
    assert len(code) == 10
    picture = next(image for image in page.all("img") if "enrol-qr" in image.get("class", ""))
    assert picture.get("src").startswith("data:image/svg+xml")
    enrolled = Phone.__new__(Phone)
    assert enrol(app, enrolled, officer, code) == 201
    assert enrol(app, Phone.__new__(Phone), officer, code) == 400


def enrol(app, phone, officer, code):
    phone.key = ec.generate_private_key(ec.SECP256R1())
    asked = {"code": code, "device_id": str(new_id()), "public_key": phone.public_key()}
    return app.test_client().post("/api/sync/v1/devices", json=asked).status_code


def test_no_code_for_somebody_of_another_ward_or_without_a_phone(desk):
    for person in (make_officer(ward="08500"), make_user(Role.DIRECTOR)):
        answer = desk.post("/office/devices/codes", data={"user_id": str(person.id)})
        assert answer.status_code == 422
        assert "code-title" not in answer.text


def test_a_phone_has_its_page_and_gets_a_name(desk, phone):
    done = do(desk, at(phone, "/name"), name="Máy Đội 1")

    assert done.status_code == 302
    page = check_page(desk.get(at(phone)))
    assert page.heading == "Máy của Bùi Văn Cầm Máy"
    assert "Máy Đội 1" in text(page.one("main"))


@pytest.mark.parametrize(("act", "state"), [("suspend", "suspended"), ("revoke", "revoked"), ("wipe", "wipe")])
def test_an_act_needs_a_reason_and_is_told_on_the_page(desk, phone, act, state):
    silent = do(desk, at(phone, f"/acts/{act}"), reason=" ")
    assert silent.status_code == 422
    check_page(silent)
    assert row_of(phone).status == "active"

    do(desk, at(phone, f"/acts/{act}"), reason="đổi người dùng")

    assert row_of(phone).status == state
    assert "đổi người dùng" in text(check_page(desk.get(at(phone))).one("main"))


def test_what_cannot_be_done_is_said_and_changes_nothing(desk, phone):
    do(desk, at(phone, "/acts/revoke"), reason="nghỉ việc")

    answer = do(desk, at(phone, "/acts/resume"), reason="quay lại")

    assert answer.status_code == 422
    assert "ghi danh lại" in text(check_page(answer).having("error-summary")[0])
    assert row_of(phone).status == "revoked"


def test_the_page_of_a_loss_warns_first_and_reports_once(desk, phone):
    check_page(desk.get(at(phone, "/loss")))
    assert row_of(phone).status == "active", "looking is not reporting"

    lost = report(desk, phone)

    assert row_of(phone).status == "wipe"
    again = desk.get(at(phone, "/loss"))
    assert (again.status_code, again.location) == (302, f"/office/lost-phones/{lost.id}")


def test_a_report_without_words_keeps_what_was_typed(desk, phone):
    answer = do(desk, at(phone, "/loss"), discovered_at="2026-11-21T09:00", reason="")

    assert answer.status_code == 422
    assert check_page(answer).value("discovered_at") == "2026-11-21T09:00"
    assert row_of(phone).status == "active"


def test_the_record_names_people_and_papers_and_stays_red_until_settled(desk, officer, phone):
    visit = make_visit(team=make_working_team(officer))
    lost = report(desk, phone)

    page = check_page(desk.get(f"/office/lost-phones/{lost.id}"))
    assert "Còn 71 giờ để thông báo" in text(page.having("banner-bad")[0])
    assert "Người dân (1)" in text(page.one("main"))
    assert visit.planned_on.strftime("%d/%m/%Y") in text(page.one("main"))
    assert "Mất máy" in text(check_page(desk.get("/office/devices")).having("banner-bad")[0])

    do(desk, f"/office/lost-phones/{lost.id}/settlement", outcome="sent", sent_at=typed_now(), reason="công văn 12")

    assert not check_page(desk.get(f"/office/lost-phones/{lost.id}")).having("banner-bad")
    assert not check_page(desk.get("/office/devices")).having("banner-bad")


def typed_now():
    return (now() - timedelta(minutes=1)).astimezone(VN).strftime(TYPED)


def test_a_notice_without_a_choice_is_not_settled(desk, phone):
    lost = report(desk, phone)

    do(desk, f"/office/lost-phones/{lost.id}/settlement", reason="công văn 12")
    do(desk, f"/office/lost-phones/{lost.id}/settlement", outcome="sent", reason="công văn 12")

    assert find_lost_phone_of(row_of(phone).id).outcome is None


def test_the_notice_is_a_sheet_with_figures_and_without_names(desk, officer, phone):
    visit = make_visit(team=make_working_team(officer))
    lost = report(desk, phone)

    sheet = text(check_page(desk.get(f"/office/lost-phones/{lost.id}/notice")).having("sheet")[0])

    assert "Số người dân liên quan: 1." in sheet
    assert "Điều 23 Luật 91/2025/QH15" in sheet
    assert get_citizen(visit.citizen_id).full_name not in sheet


def test_the_order_to_erase_is_seen_to_arrive(desk, phone, clock):
    lost = report(desk, phone)
    assert "chưa nhận lệnh" in desk.get(f"/office/lost-phones/{lost.id}").text

    clock(now() + timedelta(minutes=5))
    assert phone.hello().status_code == 403

    assert "đã hỏi máy chủ và nhận lệnh" in desk.get(f"/office/lost-phones/{lost.id}").text


@pytest.mark.parametrize("page", ["", "/notice"])
def test_a_loss_of_another_ward_is_not_there(app, desk, phone, sign_in, page):
    lost = report(desk, phone)
    stranger = sign_in(make_coordinator(ward="08500"))

    assert stranger.get(f"/office/lost-phones/{lost.id}{page}").status_code == 404
