"""Not taken: the reason is told with its article at the door; the family reads the same at home, the desk prints it."""

from uuid import UUID

from playwright.sync_api import expect
from sqlalchemy import select

from app.accounts.queries import find_user_by_name
from app.core.clock import today
from app.core.commands import public_actor
from app.core.db import session
from app.core.execute import execute
from app.core.numbers import new_tracking_code
from app.dossiers.queries import dossiers_of_visit, papers_of
from app.requests.commands import AcceptRequest
from app.requests.queries import get_request
from app.requests.tracking import show_code
from app.visits.models import Visit
from app.visits.queries import get_team
from tests.journeys import steps
from tests.journeys.conftest import DESK, sign_in
from tests.make import done
from tests.make_requests import registration
from tests.make_visits import plan_of

WARD = "04795"
REASON = "Giấy chứng nhận bị tẩy xoá ở dòng ngày sinh, không đối chiếu được"
ARTICLE = "Nghị định 23/2015/NĐ-CP, Điều 22"
CODE = new_tracking_code()


def be_planned():
    """A family whose code is known has a visit of this officer, on a day that the officer works."""
    officer, desk = find_user_by_name("canbo1"), find_user_by_name("dieuphoi")
    known = next(one for one in session.scalars(select(Visit).where(Visit.ward == WARD)) if is_ahead(one, officer.id))
    asked = registration(neighbourhood_id=known.neighbourhood_id, tracking_code=CODE)
    done(execute(asked, actor=public_actor(WARD)))
    done(execute(AcceptRequest(request_id=asked.request_id), actor=desk.as_actor()))
    command = plan_of(
        get_request(asked.request_id),
        get_team(known.team_id, ward=WARD),
        date=known.planned_on,
        half=known.half,
        purposes=[{"kind": "collect", "procedure_code": "2.000635"}],
    )
    done(execute(command, actor=desk.as_actor()))
    return str(command.visit_id)


def is_ahead(visit, officer_id):
    """A visit of this officer that has not begun."""
    is_theirs = visit.is_standing and officer_id in visit.officer_ids
    return is_theirs and not visit.started_at and visit.planned_on >= today()


def refuse(page, visit):
    """At the door, offline: which act, why not, and by which article."""
    steps.start(page, {"id": visit})
    page.get_by_role("link", name="2. Thông tin hồ sơ").click()
    page.get_by_role("button", name="2.000635").first.click()
    page.get_by_role("button", name="Tiếp: những ai").click()
    page.get_by_label("Chính chủ hồ sơ").check()
    page.get_by_role("button", name="Tiếp: giấy tờ").click()
    page.get_by_role("button", name="Tiếp: lệ phí, trả kết quả").wait_for()
    steps.go(page, f"/visits/{visit}/tasks")
    page.get_by_role("link", name="Không nhận hồ sơ này").click()
    page.get_by_label("Lý do").fill(REASON)
    page.get_by_role("button", name="Không nhận hồ sơ").click()
    page.get_by_role("link", name="Hãy ghi phần này.").wait_for()
    page.get_by_label("Căn cứ pháp lý").fill(ARTICLE)
    page.get_by_role("button", name="Không nhận hồ sơ").click()
    page.get_by_text("Không được tiếp nhận").first.wait_for()
    page.get_by_text(REASON).first.wait_for()
    steps.close_met(page, {"id": visit})


def check_refused(visit):
    """It is written down with reason, article and who said so; nothing was given, taken or kept."""
    (dossier,) = dossiers_of_visit(UUID(visit))
    last = dossier.history[-1]
    assert (dossier.status, last.reason, last.ground, last.by_id) == (
        3, REASON, ARTICLE, find_user_by_name("canbo1").id,
    )  # fmt: skip
    assert (dossier.receipt, dossier.payment, dossier.signatures, papers_of(dossier.id)) == (None, None, [], [])
    return str(dossier.id)


def test_a_dossier_is_not_taken_and_the_family_reads_why(open_device, server):
    visit = server.ask(be_planned)
    page = open_device()
    steps.enrol(page, "canbo1")
    steps.go_offline(page)
    refuse(page, visit)
    steps.go_online(page)
    dossier_id = server.ask(lambda: check_refused(visit))

    family = open_device()
    family.goto("/tra-cuu")
    family.locator("[name=code]").fill(show_code(CODE))
    family.locator("[name=last4]").fill("4321")
    family.locator("main form button[type=submit]").click()
    family.get_by_text("Hồ sơ không được tiếp nhận").wait_for()
    family.wait_for_load_state()
    told = family.locator("main").inner_text()
    assert REASON in told
    assert ARTICLE in told

    desk = open_device(DESK)
    sign_in(desk, "dieuphoi", f"/sign-in?next=/office/dossiers/{dossier_id}/forms")
    desk.get_by_label("Mẫu", exact=True).select_option(value="03")
    desk.locator("main form button[type=submit]").first.click()
    desk.get_by_text(REASON).first.wait_for()
    expect(desk.locator("main")).to_contain_text(ARTICLE)
