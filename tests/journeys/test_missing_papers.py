"""Papers are missing: asked for at the door without a network, brought to the centre, and one apology after that."""

import hashlib
from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.accounts.queries import find_user_by_name
from app.catalogue.queries import get_procedure, promise, work_calendar_around
from app.core.clock import now
from app.core.db import session
from app.core.execute import execute
from app.core.ids import new_id
from app.core.numbers import receipt_number
from app.dossiers.commands import IssueReceipt, RecordDossier
from app.dossiers.queries import get_dossier
from app.visits.models import Visit
from app.web.formats import short_date
from tests.journeys import steps
from tests.journeys.conftest import DESK, sign_in

WARD = "04795"
PROCEDURE = "1.001699"
"""Disability is judged in working weeks: there is time for a supplement and an apology on any day of the week."""
FORM = "Đơn đề nghị xác định mức độ khuyết tật"
WHY = "thiếu chữ ký của người giám hộ"


def take_in():
    """The officer has taken a dossier in at a home this morning; one paper was missing. Returns its id."""
    officer, procedure = find_user_by_name("canbo1"), get_procedure(PROCEDURE)
    visit = next(v for v in session.scalars(select(Visit).where(Visit.ward == WARD)) if is_ahead(v, officer.id))
    dossier_id, moment = new_id(), now() - timedelta(hours=1)
    record = {
        "dossier_id": dossier_id,
        "visit_id": visit.id,
        "citizen_id": visit.citizen_id,
        "procedure_version_id": procedure.id,
        "procedure_code": procedure.code,
        "roles": {"owner": {"name": "Bùi Văn Thử"}, "submitter": {"name": "Bùi Thị Con", "relation": "con gái"}},
        "components": [{"key": "don", "name": FORM, "kind": "hand_in", "state": "missing"}],
    }
    told, shown = promise(procedure, moment, ward=WARD), "Giấy tiếp nhận hồ sơ tại nhà"
    receipt = IssueReceipt(
        dossier_id=dossier_id,
        number=receipt_number(WARD, moment.year, 990_001),
        shown=shown,
        shown_sha256=hashlib.sha256(shown.encode()).hexdigest(),
        taken_at=moment,
        counted_from=told.counted_from,
        due_on=told.due,
        rule_version=told.rule_version,
    )
    for command in (RecordDossier.model_validate(record), receipt):
        assert execute(command, actor=officer.as_actor(), at=moment).is_applied
    return dossier_id


def is_ahead(visit, officer_id):
    """A visit of this officer that has not ended."""
    return visit.is_standing and visit.closing is None and officer_id in visit.officer_ids


@pytest.fixture
def dossier_id(server):
    return server.ask(take_in)


def ask_at_the_door(page, dossier_id):
    """Without a network: what is missing is ticked already; it must be said why."""
    steps.go(page, f"/dossiers/{dossier_id}")
    page.get_by_role("link", name="Yêu cầu bổ sung").click()
    page.get_by_role("button", name="Lưu yêu cầu bổ sung").click()
    page.locator(".error-summary").get_by_text("Hãy ghi vì sao cần").wait_for()
    page.get_by_label("Vì sao cần bổ sung").fill(WHY)
    page.get_by_role("button", name="Lưu yêu cầu bổ sung").click()
    page.get_by_text(f"Cần bổ sung: {FORM}").wait_for()
    page.get_by_text("Đã lưu trên máy, chờ gửi").wait_for()


def take_papers_in(desk, dossier_id):
    """At the desk: what is awaited is said, and the papers are recorded as complete."""
    sign_in(desk, "dieuphoi", f"/sign-in?next=/office/dossiers/{dossier_id}")
    desk.get_by_text(f"Đang chờ người dân bổ sung: {FORM}").wait_for()
    desk.get_by_role("link", name="Đã nhận đủ giấy tờ bổ sung").click()
    desk.get_by_role("button", name="Ghi đã nhận đủ").click()
    desk.get_by_text("Đã lưu.").wait_for()
    expect(desk.locator(".timeline")).to_contain_text(FORM)
    expect(desk.locator(".timeline")).to_contain_text(WHY)


def apologise(desk, dossier_id, day):
    """Say why it will be late, and give the one new date."""
    desk.goto(f"/office/dossiers/{dossier_id}/apology")
    desk.get_by_label("Ngày hẹn trả mới").fill(day.isoformat())
    desk.get_by_label("Lý do chậm").fill("Hội đồng họp muộn một tuần")
    desk.get_by_role("button", name="Ghi lời xin lỗi").click()


def later_than(dossier_id):
    """A working day a week after the date that holds now, and another one after it."""
    due = get_dossier(dossier_id, ward=WARD).due_on
    calendar = work_calendar_around(due)
    first = calendar.next_working_after(due + timedelta(days=7))
    return first, calendar.next_working_after(first)


def test_papers_are_asked_for_at_the_door_and_the_date_moves_only_by_what_is_said(open_device, server, dossier_id):
    page = open_device()
    steps.enrol(page, "canbo1")
    promised = server.ask(lambda: get_dossier(dossier_id, ward=WARD).due_on)
    steps.go(page, "/due")
    page.get_by_text(f"Hẹn trả {short_date(promised)}").wait_for()
    steps.go_offline(page)
    ask_at_the_door(page, dossier_id)
    steps.go(page, "/due")
    page.get_by_text("Chờ bổ sung, hạn đang dừng").first.wait_for()
    steps.go_online(page)

    desk = open_device(DESK)
    take_papers_in(desk, dossier_id)
    first, second = server.ask(lambda: later_than(dossier_id))
    apologise(desk, dossier_id, first)
    desk.get_by_text("Đã lưu.").wait_for()
    apologise(desk, dossier_id, second)
    desk.get_by_text("Chỉ được hẹn lại một lần").first.wait_for()

    kept = server.ask(lambda: get_dossier(UUID(str(dossier_id)), ward=WARD).snapshot())
    assert (kept.due_on, kept.receipt.due_on, kept.supplement.times) == (first, promised, 1)
    steps.send_all(page)
    steps.go(page, f"/dossiers/{dossier_id}")
    page.get_by_text(short_date(first)).first.wait_for()
