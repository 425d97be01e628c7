"""Somebody in hospital comes home: one act, with who said so, lets messages go again."""

import pytest

from app.citizens.commands import CorrectCitizen
from app.citizens.queries import get_citizen
from app.core.changes import changes_of
from app.core.ids import new_id
from app.requests.commands import CorrectRequestFact
from app.requests.queries import get_request, registration_of
from app.visits.commands import ResumeMessages, StopMessages
from app.visits.peace import at_rest, is_stopped
from tests.make import WARD, done, make_coordinator, make_leader
from tests.make_visits import make_accepted_request, make_visit, make_working_team
from tests.page import check_page, text


@pytest.fixture
def coordinator(app):
    return make_coordinator()


@pytest.fixture
def ill(act, coordinator):
    """The visit of somebody who has been taken to hospital since."""
    visit = make_visit(team=make_working_team(), coordinator=coordinator)
    assert act(coordinator, StopMessages(citizen_id=visit.citizen_id, why="hospital", note="Nằm viện tỉnh")).is_applied
    return visit


def home(visit):
    return ResumeMessages(citizen_id=visit.citizen_id, note="Con gái báo đã về")


def test_messages_go_again_once_somebody_says_that_they_are_home(act, coordinator, ill):
    assert act(coordinator, home(ill)).is_applied

    request = get_request(ill.request_id)
    assert (request.status, request.note) == ("accepted", "Nằm viện tỉnh\nCon gái báo đã về")
    assert at_rest(WARD) == set()
    assert not is_stopped(get_citizen(ill.citizen_id))
    assert changes_of("citizen", ill.citizen_id)[-1].what == "messages-resumed"


def test_the_same_resumption_again_changes_nothing(act, coordinator, ill):
    name = new_id()
    act(coordinator, home(ill), id=name)

    assert act(coordinator, home(ill), id=name).is_duplicate
    assert get_request(ill.request_id).note.count("đã về") == 1
    assert act(coordinator, home(ill)).code == "messages-not-stopped"


def test_only_the_coordinator_says_so(act, ill):
    assert act(make_leader(), home(ill)).code == "not-permitted"


def test_a_telephone_that_was_corrected_meanwhile_keeps_nobody_in_hospital(act, coordinator, ill):
    act(
        coordinator,
        CorrectCitizen(
            citizen_id=ill.citizen_id, fields={"phone": {"from": "0912 345 678", "to": "0987 000 111"}}, reason="số mới"
        ),
    )
    request = get_request(ill.request_id)
    need = request.need.model_copy(update={"need_text": "Xin xác nhận"})
    about = {"command_id": registration_of(request.id), "request_id": request.id}
    done(act(coordinator, CorrectRequestFact(**about, seen=request.need, need=need, reason="nghe nhầm")))
    assert at_rest(WARD) == {ill.request_id}, "what is put right wakes nobody"

    assert act(coordinator, home(ill)).is_applied
    assert at_rest(WARD) == set()


def test_the_request_leads_to_the_form_and_the_form_says_how_it_is(sign_in, coordinator, ill):
    desk, where = sign_in(coordinator), f"/office/peace/{ill.citizen_id}"

    assert "Về nhà rồi?" in text(check_page(desk.get(f"/office/requests/{ill.request_id}")).one("main"))
    assert "đang nằm viện" in text(check_page(desk.get(where)).one("main"))
    assert desk.post(where, data={"how": "home", "note": ""}).status_code == 422
    assert desk.post(where, data={"how": "home", "note": "con báo đã về"}).status_code == 303

    assert at_rest(WARD) == set()
    assert "Về nhà rồi?" not in desk.get(f"/office/requests/{ill.request_id}").get_data(as_text=True)


def test_the_board_says_whom_nobody_may_ring(act, sign_in, coordinator, ill):
    desk = sign_in(coordinator)
    (card,) = check_page(desk.get("/office/board")).having("request-card")
    assert "Đang ngừng liên lạc" in text(card)

    act(coordinator, home(ill))

    (card,) = check_page(desk.get("/office/board")).having("request-card")
    assert "Đang ngừng liên lạc" not in text(card)


def test_whoever_dies_in_hospital_is_not_said_to_be_home(sign_in, coordinator, ill):
    desk = sign_in(coordinator)

    desk.post(f"/office/peace/{ill.citizen_id}", data={"how": "died", "note": "con báo"})

    assert get_citizen(ill.citizen_id).is_deceased
    assert get_request(ill.request_id).cancel_reason == "died"


def test_a_correction_of_somebody_else_of_the_house_ends_nobodys_peace(act, coordinator, ill):
    """Two of one house lie in hospital: when one comes home, the other's peace lasts, whatever was corrected since."""
    place = get_citizen(ill.citizen_id).neighbourhood_id
    wife = make_accepted_request(coordinator=coordinator, neighbourhood_id=place, told={"full_name": "Đinh Thị Thử"})
    done(act(coordinator, StopMessages(citizen_id=wife.citizen_id, why="hospital", note="Cũng nằm viện")))
    change = {"phone": {"from": get_citizen(wife.citizen_id).phone, "to": "0987 000 111"}}
    done(act(coordinator, CorrectCitizen(citizen_id=wife.citizen_id, fields=change, reason="số mới")))

    done(act(coordinator, home(ill)))

    assert wife.id in at_rest(WARD)
