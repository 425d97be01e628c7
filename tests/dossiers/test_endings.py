"""A dossier is refused, withdrawn, stopped, or waits for a payment: at the door a fact, at the desk a wish."""

import pytest

from app.core.changes import changes_of
from app.core.db import session
from app.core.ids import new_id
from app.core.records import ReviewItem
from app.dossiers.commands import AskPayment, ChangeStatus, Refuse, Stop, Withdraw
from app.dossiers.queries import get_dossier
from app.sync.commands import ResolveReview
from tests.make import done, make_leader, make_officer
from tests.make_dossiers import make_dossier, make_result, phone_sends

ARTICLE = "Nghị định 23/2015, Điều 22"


@pytest.fixture
def dossier(officer):
    """Taken in a moment ago, and nothing else."""
    return make_dossier(officer)


def refusing(dossier):
    return Refuse(dossier_id=dossier.id, reason="Bản chính bị tẩy xoá", ground=ARTICLE)


def withdrawing(dossier):
    return Withdraw(dossier_id=dossier.id, asked_by="Bùi Thị Con", reason="Gia đình tự làm")


def stopping(dossier):
    return Stop(dossier_id=dossier.id, reason="Đang có tranh chấp", ground=ARTICLE)


def charging(dossier):
    return AskPayment(dossier_id=dossier.id, amount=120_000, what_for="Lệ phí theo thông báo")


ALL = [refusing, withdrawing, stopping, charging]
AT_THE_DOOR = [(refusing, 3), (withdrawing, 7)]
AT_THE_DESK = [(stopping, 8), (charging, 6)]


@pytest.mark.parametrize(("make", "status"), AT_THE_DOOR)
def test_an_officer_reports_it_from_the_door(officer, dossier, make, status):
    receipt = phone_sends(officer, make(dossier))

    assert (receipt.status, receipt.flags, get_dossier(dossier.id).status) == ("applied", [], status)


def test_a_refusal_names_its_article_and_a_withdrawal_its_person(act, officer, coordinator):
    refused, withdrawn = make_dossier(officer), make_dossier(officer)
    done(act(officer, refusing(refused)))
    done(act(coordinator, withdrawing(withdrawn)))

    assert get_dossier(refused.id).snapshot().history[-1].ground == ARTICLE
    assert get_dossier(withdrawn.id).history[-1].asked_by == "Bùi Thị Con"


@pytest.mark.parametrize(("make", "status"), AT_THE_DESK)
def test_the_desk_stops_or_asks_for_money(act, coordinator, dossier, make, status):
    done(act(coordinator, ChangeStatus(dossier_id=dossier.id, status=2)))
    done(act(coordinator, make(dossier)))

    kept = get_dossier(dossier.id)
    assert kept.status == status
    if make is charging:
        assert (kept.snapshot().payment_duty.amount, kept.snapshot().finance.paid) == (120_000, False)
    else:
        assert (kept.history[-1].reason, kept.history[-1].ground) == ("Đang có tranh chấp", ARTICLE)


@pytest.mark.parametrize("make", ALL)
def test_the_same_again_changes_nothing(act, coordinator, dossier, make):
    if make in (stopping, charging):
        done(act(coordinator, ChangeStatus(dossier_id=dossier.id, status=2)))
    name, before = new_id(), len(changes_of("dossier", dossier.id))

    receipts = [act(coordinator, make(dossier), id=name) for _ in range(2)]

    assert [(r.status, r.is_duplicate) for r in receipts] == [("applied", False), ("applied", True)]
    assert len(changes_of("dossier", dossier.id)) == before + 1


@pytest.mark.parametrize("make", ALL)
def test_the_desk_is_refused_what_does_not_follow(act, coordinator, dossier, make):
    done(act(coordinator, withdrawing(dossier)))

    assert act(coordinator, make(dossier)).code == "status-not-next"


@pytest.mark.parametrize("make", ALL)
def test_leaders_do_none_of_this_and_officers_only_at_the_door(act, officer, dossier, make):
    leader = make_leader()

    assert act(leader, make(dossier)).code == "not-permitted"
    if make in (stopping, charging):
        assert act(officer, make(dossier)).code == "not-permitted"


@pytest.mark.parametrize("make", ALL)
def test_an_unknown_dossier_is_refused(act, coordinator, dossier, make):
    stray = make(dossier).model_copy(update={"dossier_id": new_id()})

    assert act(coordinator, stray).code == "unknown-dossier"


@pytest.mark.parametrize(("make", "status"), AT_THE_DOOR)
def test_what_came_too_late_lies_beside_until_a_person_says_so(act, officer, coordinator, dossier, make, status):
    make_result(dossier)

    receipt = phone_sends(officer, make(dossier))
    beside = get_dossier(dossier.id)
    item = session.query(ReviewItem).one()
    was = (beside.status, [step.status for step in beside.snapshot().history])
    done(act(coordinator, ResolveReview(review_id=item.id, resolution="apply_as_is")))

    assert (receipt.status, receipt.flags) == ("applied", ["status-not-next"])
    assert was == (9, [1, 9])
    assert get_dossier(dossier.id).status == status


def test_an_officer_whose_visit_went_to_another_is_heard_and_asked_about(officer, dossier):
    other = make_officer(name="Người Khác")

    receipt = phone_sends(other, refusing(dossier))

    assert (receipt.status, receipt.flags) == ("applied", ["visit-reassigned"])


def test_what_was_stopped_goes_on(act, coordinator, dossier):
    done(act(coordinator, ChangeStatus(dossier_id=dossier.id, status=2)))
    done(act(coordinator, stopping(dossier)))
    done(act(coordinator, ChangeStatus(dossier_id=dossier.id, status=4)))

    assert get_dossier(dossier.id).status == 4
