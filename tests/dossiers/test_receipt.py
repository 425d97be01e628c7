"""At the door: the numbered receipt, signatures over what was shown, the fee."""

from datetime import date

import pytest

from app.core.changes import changes_of
from app.core.ids import new_id
from app.core.numbers import receipt_number
from app.dossiers.models.shown import UNKNOWN_TEXT
from app.dossiers.queries import get_dossier, work_list
from tests.make import WARD, done, make_coordinator, make_officer
from tests.make_dossiers import (
    SATURDAY,
    fee_of,
    file_ref,
    lease_receipts,
    make_dossier,
    make_procedure,
    phone_sends,
    receipt_for,
    signing,
    some_sha,
)


@pytest.fixture
def officer(app):
    return make_officer()


@pytest.fixture
def dossier(officer):
    return make_dossier(officer)


def test_a_receipt_with_a_leased_number_and_the_right_dates_is_taken_without_a_question(officer, dossier):
    number = lease_receipts(officer)[0]

    receipt = phone_sends(officer, receipt_for(dossier, number), at=SATURDAY)

    kept = get_dossier(dossier.id)
    assert (receipt.status, receipt.flags) == ("applied", [])
    assert (kept.receipt.number, kept.due_on) == (number, date(2026, 11, 26))
    assert kept.snapshot().receipt.checked is None


def test_the_receipt_is_kept_to_the_letter(officer, dossier):
    shown = "  Giấy hẹn trả kết quả\n "

    phone_sends(officer, receipt_for(dossier, lease_receipts(officer)[0], shown=shown))

    assert get_dossier(dossier.id).receipt.shown == shown


def test_the_same_receipt_again_changes_nothing(officer, dossier):
    command, name = receipt_for(dossier, lease_receipts(officer)[0]), new_id()

    for _ in range(2):
        phone_sends(officer, command, id=name, at=SATURDAY)

    assert len(get_dossier(dossier.id).receipts) == 1
    assert [c.what for c in changes_of("dossier", dossier.id)] == ["recorded", "receipt-issued"]


@pytest.mark.parametrize(
    ("number", "values", "code"),
    [
        ("TN04795-26-0000011", {}, "receipt-number-wrong"),
        ("so 5", {}, "receipt-number-wrong"),
        (receipt_number("08500", 2026, 1), {}, "receipt-number-wrong"),
        (receipt_number(WARD, 2026, 1), {"shown_sha256": some_sha("khác")}, "shown-hash-differs"),
    ],
)
def test_a_misread_receipt_is_refused(act, officer, dossier, number, values, code):
    receipt = act(officer, receipt_for(dossier, number, **values))

    assert (receipt.status, receipt.code) == ("rejected", code)
    assert get_dossier(dossier.id).receipt is None


def test_only_officers_issue_sign_and_take_fees(act, dossier):
    coordinator = make_coordinator()

    for command in (receipt_for(dossier, "x"), signing(dossier, some_sha()), fee_of(dossier)):
        assert act(coordinator, command).code == "not-permitted"


def test_a_number_that_was_not_leased_is_flagged(officer, dossier):
    receipt = phone_sends(officer, receipt_for(dossier, receipt_number(WARD, 2026, 777)))

    assert (receipt.status, receipt.flags) == ("applied", ["number-not-leased"])


def test_a_number_of_another_phone_is_flagged(officer, dossier):
    number = lease_receipts(officer, device="may-khac")[0]

    assert phone_sends(officer, receipt_for(dossier, number)).flags == ["number-of-another-device"]


def test_one_number_on_two_dossiers_is_kept_beside_and_asked_about(officer, dossier):
    number, other = lease_receipts(officer)[0], make_dossier(officer)
    done(phone_sends(officer, receipt_for(dossier, number)))

    receipt = phone_sends(officer, receipt_for(other, number))

    assert (receipt.status, receipt.flags) == ("applied", ["number-issued-twice"])
    assert get_dossier(other.id).receipt is None
    assert [row.number for row in get_dossier(other.id).receipts] == [number]


def test_a_second_receipt_lies_beside_the_first(officer, dossier):
    first, second, _ = lease_receipts(officer)
    done(phone_sends(officer, receipt_for(dossier, first)))

    receipt = phone_sends(officer, receipt_for(dossier, second))

    assert receipt.flags == ["receipt-already-issued"]
    assert get_dossier(dossier.id).receipt.number == first


def test_dates_that_the_rules_do_not_give_are_kept_with_ours_beside(officer, dossier):
    command = receipt_for(dossier, lease_receipts(officer)[0], due_on=date(2026, 11, 25))

    receipt = phone_sends(officer, command)

    kept = get_dossier(dossier.id).snapshot().receipt
    assert receipt.flags == ["due-date-differs"]
    assert (kept.due_on, kept.checked.due_on) == (date(2026, 11, 25), date(2026, 11, 26))


