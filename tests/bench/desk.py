"""The coordinator's desk on a full weekend: what a drag is answered with, and the board itself, 60 visits on it.

Asked inside this process: no wire, one thread; what is counted is this process's processor time.
"""

import time
from datetime import timedelta
from itertools import cycle, islice, product

from flask import current_app

from app.visits.models import Half
from tests.make import make_coordinator, make_officer
from tests.make_sessions import signed_in
from tests.make_visits import make_accepted_request, make_shift, make_team, make_visit, next_saturday

VISITS, TEAMS, DRAGS, BOARDS = 60, 3, 122, 20


def measure_desk():
    """Yield what was asked, how often, the bytes of all answers, processor seconds and wall seconds."""
    coordinator, lanes = make_coordinator(), list(_lanes())
    visits = [
        make_visit(team=team, coordinator=coordinator, date=on, half=half).id
        for team, on, half in islice(cycle(lanes), VISITS)
    ]
    waiting = make_accepted_request(coordinator=coordinator).id
    desk = signed_in(current_app.test_client(), coordinator)
    values = cycle(f"{team.id}/{on.isoformat()}/{half.value}" for team, on, half in lanes)
    cards = islice(cycle([*(f"visit:{visit}" for visit in visits), f"request:{waiting}"]), DRAGS)
    drags = [("/office/board/answer", {"card": card, "lane": next(values), "order": "2"}) for card in cards]
    yield "answer to a drag among 60 visits", *_timed(desk, drags)
    yield "news of the board", *_timed(desk, [("/office/board/news", {})] * DRAGS)
    weekend = {"weekend": next_saturday().isoformat()}
    yield "board of 60 visits", *_timed(desk, [("/office/board", weekend)] * BOARDS)


def _lanes():
    teams = [make_team(make_officer(), name=f"Đội {number}") for number in range(1, TEAMS + 1)]
    days = (next_saturday(), next_saturday() + timedelta(days=1))
    for team, day, half in product(teams, days, Half):
        make_shift(team, on=day, half=half)
        yield team, day, half


def _timed(desk, questions):
    """Ask once before counting: what is read once a process belongs to no question."""
    desk.get(questions[0][0], query_string=questions[0][1])
    work, began, size = time.process_time(), time.monotonic(), 0
    for address, asked in questions:
        answer = desk.get(address, query_string=asked)
        assert answer.status_code == 200, address
        size += len(answer.data)
    return len(questions), size, time.process_time() - work, time.monotonic() - began
