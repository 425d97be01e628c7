"""A drag is answered before the drop: new times, conflicts, and the refusal that the command would get."""

from datetime import timedelta

import pytest

from app.accounts.current import POLLED
from app.accounts.models import WebSession
from app.core.clock import now
from app.core.db import session
from app.core.ids import new_id
from app.visits.commands import ConfirmVisit
from app.visits.models import Half
from app.visits.queries import get_visit
from tests.make import done, make_officer
from tests.make_visits import make_accepted_request, make_shift, make_team, make_visit, make_working_team, next_saturday


@pytest.fixture
def desk(coordinator, sign_in):
    return sign_in(coordinator)


def lane(team, half=Half.MORNING):
    return f"{team.id}/{next_saturday().isoformat()}/{half.value}"


def ask(desk, **asked):
    answer = desk.get("/office/board/answer", query_string=asked)
    assert answer.status_code == 200
    return answer.get_json()


def test_a_waiting_request_is_answered_with_the_routes_new_times(desk, team, coordinator):
    standing = make_visit(
        team=team, coordinator=coordinator, request=make_accepted_request(told={"full_name": "Đã Có"})
    )
    request = make_accepted_request(told={"full_name": "Mới Thêm"})

    first = ask(desk, card=f"request:{request.id}", lane=lane(team), order="1")
    last = ask(desk, card=f"request:{request.id}", lane=lane(team), order="2")

    assert [one.split(" ", 1)[1] for one in first["times"]] == ["Mới Thêm", "Đã Có"]
    assert [one.split(" ", 1)[1] for one in last["times"]] == ["Đã Có", "Mới Thêm"]
    assert first["title"].startswith("Rời trung tâm 07:30")
    assert first["faults"] == []
    assert get_visit(standing.id).order == 1


def test_a_visit_dragged_within_its_lane_stands_in_it_once(desk, team, coordinator):
    first, second = (make_visit(team=team, coordinator=coordinator) for _ in range(2))

    answer = ask(desk, card=f"visit:{second.id}", lane=lane(team), order="1")

    assert len(answer["times"]) == 2
    assert (get_visit(first.id).order, get_visit(second.id).order) == (1, 2)


def test_a_full_half_day_is_said_as_the_command_would_say_it(desk, coordinator):
    team = make_working_team(minutes=30)
    request_id = make_accepted_request().id

    answer = ask(desk, card=f"request:{request_id}", lane=lane(team))
    page = desk.post(
        f"/office/board/requests/{request_id}/visit",
        data={"command_id": str(new_id()), "lane": lane(team), "visit_id": str(new_id())},
        query_string={"weekend": next_saturday().isoformat()},
        follow_redirects=True,
    ).text

    assert answer["faults"][0] in page
    assert answer["faults"][0].startswith("Buổi này đã kín chỗ.")
    assert any("Về trung tâm sau giờ làm việc (muộn" in fault for fault in answer["faults"])


def test_a_promise_in_another_half_day_is_a_conflict(desk, team, coordinator, act):
    make_shift(team, half=Half.AFTERNOON)
    visit = make_visit(team=team, coordinator=coordinator)
    done(act(coordinator, ConfirmVisit(visit_id=visit.id, told_by="điện thoại")))

    answer = ask(desk, card=f"visit:{visit.id}", lane=lane(team, Half.AFTERNOON))

    assert any("Buổi này không phù hợp với gia đình" in fault for fault in answer["faults"])


def test_a_team_that_does_not_work_is_said(desk):
    team = make_team()

    answer = ask(desk, card=f"request:{make_accepted_request().id}", lane=lane(team))

    assert answer["times"] == []
    assert answer["title"]


@pytest.mark.parametrize("card", ["", "visit:", "citizen:0190a6a0-0000-7000-8000-000000000000", "visit:x"])
def test_nonsense_is_refused(desk, team, card):
    assert desk.get("/office/board/answer", query_string={"card": card, "lane": lane(team)}).status_code == 400
    assert desk.get("/office/board/answer", query_string={"card": f"visit:{new_id()}", "lane": "x"}).status_code == 400


def test_what_is_unknown_or_another_wards_is_not_found(desk, team):
    assert (
        desk.get("/office/board/answer", query_string={"card": f"visit:{new_id()}", "lane": lane(team)}).status_code
        == 404
    )


def test_an_act_is_answered_with_the_new_times(desk, team, coordinator):
    make_shift(team, half=Half.AFTERNOON)
    visit_id = make_visit(team=team, coordinator=coordinator).id

    page = desk.post(
        f"/office/board/visits/{visit_id}/place",
        data={"command_id": str(new_id()), "lane": lane(team, Half.AFTERNOON)},
        query_string={"weekend": next_saturday().isoformat()},
        follow_redirects=True,
    ).text

    assert "Giờ mới: Rời trung tâm 13:30" in page


def test_another_coordinators_act_is_news(desk, team, coordinator):
    before = desk.get("/office/board/news").get_json()["mark"]
    assert f'data-news="{before}"' in desk.get("/office/board").text

    make_visit(team=team, coordinator=coordinator)

    assert desk.get("/office/board/news").get_json()["mark"] > before


def test_a_page_that_asks_by_itself_keeps_no_session_alive(desk, clock):
    def seen():
        session.expire_all()
        return session.query(WebSession).one().last_seen_at

    before = seen()
    clock(now() + timedelta(minutes=5))

    desk.get("/office/board/news", headers={POLLED: "1"})
    assert seen() == before

    desk.get("/office/board")
    assert seen() > before


@pytest.mark.parametrize("address", ["/office/board/answer", "/office/board/news"])
def test_only_the_coordinator_asks(app, sign_in, address):
    assert sign_in(make_officer()).get(address).status_code == 403
