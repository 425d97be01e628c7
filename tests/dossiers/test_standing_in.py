"""A dead phone on a Saturday: visits change hands at once, papers when the other officer has them; late facts count."""

from datetime import datetime, time, timedelta

import pytest

from app.core.changes import changes_of, find_state
from app.core.clock import VN, now
from app.core.ids import new_id
from app.core.roles import Role
from app.core.scope import unpack, user_key
from app.dossiers.queries import get_dossier, get_paper
from app.visits.commands import CloseVisit, StartVisit, TakeOver
from app.visits.models import Outcome, Status
from app.visits.queries import get_visit
from tests.make import done, make_coordinator, make_officer, make_user
from tests.make_dossiers import (
    citizen_side,
    make_dossier,
    make_paper,
    officer_side,
    phone_sends,
    transfer_of,
)
from tests.make_visits import make_visit, make_working_team, next_saturday
from tests.page import check_page, text


@pytest.fixture
def coordinator(app):
    return make_coordinator(name="Lê Thị Điều Phối")


@pytest.fixture
def dead(app):
    return make_officer(name="Bùi Văn Máy Hỏng")


@pytest.fixture
def stand_in(app):
    return make_officer(name="Xa Thị Đi Thay")


@pytest.fixture
def visit(dead):
    return make_visit(team=make_working_team(dead))


def taking_over(dead, stand_in, **values):
    args = {
        "from_officer_id": dead.id,
        "to_officer_id": stand_in.id,
        "date": next_saturday(),
        "reason": "máy rơi xuống nước",
    }
    return TakeOver(**(args | values))


def keys_of_visit(visit):
    return unpack(find_state("visit", visit.id).keys)


def test_today_s_visits_change_hands_with_all_that_hangs_on_them(act, coordinator, dead, stand_in, visit):
    name, command = new_id(), taking_over(dead, stand_in)

    done(act(coordinator, command, id=name))
    again = act(coordinator, command, id=name)

    assert again.is_duplicate
    assert get_visit(visit.id).officer_ids == [stand_in.id]
    assert user_key(stand_in.id) in keys_of_visit(visit)
    assert user_key(dead.id) not in keys_of_visit(visit)
    assert user_key(stand_in.id) in unpack(find_state("citizen", visit.citizen_id).keys)
    assert [c.what for c in changes_of("visit", visit.id)][-1] == "taken-over"


def test_a_visit_under_way_goes_along_and_a_closed_one_stays(act, coordinator, dead, stand_in, visit):
    done(act(dead, StartVisit(visit_id=visit.id)))

    done(act(coordinator, taking_over(dead, stand_in)))

    assert (get_visit(visit.id).status, get_visit(visit.id).officer_ids) == (Status.STARTED, [stand_in.id])
    done(act(stand_in, CloseVisit(visit_id=visit.id, outcome=Outcome.MET)))
    refused = act(coordinator, taking_over(stand_in, dead))
    assert (refused.status, refused.code) == ("conflict", "nothing-to-take-over")


def test_a_team_mate_stays_where_he_was(act, coordinator, dead, stand_in):
    mate = make_officer(name="Đinh Văn Cùng Đội")
    visit = make_visit(team=make_working_team(dead, mate))

    done(act(coordinator, taking_over(dead, stand_in)))
    assert get_visit(visit.id).officer_ids == [mate.id, stand_in.id]

    done(act(coordinator, taking_over(stand_in, mate)))
    assert get_visit(visit.id).officer_ids == [mate.id]


def test_another_day_s_visits_stay(act, coordinator, dead, stand_in, visit):
    refused = act(coordinator, taking_over(dead, stand_in, date=next_saturday() + timedelta(days=1)))

    assert refused.code == "nothing-to-take-over"
    assert get_visit(visit.id).officer_ids == [dead.id]


def test_the_stand_in_is_somebody_else_and_an_officer_of_the_ward(act, coordinator, dead, visit):
    assert act(coordinator, taking_over(dead, dead)).code == "stand-in-is-same"
    for stranger in (make_user(Role.LEADER), make_officer(ward="08500")):
        assert act(coordinator, taking_over(dead, stranger)).code == "not-an-officer"
    assert act(coordinator, taking_over(dead, make_officer()).model_copy(update={"reason": ""})).code == "invalid-shape"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER, Role.POSTAL, Role.DIRECTOR, Role.ADMIN])
def test_only_the_coordinator_hands_work_on(act, dead, stand_in, visit, role):
    assert act(make_user(role), taking_over(dead, stand_in)).code == "not-permitted"


@pytest.fixture
def paper(dead):
    return make_paper(make_dossier(dead), dead)


def moving(paper, giver, taker, **values):
    return transfer_of(get_dossier(paper.dossier_id), giver=giver, taker=taker, paper_id=paper.id, **values)


def test_a_paper_is_awaited_and_stays_with_its_holder(act, coordinator, dead, stand_in, paper):
    done(act(coordinator, taking_over(dead, stand_in)))

    paper = get_paper(paper.id)
    assert (paper.holder_id, paper.wait.officer_id) == (dead.id, stand_in.id)
    assert paper.snapshot().awaited.name == stand_in.full_name
    assert user_key(stand_in.id) in unpack(find_state("paper", paper.id).keys)
    assert [c.what for c in changes_of("paper", paper.id)][-1] == "awaited"


