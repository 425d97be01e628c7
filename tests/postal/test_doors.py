"""The round: picked up, tried, delivered, returned; facts are taken and oddities flagged."""

from datetime import date, timedelta

import pytest

from app.core.changes import changes_of
from app.core.db import session
from app.core.execute import execute
from app.core.ids import new_id
from app.core.records import ReviewItem, find_records
from app.core.roles import Role
from app.dossiers.queries import get_dossier, get_paper
from app.postal.commands import PickUpItem
from app.postal.queries import get_item
from app.sync.commands import ResolveReview
from tests.make import WARD, done, make_coordinator, make_leader, make_officer, make_user
from tests.make_dossiers import CENTRE, file_ref, handing, make_paper, officer_side, phone_sends, some_sha, transfer_of
from tests.make_places import make_post_office
from tests.make_postal import (
    DAY,
    HOUR,
    MONDAY,
    delivering,
    failing,
    make_item,
    make_manifest,
    make_postal,
    make_posted_dossier,
    returning,
)


@pytest.fixture
def office(app):
    return make_post_office()


@pytest.fixture
def postal(office):
    return make_postal(office)


@pytest.fixture
def item(office):
    return make_item(office)


def resolve(receipt, resolution="apply_as_is"):
    review = find_records(receipt.command_id)[0].review_id
    command = ResolveReview(review_id=review, resolution=resolution, reason="Đã hỏi lại")
    done(execute(command, actor=make_coordinator().as_actor()))


def fresh(item):
    session.expire_all()
    return get_item(item.id, ward=WARD)


def test_a_delivered_envelope_hands_over_the_result(postal, item):
    taken, given = some_sha("người nhận ký"), some_sha("bưu tá ký")

    receipt = phone_sends(
        postal,
        delivering(item, signature_file=taken, given_signature=given),
        at=MONDAY + HOUR,
        files=[file_ref(taken, "signature"), file_ref(given, "signature")],
    )

    after, dossier = fresh(item), get_dossier(item.dossier_id)
    assert (receipt.status, receipt.flags) == ("applied", [])
    assert (after.state, after.delivered.to_name, after.delivered.at) == ("delivered", "Bùi Thị Con", MONDAY + HOUR)
    assert (dossier.result.state, dossier.status, dossier.handed.to_name) == ("handed-over", 10, "Bùi Thị Con")
    assert (after.snapshot().delivered.giver_file, after.snapshot().delivered.signature_file) == (given, taken)
    assert dossier.handed.signature_files == (given, taken)


def test_originals_in_the_envelope_are_home(act, office, postal):
    officer = make_officer()
    dossier = make_posted_dossier(officer)
    paper = make_paper(dossier, officer)
    done(act(officer, transfer_of(dossier, giver=officer_side(officer), taker=CENTRE, paper_id=paper.id), at=MONDAY))
    envelope = make_manifest(office, dossier, at=MONDAY + HOUR).items[0]

    both = {"given_signature": some_sha("bưu tá ký"), "signature_file": some_sha("con ký")}
    refs = [file_ref(file, "signature") for file in both.values()]

    receipt = phone_sends(postal, delivering(envelope, **both), at=MONDAY + 2 * HOUR, files=refs)

    assert receipt.flags == []
    assert get_paper(paper.id).last_transfer.signature_files == list(both.values())
    assert (get_paper(paper.id).holder.kind, get_paper(paper.id).holder.name) == ("citizen", "Bùi Thị Con")


def test_a_signature_that_the_envelope_does_not_announce_is_noticed(postal, item):
    receipt = phone_sends(postal, delivering(item, signature_file=some_sha()), at=MONDAY + HOUR)

    assert receipt.flags == ["file-not-named"]


def test_a_failed_attempt_says_why_and_when_to_come_again(postal, item):
    receipt = phone_sends(postal, failing(item), at=MONDAY + HOUR)

    after = fresh(item)
    attempt = after.snapshot().attempts[0]
    assert (receipt.flags, after.state) == ([], "failed")
    assert (attempt.outcome, attempt.reason, attempt.slip_no) == ("failed", "nobody-home", "PM-001")
    assert attempt.next_not_before == date(2026, 12, 2)  # two working days after Monday


