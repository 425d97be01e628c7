"""Journey 7: a killed browser, a lost answer, a push sent three times at once, facts that come late.

Nothing is lost, nothing happens twice. The refused wish is in test_refused_wish.py.
"""

import json
import threading
import urllib.request
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.accounts.queries import find_user_by_name
from app.core.changes import Change
from app.core.db import session
from app.core.execute import execute
from app.core.records import CommandRecord
from app.demo.staff import TEAMS
from app.dossiers.queries import dossiers_of_visit, papers_of
from app.files.queries import find_stored
from app.visits.commands import ReassignVisit
from app.visits.models import Outcome
from app.visits.queries import find_visit, teams
from tests.journeys import steps
from tests.journeys.conftest import DESK, sign_in
from tests.journeys.test_back_online import check_bytes

WARD = "04795"
PUSH = "**/api/sync/v1/push"
ONE_VISIT = 40


@pytest.fixture
def officer(open_device):
    """The first officer's phone with its visits on it, and no network any more."""
    page = open_device(permissions=["camera"])
    steps.enrol(page, "canbo1")
    steps.go_offline(page)
    return page


def types(commands):
    return [command["body"]["type"] for command in commands]


def facts(page):
    """What this phone reported about visits and dossiers."""
    return [one for one in steps.sent_box(page) if one["body"]["type"].startswith(("visits.", "dossiers."))]


def check_applied_once(server, commands):
    """Each of these commands stands at the server, once, applied."""
    wanted = [UUID(command["id"]) for command in commands]
    query = select(CommandRecord.command_id, CommandRecord.status).where(CommandRecord.command_id.in_(wanted))
    assert sorted(server.ask(lambda: session.execute(query).all())) == sorted((one, "applied") for one in wanted)


def changes_of(server, commands):
    """How many changes to entities these commands have made."""
    wanted = [UUID(command["id"]) for command in commands]
    query = (
        select(func.count())
        .select_from(Change)
        .join(CommandRecord, CommandRecord.number == Change.command_number)
        .where(CommandRecord.command_id.in_(wanted))
    )
    return server.ask(lambda: session.scalar(query))


def fall_ill(page, happens):
    """A network is there, but `happens(route)` to every push; until the returned function is called."""
    is_well = threading.Event()
    page.context.route(PUSH, lambda route: route.continue_() if is_well.is_set() else happens(route))
    page.context.set_offline(False)
    return is_well.set


def work_at_the_door(page):
    """A whole visit: a dossier with three photos, one original in custody, the receipt, signatures."""
    visit = steps.open_visit(page)
    number = steps.take_dossier(page, visit)
    steps.close_met(page, visit)
    return visit, number


def done(receipt):
    assert receipt.is_applied, (receipt.code, receipt.details)


def test_a_browser_killed_after_saved_still_has_everything(living_phone, server):
    page = living_phone.open()
    steps.enrol(page, "canbo1")
    visit = steps.open_visit(page)
    steps.go_offline(page)
    steps.start(page, visit)
    steps.fill_dossier(page)
    steps.take_photos(page, 3)
    steps.keep_original(page)
    number = steps.issue_receipt(page)
    living_phone.kill()

    page = living_phone.open(offline=True)
    page.goto("/app/")
    steps.unlock(page)
    steps.see_the_round(page)

    saved, files = facts(page), steps.hashes(page)
    assert types(saved) == [
        "visits.start", "dossiers.record", "dossiers.take_fee", "dossiers.transfer_custody", "dossiers.issue_receipt",
    ]  # fmt: skip
    assert len(files) == 3 + 2
    assert all(name == digest for name, digest in files.items())
    steps.go(page, f"/dossiers/{saved[1]['body']['args']['dossier_id']}/receipt")
    assert page.locator(".receipt-number").inner_text() == number

    steps.sign_receipt(page)
    steps.close_met(page, visit)
    steps.go_online(page)

    check_applied_once(server, steps.sent_box(page))
    server.ask(lambda: check_taken_once(visit["id"], number))


def check_taken_once(visit_id, number):
    """One dossier with its receipt, its three photos, its one original; the visit ended once."""
    (dossier,) = dossiers_of_visit(UUID(visit_id))
    assert dossier.receipt.number == number
    photos = [file.sha256 for file in dossier.files if file.role == "component"]
    assert len(photos) == 3
    assert all(find_stored(WARD, sha256) for sha256 in photos)
    assert len(papers_of(dossier.id)) == 1
    assert [closing.outcome for closing in find_visit(UUID(visit_id)).closings] == [Outcome.MET]


