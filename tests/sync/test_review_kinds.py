"""Every kind of review item, from its real cause to a person's decision, told in words."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.accounts.commands import SetActive
from app.accounts.queries import get_user
from app.core.clock import now
from app.core.db import session
from app.core.execute import execute
from app.core.ids import new_id
from app.core.records import ReviewItem, commands_of_review
from app.core.reviewing import KINDS
from app.core.roles import Role
from app.files.effects import ask_for_overdue
from app.sync.commands import EscalateHeld, ReportUnsent, ResolveReview
from app.sync.duties import escalate_held, report_unsent
from tests.files.make_upload import make_phone, name_file, photo
from tests.make import SYSTEM, done, make_coordinator, make_leader, make_officer, make_user
from tests.make_requests import make_request, registration
from tests.make_visits import make_accepted_request, make_working_team, plan_of
from tests.page import check_page, text
from tests.phone import Phone


@pytest.fixture
def officer(app):
    return make_officer(name="Nguyễn Thị Hạnh")


@pytest.fixture
def phone(client, officer):
    return Phone(client, officer)


@pytest.fixture
def desk(sign_in):
    """The coordinator's browser."""
    return lambda: sign_in(make_coordinator())


def lease(**more):
    return "sync.lease_numbers", {"lease_id": str(new_id()), "kind": "receipt", "count": 1} | more


def only_item():
    return session.scalars(select(ReviewItem).where(ReviewItem.resolved_at.is_(None))).one()


def decide(act, item, resolution="discard", reason="đã hỏi", **more):
    command = ResolveReview(review_id=item.id, resolution=resolution, reason=reason, **more)
    done(act(make_coordinator(), command))
    session.refresh(item)
    assert (item.resolution, item.resolution_reason) == (resolution, reason)


def make_held(phone):
    phone.send(*lease(), after=[str(new_id())])


def make_rejected(phone):
    phone.send(*lease(count=-1))


def make_parked(phone):
    phone.push({"seq": 1, "body": "{oops", "sig": phone.sign("{oops")})


def make_gap(phone):
    phone.push(phone.make("sync.declare_gap", {"from": 1, "to": 4, "reason": "mất dữ liệu"}, seq=5))


def make_clock(phone):
    wrong = datetime.now(UTC) - timedelta(days=400)
    phone.push(*[phone.make(*lease(), at=wrong, mono=1000.0, boot="b") for _ in range(3)], mono=61000.0, boot="b")


def make_conflict(phone):
    """A coordinator's phone plans a second visit for one request."""
    coordinator = make_coordinator(name="Nguyễn Thị Hạnh")
    team, request = make_working_team(), make_accepted_request(coordinator=coordinator)
    other = Phone(phone.client, coordinator)
    for _ in range(2):
        other.send("visits.plan", plan_of(request, team).model_dump(mode="json"))


def make_late(phone):
    done_by_system = SetActive(user_id=UUID(phone.user_id), is_active=False, reason="nghỉ")
    done(execute(done_by_system, actor=SYSTEM))
    phone.send(*lease())


def make_duplicate(phone):
    first = make_request(told={"full_name": "Bùi Văn Thử"})
    leader = Phone(phone.client, make_leader(first.neighbourhood_id, name="Nguyễn Thị Hạnh"))
    again = registration(citizen_id=first.citizen_id, person=None)
    leader.send("requests.register", again.model_dump(mode="json"))


def make_file_missing(phone):
    officer = get_user(UUID(phone.user_id))
    name_file(officer, make_phone(officer), photo(), at=now() - timedelta(hours=49), actor=officer.as_actor())
    ask_for_overdue()


APPLIED = "applied"
KINDS_AND_ENDS = {
    "held": (make_held, APPLIED, None),
    "conflict": (make_conflict, "still-refused", "still-refused"),
    "rejected": (make_rejected, APPLIED, None),
    "parked": (make_parked, "nothing-to-apply", "nothing-to-apply"),
    "late": (make_late, APPLIED, None),
    "gap": (make_gap, "nothing-to-edit", APPLIED),
    "duplicate": (make_duplicate, "recorded-already", APPLIED),
    "clock": (make_clock, "recorded-already", APPLIED),
    "file-missing": (make_file_missing, "nothing-to-edit", APPLIED),
}
"""What makes each kind, and how it ends when it is edited, and when it is then taken as it was sent."""


@pytest.mark.parametrize("kind", KINDS_AND_ENDS)
def test_each_kind_arises_is_shown_in_words_with_its_age_and_is_decided_in_three_ways(phone, desk, act, clock, kind):
    cause, edited, as_is = KINDS_AND_ENDS[kind]
    cause(phone)
    item = only_item()
    assert item.reason == kind
    bodies = [record.body for record in commands_of_review(item.id)]
    session.rollback()
    clock(now() + timedelta(days=1, hours=1))
    browser = desk()
    listed, page = (check_page(browser.get(address)) for address in (f"/office/review?kind={kind}", address_of(item)))
    assert "Nguyễn Thị Hạnh" in text(listed.one("tbody"))
    assert "quá 1 ngày" in text(listed.one("tbody"))
    assert "Nguyễn Thị Hạnh" in text(page.one("main"))
    assert not any(sign in text(side) for side in page.having("compare-side") for sign in '{}[]"')

    assert told(act, item, "discard", reason="") == "reason-needed"
    assert told(act, item, "apply_edited", args=lease(count=2)[1] if bodies else {}) == edited
    if as_is:
        assert told(act, item, "apply_as_is") == as_is
    if APPLIED not in {edited, as_is}:
        assert told(act, item, "discard", reason="đã hỏi") == APPLIED

    assert told(act, item, "discard", reason="lần nữa") == "already-resolved"
    assert [record.body for record in commands_of_review(item.id)] == bodies, "what was sent is never lost"
    assert address_of(item) in browser.get("/office/review").text


