"""Custody of originals: two sides, one holder at any time, disputes kept beside until a person decides."""

from datetime import timedelta

import pytest

from app.core.changes import changes_of, find_state
from app.core.db import session
from app.core.ids import new_id
from app.core.records import ReviewItem
from app.core.roles import Role
from app.core.scope import post_key, unpack, user_key
from app.dossiers.queries import find_paper, get_paper, open_papers
from app.sync.commands import ResolveReview
from tests.make import WARD, done, make_coordinator, make_leader, make_officer, make_user
from tests.make_dossiers import (
    CENTRE,
    SATURDAY,
    citizen_side,
    make_dossier,
    make_paper,
    officer_side,
    phone_sends,
    transfer_of,
)
from tests.make_places import make_post_office

LATER = SATURDAY + timedelta(hours=3)


@pytest.fixture
def officer(app):
    return make_officer(name="Đinh Thị Nhận")


@pytest.fixture
def dossier(officer):
    return make_dossier(officer)


def test_a_paper_taken_at_the_door_is_in_the_officers_hands(act, officer, dossier):
    command = transfer_of(dossier, giver=citizen_side(), taker=officer_side(officer))

    receipt = act(officer, command, at=SATURDAY)

    paper = get_paper(command.paper_id)
    assert (receipt.status, receipt.flags) == ("applied", [])
    assert (paper.holder.kind, paper.holder.id, paper.held_since) == ("officer", officer.id, SATURDAY)
    assert [p.id for p in open_papers(WARD)] == [paper.id]


def test_the_same_transfer_again_moves_nothing_more(act, officer, dossier):
    command, name = transfer_of(dossier, giver=citizen_side(), taker=officer_side(officer)), new_id()

    for _ in range(2):
        act(officer, command, id=name, at=SATURDAY)

    assert len(get_paper(command.paper_id).transfers) == 1
    assert [c.what for c in changes_of("paper", command.paper_id)] == ["transferred"]


def test_the_paper_travels_home_again(act, officer, dossier):
    paper, coordinator = make_paper(dossier, officer), make_coordinator()

    to_centre = transfer_of(dossier, giver=officer_side(officer), taker=CENTRE, paper_id=paper.id)
    done(act(coordinator, to_centre, at=LATER))
    back = transfer_of(dossier, giver=CENTRE, taker=officer_side(officer), paper_id=paper.id)
    done(act(officer, back, at=LATER))
    home = transfer_of(dossier, giver=officer_side(officer), taker=citizen_side(), paper_id=paper.id)
    done(act(officer, home, at=LATER))

    assert get_paper(paper.id).holder.kind == "citizen"
    assert open_papers(WARD) == []
    assert [t.from_.kind for t in get_paper(paper.id).snapshot().transfers] == [
        "citizen",
        "officer",
        "centre",
        "officer",
    ]


def test_whoever_holds_it_sees_it(act, officer, dossier):
    paper, post_office = make_paper(dossier, officer), make_post_office()
    assert user_key(officer.id) in unpack(find_state("paper", paper.id).keys)
    done(act(officer, transfer_of(dossier, giver=officer_side(officer), taker=CENTRE, paper_id=paper.id), at=LATER))
    post = {"kind": "post", "id": str(post_office.id), "name": post_office.name}

    done(act(make_coordinator(), transfer_of(dossier, giver=CENTRE, taker=post, paper_id=paper.id), at=LATER))

    assert post_key(post_office.id) in unpack(find_state("paper", paper.id).keys)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"to": citizen_side("Người khác trong nhà")}, "same-holder"),
        ({"to": {"kind": "officer", "id": str(new_id()), "name": "Ai đó"}}, "unknown-staff"),
        ({"to": {"kind": "post", "id": str(new_id()), "name": "Bưu cục"}}, "unknown-post-office"),
        ({"paper": None}, "unknown-paper"),
        ({"dossier_id": new_id()}, "unknown-dossier"),
    ],
)
def test_a_transfer_without_two_known_sides_is_refused(act, officer, dossier, values, code):
    command = transfer_of(dossier, giver=citizen_side(), taker=CENTRE, **values)

    receipt = act(officer, command)

    assert (receipt.status, receipt.code) == ("rejected", code)
    assert find_paper(command.paper_id) is None