def test_an_answer_lost_on_the_way_costs_nothing(officer, server):
    page, heard = officer, []
    visit, number = work_at_the_door(page)

    def lose_the_answer(route):
        heard.append(route.fetch().status)
        route.abort()

    get_well = fall_ill(page, lose_the_answer)
    steps.send_all(page)
    page.get_by_text("Chưa gửi được, tự thử lại").first.wait_for()

    reports = facts(page)
    assert set(heard) == {200}
    assert {report["state"] for report in reports} <= {"waiting", "sending"}
    check_applied_once(server, reports)
    before = changes_of(server, reports)

    get_well()
    steps.go_online(page)

    assert {report["state"] for report in facts(page)} == {"applied"}
    check_applied_once(server, reports)
    assert changes_of(server, reports) == before
    server.ask(lambda: check_taken_once(visit["id"], number))
    check_bytes(server, page)


def test_the_same_push_sent_three_times_at_once_has_one_effect(officer, server):
    page, caught = officer, []
    visit, number = work_at_the_door(page)

    def catch(route):
        caught.append((route.request.url, route.request.headers, route.request.post_data_buffer))
        route.abort()

    get_well = fall_ill(page, catch)
    steps.send_all(page)
    page.get_by_text("Chưa gửi được, tự thử lại").first.wait_for()
    answers = send_together(caught[0], times=3)

    reports = facts(page)
    assert [[one["status"] for one in answer["results"]] for answer in answers] == [["applied"] * len(reports)] * 3
    for told in zip(*(answer["results"] for answer in answers), strict=True):
        assert sorted(one["dup"] for one in told) == [False, True, True]
    check_applied_once(server, reports)
    before = changes_of(server, reports)

    get_well()
    steps.go_online(page)

    check_applied_once(server, reports)
    assert changes_of(server, reports) == before
    server.ask(lambda: check_taken_once(visit["id"], number))
    check_bytes(server, page)


def send_together(request, times):
    """Send one request several times at the same moment; returns the answers."""
    url, headers, body = request
    start, answers = threading.Barrier(times), []

    def send():
        plain = {name: value for name, value in headers.items() if name != "accept-encoding"}
        start.wait()
        with urllib.request.urlopen(urllib.request.Request(url, data=body, headers=plain), timeout=60) as answer:
            answers.append(json.load(answer))

    senders = [threading.Thread(target=send) for _ in range(times)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    return answers


def test_facts_that_come_late_are_applied_with_their_flag(officer, open_device, server):
    page = officer
    visit = steps.open_visit(page)
    steps.start(page, visit)
    steps.close_met(page, visit)
    server.ask(lambda: reassign(UUID(visit["id"])))

    steps.go_online(page)

    reports = facts(page)
    assert types(reports) == ["visits.start", "visits.close"]
    assert [report["flags"] for report in reports] == [["visit-reassigned"]] * 2
    check_applied_once(server, reports)
    page.get_by_text("Đã ghi nhận. Trung tâm sẽ xem thêm:").first.wait_for()
    assert server.ask(lambda: [closing.stands for closing in find_visit(UUID(visit["id"])).closings]) == [False]

    desk = open_device(DESK)
    sign_in(desk, "dieuphoi", "/sign-in?next=/office/review")
    for _ in reports:
        desk.locator("tbody").get_by_role("link", name="đã giao cho đội khác").first.click()
        desk.get_by_role("button", name="Ghi nhận như đã gửi").click()
        desk.get_by_text("Đã ghi quyết định.").wait_for()

    server.ask(lambda: check_closed_once(UUID(visit["id"])))


def check_closed_once(visit_id):
    """The visit has ended as its late report said."""
    assert [(closing.outcome, closing.stands) for closing in find_visit(visit_id).closings] == [(Outcome.MET, True)]


def reassign(visit_id):
    """The coordinator gives the visit to another team."""
    other = next(team for team in teams(WARD) if team.name == TEAMS[1])
    done(execute(ReassignVisit(visit_id=visit_id, team_id=other.id), actor=coordinator()))


def coordinator():
    return find_user_by_name("dieuphoi").as_actor()