def test_a_later_day_agreed_at_the_door_is_kept(postal, item):
    phone_sends(postal, failing(item, reason="asked-later", next_not_before="2026-12-09"), at=MONDAY + HOUR)

    assert fresh(item).attempts[0].next_not_before == date(2026, 12, 9)


@pytest.mark.parametrize(
    ("first", "second", "flags"),
    [
        (MONDAY, MONDAY + DAY, ["attempt-too-early"]),
        (MONDAY, MONDAY + 2 * DAY, []),
        (MONDAY + 3 * DAY, MONDAY + 7 * DAY, []),  # Thursday, then Monday: Friday and Monday work
        (MONDAY + 4 * DAY, MONDAY + 7 * DAY, ["attempt-too-early"]),  # Friday, then Monday
        (MONDAY - 7 * DAY, MONDAY - 5 * DAY, ["attempt-too-early"]),  # over 24 November, Vietnam Culture Day
        (MONDAY - 7 * DAY, MONDAY - 4 * DAY, []),
    ],
)
def test_attempts_are_two_working_days_apart(postal, office, first, second, flags):
    item = make_item(office, at=first - HOUR)
    phone_sends(postal, failing(item), at=first)

    receipt = phone_sends(postal, failing(item), at=second)

    assert (receipt.status, receipt.flags) == ("applied", flags)
    assert len(fresh(item).attempts) == 2


def test_after_two_attempts_the_envelope_comes_back(postal, item):
    phone_sends(postal, failing(item), at=MONDAY + HOUR)
    phone_sends(postal, failing(item), at=MONDAY + 2 * DAY)

    receipt = phone_sends(postal, returning(item), at=MONDAY + 3 * DAY)

    after = fresh(item)
    assert (receipt.status, receipt.flags) == ("applied", [])
    assert (after.state, after.returned_at) == ("returned", MONDAY + 3 * DAY)
    assert get_dossier(item.dossier_id).result.state == "returned"


def test_an_envelope_that_came_back_may_be_listed_again(act, postal, item, office):
    phone_sends(postal, returning(item), at=MONDAY + HOUR)

    manifest = make_manifest(office, get_dossier(item.dossier_id), at=MONDAY + DAY)

    assert manifest.is_signed


def test_coming_back_early_or_short_is_recorded_and_noticed(postal, item):
    receipt = phone_sends(postal, returning(item, count=1), at=MONDAY + HOUR)

    assert (receipt.status, receipt.flags) == ("applied", ["return-count-differs", "returned-early"])
    assert fresh(item).state == "returned"


def test_a_second_delivery_lies_beside_until_a_person_decides(postal, item):
    phone_sends(postal, delivering(item), at=MONDAY + HOUR)

    second = phone_sends(postal, delivering(item, to_name="Người hàng xóm"), at=MONDAY + 2 * HOUR)
    assert second.flags == ["item-already-delivered"]
    assert fresh(item).delivered.to_name == "Bùi Thị Con"
    resolve(second)

    assert fresh(item).delivered.to_name == "Người hàng xóm"
    assert get_dossier(item.dossier_id).handed.to_name == "Người hàng xóm"


def test_delivered_after_an_officer_had_handed_it_over_is_kept_beside(act, office, postal):
    officer = make_officer()
    dossier = make_posted_dossier(officer)
    item = make_manifest(office, dossier, signed=False).items[0]
    done(act(officer, handing(dossier, dossier.result), at=MONDAY))

    receipt = phone_sends(postal, delivering(item), at=MONDAY + HOUR)

    assert (receipt.status, receipt.flags) == ("applied", ["item-already-withdrawn"])
    assert fresh(item).delivered is None
    assert get_dossier(dossier.id).handed.by_id == officer.id
    resolve(receipt)

    assert fresh(item).state == "delivered"
    assert get_dossier(dossier.id).handed.by_id == postal.id