def test_a_transfer_is_written_once(act, officer, dossier):
    paper = make_paper(dossier, officer)
    known = paper.transfers[0].transfer_id
    again = transfer_of(dossier, giver=officer_side(officer), taker=CENTRE, paper_id=paper.id, transfer_id=known)

    assert act(officer, again).code == "transfer-id-used"


def test_leaders_do_not_move_originals(act, dossier, officer):
    command = transfer_of(dossier, giver=citizen_side(), taker=officer_side(officer))

    assert act(make_leader(), command).code == "not-permitted"


def test_a_giver_who_does_not_hold_it_is_kept_beside(officer, dossier):
    paper, other = make_paper(dossier, officer), make_officer(name="Người Khác")
    command = transfer_of(dossier, giver=officer_side(other), taker=CENTRE, paper_id=paper.id)

    receipt = phone_sends(other, command, at=LATER)

    assert (receipt.status, receipt.flags) == ("applied", ["custody-holder-differs"])
    assert get_paper(paper.id).holder.id == officer.id
    assert [t.standing for t in get_paper(paper.id).transfers] == ["in-force", "beside"]


def test_a_review_lets_the_disputed_transfer_count(act, officer, dossier):
    paper, other = make_paper(dossier, officer), make_officer(name="Người Khác")
    command = transfer_of(dossier, giver=officer_side(other), taker=CENTRE, paper_id=paper.id)
    phone_sends(other, command, at=LATER)
    item = session.query(ReviewItem).one()

    done(act(make_coordinator(), ResolveReview(review_id=item.id, resolution="apply_as_is")))

    assert get_paper(paper.id).holder.kind == "centre"
    assert [t.standing for t in get_paper(paper.id).transfers] == ["in-force", "in-force"]


def test_a_transfer_from_before_the_last_one_is_kept_beside(act, officer, dossier):
    paper = make_paper(dossier, officer, at=LATER)
    command = transfer_of(dossier, giver=officer_side(officer), taker=CENTRE, paper_id=paper.id)

    assert act(officer, command, at=SATURDAY).flags == ["custody-out-of-order"]
    assert get_paper(paper.id).holder.kind == "officer"


def test_clocks_may_differ_by_minutes(act, officer, dossier):
    paper = make_paper(dossier, officer, at=LATER)
    command = transfer_of(dossier, giver=officer_side(officer), taker=CENTRE, paper_id=paper.id)

    assert act(officer, command, at=LATER - timedelta(minutes=4)).flags == []


def test_only_the_two_sides_can_say_that_it_changed_hands(act, officer, dossier):
    paper, bystander = make_paper(dossier, officer), make_officer()
    command = transfer_of(dossier, giver=officer_side(officer), taker=CENTRE, paper_id=paper.id)

    assert act(bystander, command, at=LATER).flags == ["not-a-party"]
    assert get_paper(paper.id).holder.id == officer.id


def test_the_post_speaks_for_the_post(act, officer, dossier):
    paper, post_office = make_paper(dossier, officer), make_post_office()
    postman = make_user(Role.POSTAL, post_office_id=post_office.id)
    post = {"kind": "post", "id": str(post_office.id), "name": post_office.name}
    command = transfer_of(dossier, giver=officer_side(officer), taker=post, paper_id=paper.id)

    assert act(postman, command, at=LATER).flags == []


def test_a_missing_sheet_is_flagged_and_the_rest_has_moved(act, officer, dossier):
    paper = make_paper(dossier, officer, count=2)
    command = transfer_of(dossier, giver=officer_side(officer), taker=CENTRE, paper_id=paper.id, count=1)

    assert act(officer, command, at=LATER).flags == ["custody-count-differs"]
    assert get_paper(paper.id).holder.kind == "centre"


def test_a_paper_stays_with_its_dossier(act, officer, dossier):
    paper, other = make_paper(dossier, officer), make_dossier(officer)
    command = transfer_of(other, giver=officer_side(officer), taker=CENTRE, paper_id=paper.id)

    assert act(officer, command, at=LATER).flags == ["paper-of-another-dossier"]
    assert get_paper(paper.id).dossier_id == dossier.id
