"""Manifests: what may be listed, two counts, two signatures, and when custody has passed."""

import pytest

from app.core.changes import changes_of, find_state, project
from app.core.ids import new_id
from app.core.records import commands_of_review, find_records
from app.core.roles import Role
from app.core.scope import post_key, unpack
from app.dossiers.commands import ChooseDelivery
from app.dossiers.queries import get_dossier, get_paper
from app.postal.queries import get_item, get_manifest, items_of_dossier
from app.sync.commands import ResolveReview
from tests.make import WARD, done, make_coordinator, make_leader, make_officer, make_user
from tests.make_dossiers import (
    CENTRE,
    file_ref,
    make_dossier,
    make_paper,
    make_result,
    officer_side,
    phone_sends,
    some_sha,
    transfer_of,
)
from tests.make_places import make_post_office
from tests.make_postal import (
    HOUR,
    MONDAY,
    delivering,
    listing,
    make_item,
    make_manifest,
    make_postal,
    make_posted_dossier,
    signing,
)


@pytest.fixture
def office(app):
    return make_post_office()


@pytest.fixture
def coordinator(app):
    return make_coordinator()


def test_two_results_are_listed_for_the_post(act, coordinator, office):
    first, second = make_posted_dossier(), make_posted_dossier()

    receipt = act(coordinator, command := listing(office, first, second), at=MONDAY)

    manifest = get_manifest(command.manifest_id, ward=WARD)
    assert receipt.status == "applied"
    assert (manifest.number, manifest.state, len(manifest.items)) == (f"BBGN-{WARD}-26-0001", "open", 2)
    item = items_of_dossier(first.id)[0]
    assert (item.to_name, item.to_address, item.state) == ("Bùi Văn Thử", "Số 5, tổ 14, phường Hòa Bình", "listed")
    assert item.papers == [{"name": "Bản sao trích lục", "count": 2}]


def test_numbers_of_manifests_run_on(office):
    assert [make_manifest(office).serial for _ in range(2)] == [1, 2]


def test_listing_again_by_the_same_command_makes_no_second_list(act, coordinator, office):
    command, name = listing(office, make_posted_dossier()), new_id()

    first, again = act(coordinator, command, id=name), act(coordinator, command, id=name)

    assert (again.status, again.entities) == ("applied", first.entities)
    assert [c.what for c in changes_of("manifest", command.manifest_id)] == ["made"]


def test_an_empty_list_is_refused(act, coordinator, office):
    assert act(coordinator, listing(office)).code == "manifest-empty"


def test_a_dossier_without_result_is_refused(act, coordinator, office):
    assert act(coordinator, listing(office, make_dossier())).code == "result-missing"


def test_who_wants_the_result_at_home_is_not_sent_a_letter(act, coordinator, office):
    dossier = make_dossier()
    make_result(dossier)
    done(act(coordinator, ChooseDelivery(dossier_id=dossier.id, way="home")))

    assert act(coordinator, listing(office, dossier)).code == "delivery-not-by-post"


def test_a_result_is_on_one_list_only(act, coordinator, office):
    item = make_item(office, signed=False)

    again = act(coordinator, listing(office, get_dossier(item.dossier_id)))

    assert (again.status, again.code) == ("conflict", "already-listed")


def test_a_result_that_left_the_house_is_not_listed(act, coordinator, office):
    item = make_item(office)
    done(act(coordinator, delivering(item), at=MONDAY + HOUR))

    again = act(coordinator, listing(office, get_dossier(item.dossier_id)))

    assert (again.status, again.code) == ("conflict", "result-not-here")


def test_unknown_things_and_used_ids_are_refused(act, coordinator, office):
    dossier = make_posted_dossier()
    manifest = make_manifest(office)
    cases = {
        "unknown-post-office": listing(office, dossier, post_office_id=new_id()),
        "unknown-dossier": listing(office, dossier, items=[{"item_id": new_id(), "dossier_id": new_id()}]),
        "manifest-id-used": listing(office, dossier, manifest_id=manifest.id),
        "item-id-used": listing(office, dossier, items=[{"item_id": manifest.items[0].id, "dossier_id": dossier.id}]),
    }

    assert {code: act(coordinator, command).code for code, command in cases.items()} == {code: code for code in cases}