def test_an_attempt_after_the_end_is_recorded_and_moves_nothing(postal, item):
    phone_sends(postal, delivering(item), at=MONDAY + HOUR)

    receipt = phone_sends(postal, failing(item), at=MONDAY + 2 * HOUR)

    after = fresh(item)
    assert receipt.flags == ["item-already-delivered"]
    assert (after.state, len(after.attempts)) == ("delivered", 1)


def test_a_return_after_a_delivery_waits_for_a_person(postal, item):
    phone_sends(postal, delivering(item), at=MONDAY + HOUR)
    receipt = phone_sends(postal, returning(item), at=MONDAY + DAY)
    assert receipt.flags == ["item-already-delivered"]
    assert fresh(item).state == "delivered"

    resolve(receipt)

    assert fresh(item).state == "returned"


def test_a_round_before_both_have_signed_happened_all_the_same(office, postal):
    item = make_item(office, signed=False)

    receipt = phone_sends(postal, delivering(item), at=MONDAY + HOUR)

    assert receipt.flags == ["manifest-not-signed"]
    assert fresh(item).state == "delivered"
    assert get_dossier(item.dossier_id).result.state == "handed-over"


def test_picking_up_puts_the_slip_number_on_the_envelope(office, postal):
    item = make_item(office, signed=False)

    first = phone_sends(postal, PickUpItem(item_id=item.id, code="EL 0479 5001 7 VN"), at=MONDAY)
    other = phone_sends(postal, PickUpItem(item_id=item.id, code="EL047950034VN"), at=MONDAY + HOUR)

    assert (first.flags, other.flags) == ([], ["postal-code-differs"])
    assert (fresh(item).code, fresh(item).state) == ("EL047950017VN", "with-post")


def test_each_report_sent_twice_counts_once(postal, item):
    for command in (PickUpItem(item_id=item.id), failing(item), delivering(item)):
        name = new_id()
        receipts = [phone_sends(postal, command, id=name, at=MONDAY + HOUR) for _ in range(2)]
        assert receipts[1].is_duplicate, command.type

    after = fresh(item)
    assert (len(after.attempts), len(after.deliveries), after.state) == (1, 1, "delivered")


def test_a_return_sent_twice_counts_once(postal, item):
    command, name = returning(item), new_id()

    receipts = [phone_sends(postal, command, id=name, at=MONDAY + HOUR) for _ in range(2)]

    assert receipts[1].is_duplicate
    assert [c.what for c in changes_of("postal_item", item.id)].count("returned") == 1


def test_an_attempt_id_is_used_once(postal, item):
    command = failing(item)
    phone_sends(postal, command, at=MONDAY + HOUR)

    assert phone_sends(postal, command, at=MONDAY + HOUR).code == "attempt-id-used"


@pytest.mark.parametrize("make", [delivering, failing, returning])
def test_an_unknown_envelope_is_held_for_a_phone_and_refused_on_a_page(act, postal, item, make):
    unknown = make(item, item_id=new_id())

    assert phone_sends(postal, unknown, at=MONDAY).status == "held"
    assert act(make_coordinator(), unknown).code == "unknown-postal-item"


@pytest.mark.parametrize("make", [delivering, failing, returning, lambda item: PickUpItem(item_id=item.id)])
def test_only_post_and_coordinator_report_the_round(act, item, make):
    people = [make_officer(), make_leader(), make_user(Role.DIRECTOR)]

    assert {act(person, make(item)).code for person in people} == {"not-permitted"}
    assert fresh(item).state == "with-post"


def test_another_office_in_the_round_is_noticed(item):
    stranger = make_postal(make_post_office("Bưu điện Phương Lâm"))

    assert phone_sends(stranger, failing(item), at=MONDAY + HOUR).flags == ["other-post-office"]


def test_nothing_odd_asks_nobody(postal, item):
    phone_sends(postal, failing(item), at=MONDAY + HOUR)
    phone_sends(postal, delivering(item), at=MONDAY + 2 * DAY + timedelta(hours=2))

    assert session.query(ReviewItem).count() == 0
