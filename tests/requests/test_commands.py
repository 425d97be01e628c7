"""Asking for a visit and the coordinator's answers: works, once, every refusal, wrong role."""

import pytest

from app.citizens.queries import citizens_by_id, consents_of, get_citizen
from app.core.changes import changes_of, find_state
from app.core.commands import public_actor
from app.core.execute import execute
from app.core.ids import new_id
from app.core.numbers import new_tracking_code
from app.core.roles import Role
from app.core.scope import neighbourhood_key, unpack, ward_key
from app.requests.commands import AcceptRequest, CancelRequest, DeclineRequest, MergeRequest
from app.requests.models import Status
from app.requests.queries import get_request, served_by
from tests.make import WARD, make_coordinator, make_leader, make_officer, make_user
from tests.make_places import make_neighbourhood
from tests.make_requests import make_request, registration

PUBLIC = public_actor(WARD)


def accept(request):
    return AcceptRequest(request_id=request.id)


def decline(request):
    return DeclineRequest(request_id=request.id, reason="Việc này phải làm tại trung tâm")


def merge(request):
    return MergeRequest(request_id=request.id, into_id=make_request().id)


def cancel(request):
    return CancelRequest(request_id=request.id, reason="đã tự đi được")


ANSWERS = [accept, decline, merge, cancel]


def test_a_daughter_registers_her_father(app, act):
    place = make_neighbourhood()
    command = registration(neighbourhood_id=place.id, told={"full_name": "Bùi Văn Thử", "phone": None})

    receipt = act(PUBLIC, command)

    request, citizen = get_request(command.request_id), get_citizen(command.citizen_id)
    assert (receipt.status, receipt.flags) == ("applied", [])
    assert (request.status, request.made_by, request.tracking_last4) == (Status.WAITING, "public", "4321")
    assert (citizen.full_name, citizen.lat, citizen.position_source) == ("Bùi Văn Thử", place.lat, "neighbourhood")
    assert [consent.given_by for consent in consents_of(citizen.id)] == ["relative"]


def test_office_and_leaders_of_the_neighbourhood_may_hold_a_request_but_nobody_holds_its_code(app, act):
    command = registration()
    act(PUBLIC, command)

    state = find_state("request", command.request_id)
    place = command.person.neighbourhood_id
    assert unpack(state.keys) == {ward_key(WARD), neighbourhood_key(place)}
    assert command.tracking_code not in state.body


def test_a_known_citizen_is_registered_without_telling_everything_again(app, act):
    first = make_request()
    leader = make_leader(first.neighbourhood_id)

    receipt = act(leader, registration(citizen_id=first.citizen_id, person=None))

    assert (receipt.status, receipt.flags) == ("applied", ["possible-duplicate"])


def test_a_person_told_again_under_a_known_id_stays_as_recorded(app, act):
    first = make_request(told={"full_name": "Bùi Văn Thử"})
    again = registration(citizen_id=first.citizen_id, told={"full_name": "Tên Khác"})

    assert act(make_officer(), again).status == "applied"
    assert get_citizen(first.citizen_id).full_name == "Bùi Văn Thử"


def test_a_leader_outside_the_own_area_is_heard_and_flagged(app, act):
    receipt = act(make_leader(make_neighbourhood().id), registration())

    assert (receipt.status, receipt.flags) == ("applied", ["outside-your-area"])


def test_a_code_that_is_out_already_keeps_pointing_at_its_first_request(app, act):
    code = new_tracking_code()
    first = make_request(tracking_code=code)
    second = registration(tracking_code=code)

    receipt = act(PUBLIC, second)

    assert (receipt.status, receipt.flags) == ("applied", ["number-issued-twice", "possible-duplicate"])
    assert (first.tracking_hash is None, get_request(second.request_id).tracking_hash) == (False, None)


def test_the_coordinator_accepts(app, act):
    request = make_request(note="ở ngõ sâu")

    act(make_coordinator(), AcceptRequest(request_id=request.id, note="gọi trước khi đến"))

    assert (request.status, request.note) == (Status.ACCEPTED, "ở ngõ sâu\ngọi trước khi đến")


def test_the_coordinator_declines_with_a_reason(app, act):
    request = make_request()

    act(make_coordinator(), DeclineRequest(request_id=request.id, reason="Ngoài phạm vi"))

    assert (request.status, request.decline_reason) == (Status.DECLINED, "Ngoài phạm vi")


def test_two_requests_of_one_person_become_one(app, act):
    request, into = make_request(), make_request()

    act(make_coordinator(), MergeRequest(request_id=request.id, into_id=into.id))

    assert request.status is Status.MERGED
    assert served_by(request).id == into.id


def test_a_leader_cancels_in_the_own_neighbourhood(app, act):
    request = make_request()

    receipt = act(make_leader(request.neighbourhood_id), cancel(request))

    assert receipt.status == "applied"
    assert (request.status, request.cancel_reason) == (Status.CANCELLED, "đã tự đi được")


