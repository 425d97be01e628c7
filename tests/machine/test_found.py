"""What the machine has found, each as the few steps that it takes. Seeds stand beside them."""

from sqlalchemy import func, select

from app.citizens.queries import get_citizen
from app.core.changes import find_state
from app.core.db import session
from app.core.ids import new_id
from app.core.numbers import LedgerEntry
from app.core.records import CommandRecord, ReviewItem
from app.core.scope import unpack, user_key
from app.requests.commands import CancelRequest
from app.sync.commands import ResolveReview
from app.visits.commands import CloseVisit, UnplanVisit
from app.visits.models import Outcome
from tests.machine.work import lease_args
from tests.make import done, make_coordinator, make_officer
from tests.make_dossiers import make_dossier, make_paper, phone_sends
from tests.make_visits import make_visit, make_working_team
from tests.phone import Phone


def holders(kind, entity_id):
    """Return the keys that open this entity; none if it is gone."""
    state = find_state(kind, entity_id)
    return set() if state.is_void else unpack(state.keys)


def test_a_report_about_an_unplanned_visit_does_not_bring_it_back_to_phones(app, act):
    """SEED=2: the late report made a new version, and that version was not gone any more."""
    officer = make_officer()
    visit = make_visit(team=make_working_team(officer))
    done(act(make_coordinator(), UnplanVisit(visit_id=visit.id, reason="thử")))

    answer = phone_sends(officer, CloseVisit(visit_id=visit.id, outcome=Outcome.MET))

    assert (answer.status, answer.flags) == ("applied", ["visit-was-unplanned"])
    assert holders("visit", visit.id) == set()


def test_who_took_a_dossier_keeps_it_when_the_visit_is_unplanned(app, act):
    """SEED=2: its citizen was gone from the phone, and the dossier itself at its next change."""
    officer = make_officer()
    visit = make_visit(team=make_working_team(officer))
    dossier = make_dossier(officer, visit_id=visit.id, citizen=get_citizen(visit.citizen_id))
    paper = make_paper(dossier, officer)

    done(act(make_coordinator(), UnplanVisit(visit_id=visit.id, reason="thử")))

    for kind, entity_id in [("dossier", dossier.id), ("paper", paper.id), ("citizen", visit.citizen_id)]:
        assert user_key(officer.id) in holders(kind, entity_id), kind


def test_a_dossier_recorded_after_its_visit_was_unplanned_stays_with_its_recorder(app, act):
    officer = make_officer()
    visit = make_visit(team=make_working_team(officer))
    done(act(make_coordinator(), UnplanVisit(visit_id=visit.id, reason="thử")))

    dossier = make_dossier(officer, visit_id=visit.id, citizen=get_citizen(visit.citizen_id))

    assert user_key(officer.id) in holders("dossier", dossier.id) & holders("citizen", visit.citizen_id)


def test_a_called_off_visit_lends_nobody_the_result_that_it_was_to_bring(app, act):
    """The request was cancelled, not the visit unplanned: the dossier kept the officer's key."""
    taker, bringer = make_officer(), make_officer()
    dossier = make_dossier(taker)
    visit = make_visit(team=make_working_team(bringer), purposes=[{"kind": "return", "dossier_id": dossier.id}])
    assert user_key(bringer.id) in holders("dossier", dossier.id)

    done(act(make_coordinator(), CancelRequest(request_id=visit.request_id, reason="thử")))

    assert user_key(bringer.id) not in holders("dossier", dossier.id)
    assert user_key(taker.id) in holders("dossier", dossier.id)


def test_whoever_brings_a_result_sees_whose_it_is(app):
    """SEED=3: the result was to be handed over on the way to somebody else's house."""
    taker, bringer = make_officer(), make_officer()
    visit = make_visit(team=make_working_team(taker))
    dossier = make_dossier(taker, visit_id=visit.id, citizen=get_citizen(visit.citizen_id))

    team = make_working_team(bringer, name="Đội 2")
    make_visit(team=team, purposes=[{"kind": "return", "dossier_id": dossier.id}])

    assert user_key(bringer.id) in holders("dossier", dossier.id) & holders("citizen", visit.citizen_id)


def waiting_child(phone):
    """Return the id of a parent that has not come; the server holds its child."""
    parent_id = str(new_id())
    made = phone.make("sync.lease_numbers", lease_args() | {"count": 2}, after=[parent_id])
    assert phone.push(made).json["results"][0]["status"] == "held"
    return parent_id


def child():
    """Return the record of the phone's first command."""
    return session.scalars(select(CommandRecord).where(CommandRecord.seq == 1)).one()


def test_what_was_discarded_while_it_waited_does_not_run_when_its_parent_comes(app, client, act):
    phone = Phone(client, make_officer())
    parent_id = waiting_child(phone)
    decide(act, child(), "discard")

    phone.send("sync.lease_numbers", lease_args(), id=parent_id)

    assert (child().status, child().code) == ("rejected", "parent-discarded")


def test_what_a_person_applied_while_it_waited_does_not_run_again_when_its_parent_comes(app, client, act):
    phone = Phone(client, make_officer())
    parent_id = waiting_child(phone)
    decide(act, child(), "apply_as_is")
    assert child().status == "applied"

    phone.send("sync.lease_numbers", lease_args(), id=parent_id)

    assert child().status == "applied"
    assert session.scalar(select(func.count()).select_from(LedgerEntry)) == 3


def test_a_child_that_came_first_joins_the_review_of_its_refused_parent(app, client):
    phone = Phone(client, make_officer())
    parent_id = waiting_child(phone)
    alone = child().review_id

    refused = phone.send("visits.teleport", {}, id=parent_id)

    assert refused["status"] == "rejected"
    assert str(child().review_id) == refused["review"]
    assert session.get(ReviewItem, alone).resolution == "joined"


def test_what_nobody_can_read_cannot_be_applied_and_waits_for_another_decision(app, client, act):
    """SEED=33: the decision itself was parked."""
    phone = Phone(client, make_officer())
    phone.push({"seq": 1, "body": "{oops", "sig": phone.sign("{oops")})
    review_id, coordinator = child().review_id, make_coordinator()

    answer = act(coordinator, ResolveReview(review_id=review_id, resolution="apply_as_is", reason="thử"))

    assert (answer.status, answer.code) == ("rejected", "nothing-to-apply")
    decide(act, child(), "discard")
    assert session.get(ReviewItem, review_id).resolution == "discard"


def test_bytes_that_nobody_can_read_are_kept_once_whichever_number_they_come_under(app, client):
    """A phone that left its twin enrolled anew and offered the same bytes: a person was asked twice."""
    officer, body = make_officer(), "{oops"
    first, second = Phone(client, officer), Phone(client, officer)
    first.push({"seq": 1, "body": body, "sig": first.sign(body)})

    again = [second.push({"seq": 1, "body": body, "sig": first.sign(body)}) for _ in range(2)]

    assert [answer.json["results"][0]["dup"] for answer in again] == [True, True]
    assert session.scalar(select(func.count()).select_from(ReviewItem)) == 1


def decide(act, record, resolution):
    """Close the review item of this command."""
    command = ResolveReview(review_id=record.review_id, resolution=resolution, reason="thử")
    done(act(make_coordinator(), command))
