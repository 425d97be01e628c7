"""What was found about originals, money and lost phones, by the machine or beside it, each as the few steps."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.commands import ReportLostPhone, SetAreas
from app.accounts.lost_phones import find_lost_phone_of
from app.accounts.models import Enrolment
from app.core.clock import now
from app.core.db import session
from app.core.ids import new_id
from app.core.records import find_records
from app.dossiers.cash import cash_sheets
from app.dossiers.commands import CorrectFact
from app.dossiers.queries import get_dossier, get_paper
from app.dossiers.rules.money import weekend_of
from app.postal.commands import PickUpItem
from app.sync.commands import ResolveReview
from tests.machine.law_checks import each_original_has_one_holder, what_a_person_accepted_counts
from tests.machine.work import lease_args
from tests.make import SYSTEM, WARD, done, make_coordinator, make_leader, make_officer
from tests.make_dossiers import (
    CENTRE,
    SATURDAY,
    citizen_side,
    fee_of,
    handing,
    make_dossier,
    make_paper,
    make_result,
    officer_side,
    phone_sends,
    transfer_of,
)
from tests.make_places import make_neighbourhood, make_post_office
from tests.make_postal import HOUR, MONDAY, delivering, make_manifest, make_postal, make_posted_dossier, returning
from tests.make_requests import make_citizen
from tests.phone import Phone


@pytest.fixture
def officer(app):
    return make_officer(name="Đinh Văn Cán Bộ")


@pytest.fixture
def accept(act):
    """`accept(receipt)`: the coordinator decides that what was flagged holds."""

    def accept(receipt):
        review_id = find_records(receipt.command_id)[0].review_id
        done(act(make_coordinator(), ResolveReview(review_id=review_id, resolution="apply_as_is", reason="đã hỏi")))
        session.rollback()

    return accept


@pytest.fixture
def envelope(act, officer):
    """`envelope(signed)`: a result on its way by post, with an original of the family in it; and a postal worker."""

    def envelope(**how):
        office = make_post_office()
        dossier = make_posted_dossier(officer)
        paper = make_paper(dossier, officer)
        done(
            act(officer, transfer_of(dossier, giver=officer_side(officer), taker=CENTRE, paper_id=paper.id), at=MONDAY)
        )
        item = make_manifest(office, dossier, at=MONDAY + HOUR, **how).items[0]
        return item, paper.id, make_postal(office)

    return envelope


def holder_of(paper_id):
    """Who has it; and the tables say so too."""
    session.rollback()
    each_original_has_one_holder()
    what_a_person_accepted_counts()
    return get_paper(paper_id).holder.kind


def test_an_original_that_went_home_with_the_result_is_home_when_a_person_says_so(officer, accept):
    """The hand-over was accepted; the paper that it named stayed with a colleague for ever."""
    colleague = make_officer(name="Người Khác")
    dossier = make_dossier(officer)
    paper, result = make_paper(dossier, colleague), make_result(dossier)
    receipt = phone_sends(officer, handing(dossier, result, papers_returned=[paper.id]), at=SATURDAY + HOUR)
    assert (receipt.flags, holder_of(paper.id)) == (["custody-holder-differs"], "officer")

    accept(receipt)

    assert holder_of(paper.id) == "citizen"


def test_an_original_in_an_envelope_delivered_before_the_list_was_signed_is_home(envelope):
    """To the post and to the family by one report: both changes of hands had one id, and the report was parked."""
    item, paper_id, postal = envelope(signed=False)

    receipt = phone_sends(postal, delivering(item), at=MONDAY + 2 * HOUR)

    assert (receipt.status, receipt.flags) == ("applied", ["manifest-not-signed"])
    assert holder_of(paper_id) == "citizen"


def test_an_original_in_an_envelope_returned_before_the_list_was_signed_is_at_the_centre(envelope):
    item, paper_id, postal = envelope(signed=False)

    receipt = phone_sends(postal, returning(item), at=MONDAY + 2 * HOUR)

    assert receipt.status == "applied"
    assert holder_of(paper_id) == "centre"


def test_an_original_that_the_post_picked_up_elsewhere_is_with_the_post_when_a_person_says_so(act, envelope, accept):
    """An officer had taken it out of the envelope meanwhile, as it seemed."""
    item, paper_id, postal = envelope(signed=False)
    dossier, colleague = get_dossier(item.dossier_id), make_officer(name="Người Khác")
    command = transfer_of(dossier, giver=CENTRE, taker=officer_side(colleague), paper_id=paper_id)
    done(act(make_coordinator(), command, at=MONDAY + HOUR))
    receipt = phone_sends(postal, PickUpItem(item_id=item.id), at=MONDAY + 2 * HOUR)
    assert (receipt.flags, holder_of(paper_id)) == (["custody-holder-differs"], "officer")

    accept(receipt)

    assert holder_of(paper_id) == "post"


def test_a_correction_reaches_the_paper_by_the_transfer_that_a_person_let_count(act, officer, accept):
    """The one accepted was older than another: the paper kept the wrong seal."""
    colleague = make_officer(name="Người Khác")
    dossier = make_dossier(officer)
    paper = make_paper(dossier, officer)
    beside = transfer_of(dossier, giver=officer_side(colleague), taker=CENTRE, paper_id=paper.id, seal="A1")
    receipt = phone_sends(colleague, beside, at=SATURDAY + HOUR)
    home = transfer_of(dossier, giver=officer_side(officer), taker=citizen_side(), paper_id=paper.id)
    done(phone_sends(officer, home, at=SATURDAY + 2 * HOUR))
    accept(receipt)
    fields = {"seal": {"from": "A1", "to": "A2"}}

    right = CorrectFact(dossier_id=dossier.id, command_id=receipt.command_id, reason="đọc nhầm", fields=fields)
    done(act(make_coordinator(), right))

    session.rollback()
    assert (get_paper(paper.id).holder.kind, get_paper(paper.id).seal) == ("centre", "A2")


def test_cash_taken_twice_is_owed_twice_when_a_person_says_that_it_was(officer, accept):
    """The second one was accepted and lay beside all the same: the officer's sheet never came out even."""
    dossier = make_dossier(officer)
    done(phone_sends(officer, fee_of(dossier), at=SATURDAY))
    receipt = phone_sends(officer, fee_of(dossier, slip="A2"), at=SATURDAY + HOUR)
    assert receipt.flags == ["fee-already-taken"]

    accept(receipt)

    what_a_person_accepted_counts()
    sheet = next(one for one in cash_sheets(WARD, weekend_of(SATURDAY.date())) if one.officer_id == officer.id)
    assert sheet.left == 16_000


