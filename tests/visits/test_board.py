"""The coordinator's board and the teams page, by hand and without JavaScript."""

from datetime import timedelta

import pytest

from app.core.ids import new_id
from app.requests.queries import get_request
from app.visits.models import Half, Status
from app.visits.models.room import Lane
from app.visits.queries import find_shift, get_visit, teams, visits_of_request
from tests.make import WARD, make_officer
from tests.make_catalogue import make_procedure
from tests.make_requests import make_request
from tests.make_visits import (
    make_accepted_request,
    make_shift,
    make_team,
    make_visit,
    make_working_team,
    next_saturday,
)
from tests.page import check_page


@pytest.fixture
def desk(coordinator, sign_in):
    return sign_in(coordinator)


def board(desk, **values):
    return desk.get("/office/board", query_string={"weekend": next_saturday().isoformat()} | values).text


def send(desk, path, **fields):
    return desk.post(
        path,
        data={"command_id": str(new_id())} | fields,
        query_string={"weekend": next_saturday().isoformat()},
        follow_redirects=True,
    ).text


def lane(team, half=Half.MORNING):
    return f"{team.id}/{next_saturday().isoformat()}/{half.value}"


def test_the_board_is_the_coordinators(app, sign_in):
    assert sign_in(make_officer()).get("/office/board").status_code == 403


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get("/office/board").status_code == 302


def test_the_board_shows_who_waits_and_who_is_visited(desk):
    make_accepted_request(told={"full_name": "Đinh Thị Chờ"})
    make_visit(request=make_accepted_request(told={"full_name": "Bùi Văn Có Lịch"}))

    page = board(desk)

    assert "Đinh Thị Chờ" in page
    assert "1. Bùi Văn Có Lịch" in page
    assert "Còn 200/240 phút" in page


def test_who_reads_english_sees_the_english_name_of_the_work(desk):
    make_procedure("1.001193", plain_name="Khai sinh cho con", plain_name_en="Register a birth")
    make_accepted_request(procedure_code="1.001193")

    assert "Register a birth" in board(desk, lang="en")


def test_who_reads_vietnamese_sees_the_everyday_name_of_the_work(desk):
    make_procedure("1.001193", plain_name="Khai sinh cho con", plain_name_en="Register a birth")
    make_accepted_request(procedure_code="1.001193")

    assert "Khai sinh cho con" in board(desk)


def test_another_weekend_shows_its_own_visits(desk):
    make_visit(request=make_accepted_request(told={"full_name": "Bùi Văn Có Lịch"}))

    assert "Có Lịch" not in board(desk, weekend=(next_saturday() + timedelta(days=7)).isoformat())


def test_a_request_is_accepted_and_planned_by_the_menu(desk):
    team, request = make_working_team(), make_request()
    request_id = request.id

    send(desk, f"/office/board/requests/{request_id}/acceptance")
    page = send(desk, f"/office/board/requests/{request_id}/visit", lane=lane(team), visit_id=str(new_id()))

    assert "Đã xếp vào: Đội 1, sáng thứ Bảy" in page
    assert get_request(request_id).status == "planned"


def test_a_double_click_plans_once(desk):
    team, request_id = make_working_team(), make_accepted_request().id
    fields = {"lane": lane(team), "visit_id": str(new_id()), "command_id": str(new_id())}

    for _ in range(2):
        send(desk, f"/office/board/requests/{request_id}/visit", **fields)

    assert len(visits_of_request(request_id)) == 1


def test_a_full_half_day_says_why_and_where_there_is_room(desk):
    team = make_working_team(minutes=30)
    make_shift(team, half=Half.AFTERNOON, minutes=100)
    request_id = make_accepted_request().id

    page = send(desk, f"/office/board/requests/{request_id}/visit", lane=lane(team), visit_id=str(new_id()))

    assert "Buổi này đã kín chỗ." in page
    assert "Còn chỗ: Đội 1, chiều thứ Bảy" in page
    assert get_request(request_id).status == "accepted"


@pytest.mark.parametrize("wrong", ["", "nonsense", "a/b/c"])
def test_a_lane_that_is_none_is_refused(desk, wrong):
    request_id = make_accepted_request().id

    page = send(desk, f"/office/board/requests/{request_id}/visit", lane=wrong, visit_id=str(new_id()))

    assert "Hãy chọn đội và buổi." in page


