"""Review: what could not simply be applied waits for a person, who decides once; nothing is lost."""

import pytest
from sqlalchemy import select

from app.core.db import session
from app.core.ids import new_id
from app.core.records import ReviewItem
from app.core.roles import Role
from app.sync.commands import ResolveReview
from app.visits.queries import find_visit
from tests.make import done, make_coordinator, make_leader, make_officer, make_user
from tests.make_requests import make_request, registration
from tests.make_visits import make_accepted_request, make_shift, make_working_team, plan_of
from tests.page import check_page, text
from tests.phone import Phone


@pytest.fixture
def refused(app, client):
    """A coordinator's phone has planned into a half-day that is full: the wish is refused and kept."""
    coordinator = make_coordinator()
    team = make_working_team(minutes=45)
    phone = Phone(client, coordinator)
    plans = [plan_of(make_accepted_request(coordinator=coordinator), team, minutes=40) for _ in range(2)]
    results = [phone.send("visits.plan", plan.model_dump(mode="json")) for plan in plans]
    assert [r["status"] for r in results] == ["applied", "conflict"]
    assert results[1]["code"] == "half-day-full"
    return phone, coordinator, team, plans[1], results[1]


def decide(review, resolution, **values):
    return ResolveReview(review_id=review, resolution=resolution, **values)


def test_a_refused_wish_is_applied_once_there_is_room(refused, act):
    phone, coordinator, team, plan, result = refused
    make_shift(team, minutes=240)
    name = new_id()

    first = act(coordinator, decide(result["review"], "apply_as_is"), id=name)
    again = act(coordinator, decide(result["review"], "apply_as_is"), id=name)

    assert (first.status, again.status, again.is_duplicate) == ("applied", "applied", True)
    assert find_visit(plan.visit_id) is not None
    answer = phone.get("receipts", phone.send_token, after=0).json["receipts"]
    assert [(r["seq"], r["status"]) for r in answer] == [(1, "applied"), (2, "applied")]


def test_while_it_still_does_not_fit_the_item_stays_open(refused, act):
    _, coordinator, _, plan, result = refused

    receipt = act(coordinator, decide(result["review"], "apply_as_is"))

    assert (receipt.status, receipt.code) == ("conflict", "still-refused")
    assert receipt.details["because"] == "half-day-full"
    assert find_visit(plan.visit_id) is None
    assert session.get(ReviewItem, _uuid(result["review"])).resolved_at is None


def test_an_edited_wish_is_applied_under_the_reviewers_eyes(refused, act):
    _, coordinator, team, plan, result = refused
    make_shift(team, half="afternoon", minutes=200)
    args = plan.model_dump(mode="json") | {"half": "afternoon"}

    done(act(coordinator, decide(result["review"], "apply_edited", args=args)))

    assert find_visit(plan.visit_id).half == "afternoon"
    item = session.get(ReviewItem, _uuid(result["review"]))
    assert (item.resolution, item.resolved_by) == ("apply_edited", coordinator.id)


def test_a_discarded_wish_stays_readable_with_its_reason(refused, act, sign_in):
    phone, coordinator, _, plan, result = refused

    assert act(coordinator, decide(result["review"], "discard")).code == "reason-needed"
    done(act(coordinator, decide(result["review"], "discard", reason="Gia đình đã tự đi")))

    assert find_visit(plan.visit_id) is None
    page = sign_in(coordinator).get(f"/office/review/{result['review']}")
    assert "Gia đình đã tự đi" in page.text
    assert "Xếp lượt thăm" in page.text
    assert str(plan.visit_id) not in page.text, "a person reads words, not ids"
    newest = phone.get("receipts", phone.send_token, after=0).json["receipts"][-1]
    assert (newest["seq"], newest["status"]) == (2, "conflict")
    assert "decision" not in newest, "a locked phone's token brings no content"


@pytest.mark.parametrize("resolution", ["apply_as_is", "apply_edited", "discard"])
def test_the_author_learns_what_was_decided_and_why(refused, act, resolution):
    phone, coordinator, team, plan, result = refused
    make_shift(team, minutes=240)
    args = plan.model_dump(mode="json") if resolution == "apply_edited" else None
    assert "decision" not in phone.get("receipts", phone.read_token, after=0).json["receipts"][-1]

    done(act(coordinator, decide(result["review"], resolution, args=args, reason="Đã gọi lại cho bà Mừng")))

    newest = phone.get("receipts", phone.read_token, after=0).json["receipts"][-1]
    assert newest["seq"] == 2
    assert newest["decision"] == {"resolution": resolution, "reason": "Đã gọi lại cho bà Mừng"}


def test_an_item_is_decided_once(refused, act):
    _, coordinator, _, _, result = refused
    done(act(coordinator, decide(result["review"], "discard", reason="đã gọi")))
    assert act(coordinator, decide(result["review"], "discard", reason="nữa")).code == "already-resolved"


def test_refusals_name_what_is_wrong(refused, act):
    _, coordinator, _, _, result = refused
    assert act(coordinator, decide(new_id(), "apply_as_is")).code == "unknown-review-item"
    assert act(coordinator, decide(result["review"], "apply_edited")).code == "nothing-to-edit"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER, Role.DIRECTOR, Role.ADMIN])
def test_only_a_coordinator_decides(refused, act, role):
    _, _, _, _, result = refused
    assert act(make_user(role), decide(result["review"], "discard", reason="x")).code == "not-permitted"


