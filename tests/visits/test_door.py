"""The officer's commands: the order of the round, arriving, the outcome, and correcting a report."""

import pytest

from app.core.changes import changes_of
from app.core.db import session
from app.core.ids import new_id
from app.requests.queries import get_request
from app.visits.commands import (
    CloseVisit,
    ConfirmVisit,
    CorrectVisitFact,
    ReassignVisit,
    ReorderVisits,
    StartVisit,
    UnplanVisit,
)
from app.visits.models import Half, Outcome, Status, WishedHalfDay
from app.visits.models.room import Lane
from app.visits.queries import get_visit, visits_in
from tests.make import make_coordinator, make_leader, make_officer
from tests.make_visits import make_shift, make_visit, make_working_team, next_saturday


@pytest.fixture
def visit(team):
    return make_visit(team=team)


def close(visit, outcome=Outcome.MET, **values):
    return CloseVisit(visit_id=visit.id, outcome=outcome, **values)


def whats(visit):
    return [change.what for change in changes_of("visit", visit.id)]


def test_an_officer_arrives(act, officer, visit):
    name = new_id()

    act(officer, StartVisit(visit_id=visit.id), id=name)
    again = act(officer, StartVisit(visit_id=visit.id), id=name)

    assert again.is_duplicate
    assert get_visit(visit.id).status is Status.STARTED
    assert whats(visit) == ["planned", "started"]


def test_the_first_arrival_of_a_team_counts(act, team, officer, visit):
    act(officer, StartVisit(visit_id=visit.id))
    arrived = get_visit(visit.id).started_at

    act(officer, StartVisit(visit_id=visit.id))

    assert get_visit(visit.id).started_at == arrived


def test_a_met_visit_serves_the_request(act, officer, visit):
    name = new_id()

    receipt = act(officer, close(visit, note="Gặp bà, sức khoẻ tốt"), id=name)
    again = act(officer, close(visit, note="Gặp bà, sức khoẻ tốt"), id=name)

    closed = get_visit(visit.id)
    assert (receipt.status, receipt.flags, again.is_duplicate) == ("applied", [], True)
    assert (closed.status, closed.closing.outcome, closed.closing.note) == (
        Status.CLOSED,
        Outcome.MET,
        "Gặp bà, sức khoẻ tốt",
    )
    assert get_request(visit.request_id).status == "done"


@pytest.mark.parametrize("outcome", [Outcome.NOBODY_HOME, Outcome.POSTPONED, Outcome.HOSPITAL])
def test_whoever_was_not_served_is_back_on_the_list(act, officer, visit, outcome):
    act(officer, close(visit, outcome, reason="Cửa khoá", next_try={"date": "2030-01-05", "half": "morning"}))

    request = get_request(visit.request_id)
    assert (request.status, request.visit_id) == ("accepted", None)
    assert request.next_try == {"date": "2030-01-05", "half": "morning"}
    assert session.get(WishedHalfDay, request.id).half is Half.MORNING


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.DIED])
def test_a_door_where_nobody_waits_ends_the_request(act, officer, visit, outcome):
    act(officer, close(visit, outcome))

    assert get_request(visit.request_id).status == "cancelled"


@pytest.mark.parametrize("make_command", [
    lambda visit: StartVisit(visit_id=visit.id),
    close,
    lambda visit: ReorderVisits(date=visit.planned_on, half=visit.half, visit_ids=[visit.id]),
    lambda visit: CorrectVisitFact(command_id=new_id(), visit_id=visit.id, reason="thử"),
])  # fmt: skip
def test_only_officers_report_from_the_door(act, visit, make_command):
    receipt = act(make_leader(), make_command(visit))

    assert (receipt.status, receipt.code) == ("rejected", "not-permitted")


@pytest.mark.parametrize("make_command", [
    lambda: StartVisit(visit_id=new_id()),
    lambda: CloseVisit(visit_id=new_id(), outcome=Outcome.MET),
    lambda: CorrectVisitFact(command_id=new_id(), visit_id=new_id(), reason="thử"),
])  # fmt: skip
def test_a_report_about_no_visit_is_refused(act, officer, make_command):
    assert act(officer, make_command()).code == "unknown-visit"


def reassign(act, visit):
    act(make_coordinator(), ReassignVisit(visit_id=visit.id, team_id=make_working_team(name="Đội khác").id))


def unplan(act, visit):
    act(make_coordinator(), UnplanVisit(visit_id=visit.id, reason="Người nhà xin hoãn"))


@pytest.mark.parametrize(("meanwhile", "flag"), [(reassign, "visit-reassigned"), (unplan, "visit-was-unplanned")])
def test_a_report_that_comes_late_is_kept_beside_the_plan_and_flagged(act, officer, visit, meanwhile, flag):
    meanwhile(act, visit)

    started = act(officer, StartVisit(visit_id=visit.id))
    closed = act(officer, close(visit))

    kept = get_visit(visit.id)
    assert (started.status, started.flags) == ("applied", [flag])
    assert (closed.status, closed.flags) == ("applied", [flag])
    assert (kept.status, kept.closing, len(kept.closings)) == (Status.PLANNED, None, 1)


