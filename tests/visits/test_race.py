"""Coordinators who plan at the same moment never overfill a half-day."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from app.core.db import session
from app.core.execute import execute
from app.visits.capacity import minutes_taken
from app.visits.commands import MoveVisit
from app.visits.models import Half
from app.visits.models.room import Lane
from app.visits.queries import visits_in
from tests.make import make_coordinator
from tests.make_visits import make_accepted_request, make_shift, make_visit, make_working_team, next_saturday, plan_of

AT_ONCE = 8


def all_at_once(app, coordinator, commands):
    """Send each command from a thread of its own, all let go together; return the receipts."""
    actor, barrier = coordinator.as_actor(), Barrier(len(commands))
    session.rollback()

    def send(command):
        with app.app_context():
            barrier.wait()
            return execute(command, actor=actor)

    with ThreadPoolExecutor(len(commands)) as pool:
        return list(pool.map(send, commands))


def test_plans_at_once_fill_a_half_day_and_no_more(app):
    team, coordinator = make_working_team(minutes=130), make_coordinator()
    requests = [make_accepted_request(coordinator=coordinator) for _ in range(AT_ONCE)]
    commands = [plan_of(request, team) for request in requests]

    receipts = all_at_once(app, coordinator, commands)

    assert sorted(receipt.status for receipt in receipts) == ["applied"] * 3 + ["conflict"] * 5
    assert {receipt.code for receipt in receipts} == {None, "half-day-full"}
    assert minutes_taken(Lane(team.id, next_saturday(), Half.MORNING)) == 120


def test_the_same_request_planned_at_once_gets_one_visit(app):
    team, coordinator = make_working_team(), make_coordinator()
    request = make_accepted_request(coordinator=coordinator)
    commands = [plan_of(request, team) for _ in range(AT_ONCE)]

    receipts = all_at_once(app, coordinator, commands)

    assert sorted(receipt.code or "" for receipt in receipts) == [""] + ["already-planned"] * (AT_ONCE - 1)
    assert len(visits_in(Lane(team.id, next_saturday(), Half.MORNING))) == 1


def test_moves_at_once_into_one_half_day_do_not_overfill_it(app):
    full, coordinator = make_working_team(minutes=80), make_coordinator()
    team = make_working_team(name="Đội 2")
    make_shift(team, half=Half.AFTERNOON)
    visits = [make_visit(team=team, coordinator=coordinator, half=half) for half in Half for _ in range(3)]
    commands = [
        MoveVisit(visit_id=visit.id, team_id=full.id, date=next_saturday(), half=Half.MORNING) for visit in visits
    ]

    receipts = all_at_once(app, coordinator, commands)

    assert sum(receipt.is_applied for receipt in receipts) == 2
    assert minutes_taken(Lane(full.id, next_saturday(), Half.MORNING)) == 80
