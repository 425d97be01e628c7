"""Friday: what is still to be done before anybody goes out, and when there is nothing left to do."""

from datetime import timedelta

import pytest

from app.accounts.models import ACTIVE, Enrolment
from app.core.clock import now
from app.core.db import bookkeeping
from app.core.ids import new_id
from app.core.roles import Role
from app.notices.commands import RecordCall
from app.office.queries.readiness import readiness_of
from app.office.queries.weekend import Weekend
from app.office.readiness import lines_of
from app.sync.commands import LeaseNumbers
from app.visits.commands import CallOff, ConfirmVisit
from app.visits.commands.calling_off import HalfDayOff
from app.visits.models import Half
from tests.make import WARD, done, make_coordinator, make_officer, make_user
from tests.make_dossiers import lease_receipts
from tests.make_visits import make_accepted_request, make_shift, make_team, make_visit, make_working_team, next_saturday
from tests.page import check_page, text


@pytest.fixture
def weekend(app):
    return Weekend(next_saturday())


@pytest.fixture
def officer(app):
    return make_officer()


@pytest.fixture
def coordinator(app):
    return make_coordinator()


@pytest.fixture
def visit(officer, coordinator):
    return make_visit(team=make_working_team(officer), coordinator=coordinator)


def take_phone(officer, *, contact=None, lease=None, unsent=0, device="may-1"):
    """Let the officer have an enrolled phone that was heard of then."""
    officer_id, heard = officer.id, contact or now()
    with bookkeeping() as opened:
        opened.add(
            Enrolment(
                id=new_id(), device_id=device, user_id=officer_id, role="officer", public_key={}, status=ACTIVE,
                send_token_hash="s", read_token_hash="r", enrolled_at=heard, last_contact_at=heard,
                lease_until=lease or heard + timedelta(days=30), unsent=unsent,
            )
        )  # fmt: skip


def print_pad(act, coordinator, officer, count=3):
    """Let the officer carry so many numbered sheets of paper."""
    command = LeaseNumbers(lease_id=new_id(), kind="receipt", count=count, medium="paper", user_id=officer.id)
    done(act(coordinator, command))


def says(weekend):
    """Return what is still to be done, as one text."""
    return "\n".join(f"{line.kind}: {line.says} {line.todo}" for line in lines_of(readiness_of(WARD, weekend), weekend))


@pytest.fixture
def said(app, weekend):
    """`said()` within a request: the words ask for a language."""

    def said():
        with app.test_request_context():
            return says(weekend)

    return said


def test_an_officer_without_a_phone_is_named_first(visit, officer, said):
    assert said().startswith("bad:")
    assert f"bad: Trực cuối tuần mà chưa có máy nào: {officer.full_name}." in said()


def test_whoever_works_without_a_visit_is_on_duty_as_well(officer, weekend, said):
    make_working_team(officer)

    assert [one.officer.id for one in readiness_of(WARD, weekend).officers] == [officer.id]
    assert "chưa có máy nào" in said()


def test_a_phone_that_heard_before_the_plan_changed_has_an_old_plan(visit, officer, said, coordinator, act):
    take_phone(officer, contact=now() - timedelta(hours=2))

    assert f"Lịch của {officer.full_name} đã đổi sau lần máy liên lạc gần nhất" in said()


def test_a_phone_that_heard_since_has_the_plan(visit, officer, weekend, said):
    take_phone(officer, contact=now() + timedelta(minutes=1))

    assert "đã đổi sau" not in said()
    (one,) = readiness_of(WARD, weekend).officers
    assert one.best_phone.has_plan


def test_a_phone_whose_lease_ends_on_saturday_locks_itself(visit, officer, weekend, said):
    take_phone(officer, contact=now() + timedelta(minutes=1), lease=weekend.begins)

    assert "sẽ tự khoá trước khi hết cuối tuần" in said()


def test_unsent_work_is_asked_for(visit, officer, said):
    take_phone(officer, unsent=3)

    assert "còn 3 việc chưa gửi về" in said()


