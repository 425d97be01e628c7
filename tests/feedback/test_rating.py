"""Rating: taken from public and phones, counted once, shown only as sums."""

from datetime import date, timedelta

import pytest

from app.core.changes import find_state
from app.core.ids import new_id
from app.core.roles import Role
from app.core.scope import unpack
from app.feedback.models import Place
from app.feedback.queries import find_opinion
from app.feedback.sums import satisfaction, satisfaction_by_neighbourhood, satisfaction_by_place
from tests.feedback.make_opinions import NOON, PUBLIC, give, make_visits, rating
from tests.make import WARD, make_coordinator, make_leader, make_officer, make_user
from tests.make_dossiers import phone_sends
from tests.make_visits import make_visit, make_working_team

DAY = date(2026, 11, 21)


@pytest.fixture
def officer(app):
    return make_officer()


@pytest.fixture
def visit(officer):
    return make_visit(team=make_working_team(officer))


def test_a_household_says_how_it_went(act, visit):
    command = rating(
        visit, score=4, answers={"on_time": True}, reasons=["polite"], comment="Cảm ơn", answered_by="relative"
    )

    receipt = act(PUBLIC, command)

    kept = find_opinion(command.opinion_id)
    assert (receipt.status, receipt.flags) == ("applied", [])
    assert (kept.score, kept.answers, kept.reasons, kept.comment) == (4, {"on_time": True}, ["polite"], "Cảm ơn")
    assert (kept.answered_by, kept.neighbourhood_id) == ("relative", visit.neighbourhood_id)


def test_the_same_opinion_sent_again_is_one(act, visit):
    command, name = rating(visit), new_id()

    act(PUBLIC, command, id=name)
    again = act(PUBLIC, command, id=name)

    assert again.is_duplicate


def test_a_second_opinion_from_the_same_place_is_kept_and_not_counted(act, visit):
    act(PUBLIC, rating(visit))

    second = rating(visit, score=1)
    receipt = act(PUBLIC, second)

    assert receipt.flags == ["opinion-given-before"]
    assert find_opinion(second.opinion_id).is_repeated


def test_the_officers_phone_may_hand_in_an_opinion(officer, visit):
    receipt = phone_sends(officer, rating(visit, where="officer-phone"), at=NOON)

    assert receipt.status == "applied"


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"visit_id": None}, "rejected", "opinion-about-nothing"),
        ({"visit_id": new_id()}, "rejected", "unknown-visit"),
        ({"dossier_id": new_id()}, "rejected", "unknown-dossier"),
    ],
)
def test_an_opinion_needs_something_that_it_is_about(act, visit, change, status, code):
    receipt = act(PUBLIC, rating(visit, **change))

    assert (receipt.status, receipt.code) == (status, code)


def test_an_opinion_id_is_used_once(act, visit):
    command = rating(visit)
    act(PUBLIC, command)

    assert act(PUBLIC, command).code == "opinion-id-used"


@pytest.mark.parametrize("make", [make_leader, lambda: make_user(Role.DIRECTOR), lambda: make_user(Role.POSTAL)])
def test_others_rate_nothing(act, visit, make):
    assert act(make(), rating(visit)).code == "not-permitted"


def test_no_phone_and_no_page_holds_a_single_answer(act, visit):
    command = rating(visit, score=1, comment="Đến muộn")
    act(PUBLIC, command)

    state = find_state("opinion", command.opinion_id)

    assert unpack(state.keys) == set()
    assert "muộn" not in state.body
    assert "score" not in state.body


def test_fewer_than_five_are_not_shown(officer):
    visits = make_visits(5, make_working_team(officer))
    for one in visits[:4]:
        give(one)
    assert satisfaction(WARD, DAY, DAY).is_hidden

    give(visits[4], score=2, answers={"on_time": True})

    shown = satisfaction(WARD, DAY, DAY)
    assert (shown.count, shown.mean, shown.satisfied) == (5, 4.4, 80)
    assert shown.good_answers["on_time"] is None  # one answer to this question


def test_other_days_and_wards_are_not_counted(officer):
    for one in make_visits(5, make_working_team(officer)):
        give(one)

    assert satisfaction(WARD, DAY + timedelta(days=1), DAY + timedelta(days=9)).is_hidden
    assert satisfaction("08500", DAY, DAY).is_hidden


def test_the_opinion_given_out_of_the_officers_reach_counts(act, officer):
    for one in make_visits(5, make_working_team(officer)):
        give(one, where="officer-phone", score=5)
        give(one, where="own-phone", score=1)

    assert satisfaction(WARD, DAY, DAY).mean == 1.0
    by_place = satisfaction_by_place(WARD, DAY, DAY)
    assert (by_place[Place.OFFICER_PHONE].mean, by_place[Place.OWN_PHONE].mean) == (5.0, 1.0)


def test_the_only_hidden_neighbourhood_cannot_be_found_by_subtraction(officer):
    team = make_working_team(officer)
    first = make_visits(5, team)
    for one in first:
        give(one)
    cells = satisfaction_by_neighbourhood(WARD, DAY, DAY)

    assert all(cell.is_hidden for cell in cells.values())


def test_a_coordinator_types_in_paper_slips(act, visit):
    assert act(make_coordinator(), rating(visit, where="paper")).status == "applied"