def address_of(item):
    return f"/office/review/{item.id}"


def told(act, item, resolution, **more):
    """The answer to one decision: its code, or that it was applied."""
    receipt = act(make_coordinator(), ResolveReview(review_id=item.id, resolution=resolution, **more))
    return receipt.code or receipt.status


def test_a_wrong_clock_is_one_question_however_much_comes(phone):
    make_clock(phone)
    assert len(commands_of_review(only_item().id)) == 3


def test_what_arrives_after_an_account_has_ended_is_late_and_can_still_be_taken(officer, phone, act):
    done(act(SYSTEM, SetActive(user_id=officer.id, is_active=False, reason="nghỉ")))
    phone.send(*lease())

    item = only_item()

    assert item.reason == "late"
    decide(act, item, "apply_as_is", "")
    assert [record.status for record in commands_of_review(item.id)] == ["applied"]


def test_the_same_need_registered_twice_is_asked_about_from_the_phone_and_from_the_page(client, act, desk):
    first = make_request(told={"full_name": "Bùi Văn Thử"})
    leader = Phone(client, make_leader(first.neighbourhood_id))
    again = registration(citizen_id=first.citizen_id, person=None)
    result = leader.send("requests.register", again.model_dump(mode="json"))
    assert result["status"] == "applied"
    assert "possible-duplicate" in result["flags"]

    item = only_item()

    assert item.reason == "duplicate"
    page = check_page(desk().get(f"/office/review/{item.id}"))
    assert f"/office/requests/{first.id}" in {link.get("href") for link in page.all("a")}
    before = leader.get("receipts", leader.read_token, after=0).json["receipts"][-1]["r"]
    decide(act, item, "apply_as_is", "Hai người khác nhau")
    told = leader.get("receipts", leader.read_token, after=before).json["receipts"]
    assert [one["decision"]["reason"] for one in told] == ["Hai người khác nhau"], "an accepted flag is told as well"


def test_photos_that_do_not_come_are_asked_about_with_the_name_of_who_took_them(app, officer, act):
    name_file(officer, make_phone(officer), photo(), at=now() - timedelta(hours=49), actor=officer.as_actor())

    ask_for_overdue()

    item = only_item()
    assert (item.reason, item.author_id) == ("file-missing", officer.id)
    decide(act, item)


def test_an_account_that_ended_with_work_unsent_is_asked_about_until_the_work_arrives(officer, phone, act):
    phone.push(phone.make(*lease()), high_seq=4)
    done(act(SYSTEM, SetActive(user_id=officer.id, is_active=False, reason="nghỉ")))

    report_unsent()
    report_unsent()

    item = only_item()
    assert (item.reason, item.details) == ("gap", {"unsent": 3, "last_seq": 1})
    phone.push(*[phone.make(*lease(), seq=seq) for seq in (2, 3, 4)])
    report_unsent()
    session.refresh(item)
    assert item.resolution == "arrived"


def test_what_is_held_three_days_stands_first(phone, clock, desk):
    make_rejected(phone)
    make_held(phone)
    session.rollback()
    clock(now() + timedelta(days=2))
    escalate_held()
    assert not [one for one in session.scalars(select(ReviewItem)) if one.escalated_at]
    clock(now() + timedelta(days=2))
    escalate_held()
    escalate_held()

    page = check_page(desk().get("/office/review"))

    rows = [text(row) for row in page.all("tr")][1:]
    assert "Chờ việc trước" in rows[0]
    assert "quá 3 ngày" in rows[0]


def test_the_list_is_filtered_by_kind_and_person_and_says_when_nothing_is_there(phone, client, desk):
    make_rejected(phone)
    other = Phone(client, make_officer(name="Trần Văn Bình"))
    make_parked(other)
    browser = desk()

    by_kind = text(check_page(browser.get("/office/review?kind=parked")).one("tbody"))
    by_person = text(check_page(browser.get(f"/office/review?author={phone.user_id}")).one("tbody"))

    assert "Trần Văn Bình" in by_kind
    assert "Nguyễn Thị Hạnh" not in by_kind
    assert "Nguyễn Thị Hạnh" in by_person
    assert "Trần Văn Bình" not in by_person
    assert "Không có mục nào như vậy" in browser.get("/office/review?kind=late").text


def test_every_kind_has_words_on_the_page(app):
    from app.sync import review_kind_words

    with app.test_request_context():
        assert all(review_kind_words(kind) != kind for kind in KINDS)


def test_the_author_hears_of_the_decision_on_the_phone(phone, act):
    make_rejected(phone)
    before = phone.get("receipts", phone.send_token, after=0).json["receipts"][-1]

    decide(act, only_item(), reason="Đã làm trên giấy")

    (after,) = phone.get("receipts", phone.send_token, after=before["r"]).json["receipts"]
    assert (after["id"], after["status"]) == (before["id"], "rejected")


@pytest.mark.parametrize("command", [EscalateHeld(), ReportUnsent()])
@pytest.mark.parametrize("role", [Role.OFFICER, Role.COORDINATOR])
def test_only_the_server_escalates_and_reports(app, act, command, role):
    assert act(make_user(role), command).code == "not-permitted"


@pytest.mark.parametrize("command", [EscalateHeld(), ReportUnsent()])
def test_the_same_again_changes_nothing(app, act, command):
    name = new_id()
    assert [act(SYSTEM, command, id=name).is_duplicate for _ in range(2)] == [False, True]
