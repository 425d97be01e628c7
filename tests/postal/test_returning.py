"""An envelope comes back to the centre: both sides counted, looked and signed, and its originals come with it."""

import pytest

from app.core.ids import new_id
from app.core.records import find_records
from app.dossiers.queries import get_paper
from app.postal.queries import get_item
from tests.make import WARD, done, make_officer
from tests.make_dossiers import CENTRE, file_ref, make_paper, officer_side, phone_sends, some_sha, transfer_of
from tests.make_places import make_post_office
from tests.make_postal import HOUR, MONDAY, failing, make_manifest, make_postal, make_posted_dossier, returning


@pytest.fixture
def office(app):
    return make_post_office()


@pytest.fixture
def postal(office):
    return make_postal(office)


@pytest.fixture
def sent(act, office):
    """An envelope on its way, and the original in it."""
    dossier = make_posted_dossier(officer := make_officer())
    paper = make_paper(dossier, officer)
    done(act(officer, transfer_of(dossier, giver=officer_side(officer), taker=CENTRE, paper_id=paper.id), at=MONDAY))
    return make_manifest(office, dossier).items[0], paper


def test_an_envelope_comes_back_by_both_signatures_and_its_originals_with_it(postal, sent):
    item, paper = sent
    post, centre = some_sha("bưu điện"), some_sha("trung tâm")
    signed = {"given_by": "Lê Văn Phát", "taken_by": "Trần Thị Điều", "condition": "ướt góc", "seal": "NP-9"}
    command = returning(item, given_signature=post, taken_signature=centre, **signed)

    phone_sends(postal, command, at=MONDAY + HOUR, files=[file_ref(post), file_ref(centre)])

    moved, back = get_paper(paper.id).last_transfer, get_item(item.id, ward=WARD)
    assert (moved.taker.kind, moved.given_by, moved.taken_by) == ("centre", "Lê Văn Phát", "Trần Thị Điều")
    assert (moved.condition, moved.seal, moved.signature_files) == ("ướt góc", "NP-9", [post, centre])
    assert (back.returned_by, back.returned_to) == ("Lê Văn Phát", "Trần Thị Điều")
    assert back.return_signatures == [post, centre]


def test_a_return_of_a_phone_that_asked_for_no_names_is_still_taken(postal, sent):
    item, paper = sent

    receipt = phone_sends(postal, returning(item), at=MONDAY + HOUR)

    assert receipt.status == "applied"
    assert (get_paper(paper.id).holder.kind, get_item(item.id, ward=WARD).returned_to) == ("centre", None)


@pytest.mark.parametrize(
    ("post", "centre", "flags"), [(2, 2, []), (2, 1, ["return-bundle-differs"]), (3, 3, ["return-bundle-differs"])]
)
def test_each_side_counts_the_envelopes_for_itself_and_a_difference_is_looked_at(postal, sent, post, centre, flags):
    item, _ = sent
    for hours in (1, 100):
        phone_sends(postal, failing(item), at=MONDAY + hours * HOUR)
    bundle = {"item_ids": [item.id, new_id()], "counted_by_post": post, "counted_by_centre": centre}

    receipt = phone_sends(postal, returning(item, bundle=bundle), at=MONDAY + 200 * HOUR)

    assert (receipt.status, receipt.flags) == ("applied", flags)
    assert get_item(item.id, ward=WARD).state == "returned", "it is there, whoever counted wrongly"


def test_what_each_side_counted_is_kept_for_whoever_looks(postal, sent):
    item, _ = sent
    bundle = {"item_ids": [item.id], "counted_by_post": 1, "counted_by_centre": 0}

    receipt = phone_sends(postal, returning(item, bundle=bundle), at=MONDAY + HOUR)

    (record,) = find_records(receipt.command_id)
    assert record.review_id is not None
    assert record.details["return-bundle-differs"] == {"listed": 1, "counted_by_post": 1, "counted_by_centre": 0}
