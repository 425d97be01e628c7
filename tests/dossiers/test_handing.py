"""The hand-over at the door: to whom, when, what goes home with it; late reports lie beside."""

from datetime import timedelta

import pytest

from app.core.changes import changes_of, find_state
from app.core.commands import public_actor, system_actor
from app.core.context import Context
from app.core.db import session, writing
from app.core.ids import new_id
from app.core.records import ReviewItem
from app.core.roles import Role
from app.core.scope import unpack, user_key
from app.dossiers.commands import ChooseDelivery
from app.dossiers.commands.handing import why_post_hand_over_beside, write_hand_over
from app.dossiers.commands.results import move_result
from app.dossiers.models.shapes import Receiver, ResultState
from app.dossiers.queries import get_dossier, get_paper, results_to_return
from app.sync.commands import ResolveReview
from app.visits.commands import (
    CallOff,
    ChooseHalfDay,
    CloseVisit,
    CorrectVisitFact,
    Reroute,
    StartVisit,
    StopMessages,
    UnplanVisit,
)
from app.visits.queries import get_team
from tests.make import WARD, done, make_coordinator, make_leader, make_officer, make_user
from tests.make_dossiers import (
    SATURDAY,
    file_ref,
    handing,
    make_dossier,
    make_paper,
    make_result,
    phone_sends,
    some_sha,
)
from tests.make_places import make_post_office, make_ward
from tests.make_postal import make_postal
from tests.make_visits import make_accepted_request, make_shift, make_visit, make_working_team
from tests.page import check_page, text

NEXT_WEEK = SATURDAY + timedelta(days=7)


@pytest.fixture
def officer(app):
    return make_officer(name="Đinh Thị Trao")


@pytest.fixture
def dossier(officer):
    return make_dossier(officer)


@pytest.fixture
def result(dossier):
    return make_result(dossier)


def context_of_a_higher_feature():
    return Context(command_id=new_id(), actor=system_actor(WARD), ward=WARD, at=NEXT_WEEK, now=NEXT_WEEK)


def returning(dossier, *officers):
    """Return a visit that is to bring this dossier's result."""
    request = make_accepted_request(citizen_id=dossier.citizen_id, person=None)
    purposes = [{"kind": "return", "dossier_id": str(dossier.id)}]
    return make_visit(team=make_working_team(*officers, name=f"Đội {new_id()}"), request=request, purposes=purposes)


def test_the_result_is_handed_over_with_hour_and_minute(act, officer, dossier, result):
    receipt = act(officer, handing(dossier, result), at=NEXT_WEEK)

    snapshot = get_dossier(dossier.id).snapshot()
    assert (receipt.status, receipt.flags) == ("applied", [])
    assert (snapshot.status, snapshot.result.state) == (10, "handed-over")
    assert (snapshot.result.handed.to_name, snapshot.result.handed.identity_last4) == ("Bùi Thị Con", "9876")
    assert (snapshot.result.handed.at, snapshot.history[-1].at) == (NEXT_WEEK, NEXT_WEEK)


def test_the_same_hand_over_again_changes_nothing(act, officer, dossier, result):
    command, name = handing(dossier, result), new_id()

    for _ in range(2):
        act(officer, command, id=name, at=NEXT_WEEK)

    assert len(get_dossier(dossier.id).hand_overs) == 1
    assert [c.what for c in changes_of("dossier", dossier.id)] == ["recorded", "result-attached", "handed-over"]


def test_only_officers_and_the_counter_hand_over(act, dossier, result):
    others = [make_leader(), make_user(Role.DIRECTOR), make_postal(make_post_office())]

    assert {act(person, handing(dossier, result)).code for person in others} == {"not-permitted"}


def test_an_unknown_dossier_is_refused_from_pages_and_held_from_phones(act, officer, dossier, result):
    stray = handing(dossier, result, dossier_id=new_id())

    assert act(officer, stray).code == "unknown-dossier"
    assert phone_sends(officer, stray).status == "held"


