"""A result is given offline while the visit goes to a colleague: it is kept, asked about, and counts once."""

from uuid import UUID

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.accounts.queries import find_user_by_name
from app.core.db import session
from app.core.execute import execute
from app.core.records import CommandRecord, ReviewItem
from app.demo.staff import TEAMS
from app.dossiers.models.shapes import Standing, Status
from app.dossiers.queries import get_dossier
from app.files.queries import find_stored
from app.visits.commands import ReassignVisit
from app.visits.queries import teams
from tests.journeys import steps
from tests.journeys.conftest import DESK, sign_in

WARD = "04795"
COLLEAGUE = "canbo4"
"""An officer of the second team."""
RECEIVER = "Bùi Văn Rể"


@pytest.fixture
def page(open_device):
    """The first officer's phone, filled and without a network."""
    page = open_device()
    steps.enrol(page, "canbo1")
    steps.go_offline(page)
    return page


def brought_back(page):
    """A visit that brings a result, and the dossier it belongs to."""
    visits = (visit for visit in steps.rows(page, "visit") if visit["status"] != "closed")
    pairs = (
        (visit["id"], one["dossier_id"]) for visit in visits for one in visit["purposes"] if one["kind"] == "return"
    )
    return next(pairs)


def hand_over(page, visit_id, dossier_id):
    """The son-in-law counts, shows his card and signs."""
    steps.go(page, f"/visits/{visit_id}/hand-over/{dossier_id}")
    page.get_by_label("Hai bên đã đếm").check()
    page.get_by_label("Người khác nhận thay").check()
    page.get_by_label("Họ tên người nhận").fill(RECEIVER)
    page.get_by_label("Quan hệ với chủ hồ sơ").fill("con rể")
    page.get_by_label("4 số cuối").fill("7788")
    steps.sign(page, "Người nhận ký")
    steps.sign(page, "Cán bộ giao ký")
    page.get_by_role("button", name="Đã trao, lưu").click()
    page.get_by_text(f"Đã trao cho {RECEIVER}").wait_for()


def reassign(visit_id):
    """The coordinator gives the visit to the colleague's team."""
    other = next(team for team in teams(WARD) if team.name == TEAMS[1])
    actor = find_user_by_name("dieuphoi").as_actor()
    assert execute(ReassignVisit(visit_id=visit_id, team_id=other.id), actor=actor).is_applied


def reports(page):
    """The hand-overs that this phone has reported."""
    return [one for one in steps.sent_box(page) if one["body"]["type"] == "dossiers.hand_over"]


def check_waits_for_a_person(dossier_id, state):
    """The report stands there whole and once, and moves nothing yet."""
    dossier = get_dossier(dossier_id, ward=WARD)
    (given,) = dossier.hand_overs
    assert (given.standing, given.to_name, dossier.handed) == (Standing.BESIDE, RECEIVER, None)
    assert dossier.result.state == state
    assert find_stored(WARD, given.signature_file) is not None


def check_counts_once(dossier_id):
    """The decision has made it the hand-over, one step in the history."""
    dossier = get_dossier(dossier_id, ward=WARD)
    (given,) = dossier.hand_overs
    assert (given.standing, dossier.result.state) == (Standing.IN_FORCE, "handed-over")
    assert [step.status for step in dossier.history].count(Status.HANDED_OVER) == 1


def recorded(command_id):
    """Each record of this command at the server, with the question that a person is asked about it."""
    query = select(CommandRecord.status, CommandRecord.flags, ReviewItem.code)
    query = query.outerjoin(ReviewItem, ReviewItem.id == CommandRecord.review_id)
    return [tuple(row) for row in session.execute(query.where(CommandRecord.command_id == UUID(command_id)))]


def decide(desk):
    """The coordinator finds the report in the list and takes it as it was sent."""
    sign_in(desk, "dieuphoi", "/sign-in?next=/office/review")
    asked = desk.locator("tbody").get_by_role("link", name="đã giao cho đội khác")
    asked.first.wait_for()
    desk.wait_for_load_state()
    assert asked.count() == 1
    asked.click()
    desk.get_by_text("Trao kết quả").first.wait_for()
    expect(desk.locator("main")).to_contain_text(RECEIVER)
    desk.get_by_role("button", name="Ghi nhận như đã gửi").click()
    desk.get_by_text("Đã ghi quyết định.").wait_for()


def test_a_result_given_by_who_no_longer_has_the_visit_is_kept_and_asked_about(page, open_device, server):
    visit_id, dossier_id = brought_back(page)
    before = server.ask(lambda: get_dossier(UUID(dossier_id), ward=WARD).result.state)
    hand_over(page, visit_id, dossier_id)
    server.ask(lambda: reassign(UUID(visit_id)))

    steps.go_online(page)

    (report,) = reports(page)
    assert (report["state"], report["flags"]) == ("applied", ["visit-reassigned"])
    page.get_by_text("Đã ghi nhận. Trung tâm sẽ xem thêm:").first.wait_for()
    once = [("applied", ["visit-reassigned"], "visit-reassigned")]
    assert server.ask(lambda: recorded(report["id"])) == once
    server.ask(lambda: check_waits_for_a_person(UUID(dossier_id), before))

    decide(open_device(DESK))
    steps.send_all(page)
    steps.wait_delivered(page)

    assert server.ask(lambda: recorded(report["id"])) == once
    server.ask(lambda: check_counts_once(UUID(dossier_id)))
    colleague = open_device()
    steps.enrol(colleague, COLLEAGUE)
    steps.go(colleague, f"/visits/{visit_id}/hand-over/{dossier_id}")
    colleague.get_by_text(f"Đã trao cho {RECEIVER}").wait_for()
    assert colleague.get_by_role("button", name="Đã trao, lưu").count() == 0
