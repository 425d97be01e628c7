"""The audit page, the story of one matter, and the box for any code."""

import re
from datetime import timedelta
from uuid import UUID

import pytest

from app.core.clock import now, today
from app.core.db import session
from app.core.numbers import new_tracking_code
from app.core.roles import Role
from app.office.queries import log
from app.office.queries.codes import find_by_any
from app.office.queries.log import Filter, read_log
from app.office.queries.story import story_of
from app.visits.commands import CloseVisit, ReassignVisit, StartVisit
from app.visits.models import Outcome
from tests.make import WARD, make_coordinator, make_officer, make_user
from tests.make_requests import make_request
from tests.make_visits import make_accepted_request, make_visit, make_working_team
from tests.page import check_page


@pytest.fixture
def coordinator(app):
    return make_coordinator(name="Quách Thị Điều Phối")


@pytest.fixture
def desk(coordinator, sign_in):
    return sign_in(coordinator)


def types(page):
    return [line.entry.type for line in page.lines]


def test_the_log_is_read_newest_first(coordinator):
    make_visit(coordinator=coordinator)

    page = read_log(WARD, Filter(), 1)

    assert types(page)[0] == "visits.plan"
    assert page.lines[0].who == "Quách Thị Điều Phối"
    assert {change.kind for change in page.lines[0].changes} == {"visit", "request", "citizen"}


def test_a_refusal_is_in_the_log_without_changes(act):
    officer = make_officer()
    make_visit()
    act(officer, ReassignVisit(visit_id=make_visit().id, team_id=make_working_team(name="Đội 2").id))

    line = read_log(WARD, Filter(), 1).lines[0]

    assert (line.entry.status, line.entry.code, line.changes) == ("rejected", "not-permitted", [])


def test_the_log_is_narrowed_to_a_person(coordinator, act):
    make_visit()
    make_visit(coordinator=coordinator)

    page = read_log(WARD, Filter(person=str(coordinator.id)), 1)

    assert types(page) == ["visits.plan", "requests.accept", "requests.register"]


def test_the_log_is_narrowed_to_an_entity(coordinator, act):
    officer = make_officer()
    visit = make_visit(team=make_working_team(officer))
    make_visit()
    act(officer, StartVisit(visit_id=visit.id))

    page = read_log(WARD, Filter(entity=("visit", visit.id)), 1)

    assert types(page) == ["visits.start", "visits.plan"]


def test_the_log_is_narrowed_to_days(coordinator):
    make_request()

    assert read_log(WARD, Filter(first=today() + timedelta(days=1)), 1).lines == []
    assert read_log(WARD, Filter(last=today() - timedelta(days=1)), 1).lines == []
    assert read_log(WARD, Filter(first=today(), last=today()), 1).lines


def test_the_log_has_pages(coordinator, monkeypatch):
    monkeypatch.setattr(log, "PAGE_SIZE", 2)
    make_visit()

    first, second = read_log(WARD, Filter(), 1), read_log(WARD, Filter(), 2)

    assert [line.entry.place for line in first.lines + second.lines] == list(
        range(first.lines[0].entry.place, first.lines[0].entry.place - 4, -1)
    )
    assert first.pages >= 4


def test_another_wards_log_is_not_shown(coordinator):
    make_visit()

    assert read_log("08500", Filter(), 1).lines == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_audit_page_is_a_good_page(desk, act, language):
    officer = make_officer()
    visit = make_visit(team=make_working_team(officer))
    act(officer, StartVisit(visit_id=visit.id), at=now() - timedelta(hours=3))
    act(officer, CloseVisit(visit_id=visit.id, outcome=Outcome.MET))
    act(officer, CloseVisit(visit_id=visit.id, outcome=Outcome.DIED))

    page = desk.get("/office/audit", query_string={"lang": language})

    check_page(page)
    assert {"vi": "Đã ghi kết quả lượt hẹn", "en": "Outcome recorded"}[language] in page.text
    assert {"vi": "Lượt hẹn này đã có kết quả trước đó", "en": "already had an outcome"}[language] in page.text
    assert {"vi": "nhận lúc", "en": "received"}[language] in page.text


def test_the_chain_is_checked_on_demand(desk):
    make_request()

    assert "còn nguyên vẹn từ dòng đầu" in desk.get("/office/audit?verify=1").text


