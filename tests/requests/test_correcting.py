"""A registration that was written down wrong is put right by a command that follows it; both stay readable."""

import json
from uuid import UUID

import pytest

from app.citizens.commands import CorrectCitizen
from app.core.clock import now
from app.core.db import session
from app.core.execute import execute
from app.core.ids import new_id
from app.core.numbers import new_tracking_code
from app.core.records import ReviewItem
from app.notices import push
from app.notices.queries import subscriptions_of
from app.requests.commands import CancelRequest, CorrectRequestFact, DeclineRequest, MergeRequest
from app.requests.models import Status
from app.requests.queries import get_request, registration_of
from app.requests.tracking import find_by_tracking
from app.sync.commands import ResolveReview
from tests.make import done, make_coordinator, make_leader, make_user
from tests.make_dossiers import phone_sends
from tests.make_places import make_neighbourhood
from tests.make_requests import make_request, registration
from tests.make_visits import make_visit, make_working_team
from tests.phone import Phone


@pytest.fixture
def leader(app):
    return make_leader(make_neighbourhood().id)


@pytest.fixture
def asked(leader):
    """What the leader wrote down at the resident's side."""
    return make_request(who=leader, hardship="age", requester=None, neighbourhood_id=UUID(leader.neighbourhood_ids[0]))


def correct(request, **values):
    told = {"command_id": registration_of(request.id), "request_id": request.id, "seen": request.need} | values
    needed = request.need.model_copy(update={"need_text": "Xin xác nhận tình trạng hôn nhân"})
    return CorrectRequestFact(**({"need": needed, "reason": "Nghe nhầm lời ông"} | told))


def test_a_leader_puts_the_own_registration_right_and_both_stay(act, leader, asked):
    before, command = asked.need_text, correct(asked)

    receipt = act(leader, command)

    (entry,) = get_request(asked.id).snapshot().corrections
    assert (receipt.status, receipt.flags) == ("applied", [])
    assert get_request(asked.id).need_text == command.need.need_text
    assert (entry.field, entry.before, entry.after, entry.counts) == ("need_text", before, command.need.need_text, True)
    assert (entry.why, entry.by) == ("Nghe nhầm lời ông", leader.full_name)


def test_the_same_correction_again_is_one(act, leader, asked):
    command, name = correct(asked), new_id()
    act(leader, command, id=name)

    assert act(leader, command, id=name).is_duplicate
    assert len(get_request(asked.id).corrections) == 1


def test_what_is_no_correction_is_refused(act, leader, asked):
    assert act(leader, correct(asked, need=asked.need)).code == "correction-empty"
    assert act(leader, correct(asked, command_id=new_id())).code == "not-this-registration"
    assert act(make_leader(), correct(asked)).code == "not-the-author"
    assert get_request(asked.id).corrections == []


def test_only_staff_who_register_may_correct(act, asked):
    assert act(make_user(role="postal"), correct(asked)).code == "not-permitted"
    assert act(make_coordinator(), correct(asked)).is_applied


def test_two_who_correct_at_once_are_looked_at_and_the_second_counts_when_accepted(act, leader, asked):
    late = correct(asked, need=asked.need.model_copy(update={"need_text": "Xin cấp lại khai sinh"}))
    act(make_coordinator(), correct(asked))
    first = get_request(asked.id).need_text

    receipt = phone_sends(leader, late)

    assert (receipt.status, receipt.flags) == ("applied", ["registration-moved-on"])
    assert get_request(asked.id).need_text == first
    item = session.query(ReviewItem).one()
    done(act(make_coordinator(), ResolveReview(review_id=item.id, resolution="apply_as_is")))
    assert get_request(asked.id).need_text == "Xin cấp lại khai sinh"
    assert [one["counts"] for one in get_request(asked.id).corrections] == [True, True]


def test_of_what_is_over_nothing_moves(act, leader, asked):
    act(leader, CancelRequest(request_id=asked.id, reason="Không còn cần"))

    assert act(leader, correct(asked)).flags == ["registration-moved-on"]
    assert get_request(asked.id).status is Status.CANCELLED


def test_once_planned_the_coordinator_is_told_to_look_at_the_visit(act, app):
    coordinator = make_coordinator()
    visit = make_visit(team=make_working_team(), coordinator=coordinator)

    receipt = act(coordinator, correct(get_request(visit.request_id)))

    assert receipt.flags == ["need-corrected-after-planning"]
    assert get_request(visit.request_id).need_text == "Xin xác nhận tình trạng hôn nhân"