def test_numbers_are_counted_by_phone_and_on_paper(visit, officer, coordinator, weekend, said, act):
    take_phone(officer)
    assert "còn 0 số giấy hẹn, cần 1" in said()
    assert "Không có giấy hẹn in sẵn số" in said()

    lease_receipts(officer, device="may-1")
    print_pad(act, coordinator, officer, count=5)

    (one,) = readiness_of(WARD, weekend).officers
    assert (one.best_phone.numbers_left, one.paper_left) == (3, 5)
    assert "số giấy hẹn, cần" not in said()
    assert "Không có giấy hẹn in sẵn số" not in said()


def test_numbers_of_another_year_do_not_count(officer, weekend):
    take_phone(officer)
    lease_receipts(officer, device="may-1")
    later = Weekend(weekend.saturday + timedelta(weeks=60))
    make_shift(make_team(officer), on=later.saturday)

    (one,) = readiness_of(WARD, later).officers

    assert one.best_phone.numbers_left == 0


def test_households_are_called_and_confirmed(visit, coordinator, said, act):
    assert "Còn 1 hộ chưa gọi được." in said()
    assert "1 lượt hẹn chưa được gia đình xác nhận." in said()

    done(act(coordinator, RecordCall(call_id=new_id(), citizen_id=visit.citizen_id, visit_id=visit.id, outcome="told")))
    done(act(coordinator, ConfirmVisit(visit_id=visit.id, told_by="điện thoại")))

    assert "chưa gọi được" not in said()
    assert "chưa được gia đình xác nhận" not in said()


def test_a_half_day_called_off_stands_until_everybody_was_told(visit, coordinator, said, act, weekend):
    off = HalfDayOff(date=weekend.saturday, half=Half.MORNING)
    citizen_id = visit.citizen_id
    done(act(coordinator, CallOff(half_days=(off,), reason="bão số 10")))

    (half_day,) = readiness_of(WARD, weekend).called_off
    assert (half_day.households, half_day.untold) == (1, 1)
    assert "còn 1 hộ chưa được báo" in said()

    done(act(coordinator, RecordCall(call_id=new_id(), citizen_id=citizen_id, visit_id=visit.id, outcome="told")))

    assert readiness_of(WARD, weekend).called_off[0].untold == 0


def test_who_has_no_place_is_counted(said, weekend):
    make_accepted_request()

    assert "1 yêu cầu đã tiếp nhận mà chưa có chỗ." in said()


def test_nothing_left_to_do_is_said(visit, officer, coordinator, act, sign_in, weekend):
    take_phone(officer, contact=now() + timedelta(minutes=5))
    lease_receipts(officer, device="may-1")
    print_pad(act, coordinator, officer)
    done(act(coordinator, RecordCall(call_id=new_id(), citizen_id=visit.citizen_id, visit_id=visit.id, outcome="told")))
    done(act(coordinator, ConfirmVisit(visit_id=visit.id, told_by="điện thoại")))
    take_phone(officer, contact=now() + timedelta(minutes=6), device="may-2")
    lease_receipts(officer, device="may-2")

    page = check_page(sign_in(coordinator).get(f"/office/readiness?weekend={weekend.saturday}"))

    assert "Có thể đi." in text(page.one("main"))
    assert "Phải làm" not in text(page.one("main"))


def test_each_line_leads_to_where_it_is_settled(visit, officer, coordinator, sign_in, weekend):
    take_phone(officer)
    desk = sign_in(coordinator)
    page = check_page(desk.get(f"/office/readiness?weekend={weekend.saturday}"))

    links = [link.get("href") for item in page.having("todo") for link in item.iter() if link.tag == "a"]

    assert len(links) == 4
    assert all(desk.get(href).status_code == 200 for href in links)


@pytest.mark.parametrize("address", ["/office/readiness", "/office/print-pack"])
def test_only_the_coordinator_closes_a_weekend(app, sign_in, address):
    assert sign_in(make_user(Role.DIRECTOR)).get(address).status_code == 403
    assert sign_in(make_officer()).get(address).status_code == 403