def test_the_office_sees_and_decides_on_pages(refused, sign_in):
    _, coordinator, team, plan, result = refused
    make_shift(team, minutes=240)
    browser = sign_in(coordinator)
    assert "kín" in browser.get("/office/review").text

    answer = browser.post(
        f"/office/review/{result['review']}", data={"command_id": str(new_id()), "resolution": "apply_as_is"}
    )

    assert answer.status_code == 302
    assert find_visit(plan.visit_id) is not None


def test_children_follow_their_parent(app, client, act):
    officer, coordinator = make_officer(), make_coordinator()
    phone, parent_id = Phone(client, officer), new_id()
    lease = {"lease_id": str(new_id()), "kind": "receipt", "count": 1}
    parent = phone.send("visits.teleport", {}, id=parent_id)
    child = phone.send("sync.lease_numbers", lease, after=[str(parent_id)])
    assert (parent["status"], child["status"], child["review"]) == ("rejected", "held", parent["review"])

    done(act(coordinator, decide(parent["review"], "discard", reason="nhầm")))

    answers = phone.get("receipts", phone.send_token, after=2).json["receipts"]
    assert {r["seq"]: (r["status"], r["code"]) for r in answers} == {
        1: ("rejected", "unknown-command"),
        2: ("rejected", "parent-discarded"),
    }


def _uuid(text):
    from uuid import UUID

    return UUID(text)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"command_id": "không phải mã", "resolution": "apply_as_is"}, 302),
        ({"resolution": "apply_as_is"}, 302),
        ({"resolution": "apply_edited", "args": "5"}, 422),
        ({"resolution": "discard", "reason": "x" * 5000}, 422),
        ({"resolution": "delete"}, 422),
    ],
)
def test_a_form_that_was_tampered_with_gets_words_and_no_fault(refused, sign_in, sent, status):
    _, coordinator, team, _, result = refused
    make_shift(team, minutes=240)

    answer = sign_in(coordinator).post(f"/office/review/{result['review']}", data=sent)

    assert answer.status_code == status


@pytest.fixture
def editing(refused, sign_in):
    """The coordinator's browser on the form of the refused plan: posts it with these fields typed over."""
    _, coordinator, _, plan, result = refused
    browser, address = sign_in(coordinator), f"/office/review/{result['review']}/edit"

    def post(**typed):
        sent = plan.model_dump(mode="json")
        told = {"args.date": sent["date"], "args.half": sent["half"], "args.minutes": sent["minutes"]}
        return browser.post(address, data=told | {f"args.{name}": value for name, value in typed.items()})

    post.page = lambda: check_page(browser.get(address))
    return post


def test_what_was_sent_is_a_form_beside_what_the_server_has(refused, editing):
    _, _, _, plan, _ = refused

    page = editing.page()

    assert {one.get("type") for one in page.all("input") if one.get("name") == "args.date"} == {"date"}
    assert [one.get("value") for one in page.all("input") if one.get("name") == "args.half"] == ["morning", "afternoon"]
    assert page.value("args.minutes") == "40"
    assert "Đội 1" in text(page.one("main")), "what cannot be edited is told in words"
    assert not any(str(one) in text(page.one("main")) for one in (plan.visit_id, plan.team_id, plan.citizen_id))
    assert page.by_id("stands-title") is not None


def test_bad_input_comes_back_with_its_value_and_a_sentence(refused, editing):
    answer = editing(date="hôm nào cũng được", minutes="lâu")

    page = check_page(answer)
    assert answer.status_code == 422
    assert (page.value("args.date"), page.value("args.minutes")) == ("hôm nào cũng được", "lâu")
    assert text(page.by_id("args.minutes-error")) == "Lỗi: Hãy gõ bằng chữ số."
    assert text(page.one("title")).startswith("Lỗi: ")
    _, _, _, plan, _ = refused
    assert find_visit(plan.visit_id) is None


def test_the_edited_form_is_applied_and_says_why_while_it_is_not(refused, editing):
    _, coordinator, team, plan, result = refused
    still = editing(minutes="40")
    assert still.status_code == 422
    assert "kín chỗ" in text(check_page(still).having("error-summary")[0])

    make_shift(team, half="afternoon", minutes=200)
    assert editing(half="afternoon", minutes="45").status_code == 302

    visit = find_visit(plan.visit_id)
    assert (visit.half, visit.minutes) == ("afternoon", 45)
    item = session.get(ReviewItem, _uuid(result["review"]))
    assert (item.resolution, item.resolved_by) == ("apply_edited", coordinator.id)
    assert editing().status_code == 404, "what is decided is edited no more"


def test_what_is_recorded_is_put_right_where_it_was_recorded(client, act, sign_in):
    first = make_request(told={"full_name": "Bùi Văn Thử"})
    leader = Phone(client, make_leader(first.neighbourhood_id))
    again = registration(citizen_id=first.citizen_id, person=None).model_dump(mode="json")
    assert leader.send("requests.register", again)["status"] == "applied"
    review = session.scalars(select(ReviewItem.id)).one()
    coordinator = make_coordinator()

    assert act(coordinator, decide(review, "apply_edited", args=again)).code == "recorded-already"
    browser = sign_in(coordinator)
    assert browser.get(f"/office/review/{review}/edit").status_code == 404
    assert "đính chính" in browser.get(f"/office/review/{review}").text
