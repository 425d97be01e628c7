"""The page of the weekend plan: start, progress, result with reasons, take over, put back; pins on the board."""

import re
from datetime import timedelta

import pytest

from app.core.effects import run_effects
from app.visits.models import PlanState
from app.visits.queries import get_visit, plans_of, visits_between
from tests.make import WARD, make_coordinator, make_officer
from tests.make_visits import make_accepted_request, make_shift, make_visit, make_working_team, next_saturday
from tests.page import check_page, text


@pytest.fixture
def coordinator(app, sign_in):
    person = make_coordinator()
    sign_in(person)
    return person


def send(client, path, **values):
    return client.post(f"/office/plan{path}?weekend={next_saturday()}", data=values, follow_redirects=True)


def said(response):
    """Return what the page says, whatever came of it."""
    return text(check_page(response).root)


def newest():
    return plans_of(WARD, next_saturday())[0]


def test_a_plan_is_asked_for_followed_taken_over_and_put_back(client, coordinator):
    make_working_team(minutes=45)
    make_shift(make_working_team(name="Đội 2", minutes=45), on=next_saturday() + timedelta(days=7))
    for name in ("Bùi Thị Một", "Bùi Thị Hai", "Bùi Thị Ba"):
        make_accepted_request(coordinator=coordinator, told={"full_name": name})

    assert "Đang lập" in said(send(client, "", effort="preview"))
    assert "Xem tiến độ mới nhất" in said(client.get(f"/office/plan?weekend={next_saturday()}"))
    run_effects()

    shown = said(client.get(f"/office/plan?weekend={next_saturday()}"))
    assert "Sẽ thay đổi (2)" in shown
    assert "Chưa xếp được (1)" in shown
    assert re.search(r"xếp mới Đội 1, sáng thứ Bảy, [\d/]+, 07:\d\d\. [^.]+, đường ngắn nhất\.", shown)
    assert "Các buổi đã kín." in shown
    assert "Dự kiến: sáng thứ Bảy" in shown
    assert "Nếu xếp thì Bùi Thị" in shown

    plan_id = newest().id
    assert "Đã áp dụng kế hoạch" in said(send(client, f"/{plan_id}/apply"))
    assert len(visits_between(WARD, next_saturday(), next_saturday())) == 2
    assert "Đã hoàn tác kế hoạch" in said(send(client, f"/{plan_id}/undo"))
    assert visits_between(WARD, next_saturday(), next_saturday()) == []


def test_what_is_refused_is_said_on_the_page(client, coordinator):
    assert "chưa đội nào có ca" in said(send(client, "", effort="full"))


def test_a_plan_is_stopped(client, coordinator):
    make_working_team()
    send(client, "", effort="full")

    assert "Đã dừng lập lịch." in said(send(client, f"/{newest().id}/cancel"))
    assert newest().state is PlanState.CANCELLED


def test_the_page_asks_how_far_its_plan_is(client, coordinator):
    make_working_team()
    make_accepted_request(coordinator=coordinator)
    page = send(client, "", effort="preview")
    address = f"/office/plan/{newest().id}/progress"
    assert f'data-plan-progress="{address}"' in page.text
    assert client.get(address).get_json() == {"is_running": True, "share": 0}

    run_effects()

    assert client.get(address).get_json()["is_running"] is False
    assert client.get(f"/office/plan/{coordinator.id}/progress").status_code == 404


def test_a_stale_plan_says_so_and_offers_no_taking_over(client, coordinator):
    team = make_working_team()
    make_accepted_request(coordinator=coordinator)
    send(client, "", effort="full")
    run_effects()
    make_visit(team=team, coordinator=coordinator)

    shown = said(client.get(f"/office/plan?weekend={next_saturday()}"))

    assert "Bảng đã thay đổi từ lúc lập." in shown
    assert "Áp dụng kế hoạch" not in shown


def test_a_visit_is_pinned_and_freed_on_the_board(client, coordinator):
    visit = make_visit(coordinator=coordinator)

    assert "Cho kế hoạch dời" in said(send(client, f"/visits/{visit.id}/pin"))
    assert get_visit(visit.id).is_pinned
    assert "Giữ cố định" in said(send(client, f"/visits/{visit.id}/unpin"))
    assert not get_visit(visit.id).is_pinned


@pytest.mark.parametrize("path", ["/office/plan", "/office/plan/0192f0c1-0000-7000-8000-000000000001/progress"])
def test_only_the_coordinator_sees_it(client, sign_in, path):
    sign_in(make_officer())

    assert client.get(path).status_code in {302, 403}