def test_it_changes_hands_when_the_stand_in_has_counted_it(act, coordinator, dead, stand_in, paper):
    done(act(coordinator, taking_over(dead, stand_in)))

    command = moving(paper, officer_side(dead), officer_side(stand_in), condition="hơi ướt một góc")
    receipt = done(phone_sends(stand_in, command))

    paper = get_paper(paper.id)
    assert receipt.flags == []
    assert (paper.holder_id, paper.wait, paper.condition) == (stand_in.id, None, "hơi ướt một góc")
    assert paper.waits[0].transfer_id == command.transfer_id
    assert user_key(dead.id) not in unpack(find_state("paper", paper.id).own_keys)


def test_another_one_asked_later_is_the_one_awaited(act, coordinator, dead, stand_in, paper):
    third = make_officer(name="Quách Thị Thứ Ba")

    done(act(coordinator, taking_over(dead, stand_in)))
    done(act(coordinator, taking_over(dead, third)))

    paper = get_paper(paper.id)
    assert paper.wait.officer_id == third.id
    assert user_key(stand_in.id) not in unpack(find_state("paper", paper.id).keys)


def test_a_paper_brought_home_by_its_holder_is_awaited_no_more(act, coordinator, dead, stand_in, paper):
    done(act(coordinator, taking_over(dead, stand_in)))

    done(phone_sends(dead, moving(paper, officer_side(dead), citizen_side())))

    assert (get_paper(paper.id).holder_kind, get_paper(paper.id).wait) == ("citizen", None)


def test_what_the_dead_phone_delivers_later_is_applied_and_flagged(act, coordinator, dead, stand_in, visit):
    started_at = now() - timedelta(minutes=30)
    done(act(coordinator, taking_over(dead, stand_in)))
    done(act(stand_in, StartVisit(visit_id=visit.id)))
    done(act(stand_in, CloseVisit(visit_id=visit.id, outcome=Outcome.MET)))

    start = phone_sends(dead, StartVisit(visit_id=visit.id), at=started_at)
    close = phone_sends(dead, CloseVisit(visit_id=visit.id, outcome=Outcome.NOBODY_HOME), at=started_at)

    assert (start.status, start.flags) == ("applied", ["visit-already-closed"])
    assert (close.status, close.flags) == ("applied", ["visit-already-closed"])
    visit = get_visit(visit.id)
    assert visit.closing.outcome is Outcome.MET
    assert sorted(one.outcome for one in visit.closings) == ["met", "nobody-home"], "both stand there to be judged"


@pytest.fixture
def desk(sign_in, coordinator):
    return sign_in(coordinator)


@pytest.fixture
def saturday(clock):
    """It is that Saturday, half past nine."""
    clock(datetime.combine(next_saturday(), time(9, 30), VN))


@pytest.fixture
def thursday(clock):
    """It is two days before."""
    clock(datetime.combine(next_saturday() - timedelta(days=2), time(9, 30), VN))


def test_two_taps_on_one_page(dead, stand_in, visit, paper, saturday, desk):
    listed = check_page(desk.get("/office/take-over"))
    assert "Bùi Văn Máy Hỏng" in text(listed.one("main"))
    page = check_page(desk.get(f"/office/take-over/{dead.id}"))
    assert "Giao 1 lượt hẹn và 1 bản chính" in text(page.one("main"))
    assert page.value("reason") == "Máy hỏng giữa buổi"

    form = {name: page.value(name) for name in ("command_id", "reason")} | {"to_officer_id": str(stand_in.id)}
    answer = desk.post(f"/office/take-over/{dead.id}", data=form)
    again = desk.post(f"/office/take-over/{dead.id}", data=form)

    assert (answer.status_code, again.status_code) == (302, 302)
    assert get_visit(visit.id).officer_ids == [stand_in.id]
    red = [text(tag) for tag in check_page(desk.get("/office/custody")).having("tag-bad")]
    assert "đang chuyển giao cho Xa Thị Đi Thay" in red


def test_a_phone_that_dies_before_the_weekend_hands_on_the_next_day_out(dead, stand_in, visit, thursday, desk):
    page = check_page(desk.get(f"/office/take-over/{dead.id}"))
    assert f"Lượt hẹn còn lại, {visit.planned_on:%d/%m/%Y} (1)" in text(page.one("main"))

    form = {name: page.value(name) for name in ("command_id", "reason")} | {"to_officer_id": str(stand_in.id)}
    desk.post(f"/office/take-over/{dead.id}", data=form)

    assert get_visit(visit.id).officer_ids == [stand_in.id]


def test_a_page_without_a_choice_or_with_nothing_to_do_says_so(dead, stand_in, saturday, desk):
    nobody = desk.post(f"/office/take-over/{dead.id}", data={"reason": "hỏng"})
    nothing = desk.post(f"/office/take-over/{dead.id}", data={"reason": "hỏng", "to_officer_id": str(stand_in.id)})

    assert (nobody.status_code, nothing.status_code) == (422, 422)
    assert "không giữ giấy tờ nào" in text(check_page(nothing).having("error-summary")[0])


def test_an_officer_of_another_ward_is_not_there(desk):
    assert desk.get(f"/office/take-over/{make_officer(ward='08500').id}").status_code == 404