def test_a_second_hand_over_lies_beside_until_somebody_decides(act, officer, dossier, result):
    other = make_officer(name="Người Khác")
    done(act(officer, handing(dossier, result), at=NEXT_WEEK))

    receipt = phone_sends(other, handing(dossier, result, to={"name": "Hàng xóm"}), at=NEXT_WEEK)

    assert (receipt.status, receipt.flags) == ("applied", ["already-handed-over"])
    assert get_dossier(dossier.id).handed.to_name == "Bùi Thị Con"
    assert len(get_dossier(dossier.id).hand_overs) == 2


def test_a_review_lets_the_second_one_count(act, officer, dossier, result):
    done(act(officer, handing(dossier, result), at=NEXT_WEEK))
    phone_sends(officer, handing(dossier, result, to={"name": "Hàng xóm"}), at=NEXT_WEEK)
    item = session.query(ReviewItem).one()

    done(act(make_coordinator(), ResolveReview(review_id=item.id, resolution="apply_as_is")))

    assert get_dossier(dossier.id).handed.to_name == "Hàng xóm"
    assert [h.standing for h in get_dossier(dossier.id).hand_overs] == ["beside", "in-force"]


def test_a_discarded_report_changes_nothing(act, officer, dossier, result):
    done(act(officer, handing(dossier, result), at=NEXT_WEEK))
    phone_sends(officer, handing(dossier, result, to={"name": "Hàng xóm"}), at=NEXT_WEEK)
    item = session.query(ReviewItem).one()

    done(act(make_coordinator(), ResolveReview(review_id=item.id, resolution="discard", reason="nhầm nhà")))

    assert get_dossier(dossier.id).handed.to_name == "Bùi Thị Con"


def test_a_result_that_the_office_does_not_know_is_asked_about(act, officer, dossier, result):
    receipt = act(officer, handing(dossier, result, result_id=new_id()))

    assert receipt.flags == ["result-unknown"]
    assert get_dossier(dossier.id).result.state == "ready"


def test_a_return_visit_given_to_others_meanwhile_is_flagged_and_moves_nothing(officer, dossier, result):
    returning(dossier, make_officer(name="Đội Mới"))

    receipt = phone_sends(officer, handing(dossier, result), at=NEXT_WEEK)

    assert (receipt.status, receipt.flags) == ("applied", ["visit-reassigned"])
    assert get_dossier(dossier.id).result.state == "ready"
    assert len(get_dossier(dossier.id).hand_overs) == 1


def test_originals_go_home_with_the_result(act, officer, dossier, result):
    paper = make_paper(dossier, officer)

    receipt = act(officer, handing(dossier, result, papers_returned=[paper.id]), at=NEXT_WEEK)

    assert receipt.flags == []
    assert get_paper(paper.id).holder.kind == "citizen"
    assert get_paper(paper.id).last_transfer.taken_by == "Bùi Thị Con"


def test_an_original_that_the_officer_did_not_hold_is_asked_about(act, officer, dossier, result):
    paper = make_paper(dossier, make_officer(name="Người Giữ"))

    receipt = act(officer, handing(dossier, result, papers_returned=[paper.id]), at=NEXT_WEEK)

    assert receipt.flags == ["custody-holder-differs"]
    assert get_paper(paper.id).holder.name == "Người Giữ"
    assert get_dossier(dossier.id).result.state == "handed-over"


def test_the_signature_is_filed_as_the_hand_overs(officer, dossier, result):
    ink = some_sha("ký nhận")
    command = handing(dossier, result, signature={"way": "pad", "file": ink, "name": "Bùi Thị Con"})

    phone_sends(officer, command, files=[file_ref(ink, "handover")])

    kept = get_dossier(dossier.id)
    assert [(f.role, f.state) for f in kept.files] == [("handover", "awaited")]
    assert kept.snapshot().result.handed.signature_file == ink


def test_both_hands_are_filed_and_stand_on_the_original_that_goes_home(act, officer, dossier, result):
    paper, given, taken = make_paper(dossier, officer), some_sha("cán bộ ký"), some_sha("người nhận ký")
    command = handing(
        dossier,
        result,
        papers_returned=[paper.id],
        signature={"way": "pad", "file": taken, "name": "Bùi Thị Con"},
        given_signature=given,
    )

    phone_sends(officer, command, files=[file_ref(given, "handover"), file_ref(taken, "handover")])

    handed, home = get_dossier(dossier.id).snapshot().result.handed, get_paper(paper.id).last_transfer
    assert (handed.giver_file, handed.signature_file) == (given, taken)
    assert {f.sha256 for f in get_dossier(dossier.id).files if f.role == "handover"} == {given, taken}
    assert (home.giver_file, home.taker_file) == (given, taken)


