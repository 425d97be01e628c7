"""Whose half-day cannot be kept stays on the call list with what is free, until the family has chosen."""

from datetime import timedelta

import pytest
from sqlalchemy import event
from werkzeug.datastructures import MultiDict

from app.core.changes import changes_of
from app.core.clock import now, today
from app.core.commands import system_actor
from app.core.db import db, session
from app.core.execute import execute
from app.core.ids import new_id
from app.notices.calls import call_list
from app.notices.commands import RecordCall
from app.requests.queries import get_request
from app.visits.capacity import find_booking
from app.visits.commands import CallOff, ConfirmVisit, RenewOffers
from app.visits.duties import renew_offers
from app.visits.models import Half
from tests.make import WARD, make_coordinator, make_officer
from tests.make_requests import make_request
from tests.make_visits import make_shift, make_visit, make_working_team, next_saturday
from tests.page import check_page, text

SUNDAY = timedelta(days=1)


@pytest.fixture
def coordinator(app):
    return make_coordinator()


@pytest.fixture
def team(app):
    """A team with room for one on Saturday morning and for two on Sunday."""
    team = make_working_team(minutes=40)
    for half in Half:
        make_shift(team, on=next_saturday() + SUNDAY, half=half, minutes=40)
    return team


@pytest.fixture
def late(team):
    """The request of somebody whose half-day was full when the phone came to send it."""
    wish = {"date": next_saturday(), "half": "morning"}
    return [make_request(wish=wish) for _ in range(2)][1]


def listed(first=None):
    first = first or next_saturday()
    return call_list(WARD, first, first + SUNDAY)


def page_of(browser):
    return check_page(browser.get(f"/office/calls?weekend={next_saturday().isoformat()}"))


def test_a_wish_that_came_too_late_is_rung_about_until_somebody_chooses(act, sign_in, coordinator, late):
    act(coordinator, RecordCall(citizen_id=late.citizen_id, outcome="told"))
    (call,) = listed()
    assert ([one.outcome for one in call.calls], call.is_waiting) == (["told"], True), "told is not chosen"
    desk = sign_in(coordinator)
    buttons = [one.get("value") for one in page_of(desk).all("button") if one.get("name") == "half_day"]
    sunday = (next_saturday() + SUNDAY).isoformat()
    assert buttons == [f"{sunday}/morning", f"{sunday}/afternoon"]

    done = desk.post(f"{call.planned.choose_path}?weekend={next_saturday().isoformat()}", data={"half_day": buttons[1]})

    assert done.status_code == 303
    assert find_booking(late.id).half is Half.AFTERNOON
    assert listed() == []


def test_a_half_day_that_has_gone_meanwhile_is_refused_in_words(sign_in, coordinator, late, team):
    make_request(wish={"date": next_saturday() + SUNDAY, "half": "morning"})
    desk, where = sign_in(coordinator), f"/office/requests/{late.id}/half-day"

    for value in (f"{(next_saturday() + SUNDAY).isoformat()}/morning", "yesterday"):
        assert desk.post(where, data=MultiDict({"half_day": value})).status_code == 303
    said = [text(one) for one in page_of(desk).having("banner")]

    assert find_booking(late.id) is None
    assert any("kín chỗ" in one for one in said)
    assert any("Hãy chọn một buổi." in one for one in said)


def test_others_choose_for_nobody_at_the_desk(sign_in, late):
    assert sign_in(make_officer()).post(f"/office/requests/{late.id}/half-day").status_code == 403


def test_a_wish_whose_day_is_past_stands_on_the_next_list(late, clock):
    clock(now() + (next_saturday() - today()) + timedelta(days=2))

    assert listed() == []
    assert len(listed(next_saturday())) == 0  # the helper counts from the new day: two weeks on
    coming = today() + timedelta(days=(5 - today().weekday()) % 7)
    assert [call.planned.citizen_id for call in listed(coming)] == [late.citizen_id]


def test_what_is_offered_is_renewed_when_it_has_gone(late, team):
    before = len(changes_of("request", late.id))
    renew_offers()
    assert len(changes_of("request", late.id)) == before, "nothing is written while the offer stands"
    make_request(wish={"date": next_saturday() + SUNDAY, "half": "morning"})

    renew_offers()

    offers = get_request(late.id).let_down["offers"]
    assert [one["half"] for one in offers] == ["afternoon"]
    assert changes_of("request", late.id)[-1].what == "offers-renewed"


def test_the_same_renewal_again_changes_nothing(late, team):
    make_request(wish={"date": next_saturday() + SUNDAY, "half": "morning"})
    name, command = new_id(), RenewOffers(request_id=late.id)

    assert execute(command, actor=system_actor(WARD), command_id=name).is_applied
    count = len(changes_of("request", late.id))

    assert execute(command, actor=system_actor(WARD), command_id=name).is_duplicate
    assert execute(command, actor=system_actor(WARD)).is_applied
    assert len(changes_of("request", late.id)) == count


def test_nothing_is_renewed_for_whom_nobody_knows_nor_by_people(act, coordinator, late):
    assert execute(RenewOffers(request_id=new_id()), actor=system_actor(WARD)).code == "unknown-request"
    assert act(coordinator, RenewOffers(request_id=late.id)).code == "not-permitted"


def test_the_list_says_who_was_told_already_and_how(act, sign_in, coordinator, team):
    visit = make_visit(team=team, coordinator=coordinator)
    assert listed()[0].is_waiting
    act(coordinator, ConfirmVisit(visit_id=visit.id, told_by="điện thoại bàn"))

    (call,) = listed()
    card = text(page_of(sign_in(coordinator)).having("call-list")[0])

    assert (call.is_waiting, [one.by for one in call.told]) == (False, ["điện thoại bàn"])
    assert "Gia đình đã được báo qua điện thoại bàn" in card


def test_what_was_told_before_a_storm_is_no_news_of_it(act, coordinator, team, clock):
    visit = make_visit(team=team, coordinator=coordinator)
    act(coordinator, ConfirmVisit(visit_id=visit.id, told_by="điện thoại"))
    clock(now() + timedelta(minutes=1))
    storm = {"date": next_saturday(), "half": "morning"}
    act(coordinator, CallOff(half_days=[storm], reason="bão số 10"))

    (call,) = listed()

    assert (call.is_waiting, list(call.told)) == (True, [])
    assert len(call.planned.offers) == 1, "one of the two free half-days is kept already"


@pytest.fixture
def statements(app):
    """What the database is asked from now on."""
    asked = []

    def note(_conn, _cursor, statement, *_rest):
        asked.append(statement)

    event.listen(db.engine, "after_cursor_execute", note)
    yield asked
    event.remove(db.engine, "after_cursor_execute", note)


def test_the_list_asks_as_much_for_five_households_as_for_one(act, coordinator, team, statements):
    def asked():
        session.expire_all()
        statements.clear()
        waiting = sum(1 for call in listed() if call.planned.choose_path)
        return waiting, len(statements)

    storm = {"half_days": [{"date": next_saturday(), "half": "morning"}], "reason": "bão số 10"}
    make_request(wish={"date": next_saturday(), "half": "morning"})
    act(coordinator, CallOff(**storm))
    wish = {"date": next_saturday() + SUNDAY, "half": "morning"}
    make_request(who=coordinator, wish=wish)
    few, for_few = asked()
    for _ in range(4):
        make_request(who=coordinator, wish=wish)
    many, for_many = asked()

    assert (few, many) == (2, 6), "one of them after the storm"
    assert for_many == for_few