def test_only_the_coordinator_lists(act, office):
    dossier = make_posted_dossier()
    people = [make_postal(office), make_officer(), make_leader(), make_user(Role.DIRECTOR)]

    assert {act(person, listing(office, dossier)).code for person in people} == {"not-permitted"}


def test_when_both_sides_have_signed_the_post_answers_for_all(act, coordinator, office):
    manifest = make_manifest(office, make_posted_dossier(), make_posted_dossier(), signed=False)
    postal = make_postal(office)

    act(coordinator, signing(manifest, "centre"), at=MONDAY)
    assert get_manifest(manifest.id, ward=WARD).state == "open"
    phone_sends(postal, signing(manifest, "post"), at=MONDAY + HOUR)

    signed = get_manifest(manifest.id, ward=WARD)
    assert (signed.state, signed.signed_at) == ("signed", MONDAY + HOUR)
    assert {item.state for item in signed.items} == {"with-post"}
    assert {get_dossier(item.dossier_id).result.state for item in signed.items} == {"with-post"}


def test_originals_at_the_centre_travel_home_in_the_same_envelope(act, coordinator, office):
    officer = make_officer()
    dossier = make_posted_dossier(officer)
    paper = make_paper(dossier, officer)
    done(act(officer, transfer_of(dossier, giver=officer_side(officer), taker=CENTRE, paper_id=paper.id), at=MONDAY))

    manifest = make_manifest(office, dossier, at=MONDAY + HOUR)

    item = manifest.items[0]
    assert [p["name"] for p in item.papers] == ["Bản sao trích lục", "Giấy chứng nhận kết hôn"]
    assert (get_paper(paper.id).holder.kind, get_paper(paper.id).holder.id) == ("post", office.id)


def test_counts_that_differ_leave_the_list_open_until_a_person_decides(act, coordinator, office):
    manifest = make_manifest(office, make_posted_dossier(), make_posted_dossier(), signed=False)
    act(coordinator, signing(manifest, "centre"), at=MONDAY)

    receipt = phone_sends(make_postal(office), signing(manifest, "post", count=1), at=MONDAY + HOUR)
    assert (receipt.status, receipt.flags) == ("applied", ["manifest-count-differs"])
    assert get_manifest(manifest.id, ward=WARD).state == "open"
    review = find_records(receipt.command_id)[0].review_id
    assert len(commands_of_review(review)) == 1
    done(act(coordinator, ResolveReview(review_id=review, resolution="apply_as_is", reason="Đã đếm lại")))

    assert get_manifest(manifest.id, ward=WARD).state == "signed"


def test_a_second_signature_of_one_side_lies_beside_the_first(act, office):
    manifest = make_manifest(office)

    receipt = phone_sends(make_postal(office), signing(manifest, "post", name="Người khác"), at=MONDAY + HOUR)

    after = get_manifest(manifest.id, ward=WARD)
    assert receipt.flags == ["manifest-signed-before"]
    assert [row.name for row in after.signatures] == ["Trần Thị Điều Phối", "Lê Văn Phát", "Người khác"]
    assert [shape.name for shape in after.snapshot().signatures] == ["Trần Thị Điều Phối", "Lê Văn Phát"]


def test_a_signature_sent_twice_counts_once(office):
    manifest = make_manifest(office, signed=False)
    postal, command, name = make_postal(office), signing(manifest, "post"), new_id()

    phone_sends(postal, command, id=name, at=MONDAY)
    again = phone_sends(postal, command, id=name, at=MONDAY)

    assert (again.status, again.is_duplicate) == ("applied", True)
    assert len(get_manifest(manifest.id, ward=WARD).signatures) == 1


