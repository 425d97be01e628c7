"""Facts from the round are put right with a reason, and both values stay readable."""

import pytest

from app.core.execute import execute
from app.core.ids import new_id
from app.core.records import find_records
from app.dossiers.queries import get_dossier
from app.postal.commands import CorrectFact
from app.postal.queries import get_item
from app.sync.commands import ResolveReview
from tests.make import WARD, done, make_coordinator, make_officer
from tests.make_dossiers import phone_sends
from tests.make_places import make_post_office
from tests.make_postal import DAY, HOUR, MONDAY, delivering, failing, make_item, make_postal


@pytest.fixture
def office(app):
    return make_post_office()


@pytest.fixture
def postal(office):
    return make_postal(office)


@pytest.fixture
def item(office):
    return make_item(office)


@pytest.fixture
def delivered(postal, item):
    """The command that reported the delivery."""
    return phone_sends(postal, delivering(item), at=MONDAY + HOUR).command_id


def correcting(item, command_id, **fields):
    pairs = fields or {"to_name": {"from": "Bùi Thị Con", "to": "Bùi Thị Cả"}}
    return CorrectFact(item_id=item.id, command_id=command_id, reason="Ghi nhầm tên", fields=pairs)


def test_both_values_stay_readable(postal, item, delivered):
    receipt = phone_sends(postal, correcting(item, delivered), at=MONDAY + DAY)

    after = get_item(item.id, ward=WARD).snapshot()
    assert (receipt.status, receipt.flags) == ("applied", [])
    assert after.delivered.to_name == "Bùi Thị Cả"
    assert [(c.was, c.now, c.reason) for c in after.corrections] == [("Bùi Thị Con", "Bùi Thị Cả", "Ghi nhầm tên")]
    assert get_dossier(item.dossier_id).handed.to_name == "Bùi Thị Cả"


def test_an_attempt_is_corrected_too(postal, item):
    tried = phone_sends(postal, failing(item), at=MONDAY + HOUR).command_id

    phone_sends(postal, correcting(item, tried, slip_no={"from": "PM-001", "to": "PM-010"}), at=MONDAY + DAY)

    assert get_item(item.id, ward=WARD).attempts[0].slip_no == "PM-010"


def test_sent_twice_it_corrects_once(postal, item, delivered):
    command, name = correcting(item, delivered), new_id()

    for _ in range(2):
        phone_sends(postal, command, id=name, at=MONDAY + DAY)

    assert len(get_item(item.id, ward=WARD).corrections) == 1


def test_what_changed_meanwhile_waits_for_a_person(postal, item, delivered):
    outdated = correcting(item, delivered, to_name={"from": "Người khác", "to": "Bùi Thị Út"})
    receipt = phone_sends(postal, outdated, at=MONDAY + DAY)
    assert receipt.flags == ["correction-outdated"]
    assert get_item(item.id, ward=WARD).delivered.to_name == "Bùi Thị Con"

    review = find_records(receipt.command_id)[0].review_id
    command = ResolveReview(review_id=review, resolution="apply_as_is", reason="Đã hỏi lại")
    done(execute(command, actor=make_coordinator().as_actor()))

    assert get_item(item.id, ward=WARD).delivered.to_name == "Bùi Thị Út"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"signature_file": {"from": None, "to": "x"}}, "not-correctable"),
        ({"identity_last4": {"from": "9876", "to": "12"}}, "correction-wrong-value"),
        ({"to_name": {"from": "Bùi Thị Con", "to": " "}}, "correction-wrong-value"),
    ],
)
def test_what_cannot_be_corrected_is_refused(act, item, delivered, fields, code):
    assert act(make_coordinator(), correcting(item, delivered, **fields)).code == code


def test_a_report_that_nobody_made_is_unknown(act, item, delivered):
    assert act(make_coordinator(), correcting(item, new_id())).code == "unknown-report"


def test_a_colleague_does_not_correct_my_report(office, item, delivered):
    assert phone_sends(make_postal(office), correcting(item, delivered)).code == "not-your-report"


def test_others_correct_nothing(act, item, delivered):
    assert act(make_officer(), correcting(item, delivered)).code == "not-permitted"