def test_the_record_of_a_lost_phone_names_people_of_an_area_that_was_taken_away(app, act, client):
    """Its leader had lost the area a moment before, and the phone had not heard of it."""
    area, other = make_neighbourhood().id, make_neighbourhood().id
    leader = make_leader(area)
    citizen = make_citizen(neighbourhood_id=area)
    phone = Phone(client, leader)
    done(act(SYSTEM, SetAreas(user_id=leader.id, neighbourhood_ids=[other])))

    enrolment = session.scalars(select(Enrolment).where(Enrolment.device_id == phone.device_id)).one().id
    loss = {"lost_id": new_id(), "discovered_at": now() - timedelta(hours=1), "reason": "rơi"}
    done(act(make_coordinator(), ReportLostPhone(enrolment_id=enrolment, **loss)))

    session.rollback()
    assert str(citizen.id) in find_lost_phone_of(enrolment).inventory["citizen"]


def test_a_colleagues_work_under_an_own_number_is_nobodys_word_either(app, client, act):
    phone, other = Phone(client, make_officer()), Phone(client, make_officer())
    borrowed = other.make("sync.lease_numbers", lease_args(), seq=1)
    review_id = phone.push(borrowed).json["results"][0]["review"]

    answer = act(make_coordinator(), ResolveReview(review_id=review_id, resolution="apply_as_is", reason="thử"))

    assert (answer.status, answer.code) == ("rejected", "author-not-proven")


def test_work_that_its_phone_did_not_sign_is_nobodys_word_whatever_is_decided(app, client, act):
    """SEED=2: a person let it happen, and it stood there as the officer's own."""
    phone = Phone(client, make_officer())
    made = phone.make("sync.lease_numbers", lease_args())
    review_id = phone.push(made | {"sig": phone.sign("something else")}).json["results"][0]["review"]

    answer = act(make_coordinator(), ResolveReview(review_id=review_id, resolution="apply_as_is", reason="thử"))

    assert (answer.status, answer.code) == ("rejected", "author-not-proven")
    done(act(make_coordinator(), ResolveReview(review_id=review_id, resolution="discard", reason="thử")))