def test_somebody_of_another_post_office_is_noticed(office):
    manifest = make_manifest(office, signed=False)
    stranger = make_postal(make_post_office("Bưu điện Phương Lâm"))

    assert phone_sends(stranger, signing(manifest, "post")).flags == ["other-post-office"]


def test_an_unknown_manifest_waits_on_the_phones_behalf(office):
    manifest = make_manifest(office)

    receipt = phone_sends(make_postal(office), signing(manifest, "post", manifest_id=new_id()))

    assert receipt.status == "held"


def test_officers_and_leaders_sign_no_manifest(act, office):
    manifest = make_manifest(office, signed=False)

    for person in (make_officer(), make_leader()):
        assert act(person, signing(manifest, "post")).code == "not-permitted"


def test_the_post_sees_envelopes_and_nothing_of_the_dossier(office):
    item = make_item(office)
    state = find_state("postal_item", item.id)

    shown = project("postal_item", state.body, Role.POSTAL)

    assert unpack(state.keys) == {f"ward:{WARD}", post_key(office.id)}
    assert "dossier_id" not in shown
    assert str(item.dossier_id) in project("postal_item", state.body, Role.COORDINATOR)
    assert post_key(office.id) not in unpack(find_state("dossier", item.dossier_id).keys)


def test_a_slip_number_with_a_wrong_digit_is_taken_with_a_warning(act, coordinator, office):
    dossier = make_posted_dossier()
    line = {"item_id": new_id(), "dossier_id": dossier.id, "code": "el 0479 5001 8 vn"}

    done(act(coordinator, listing(office, dossier, items=[line])))

    item = get_item(line["item_id"], ward=WARD)
    assert (item.code, item.snapshot().warnings) == ("EL047950018VN", ["postal-code-check-digit"])


def test_originals_on_a_list_change_hands_by_both_signatures(act, coordinator, office):
    dossier = make_posted_dossier()
    paper = make_paper(dossier, officer := make_officer())
    done(act(officer, transfer_of(dossier, giver=officer_side(officer), taker=CENTRE, paper_id=paper.id), at=MONDAY))
    manifest = make_manifest(office, dossier, signed=False)
    post, centre = some_sha("bưu điện"), some_sha("trung tâm")

    phone_sends(make_postal(office), signing(manifest, "post", signature_file=post), at=MONDAY, files=[file_ref(post)])
    done(act(coordinator, signing(manifest, "centre", signature_file=centre), at=MONDAY))

    moved = get_paper(paper.id).last_transfer
    assert (moved.given_by, moved.taken_by) == ("Trần Thị Điều Phối", "Lê Văn Phát")
    assert (moved.giver_file, moved.taker_file) == (centre, post)


def test_an_original_is_collected_and_comes_home_with_the_result_by_post(act, coordinator, office):
    """From hand to hand: the family, the officer, the centre, the post, the family."""
    dossier = make_posted_dossier(officer := make_officer())
    paper = make_paper(dossier, officer)
    done(act(officer, transfer_of(dossier, giver=officer_side(officer), taker=CENTRE, paper_id=paper.id), at=MONDAY))
    manifest = make_manifest(office, dossier, at=MONDAY + HOUR)
    postal, slip = make_postal(office), some_sha("người nhận")

    command = delivering(manifest.items[0], signature_file=slip)
    receipt = phone_sends(postal, command, at=MONDAY + 2 * HOUR, files=[file_ref(slip)])

    hands = [(one.from_holder["kind"], one.to_holder["kind"]) for one in get_paper(paper.id).transfers]
    assert hands == [("citizen", "officer"), ("officer", "centre"), ("centre", "post"), ("post", "citizen")]
    ended = get_dossier(dossier.id)
    assert (receipt.flags, ended.status, ended.handed.to_name) == ([], 10, "Bùi Thị Con")
    assert ended.handed.papers_returned == [str(paper.id)]
    assert (get_paper(paper.id).is_open, get_paper(paper.id).last_transfer.taker_file) == (False, slip)