@pytest.mark.parametrize("wrong", ["entity=visit", "entity=visit:x", "first=x", "page=0", "page=-3", "person=x"])
def test_a_filter_that_is_none_shows_a_page(desk, wrong):
    assert desk.get(f"/office/audit?{wrong}").status_code == 200


def test_a_director_reads_the_log_without_links_to_people(app, sign_in):
    make_visit()

    page = sign_in(make_user(Role.DIRECTOR)).get("/office/audit").text

    assert "Đã xếp lịch" in page
    assert "/office/timeline/" not in page


def test_each_link_of_the_log_opens_a_story(desk):
    make_visit()
    log = desk.get("/office/audit").text
    links = set(re.findall(r'href="(/office/timeline/[^"]+)"', log))

    assert "/visit/" in "".join(links)
    assert {desk.get(link).status_code for link in links} == {200}


def test_a_story_holds_the_request_and_its_visits(app):
    visit = make_visit()

    story = story_of(WARD, "request", visit.request_id)

    assert [part.kind for part in story.parts] == ["request", "visit"]
    assert [line.entry.type for line in story.lines] == ["requests.register", "requests.accept", "visits.plan"]
    assert story.citizen_name == "Bùi Văn Thử"


def test_a_visits_story_is_its_requests(app):
    visit = make_visit()

    assert {(part.kind, part.id) for part in story_of(WARD, "visit", visit.id).parts} == {
        ("visit", visit.id),
        ("request", visit.request_id),
    }


def test_a_persons_story_holds_everything(app):
    visit = make_visit()

    story = story_of(WARD, "citizen", visit.citizen_id)

    assert {part.kind for part in story.parts} == {"citizen", "request", "visit"}


def test_another_ward_has_no_such_story(app):
    assert story_of("08500", "visit", make_visit().id) is None


def test_a_tracking_code_finds_its_request(app):
    code = new_tracking_code()
    request = make_request(tracking_code=code)

    spoken = f"{code[:3]} {code[3:6]} {code[6:]}"

    assert [(found.kind, found.id) for found in find_by_any(WARD, spoken)] == [("request", request.id)]
    assert find_by_any("08500", spoken) == []


def test_an_id_finds_its_entity(app):
    visit = make_visit()

    assert [found.kind for found in find_by_any(WARD, str(visit.id))] == ["visit"]


def test_a_name_without_marks_finds_the_person(app):
    request = make_request(told={"full_name": "Đinh Thị Ngọc Ánh"})

    assert [found.id for found in find_by_any(WARD, "dinh ngoc anh")] == [request.citizen_id]


@pytest.mark.parametrize("nothing", ["", "   ", "Không Ai Cả", "x" * 500])
def test_nothing_finds_nothing(app, nothing):
    assert find_by_any(WARD, nothing) == []


def test_a_code_opens_what_it_leads_to(desk):
    code = new_tracking_code()
    request_id = make_accepted_request(tracking_code=code, told={"full_name": "Hà Văn Mã"}).id
    session.rollback()

    response = desk.get("/office/find", query_string={"q": code})

    assert response.location == f"/office/timeline/request/{request_id}"
    page = check_page(desk.get(response.location))
    assert page.heading == "Phiếu yêu cầu: Hà Văn Mã"
    (onwards,) = [link for link in page.all("a") if link.get("href", "").startswith("/office/requests/")]
    assert desk.get(onwards.get("href")).status_code == 200


@pytest.mark.parametrize("language", ["vi", "en"])
def test_find_is_a_good_page(desk, language):
    for _ in range(2):
        make_request()

    page = check_page(desk.get("/office/find", query_string={"q": "bui van thu", "lang": language}))

    assert len([link for link in page.all("a") if link.get("href", "").startswith("/office/timeline/citizen/")]) == 2
    check_page(desk.get("/office/find", query_string={"q": "không có", "lang": language}))


def test_stories_are_not_for_directors(app, sign_in):
    visit = make_visit()

    assert sign_in(make_user(Role.DIRECTOR)).get(f"/office/timeline/visit/{visit.id}").status_code == 403


@pytest.mark.parametrize("path", [f"/office/timeline/{kind}/{UUID(int=1)}" for kind in ("visit", "team")])
def test_no_story_is_not_found(desk, path):
    assert desk.get(path).status_code == 404