def test_a_second_outcome_stands_beside_the_first(act, officer, visit):
    act(officer, close(visit))

    second = act(officer, close(visit, Outcome.NOBODY_HOME))

    assert (second.status, second.flags) == ("applied", ["visit-already-closed"])
    assert get_visit(visit.id).closing.outcome is Outcome.MET
    assert get_request(visit.request_id).status == "done"


def test_an_officer_orders_the_round(act, officer, team):
    first, second, third = (make_visit(team=team) for _ in range(3))
    act(officer, close(first))
    wanted, name = [third.id, second.id], new_id()
    command = ReorderVisits(date=first.planned_on, half=first.half, visit_ids=wanted)

    receipt = act(officer, command, id=name)
    again = act(officer, command, id=name)

    route = visits_in(Lane(team.id, first.planned_on, first.half))
    assert (receipt.status, again.is_duplicate) == ("applied", True)
    assert [visit.id for visit in route] == [first.id, third.id, second.id]
    assert get_visit(third.id).window_from == "08:00"


def test_an_order_for_an_old_plan_is_refused(act, officer, team, visit):
    make_visit(team=team)

    receipt = act(officer, ReorderVisits(date=visit.planned_on, half=visit.half, visit_ids=[visit.id]))

    assert (receipt.status, receipt.code) == ("conflict", "plan-changed")


def test_an_order_names_a_visit_once(act, officer, visit):
    receipt = act(officer, ReorderVisits(date=visit.planned_on, half=visit.half, visit_ids=[visit.id] * 2))

    assert (receipt.status, receipt.code) == ("rejected", "visit-named-twice")


def test_a_wrong_outcome_is_corrected_and_both_stay(act, officer, visit):
    wrong, name = new_id(), new_id()
    act(officer, close(visit, Outcome.NOBODY_HOME), id=wrong)
    command = CorrectVisitFact(command_id=wrong, visit_id=visit.id, outcome=Outcome.MET, reason="Bấm nhầm")

    receipt = act(officer, command, id=name)
    again = act(officer, command, id=name)

    corrected = get_visit(visit.id)
    assert (receipt.status, again.is_duplicate) == ("applied", True)
    assert (corrected.closing.outcome, corrected.closing.corrects) == (Outcome.MET, wrong)
    assert [closing.outcome for closing in corrected.closings] == [Outcome.NOBODY_HOME, Outcome.MET]
    assert get_request(visit.request_id).status == "done"


def test_a_correction_keeps_what_it_does_not_name(act, officer, visit):
    wrong = new_id()
    act(officer, close(visit, note="Đã gặp"), id=wrong)

    act(make_coordinator(), CorrectVisitFact(command_id=wrong, visit_id=visit.id, note="Gặp con gái", reason="Nhầm"))

    assert (get_visit(visit.id).closing.note, get_visit(visit.id).closing.outcome) == ("Gặp con gái", Outcome.MET)


def test_a_correction_after_the_request_moved_on_is_flagged(act, officer, team, visit):
    wrong = new_id()
    act(officer, close(visit, Outcome.NOBODY_HOME), id=wrong)
    make_shift(team, half=Half.AFTERNOON)
    make_visit(team=team, request=get_request(visit.request_id), half=Half.AFTERNOON)

    receipt = act(officer, CorrectVisitFact(command_id=wrong, visit_id=visit.id, outcome=Outcome.MET, reason="Nhầm"))

    assert receipt.flags == ["request-moved-on"]
    assert get_request(visit.request_id).status == "planned"


def test_an_arrival_is_withdrawn(act, officer, visit):
    arrival, coordinator = new_id(), make_coordinator()
    act(coordinator, ConfirmVisit(visit_id=visit.id, told_by="gọi"))
    act(officer, StartVisit(visit_id=visit.id), id=arrival)

    act(officer, CorrectVisitFact(command_id=arrival, visit_id=visit.id, reason="Bấm nhầm nhà"))

    assert (get_visit(visit.id).status, get_visit(visit.id).started_at) == (Status.CONFIRMED, None)


def test_nobody_corrects_another_officers_report(act, officer, visit):
    report = new_id()
    act(officer, close(visit), id=report)

    receipt = act(make_officer(), CorrectVisitFact(command_id=report, visit_id=visit.id, reason="thử"))

    assert (receipt.status, receipt.code) == ("rejected", "not-your-report")


def test_a_report_that_is_not_there_cannot_be_corrected(act, officer, visit):
    receipt = act(officer, CorrectVisitFact(command_id=new_id(), visit_id=visit.id, reason="thử"))

    assert receipt.code == "unknown-report"


def test_a_round_of_another_day_is_not_mine_to_order(act, officer, visit):
    receipt = act(officer, ReorderVisits(date=next_saturday(), half=Half.AFTERNOON, visit_ids=[visit.id]))

    assert receipt.code == "plan-changed"
