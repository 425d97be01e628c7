"""Facts put right by a following command: who may, what stands then, and what stays readable."""

from datetime import date

import pytest

from app.core.changes import changes_of
from app.core.db import session
from app.core.ids import new_id
from app.core.numbers import receipt_number
from app.core.records import ReviewItem
from app.dossiers.commands import CorrectFact
from app.dossiers.queries import get_dossier, get_paper, work_list
from app.sync.commands import ResolveReview
from tests.make import WARD, done, make_coordinator, make_leader, make_officer
from tests.make_dossiers import (
    SATURDAY,
    fee_of,
    handing,
    make_dossier,
    make_paper,
    make_result,
    phone_sends,
    receipt_for,
)


@pytest.fixture
def officer(app):
    return make_officer()


@pytest.fixture
def dossier(officer):
    return make_dossier(officer)


@pytest.fixture
def fee(act, officer, dossier):
    """The id of the command that took 8,000 đồng."""
    name = new_id()
    done(act(officer, fee_of(dossier), id=name))
    return name


def correcting(dossier, command_id, *, reason="gõ nhầm", **fields):
    replacements = {name: {"from": was, "to": now} for name, (was, now) in fields.items()}
    return CorrectFact(dossier_id=dossier.id, command_id=command_id, reason=reason, fields=replacements)


def test_the_author_corrects_and_both_values_stay_readable(act, officer, dossier, fee):
    done(act(officer, correcting(dossier, fee, slip=("A1", "A7"))))

    snapshot = get_dossier(dossier.id).snapshot()
    assert snapshot.finance.slip == "A7"
    assert [(c.field, c.was, c.now, c.reason) for c in snapshot.corrections] == [("slip", "A1", "A7", "gõ nhầm")]


def test_the_same_correction_again_changes_nothing(act, officer, dossier, fee):
    command, name = correcting(dossier, fee, slip=("A1", "A7")), new_id()

    for _ in range(2):
        act(officer, command, id=name)

    assert len(get_dossier(dossier.id).corrections) == 1
    assert [c.what for c in changes_of("dossier", dossier.id)][-1] == "corrected"


def test_a_wrong_name_is_corrected_and_found(act, officer, dossier):
    command = correcting(dossier, dossier.recorded_command, owner_name=("Bùi Văn Thử", "Bùi Văn Thứ"))

    done(act(officer, command))

    assert get_dossier(dossier.id).owner_name == "Bùi Văn Thứ"
    assert [d.id for d in work_list(WARD, text="van thu")] == [dossier.id]


def test_a_corrected_date_moves_the_due_date_and_not_the_words(act, officer, dossier):
    name = new_id()
    done(act(officer, receipt_for(dossier, receipt_number(WARD, 2026, 7), due_on=date(2026, 11, 25)), id=name))

    done(act(officer, correcting(dossier, name, due_on=("2026-11-25", "2026-11-26"))))

    kept = get_dossier(dossier.id)
    assert (kept.due_on, kept.receipt.due_on, kept.receipt.shown) == (
        date(2026, 11, 26),
        date(2026, 11, 26),
        "Giấy hẹn trả kết quả",
    )


def test_a_receiver_is_corrected(act, officer, dossier):
    result, name = make_result(dossier), new_id()
    done(act(officer, handing(dossier, result), id=name))

    done(act(officer, correcting(dossier, name, relation=("con gái", "cháu"))))

    assert get_dossier(dossier.id).handed.relation == "cháu"


def test_a_count_in_custody_is_corrected_on_the_paper(act, officer, dossier):
    paper = make_paper(dossier, officer, count=2)

    done(act(officer, correcting(dossier, paper.transfers[0].command_id, count=(2, 1))))

    assert get_paper(paper.id).count == 1


def test_a_colleague_asks_the_coordinator(act, dossier, fee):
    command = correcting(dossier, fee, slip=("A1", "A7"))

    assert act(make_officer(), command).code == "not-your-report"
    assert act(make_coordinator(), command).status == "applied"


def test_leaders_correct_nothing(act, dossier, fee):
    assert act(make_leader(), correcting(dossier, fee, slip=("A1", "A7"))).code == "not-permitted"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"number": ("x", "y")}, "not-correctable"),
        ({"amount": (8000, -5)}, "correction-wrong-value"),
        ({"amount": (8000, "tám nghìn")}, "correction-wrong-value"),
        ({"way": ("cash", "vàng")}, "correction-wrong-value"),
    ],
)
def test_what_the_field_cannot_hold_is_refused(act, officer, dossier, fee, fields, code):
    assert act(officer, correcting(dossier, fee, **fields)).code == code


def test_an_unknown_report_or_dossier_is_refused(act, officer, dossier, fee):
    assert act(officer, correcting(dossier, new_id(), slip=("A1", "A7"))).code == "unknown-report"
    other = correcting(dossier, fee, slip=("A1", "A7")).model_copy(update={"dossier_id": new_id()})
    assert act(officer, other).code == "unknown-dossier"


def test_a_correction_of_something_corrected_before_waits_for_a_person(act, officer, dossier, fee):
    done(act(officer, correcting(dossier, fee, slip=("A1", "A7"))))

    receipt = phone_sends(officer, correcting(dossier, fee, slip=("A1", "A8")), at=SATURDAY)

    assert (receipt.status, receipt.flags) == ("applied", ["correction-outdated"])
    assert get_dossier(dossier.id).payment.slip == "A7"
    assert [c.standing for c in get_dossier(dossier.id).corrections] == ["in-force", "beside"]


def test_a_review_lets_the_later_correction_count(act, officer, dossier, fee):
    done(act(officer, correcting(dossier, fee, slip=("A1", "A7"))))
    phone_sends(officer, correcting(dossier, fee, slip=("A1", "A8")), at=SATURDAY)
    item = session.query(ReviewItem).one()

    done(act(make_coordinator(), ResolveReview(review_id=item.id, resolution="apply_as_is")))

    assert get_dossier(dossier.id).payment.slip == "A8"