def test_a_procedure_without_a_known_limit_is_not_argued_about(officer):
    dossier = make_dossier(officer, procedure=make_procedure(channels=[{"channel": 1}]))
    command = receipt_for(dossier, lease_receipts(officer)[0], counted_from=date(2026, 11, 23), due_on=None)

    assert phone_sends(officer, command).flags == []


def test_the_receipt_number_finds_the_dossier(officer, dossier):
    number = lease_receipts(officer)[0]
    done(phone_sends(officer, receipt_for(dossier, number)))

    assert [found.id for found in work_list(WARD, text=number)] == [dossier.id]


def test_a_signature_over_the_shown_receipt_is_kept_with_its_picture(officer, dossier):
    command = receipt_for(dossier, lease_receipts(officer)[0])
    done(phone_sends(officer, command))
    ink = some_sha("chữ ký")

    receipt = phone_sends(officer, signing(dossier, command.shown_sha256, file=ink), files=[file_ref(ink, "signature")])

    kept = get_dossier(dossier.id)
    assert (receipt.status, receipt.flags) == ("applied", [])
    assert [(s.who, s.way, s.file) for s in kept.signatures] == [("citizen", "pad", ink)]
    assert [(f.role, f.state) for f in kept.files] == [("signature", "awaited")]


def test_a_thumbprint_is_filed_as_one(officer, dossier):
    photo = some_sha("vân tay")

    phone_sends(officer, signing(dossier, some_sha(), way="thumbprint", file=photo), files=[file_ref(photo)])

    assert [f.role for f in get_dossier(dossier.id).files] == ["thumbprint"]


@pytest.mark.parametrize("signed_first", [True, False])
def test_signing_another_text_than_the_receipt_is_seen(officer, dossier, signed_first):
    commands = [signing(dossier, some_sha("bản cũ")), receipt_for(dossier, lease_receipts(officer)[0])]

    receipts = [phone_sends(officer, command) for command in (commands if signed_first else reversed(commands))]

    assert receipts[1].flags == ["signed-other-text"]
    assert get_dossier(dossier.id).snapshot().changed_after_signing == [UNKNOWN_TEXT]


def test_signing_twice_with_one_id_signs_once(officer, dossier):
    name = new_id()

    for _ in range(2):
        phone_sends(officer, signing(dossier, some_sha()), id=name, at=SATURDAY)

    assert len(get_dossier(dossier.id).signatures) == 1


def test_what_belongs_to_an_unknown_dossier_waits_for_it(officer, dossier):
    nowhere = make_dossier(officer)
    nowhere_id = new_id()

    for command in (receipt_for(nowhere, "x"), signing(nowhere, some_sha()), fee_of(nowhere)):
        stray = command.model_copy(update={"dossier_id": nowhere_id})
        assert phone_sends(officer, stray).status == "held"


def test_the_fee_is_taken_by_copies_and_settles_the_money_side(officer):
    dossier = make_dossier(officer, copies=2)

    receipt = phone_sends(officer, fee_of(dossier, amount=16000))

    finance = get_dossier(dossier.id).snapshot().finance
    assert (receipt.status, receipt.flags) == ("applied", [])
    assert (finance.amount, finance.paid, finance.slip) == (16000, True, "A1")


def test_the_exempt_pay_nothing_and_are_settled(officer, dossier):
    command = fee_of(dossier, amount=0, exempt=True, exempt_reason="Người có công", way="none", slip=None)

    assert phone_sends(officer, command).flags == []
    assert get_dossier(dossier.id).snapshot().finance.paid


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"exempt": True, "exempt_reason": "Hộ nghèo"}, "exempt-but-paid"),
        ({"exempt": True, "amount": 0}, "exempt-without-reason"),
        ({"amount": -1}, "invalid-shape"),
    ],
)
def test_a_fee_that_contradicts_itself_is_refused(act, officer, dossier, values, code):
    command = fee_of(dossier).model_copy(update=values)

    assert act(officer, command).code == code
    assert get_dossier(dossier.id).payment is None


def test_another_amount_than_the_catalogue_says_is_flagged(officer, dossier):
    assert phone_sends(officer, fee_of(dossier, amount=10000)).flags == ["fee-differs"]


def test_a_second_fee_lies_beside_the_first(officer, dossier):
    done(phone_sends(officer, fee_of(dossier)))

    receipt = phone_sends(officer, fee_of(dossier, slip="A2"))

    assert receipt.flags == ["fee-already-taken"]
    assert get_dossier(dossier.id).payment.slip == "A1"


def test_the_same_fee_again_changes_nothing(officer, dossier):
    name = new_id()

    for _ in range(2):
        phone_sends(officer, fee_of(dossier), id=name, at=SATURDAY)

    assert len(get_dossier(dossier.id).payments) == 1