def test_a_report_of_the_time_that_asked_the_receiver_alone_is_the_receivers(act, officer, dossier, result):
    paper, taken = make_paper(dossier, officer), some_sha("người nhận ký")
    signature = {"way": "pad", "file": taken, "name": "Bùi Thị Con"}
    command = handing(dossier, result, papers_returned=[paper.id], signature=signature)

    receipt = phone_sends(officer, command, files=[file_ref(taken, "handover")])

    handed, home = get_dossier(dossier.id).handed, get_paper(paper.id).last_transfer
    assert receipt.flags == []
    assert (handed.giver_file, home.giver_file, home.taker_file) == (None, None, taken)


def test_the_returning_officers_see_the_dossier_while_the_visit_stands(act, dossier, result):
    bringer = make_officer(name="Người Mang")
    visit = returning(dossier, bringer)
    assert user_key(bringer.id) in unpack(find_state("dossier", dossier.id).keys)

    done(act(make_coordinator(), UnplanVisit(visit_id=visit.id, reason="đổi ngày")))

    assert user_key(bringer.id) not in unpack(find_state("dossier", dossier.id).keys)


def test_who_does_not_get_there_sees_the_dossier_no_longer(act, dossier, result):
    bringer = make_officer(name="Người Mang")
    visit = returning(dossier, bringer)
    way = {"date": visit.planned_on, "half": visit.half, "cause": "ill", "reason": "đoàn có cán bộ bị ốm"}

    done(act(bringer, Reroute(**way, stops=[], left_out=[visit.id])))

    assert user_key(bringer.id) not in unpack(find_state("dossier", dossier.id).keys)


def test_a_family_that_moves_its_day_leaves_the_result_at_the_centre(act, dossier, result):
    """The errand waits on the desk's list; the officers of the day that was given up see the dossier no longer."""
    bringer = make_officer(name="Người Mang")
    visit = returning(dossier, bringer)
    sunday = visit.planned_on + timedelta(days=1)
    make_shift(get_team(visit.team_id, ward=WARD), on=sunday, minutes=120)

    done(act(public_actor(WARD), ChooseHalfDay(request_id=visit.request_id, date=sunday, half="morning")))

    assert user_key(bringer.id) not in unpack(find_state("dossier", dossier.id).keys)
    assert [one.id for one in results_to_return(WARD)] == [dossier.id]


def storm(visit):
    return CallOff(half_days=[{"date": visit.planned_on, "half": visit.half}], reason="bão số 10")


def death(visit):
    return StopMessages(citizen_id=visit.citizen_id, why="hospital", note="con gái báo nằm viện")


@pytest.mark.parametrize("act_of", [storm, death])
def test_a_return_that_was_called_off_is_told_on_the_dossier_and_nobody_carries_it(
    act, sign_in, dossier, result, act_of
):
    make_ward()
    bringer, coordinator = make_officer(name="Người Mang"), make_coordinator(name="Hà Thị Điều Phối")
    visit = returning(dossier, bringer)
    due_on = get_dossier(dossier.id).due_on

    done(act(coordinator, act_of(visit)))

    page = text(check_page(sign_in(coordinator).get(f"/office/dossiers/{dossier.id}")).one("main"))
    assert user_key(bringer.id) not in unpack(find_state("dossier", dossier.id).keys)
    assert "Đã bỏ lượt mang kết quả" in page
    assert "chưa có lượt khác" in page
    assert ("bão số 10" in page) is (act_of is storm)
    assert (get_dossier(dossier.id).due_on, get_dossier(dossier.id).result.state) == (due_on, "ready")
    assert [one.id for one in results_to_return(WARD)] == [dossier.id]


def test_once_another_return_is_planned_the_dossier_asks_for_none(act, sign_in, dossier, result):
    make_ward()
    coordinator = make_coordinator(name="Hà Thị Điều Phối")
    done(act(coordinator, storm(returning(dossier, make_officer(name="Người Mang")))))
    returning(dossier, make_officer(name="Người Khác"))

    page = text(check_page(sign_in(coordinator).get(f"/office/dossiers/{dossier.id}")).one("main"))

    assert ("Đã bỏ lượt mang kết quả" in page, "chưa có lượt khác" in page) == (True, False)


