"""A result is given out at the counter: who received it, by what right, which paper was seen, and both signatures."""

import pytest

from app.core.db import session
from app.core.ids import new_id
from app.core.records import ReviewItem
from app.dossiers.queries import get_dossier, get_paper, results_to_return
from app.files.queries import find_stored
from app.office.queries.weekend import Weekend, results_by_way
from tests.dossiers.desk import dossier_paper, page_of, posted
from tests.make import WARD, done
from tests.make_dossiers import CENTRE, SATURDAY, handing, make_result, officer_side, transfer_of
from tests.page import check_page
from tests.signatures import both_signed

FORM = {"to_name": "Bùi Thị Con", "relation": "con gái", "identity_last4": "9876"}


@pytest.fixture
def result(dossier, coordinator):
    return make_result(dossier, coordinator)


def address_of(dossier):
    return f"/office/dossiers/{dossier.id}/handover"


def test_the_counter_takes_who_received_by_what_right_and_both_signatures(desk, dossier, result):
    answer = posted(desk, address_of(dossier), **FORM, authorisation="GUQ 12/2026", **both_signed())

    handed = get_dossier(dossier.id).handed
    assert answer.status_code == 302
    assert (handed.to_name, handed.relation, handed.identity_last4, handed.authorisation) == (
        "Bùi Thị Con", "con gái", "9876", "GUQ 12/2026",
    )  # fmt: skip
    assert (handed.by_name, handed.at_counter) == ("Hà Thị Điều Phối", True)
    assert [find_stored(WARD, file) is not None for file in handed.signature_files] == [True, True]
    assert (get_dossier(dossier.id).status, get_dossier(dossier.id).result.state) == (10, "handed-over")
    assert [one.id for one in results_to_return(WARD)] == []


def test_the_dossiers_page_shows_both_hands_each_under_its_name(desk, dossier, result):
    posted(desk, address_of(dossier), **FORM, **both_signed())

    page, handed = check_page(desk.get(f"/office/dossiers/{dossier.id}")), get_dossier(dossier.id).handed

    shown = {image.get("alt"): image.get("src") for image in page.all("img") if "Chữ ký" in (image.get("alt") or "")}
    assert shown["Chữ ký của Bùi Thị Con"] == f"/api/files/{handed.signature_file}?variant=thumb"
    assert shown["Chữ ký của Hà Thị Điều Phối"] == f"/api/files/{handed.giver_file}?variant=thumb"


def test_what_only_the_receiver_signed_is_shown_as_such(act, officer, desk, dossier, result):
    done(act(officer, handing(dossier, result)))

    assert "Bên giao chưa ký" in page_of(desk.get(f"/office/dossiers/{dossier.id}"))


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("to_name", "Hãy ghi tên người nhận."),
        ("identity_last4", "Không xem giấy tờ thì ghi lý do ở đây."),
        ("given_signature", "Chưa có chữ ký: Cán bộ trao ký."),
        ("taken_signature", "Chưa có chữ ký: Người nhận ký."),
    ],
)
def test_what_is_left_out_is_asked_for_and_nothing_is_given(desk, dossier, result, missing, words):
    form = FORM | both_signed() | ({} if "signature" in missing else {missing: ""})
    if "signature" in missing:
        del form[missing]

    answer = posted(desk, address_of(dossier), **form)

    assert (answer.status_code, words in page_of(answer)) == (422, True)
    assert get_dossier(dossier.id).handed is None


def test_more_of_a_card_than_four_digits_is_not_kept(desk, dossier, result):
    answer = posted(desk, address_of(dossier), **(FORM | {"identity_last4": "017048990001"}), **both_signed())

    assert "Chỉ ghi đúng 4 chữ số cuối." in page_of(answer)


def test_originals_at_the_centre_go_home_with_it(act, officer, desk, dossier, result):
    paper = dossier_paper(dossier)
    done(act(officer, transfer_of(dossier, giver=officer_side(officer), taker=CENTRE, paper_id=paper.id)))
    offered = check_page(desk.get(address_of(dossier)))
    ticked = [one.get("value") for one in offered.all("input") if one.get("name") == "papers_returned"]

    posted(desk, address_of(dossier), **FORM, papers_returned=ticked, **both_signed())

    home = get_paper(paper.id).last_transfer
    assert ticked == [str(paper.id)]
    assert (home.from_holder["kind"], home.to_holder["kind"], home.taken_by) == ("centre", "citizen", "Bùi Thị Con")
    assert (home.giver_file, home.taker_file) == get_dossier(dossier.id).handed.signature_files


def test_what_is_not_at_the_centre_is_refused_before_it_is_given(desk, dossier, result):
    """The desk is a wish: nothing lies beside, nobody is asked, the page says why."""
    posted(desk, address_of(dossier), **FORM, **both_signed())

    again = posted(desk, address_of(dossier), **FORM, **both_signed())
    early = posted(desk, address_of(dossier), **(FORM | {"to_name": "Người Khác"}), **both_signed())

    assert "đã được ghi là đã trao" in page_of(again)
    assert "đã được ghi là đã trao" in page_of(desk.get(address_of(dossier)))
    assert early.status_code == 422
    assert (len(get_dossier(dossier.id).hand_overs), session.query(ReviewItem).count()) == (1, 0)


def test_what_both_signed_for_at_the_counter_is_kept_beside_what_came_meanwhile(
    act, officer, coordinator, dossier, result
):
    done(act(officer, handing(dossier, result)))

    receipt = act(coordinator, handing(dossier, result, to={"name": "Người Khác"}))

    kept = get_dossier(dossier.id)
    assert (receipt.status, receipt.flags) == ("applied", ["already-handed-over"])
    assert (kept.handed.to_name, [one.to_name for one in kept.hand_overs]) == (
        "Bùi Thị Con", ["Bùi Thị Con", "Người Khác"],
    )  # fmt: skip


def test_a_dossier_without_a_result_has_nothing_to_give(desk, dossier):
    assert "chưa có kết quả này" in page_of(posted(desk, address_of(dossier), **FORM, **both_signed()))


def test_a_double_click_gives_once(desk, dossier, result):
    name = str(new_id())

    for _ in range(2):
        sent = posted(desk, address_of(dossier), command_id=name, **FORM, **both_signed())
        assert sent.status_code == 302

    assert len(get_dossier(dossier.id).hand_overs) == 1


def test_the_state_page_no_longer_offers_the_last_step_of_a_result(desk, dossier, result):
    page = check_page(desk.get(f"/office/dossiers/{dossier.id}/status"))

    assert "10" not in [option.get("value") for option in page.all("option")]


@pytest.mark.parametrize(("who", "homes"), [("officer", 1), ("coordinator", 0)])
def test_the_counter_is_no_home(act, request, dossier, result, who, homes):
    """The weekend's figure of results brought home counts doors."""
    done(act(request.getfixturevalue(who), handing(dossier, result), at=SATURDAY))

    assert results_by_way(WARD, Weekend(SATURDAY.date()))["handed-over"] == homes
