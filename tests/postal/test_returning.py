"""An envelope comes back to the centre: both sides counted, looked and signed, and its originals come with it."""

import pytest

from app.dossiers.queries import get_paper
from app.postal.queries import get_item
from tests.make import WARD, done, make_officer
from tests.make_dossiers import CENTRE, file_ref, make_paper, officer_side, phone_sends, some_sha, transfer_of
from tests.make_places import make_post_office
from tests.make_postal import HOUR, MONDAY, make_manifest, make_postal, make_posted_dossier, returning


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