def test_registering_twice_with_the_same_id_is_one_request(app, act):
    command, command_id = registration(), new_id()

    first, again = act(PUBLIC, command, id=command_id), act(PUBLIC, command, id=command_id)

    assert (first.status, again.status, again.is_duplicate) == ("applied", "applied", True)
    assert len(citizens_by_id([command.citizen_id])) == 1
    assert len(changes_of("request", command.request_id)) == 1


@pytest.mark.parametrize("answer", ANSWERS)
def test_the_same_answer_twice_changes_nothing_more(app, act, answer):
    coordinator, request, command_id = make_coordinator(), make_request(), new_id()
    command = answer(request)

    first, again = act(coordinator, command, id=command_id), act(coordinator, command, id=command_id)

    assert (first.status, again.status, again.is_duplicate) == ("applied", "applied", True)
    assert len(changes_of("request", request.id)) == 2


def test_a_request_is_registered_once(app, act):
    request = make_request()

    assert act(PUBLIC, registration(request_id=request.id)).code == "request-exists"


def test_the_public_cannot_attach_a_request_to_a_known_person(app, act):
    request = make_request()

    assert act(PUBLIC, registration(citizen_id=request.citizen_id)).code == "citizen-exists"


def test_an_unknown_person_must_be_told(app, act):
    assert act(make_officer(), registration(person=None)).code == "unknown-citizen"


def test_a_person_of_another_ward_is_not_ours(app, act):
    elsewhere = make_neighbourhood(ward="08500", old_ward_code="08500")

    assert act(PUBLIC, registration(neighbourhood_id=elsewhere.id)).code == "neighbourhood-elsewhere"


def test_an_unknown_neighbourhood_is_named(app, act):
    make_neighbourhood()

    assert act(PUBLIC, registration(neighbourhood_id=new_id())).code == "unknown-neighbourhood"


def test_the_fourth_open_request_of_a_phone_is_refused_to_the_public_only(app, act):
    for _ in range(3):
        make_request()

    assert act(PUBLIC, registration()).code == "too-many-open-requests"
    assert act(make_coordinator(), registration()).status == "applied"


def test_a_closed_request_makes_room_for_a_new_one(app, act):
    requests = [make_request() for _ in range(3)]
    act(make_coordinator(), cancel(requests[0]))

    assert act(PUBLIC, registration()).status == "applied"


@pytest.mark.parametrize(
    ("before", "answer", "code"),
    [
        (accept, accept, "request-not-waiting"),
        (decline, accept, "request-not-waiting"),
        (cancel, decline, "request-not-on-the-list"),
        (cancel, merge, "request-not-on-the-list"),
        (decline, cancel, "request-not-open"),
    ],
)
def test_an_answer_that_comes_too_late_is_a_conflict_that_names_the_status(app, act, before, answer, code):
    coordinator, request = make_coordinator(), make_request()
    act(coordinator, before(request))

    receipt = act(coordinator, answer(request))

    assert (receipt.status, receipt.code, receipt.details) == ("conflict", code, {"status": request.status.value})


def test_a_request_is_not_merged_into_itself(app, act):
    request = make_request()

    assert act(make_coordinator(), MergeRequest(request_id=request.id, into_id=request.id)).code == "merge-into-itself"


def test_a_request_is_not_merged_into_one_that_is_over(app, act):
    coordinator, request, over = make_coordinator(), make_request(), make_request()
    act(coordinator, cancel(over))

    receipt = act(coordinator, MergeRequest(request_id=request.id, into_id=over.id))

    assert (receipt.status, receipt.code) == ("conflict", "merge-into-closed")


def test_a_leader_does_not_cancel_elsewhere(app, act):
    assert act(make_leader(make_neighbourhood().id), cancel(make_request())).code == "not-your-neighbourhood"


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_unknown_request_is_named(app, act, answer):
    command = answer(make_request()).model_copy(update={"request_id": new_id()})

    assert act(make_coordinator(), command).code == "unknown-request"


@pytest.mark.parametrize(
    ("role", "make"),
    [
        (Role.POSTAL, None),
        (Role.OFFICER, accept),
        (Role.LEADER, decline),
        (Role.OFFICER, merge),
        (Role.OFFICER, cancel),
    ],
)
def test_other_roles_are_refused(app, act, role, make):
    command = make(make_request()) if make else registration()

    assert act(make_user(role), command).code == "not-permitted"


@pytest.mark.parametrize(
    "wrong",
    [
        {"tracking_code": "1234567890"},
        {"consent": {"given": False, "by": "self", "text_version": "1"}},
        {"requester": {"name": "Con", "phone": "12345"}},
    ],
)
def test_a_wrong_shape_never_becomes_a_command(app, wrong):
    with pytest.raises(ValueError, match="validation error"):
        registration(**wrong)


def test_a_page_command_may_come_from_the_coordinator_on_the_phone(app):
    receipt = execute(registration(), actor=make_coordinator().as_actor())

    assert receipt.status == "applied"