def test_the_result_travels_with_the_visit_and_comes_back_when_nobody_is_home(act, dossier, result):
    bringer = make_officer(name="Người Mang")
    visit = returning(dossier, bringer)

    done(act(bringer, StartVisit(visit_id=visit.id)))
    on_the_way = get_dossier(dossier.id).result.state
    done(act(bringer, CloseVisit(visit_id=visit.id, outcome="nobody-home", reason="đi vắng")))

    assert (on_the_way, get_dossier(dossier.id).result.state) == ("with-officer", "ready")
    assert [d.id for d in results_to_return(WARD)] == [dossier.id]


@pytest.mark.parametrize(
    ("handed", "outcome", "state"),
    [(False, "nobody-home", "ready"), (False, None, "ready"), (True, "nobody-home", "handed-over")],
)
def test_a_wrong_report_put_right_brings_back_what_was_not_given(act, dossier, result, handed, outcome, state):
    """Closed as met by mistake, or begun at the wrong door."""
    bringer, started, closed = make_officer(name="Người Mang"), new_id(), new_id()
    visit = returning(dossier, bringer)
    done(act(bringer, StartVisit(visit_id=visit.id), id=started))
    if handed:
        done(act(bringer, handing(dossier, result)))
    if outcome:
        done(act(bringer, CloseVisit(visit_id=visit.id, outcome="met"), id=closed))

    wrong = closed if outcome else started
    right = CorrectVisitFact(command_id=wrong, visit_id=visit.id, reason="bấm nhầm", outcome=outcome)
    done(act(make_coordinator(), right))

    assert get_dossier(dossier.id).result.state == state
    assert act(make_coordinator(), ChooseDelivery(dossier_id=dossier.id, way="counter")).is_applied is not handed


def test_a_correction_that_a_person_lets_count_brings_the_result_back_too(act, dossier, result):
    """It came after another correction, and waited in the review list."""
    bringer, closed, coordinator = make_officer(name="Người Mang"), new_id(), make_coordinator()
    visit = returning(dossier, bringer)
    done(act(bringer, StartVisit(visit_id=visit.id)))
    done(act(bringer, CloseVisit(visit_id=visit.id, outcome="met"), id=closed))
    about = {"command_id": closed, "visit_id": visit.id}
    done(act(coordinator, CorrectVisitFact(**about, reason="ghi thêm", note="gặp con gái")))
    done(phone_sends(bringer, CorrectVisitFact(**about, reason="bấm nhầm", outcome="nobody-home"), at=SATURDAY))
    waiting = get_dossier(dossier.id).result.state

    item = session.query(ReviewItem).filter_by(resolved_at=None).one()
    done(act(coordinator, ResolveReview(review_id=item.id, resolution="apply_as_is")))

    assert (waiting, get_dossier(dossier.id).result.state) == ("with-officer", "ready")


def test_the_post_hands_over_what_the_post_has(act, dossier, result):
    """Postal's handlers stand on these three functions; a command of this feature carries them here."""
    with writing():
        context = context_of_a_higher_feature()
        taken = get_dossier(dossier.id)
        early = why_post_hand_over_beside(taken, taken.result.id)
        move_result(context, taken, ResultState.WITH_POST)
        why = why_post_hand_over_beside(taken, taken.result.id)
        write_hand_over(
            context, taken, result_id=taken.result.id, to=Receiver(name="Bùi Thị Con"), signature=None, why_beside=why
        )

    assert (early, why) == ("result-elsewhere", None)
    assert get_dossier(dossier.id).status == 10


def test_an_officer_cannot_hand_over_what_the_post_has(act, officer, dossier, result):
    with writing():
        context = context_of_a_higher_feature()
        move_result(context, get_dossier(dossier.id), ResultState.WITH_POST)

    assert act(officer, handing(dossier, result)).flags == ["result-elsewhere"]
    assert act(make_coordinator(), ChooseDelivery(dossier_id=dossier.id, way="home")).code == "result-not-here"