def test_a_phone_sends_registration_and_correction_together(client, leader):
    phone = Phone(client, leader)
    told = registration(neighbourhood_id=UUID(leader.neighbourhood_ids[0]), requester=None).model_dump(mode="json")
    first = phone.make("requests.register", told)
    name = json.loads(first["body"])["id"]
    seen = {"need_text": told["need_text"], "procedure_code": None, "hardship": None}
    fixed = {"command_id": name, "request_id": told["request_id"], "seen": seen, "reason": "Ghi thiếu"}
    second = phone.make("requests.correct_fact", fixed | {"need": seen | {"hardship": "illness"}}, after=[name])

    results = phone.push(first, second).json["results"]

    assert [one["status"] for one in results] == ["applied", "applied"]
    assert results[1]["flags"] == []
    assert get_request(UUID(told["request_id"])).hardship == "illness"


def test_a_wrong_telephone_put_right_is_the_one_that_is_rung_and_followed_by(act, leader, asked):
    other = make_request(
        who=leader, citizen_id=asked.citizen_id, person=None, neighbourhood_id=UUID(leader.neighbourhood_ids[0])
    )
    right = CorrectCitizen(
        citizen_id=asked.citizen_id, fields={"phone": {"from": asked.phone, "to": "0912 345 679"}}, reason="Ghi nhầm số"
    )

    assert execute(right, actor=leader.as_actor()).is_applied

    assert (get_request(asked.id).phone, get_request(asked.id).tracking_last4) == ("+84912345679", "5679")
    assert get_request(other.id).tracking_last4 == "4321", "the daughter's own number stays"


def test_who_asked_for_themselves_is_rung_on_the_right_number_too(act, leader):
    """Such a booking tells the number twice."""
    wrong, told = "+84912345678", {"name": "Bùi Văn Thử", "relation": "", "phone": "+84912345678"}
    own = make_request(who=leader, for_whom="self", requester=told, neighbourhood_id=UUID(leader.neighbourhood_ids[0]))
    right = CorrectCitizen(
        citizen_id=own.citizen_id, fields={"phone": {"from": wrong, "to": "0912 345 679"}}, reason="Ghi nhầm số"
    )

    done(execute(right, actor=leader.as_actor()))

    request = get_request(own.id)
    assert (request.phone, request.tracking_last4, request.requester["phone"]) == (
        "+84912345679",
        "5679",
        "+84912345679",
    )


def with_right_phone(request):
    change = {"from": request.phone, "to": "0912 345 679"}
    return CorrectCitizen(citizen_id=request.citizen_id, fields={"phone": change}, reason="Ghi nhầm số")


@pytest.mark.parametrize(
    "end",
    [
        lambda request: CancelRequest(request_id=request.id, reason="Đã tự làm"),
        lambda request: DeclineRequest(request_id=request.id, reason="Ngoài phạm vi"),
        lambda request: MergeRequest(request_id=request.id, into_id=make_request().id),
    ],
)
def test_the_wrong_digits_open_no_request_that_is_over_either(act, leader, end):
    code, place = new_tracking_code(), UUID(leader.neighbourhood_ids[0])
    asked = make_request(who=leader, requester=None, tracking_code=code, neighbourhood_id=place)
    old = asked.phone[-4:]
    done(act(make_coordinator(), end(asked)))
    assert find_by_tracking(code, old).id == asked.id

    done(act(leader, with_right_phone(asked)))

    assert (find_by_tracking(code, old), find_by_tracking(code, "5679").id) == (None, asked.id)


def test_the_wrong_digits_open_no_request_of_the_same_person_recorded_twice(act, leader, asked):
    place = UUID(leader.neighbourhood_ids[0])
    twin = make_request(who=leader, requester=None, neighbourhood_id=place)
    desk = make_coordinator()
    done(act(desk, MergeRequest(request_id=twin.id, into_id=asked.id)))
    assert get_request(twin.id).phone == asked.phone

    done(act(leader, with_right_phone(asked)))

    assert get_request(twin.id).tracking_last4 == "5679"


def test_whoever_followed_by_the_wrong_digits_is_told_nothing_more(act, leader, asked):
    told = {"endpoint": "https://push.example/1", "p256dh": "key", "auth": "auth", "subject": f"request:{asked.id}"}
    push.subscribe(**told, now=now())
    assert subscriptions_of(f"request:{asked.id}")

    done(act(leader, with_right_phone(asked)))

    assert subscriptions_of(f"request:{asked.id}") == []
