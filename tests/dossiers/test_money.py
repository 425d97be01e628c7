"""Money: exemption first, transfers that somebody saw come, cash sheets that end at nothing, one account for fees."""

from datetime import date, timedelta

import pytest

from app.core.clock import today
from app.core.ids import new_id
from app.core.roles import Role
from app.dossiers import cash
from app.dossiers.commands import ConfirmPayment, HandInCash, SetFeeAccount
from app.dossiers.queries import get_dossier
from app.dossiers.rules.money import weekend_of
from tests.dossiers.desk import page_of, posted
from tests.make import WARD, done, make_coordinator, make_officer, make_user
from tests.make_dossiers import SATURDAY, fee_of, make_dossier

WEEKEND = date(2026, 11, 21)


@pytest.fixture
def admin(app):
    return make_user(Role.ADMIN)


def transfer(act, officer, dossier, **values):
    done(act(officer, fee_of(dossier, **({"way": "transfer", "slip": None} | values)), at=SATURDAY))
    return get_dossier(dossier.id)


def hand_in(officer, **values):
    args = {"hand_in_id": new_id(), "officer_id": officer.id, "weekend": WEEKEND, "amount": 8000, "handed_by": "Cán bộ"}
    return HandInCash(**(args | values))


def account(**values):
    args = {
        "fee_account_id": new_id(),
        "bank_bin": "970405",
        "bank_name": "Agribank",
        "account_number": "8888000000001",
        "account_name": "TT PHUC VU HANH CHINH CONG",
    }
    return SetFeeAccount(**(args | values))


def test_a_transfer_is_not_paid_until_somebody_has_seen_it(act, officer):
    dossier = transfer(act, officer, make_dossier(officer))
    assert not dossier.snapshot().finance.paid
    assert cash.awaited_transfers(WARD) == [dossier]

    done(act(make_coordinator(name="Hà Thị Thấy"), ConfirmPayment(dossier_id=dossier.id)))

    assert get_dossier(dossier.id).snapshot().finance.paid
    assert get_dossier(dossier.id).payment.confirmed_by == "Hà Thị Thấy"
    assert cash.awaited_transfers(WARD) == []


def test_confirming_again_changes_nothing(act, officer):
    dossier, coordinator, name = transfer(act, officer, make_dossier(officer)), make_coordinator(), new_id()
    done(act(coordinator, ConfirmPayment(dossier_id=dossier.id), id=name))

    assert act(coordinator, ConfirmPayment(dossier_id=dossier.id), id=name).status == "applied"
    assert act(coordinator, ConfirmPayment(dossier_id=dossier.id)).code == "no-transfer-awaited"


@pytest.mark.parametrize("fee", [None, {"way": "cash"}, {"way": "none"}, {"way": "transfer", "amount": 0}])
def test_only_an_awaited_transfer_can_be_confirmed(act, officer, fee):
    dossier = make_dossier(officer)
    if fee is not None:
        done(act(officer, fee_of(dossier, **fee)))

    assert act(make_coordinator(), ConfirmPayment(dossier_id=dossier.id)).code == "no-transfer-awaited"


def test_a_family_that_pays_cash_after_all_owes_nothing(act, officer):
    dossier = transfer(act, officer, make_dossier(officer))

    receipt = act(officer, fee_of(dossier), at=SATURDAY)

    assert receipt.flags == []
    assert get_dossier(dossier.id).snapshot().finance.way == "cash"
    assert cash.awaited_transfers(WARD) == []


def test_postage_is_owed_even_where_the_fee_is_waived(act, officer):
    dossier = make_dossier(officer)
    done(act(officer, fee_of(dossier, amount=0, postage=26_000, exempt=True, exempt_reason="Hộ nghèo", way="none")))

    assert not get_dossier(dossier.id).snapshot().finance.paid


def test_cash_without_a_slip_is_looked_at(act, officer):
    receipt = act(officer, fee_of(make_dossier(officer), slip=None), at=SATURDAY)

    assert (receipt.status, receipt.flags) == ("applied", ["cash-without-slip"])


def test_the_sheet_ends_at_nothing(act, officer):
    done(act(officer, fee_of(make_dossier(officer), postage=26_000), at=SATURDAY))
    done(act(officer, fee_of(make_dossier(officer)), at=SATURDAY + timedelta(days=2)))
    other = make_officer(name="Người Khác")
    done(act(other, fee_of(make_dossier(other)), at=SATURDAY))
    assert cash.owed(WARD, officer.id, WEEKEND) == 42_000

    done(act(make_coordinator(), hand_in(officer, amount=42_000)))

    assert cash.owed(WARD, officer.id, WEEKEND) == 0
    assert {sheet.officer_name: sheet.left for sheet in cash.cash_sheets(WARD, WEEKEND)} == {
        officer.full_name: 0,
        "Người Khác": 8000,
    }


