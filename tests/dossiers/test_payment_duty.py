"""State six and the money: what the office asked for is paid, and the dossier goes on by itself, once."""

from datetime import UTC, datetime

import pytest

from app.core.clock import now
from app.core.ids import new_id
from app.core.roles import Role
from app.dossiers import cash
from app.dossiers.commands import AskPayment, ChangeStatus, ConfirmPayment, CorrectFact, TakeFee
from app.dossiers.queries import get_dossier
from tests.dossiers.desk import page_of
from tests.make import WARD, done, make_user
from tests.make_dossiers import fee_of, make_dossier

ASKED, GOES_ON = 6, 4
DUTY = 120_000


@pytest.fixture
def charged(act, coordinator, dossier):
    """The door's fee is settled; now the office asks for something else."""
    done(act(coordinator, ChangeStatus(dossier_id=dossier.id, status=2)))
    done(act(coordinator, AskPayment(dossier_id=dossier.id, amount=DUTY, what_for="Thuế trước bạ")))
    return get_dossier(dossier.id)


def paying(dossier, **values):
    return TakeFee(**({"dossier_id": dossier.id, "amount": DUTY, "way": "cash", "slip": "B2"} | values))


def test_cash_for_the_duty_lets_work_go_on(act, officer, charged):
    receipt = act(officer, paying(charged))

    kept = get_dossier(charged.id).snapshot()
    assert (receipt.status, receipt.flags, kept.status) == ("applied", [], GOES_ON)
    assert (kept.history[-1].reason, kept.payment_duty.left) == ("Đã nộp: Thuế trước bạ", 0)
    assert (kept.finance.amount, kept.finance.slip) == (8000, "A1")


def test_the_same_again_goes_on_once(act, officer, charged):
    command, name = paying(charged), new_id()

    receipts = [act(officer, command, id=name) for _ in range(2)]

    assert [receipt.is_duplicate for receipt in receipts] == [False, True]
    assert [step.status for step in get_dossier(charged.id).history] == [1, 2, ASKED, GOES_ON]


def test_a_transfer_lets_it_go_on_when_somebody_has_seen_it(act, officer, coordinator, charged):
    done(act(officer, paying(charged, way="transfer", slip=None)))
    waiting = get_dossier(charged.id)
    assert (waiting.status, waiting.snapshot().payment_duty.left) == (ASKED, DUTY)
    assert cash.awaited_transfers(WARD) == [waiting]

    done(act(coordinator, ConfirmPayment(dossier_id=charged.id)))

    assert get_dossier(charged.id).status == GOES_ON
    assert cash.awaited_transfers(WARD) == []


def test_a_part_is_kept_and_named_and_the_rest_lets_it_go_on(act, officer, charged):
    first = act(officer, paying(charged, amount=100_000))
    assert (first.flags, get_dossier(charged.id).snapshot().payment_duty.left) == (["fee-differs"], 20_000)

    rest = act(officer, paying(charged, amount=20_000, slip="B3"))

    assert (rest.flags, get_dossier(charged.id).status) == ([], GOES_ON)


def test_who_is_exempt_owes_nothing(act, officer, charged):
    done(act(officer, paying(charged, amount=0, exempt=True, exempt_reason="Hộ nghèo", way="none", slip=None)))

    assert get_dossier(charged.id).status == GOES_ON


def test_paid_a_second_time_it_waits_beside(act, officer, charged):
    done(act(officer, paying(charged)))
    again = act(officer, paying(charged, slip="B9"))

    assert "fee-already-taken" in again.flags
    assert get_dossier(charged.id).payments[-1].standing == "beside"


def test_cash_of_a_time_when_nothing_was_asked_is_no_answer(act, officer, charged):
    late = act(officer, paying(charged), at=datetime(2026, 1, 1, tzinfo=UTC))

    assert "fee-already-taken" in late.flags
    assert get_dossier(charged.id).status == ASKED


def test_a_payment_that_came_after_the_desk_had_gone_on_answers_the_request(act, officer, coordinator, charged):
    paid_at = now()
    done(act(coordinator, ChangeStatus(dossier_id=charged.id, status=4)))

    receipt = act(officer, paying(charged), at=paid_at)

    kept = get_dossier(charged.id)
    assert (receipt.flags, kept.snapshot().payment_duty.left) == ([], 0)
    assert [step.status for step in kept.history] == [1, 2, ASKED, GOES_ON]


def test_an_amount_put_right_lets_it_go_on(act, officer, charged):
    name = new_id()
    act(officer, paying(charged, amount=12_000), id=name)

    right = {"amount": {"from": "12000", "to": DUTY}}
    done(act(officer, CorrectFact(dossier_id=charged.id, command_id=name, reason="gõ thiếu số 0", fields=right)))

    assert get_dossier(charged.id).status == GOES_ON


def test_only_officers_take_it(act, charged):
    assert act(make_user(Role.LEADER), paying(charged)).code == "not-permitted"
    assert get_dossier(charged.id).status == ASKED


def test_a_fee_asked_for_by_nobody_stays_the_fee(act, officer):
    plain = make_dossier(officer)
    done(act(officer, fee_of(plain)))

    assert (plain.payment.amount, plain.payment.duty_command, plain.status) == (8000, None, 1)


def test_the_story_says_what_was_paid(act, officer, desk, charged):
    assert "Đang chờ nộp: Thuế trước bạ, còn 120.000" in page_of(desk.get(f"/office/dossiers/{charged.id}"))
    done(act(officer, paying(charged)))

    page = page_of(desk.get(f"/office/dossiers/{charged.id}"))
    assert "Đã nộp khoản được yêu cầu" in page
    assert "Đã nộp: Thuế trước bạ" in page
