"""What follows for visits when requests and citizens change, and how much room is left."""

import pytest

from app.citizens.commands import CorrectCitizen
from app.core.db import session
from app.requests.commands import AcceptRequest, CancelRequest, DeclineRequest, MergeRequest
from app.requests.queries import get_request
from app.visits.capacity import find_room, half_days_with_room, has_room_for_wish
from app.visits.commands import StartVisit
from app.visits.models import Half, WishedHalfDay
from app.visits.queries import get_visit
from tests.make import WARD, make_coordinator, make_officer
from tests.make_requests import make_request, registration
from tests.make_visits import make_shift, make_team, make_visit, make_working_team, next_saturday


@pytest.fixture
def wish(app):
    return {"date": next_saturday(), "half": "morning"}


def test_a_wish_counts_as_taken_for_the_next_person(app, wish):
    make_working_team(minutes=80)

    make_request(wish=wish)
    assert has_room_for_wish(WARD, next_saturday(), Half.MORNING)
    make_request(wish=wish)

    assert not has_room_for_wish(WARD, next_saturday(), Half.MORNING)
    assert find_room(WARD, next_saturday(), Half.MORNING).minutes_left == 0


def test_a_wish_for_a_full_half_day_is_kept_and_flagged(app, act, wish):
    make_visit(team=make_working_team(minutes=40))
    command = registration(wish=wish, told={"full_name": "Đinh Thị Khác", "birth_year": 1939})

    receipt = act(make_coordinator(), command)

    assert (receipt.status, receipt.flags) == ("applied", ["wished-half-day-full"])
    assert session.get(WishedHalfDay, command.request_id) is not None


def test_a_wish_without_a_half_takes_nobodys_place(app):
    make_working_team(minutes=40)

    make_request(wish={"date": next_saturday()})

    assert has_room_for_wish(WARD, next_saturday(), Half.MORNING)


def test_a_planned_request_is_counted_once(app, act, wish):
    team = make_working_team(minutes=120)
    request = make_request(wish=wish)
    coordinator = make_coordinator()
    act(coordinator, AcceptRequest(request_id=request.id))
    make_visit(team=team, request=request, coordinator=coordinator)

    assert find_room(WARD, next_saturday(), Half.MORNING).minutes_left == 80


@pytest.mark.parametrize("make_command", [
    lambda request: DeclineRequest(request_id=request.id, reason="Ngoài phường"),
    lambda request: CancelRequest(request_id=request.id, reason="Đã xong"),
    lambda request: MergeRequest(request_id=request.id, into_id=make_request().id),
])  # fmt: skip
def test_who_waits_no_more_wishes_no_more(app, act, wish, make_command):
    request = make_request(wish=wish)

    act(make_coordinator(), make_command(request))

    assert session.get(WishedHalfDay, request.id) is None


def test_a_cancelled_request_frees_its_place(app, act):
    team = make_working_team(minutes=40)
    visit = make_visit(team=team)
    assert not has_room_for_wish(WARD, next_saturday(), Half.MORNING)

    act(make_coordinator(), CancelRequest(request_id=visit.request_id, reason="Bà đã đi viện"))

    assert not get_visit(visit.id).is_standing
    assert get_request(visit.request_id).status == "cancelled"
    assert has_room_for_wish(WARD, next_saturday(), Half.MORNING)


def test_a_request_is_not_cancelled_while_the_officer_is_there(app, act):
    officer = make_officer()
    visit = make_visit(team=make_working_team(officer))
    act(officer, StartVisit(visit_id=visit.id))

    receipt = act(make_coordinator(), CancelRequest(request_id=visit.request_id, reason="thử"))

    assert (receipt.status, receipt.code) == ("conflict", "visit-started")
    assert get_request(visit.request_id).status == "planned"


def test_access_notes_follow_the_citizen(app, act):
    visit = make_visit()

    act(
        make_coordinator(),
        CorrectCitizen(
            citizen_id=visit.citizen_id,
            fields={"access_notes": {"from": "", "to": "Tầng 3, không thang máy"}},
            reason="Người nhà báo",
        ),
    )

    assert get_visit(visit.id).access_notes == "Tầng 3, không thang máy"


def test_room_is_what_teams_have_left(app):
    team = make_working_team(minutes=120)
    make_shift(team, half=Half.AFTERNOON, minutes=200)
    make_visit(team=team)

    rooms = half_days_with_room(WARD, next_saturday(), 1)

    assert [(room.half, room.minutes_left, room.open) for room in rooms] == [
        (Half.MORNING, 80, True),
        (Half.AFTERNOON, 200, True),
    ]


def test_minutes_of_two_teams_do_not_make_one_visit(app):
    for name in ("Đội 1", "Đội 2"):
        make_working_team(name=name, minutes=30)

    room = find_room(WARD, next_saturday(), Half.MORNING)

    assert (room.minutes_left, room.open) == (60, False)


def test_a_half_day_without_a_shift_is_not_offered(app):
    make_team()

    assert half_days_with_room(WARD, next_saturday(), 4) == []