def test_too_little_cash_is_recorded_and_looked_at(act, officer):
    done(act(officer, fee_of(make_dossier(officer)), at=SATURDAY))

    receipt = act(make_coordinator(), hand_in(officer, amount=5000))

    assert (receipt.status, receipt.flags) == ("applied", ["cash-differs"])
    assert cash.owed(WARD, officer.id, WEEKEND) == 3000


def test_the_same_hand_in_again_counts_once(act, officer):
    done(act(officer, fee_of(make_dossier(officer)), at=SATURDAY))
    command, name, coordinator = hand_in(officer), new_id(), make_coordinator()

    for _ in range(2):
        done(act(coordinator, command, id=name))

    assert cash.owed(WARD, officer.id, WEEKEND) == 0


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"weekend": date(2026, 11, 22)}, "weekend-not-saturday"),
        ({"officer_id": new_id()}, "unknown-staff"),
    ],
)
def test_a_hand_in_names_a_saturday_and_an_officer(act, officer, values, code):
    receipt = act(make_coordinator(), hand_in(officer, **values))

    assert (receipt.status, receipt.code) == ("rejected", code)


def test_a_second_payment_waits_beside_and_is_not_counted(act, officer):
    dossier = make_dossier(officer)
    done(act(officer, fee_of(dossier), at=SATURDAY))
    act(officer, fee_of(dossier, slip="A2"), at=SATURDAY)

    (sheet,) = cash.cash_sheets(WARD, WEEKEND)

    assert (len(sheet.taken), sheet.left) == (2, 8000)


def test_there_is_one_account_for_fees(act, admin):
    assert cash.find_fee_account(WARD) is None
    first = account()
    done(act(admin, first))

    done(act(admin, account(account_number="8888000000002", is_used=False)))

    found = cash.find_fee_account(WARD)
    assert (found.id, found.account_number, found.is_used) == (first.fee_account_id, "8888000000002", False)


def test_the_same_account_again_is_one_change(act, admin):
    command, name = account(), new_id()

    assert {act(admin, command, id=name).status for _ in range(2)} == {"applied"}
    assert cash.find_fee_account(WARD).account_number == "8888000000001"


@pytest.mark.parametrize("role", [Role.LEADER, Role.POSTAL, Role.DIRECTOR, Role.OFFICER])
def test_money_at_the_desk_is_the_coordinators(act, officer, role):
    stranger, dossier = make_user(role), transfer(act, officer, make_dossier(officer))

    codes = {act(stranger, command).code for command in (ConfirmPayment(dossier_id=dossier.id), hand_in(officer))}

    assert codes == {"not-permitted"}
    assert act(make_coordinator(), account()).code == "not-permitted"


def test_a_leader_takes_no_fee(act, officer):
    assert act(make_user(Role.LEADER), fee_of(make_dossier(officer))).code == "not-permitted"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_about_money_are_valid(act, desk, dossier, officer, admin, sign_in, language):
    transfer(act, officer, make_dossier(officer))

    for address in ("/office/cash", "/office/cash?weekend=hôm nào", f"/office/cash/{officer.id}"):
        page_of(desk.get(address + ("&" if "?" in address else "?") + f"lang={language}"))
    page_of(sign_in(admin).get(f"/office/fee-account?lang={language}"))


def test_the_desk_counts_cash_and_confirms_transfers(act, desk, dossier, officer):
    awaited = transfer(act, officer, make_dossier(officer))
    weekend = weekend_of(today())
    assert "Còn phải nộp 8.000" in page_of(desk.get("/office/cash"))

    refused = posted(desk, f"/office/cash/{officer.id}?weekend={weekend}", amount="-5", handed_by="Cán bộ")
    assert "lớn hơn 0" in page_of(refused)
    page_of(posted(desk, f"/office/cash/{officer.id}?weekend={weekend}", amount="8000", handed_by="  "))
    posted(desk, f"/office/cash/{officer.id}?weekend={weekend}", amount="8000", handed_by="Cán bộ")
    posted(desk, f"/office/dossiers/{awaited.id}/confirm-payment")

    page = page_of(desk.get("/office/cash"))
    assert "Đã nộp đủ" in page
    assert "Không có khoản nào chờ" in page


def test_the_admin_names_the_account(admin, sign_in):
    browser = sign_in(admin)
    typed = {"bank_name": "Agribank", "bank_bin": "97040", "account_number": "8888000000001", "account_name": "TTPVHCC"}

    refused = page_of(posted(browser, "/office/fee-account", **typed, is_used="y"))
    posted(browser, "/office/fee-account", **(typed | {"bank_bin": "970405"}), is_used="y")

    assert "đúng 6 chữ số" in refused
    assert "8888000000001" in refused
    assert cash.find_fee_account(WARD).is_used