def test_a_plan_is_undone(desk):
    team, request_id = make_working_team(), make_accepted_request().id
    page = send(desk, f"/office/board/requests/{request_id}/visit", lane=lane(team), visit_id=str(new_id()))
    assert "Hoàn tác" in page

    page = send(desk, "/office/board/undo")

    assert "Đã hoàn tác." in page
    assert get_request(request_id).status == "accepted"


def test_a_move_is_undone_to_the_same_place(desk):
    team = make_working_team()
    make_shift(team, half=Half.AFTERNOON)
    first, second = make_visit(team=team).id, make_visit(team=team).id
    send(desk, f"/office/board/visits/{first}/place", lane=lane(team, Half.AFTERNOON), order="1")
    assert get_visit(first).half is Half.AFTERNOON

    send(desk, "/office/board/undo")

    assert (get_visit(first).half, get_visit(first).order, get_visit(second).order) == (Half.MORNING, 1, 2)


def test_a_removal_is_undone_by_planning_again(desk):
    visit = make_visit()
    visit_id, request_id = visit.id, visit.request_id
    send(desk, f"/office/board/visits/{visit_id}/removal", reason="Nhầm người")
    assert get_request(request_id).status == "accepted"

    send(desk, "/office/board/undo")

    again = get_visit(get_request(request_id).visit_id)
    assert (get_request(request_id).status, again.planned_on, again.minutes) == ("planned", next_saturday(), 40)


def test_what_was_undone_is_not_undone_again(desk):
    assert "Không còn gì để hoàn tác." in send(desk, "/office/board/undo")


def test_the_household_was_told(desk):
    visit_id = make_visit().id

    page = send(desk, f"/office/board/visits/{visit_id}/confirmation", told_by="điện thoại")

    assert "gia đình đã biết giờ hẹn" in page
    assert get_visit(visit_id).status is Status.CONFIRMED


def test_a_wish_for_another_half_day_is_marked(desk):
    request = make_accepted_request(wish={"date": next_saturday(), "half": "afternoon"})
    make_visit(request=request)

    assert "Khác buổi mong muốn" in board(desk)


def test_a_team_is_formed_on_its_page(desk):
    officer_id = make_officer(name="Lường Thị Cán Bộ").id

    page = send(desk, "/office/teams", name="Đội Sông Đà", members=[str(officer_id)])

    assert "Đã lập đội." in page
    assert [team.member_ids for team in teams(WARD)] == [[officer_id]]


def test_a_team_without_members_is_refused_and_keeps_its_name(desk):
    page = send(desk, "/office/teams", name="Đội Sông Đà")

    assert "Đội cần ít nhất một cán bộ" in page
    assert "Đội Sông Đà" in page


def test_a_team_is_renamed(desk):
    team = make_team()
    team_id, member = team.id, team.member_ids[0]

    send(
        desk,
        f"/office/teams/{team_id}",
        **{
            f"{team_id}-name": "Đội Kỳ Sơn",
            f"{team_id}-members": [str(member)],
            f"{team_id}-command_id": str(new_id()),
        },
    )

    assert [team.name for team in teams(WARD)] == ["Đội Kỳ Sơn"]


def test_a_shift_is_set(desk):
    team = make_team()
    team_id = team.id

    send(desk, "/office/teams/shifts", lane=lane(team), minutes="90")

    assert find_shift(Lane(team_id, next_saturday(), Half.MORNING)).capacity_minutes == 90


def test_the_whole_weekend_is_opened(desk):
    team = make_team()
    make_shift(team, minutes=60)
    team_id = team.id

    send(desk, "/office/teams/weekend")

    minutes = [
        find_shift(Lane(team_id, next_saturday() + timedelta(days=day), half)).capacity_minutes
        for day in (0, 1)
        for half in Half
    ]
    assert minutes == [60, 210, 240, 210]


def test_board_and_teams_are_good_pages(desk):
    team = make_working_team()
    make_request()
    make_accepted_request()
    make_visit(team=team)

    for path in ("/office/board", "/office/teams"):
        for language in ("vi", "en"):
            check_page(desk.get(path, query_string={"weekend": next_saturday().isoformat(), "lang": language}))
