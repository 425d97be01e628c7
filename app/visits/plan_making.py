"""Runs the engine for one asked plan: reads the weekend, searches, explains, and says how far it is meanwhile.

Imported only by whoever plans: the solvers take a second to load.
"""

import datetime as dt
import threading
import time
from collections.abc import Callable
from uuid import UUID

from flask import current_app

from app.core.clock import now
from app.core.db import bookkeeping, session
from app.visits.commands.plans import FinishPlan
from app.visits.models import Effort as Wanted
from app.visits.models import PlanProgress, PlanState, WeekendPlan
from app.visits.plan_lines import lines_of
from app.visits.planning.check import check, left_out
from app.visits.planning.engine import Effort, Made, Wishes, plan
from app.visits.planning.greedy import greedy
from app.visits.planning.model import MINUTE, HalfDay, Plan, points_of
from app.visits.problem import Weekend, read_weekend

SECONDS = {Wanted.PREVIEW: 1.0, Wanted.FULL: 5.0}
MANY, SECONDS_FOR_MANY = 200, 30.0
ROUNDS_FOR_MANY = 6
"""A search that begins again from the best choice so far finds more than one that goes on for as long."""
LOOK_EVERY = 0.4
"""So many seconds lie between two looks at whether somebody has stopped it."""
SEARCH_SHARE = 0.8
"""Of the bar; the rest is for the reasons."""
WEEKENDS_AHEAD = 4


class Stopped(Exception):
    """Somebody has cancelled the plan while it was made."""


class Watch:
    """Tells the page how far the engine is, and the engine whether somebody has stopped it."""

    def __init__(self, plan_id: UUID) -> None:
        self.plan_id = plan_id
        self.is_stopped = False
        self.told, self.looked = -1, 0.0
        self.thread = threading.get_ident()

    def tell(self, share: float) -> None:
        """Write how far it is, if that has moved."""
        percent = round(share * 100)
        if percent >= self.told + 5 or (percent == 100 and self.told < 100):
            self.told = percent
            with bookkeeping() as opened:
                opened.merge(PlanProgress(plan_id=self.plan_id, share=percent, at=now()))

    def look(self) -> bool:
        """Say whether somebody has stopped it; a solver may ask from a thread of its own, which knows no database."""
        if threading.get_ident() == self.thread and time.monotonic() - self.looked > LOOK_EVERY:
            self.looked = time.monotonic()
            state = session.get_one(WeekendPlan, self.plan_id, populate_existing=True).state
            session.rollback()
            self.is_stopped = state is not PlanState.QUEUED
        return self.is_stopped


def effort_for(wanted: Wanted, visits: int) -> Effort:
    """Return how hard to try: by the clock, or by a set number of tries where the same plan must come out."""
    tries = int(current_app.config.get("PLAN_TRIES", 0))
    if tries:
        return Effort(tries=tries, work=0.1, routes=2000)
    seconds = SECONDS_FOR_MANY if wanted is Wanted.FULL and visits > MANY else SECONDS[wanted]
    rounds = 1 if wanted is Wanted.PREVIEW else ROUNDS_FOR_MANY if visits > MANY else 2
    return Effort.within(seconds, rounds=rounds)


def make(asked: WeekendPlan, today: dt.date) -> FinishPlan:
    """Return what the engine answers; raises Stopped if somebody cancelled it."""
    plan_id, seed, wanted = asked.id, asked.seed, asked.effort
    watch = Watch(plan_id)
    watch.tell(0.0)
    weekend = read_weekend(asked.ward, asked.weekend, today)
    effort = effort_for(wanted, len(weekend.problem.stops))
    session.rollback()  # nothing is asked while the engine thinks: no reading transaction is held open
    wishes = Wishes(on_progress=lambda share: watch.tell(share * SEARCH_SHARE), is_cancelled=watch.look)
    made = plan(weekend.problem, before=weekend.now, effort=effort, seed=seed, wishes=wishes)
    if watch.look():
        raise Stopped
    confirm(weekend, made.plan)
    later = later_days(weekend, made.plan, today)
    return FinishPlan(
        plan_id=plan_id,
        outcome="done",
        made_with=weekend.made_with | made.versions | {"effort": _words_of(effort)},
        built_on=weekend.standing,
        notes=notes_of(weekend, made),
        lines=lines_of(weekend, made.plan, later, _rest(watch)),
    )


def confirm(weekend: Weekend, made: Plan) -> None:
    """Let nothing out that the checker finds wrong, or that drops what a household was told."""
    faults = [*check(weekend.problem, made), *left_out(weekend.problem, made)]
    wrong = [fault.code for fault in faults if fault.code not in {"booked-left-out", "due-left-out"}]
    if wrong:
        raise ValueError(", ".join(wrong))


def notes_of(weekend: Weekend, made: Made) -> dict[str, object]:
    """Return what plans are compared by, and what a person should know of this one."""
    problem, found = weekend.problem, made.plan
    served = [stop for stop in found.crews_of if not weekend.homes[stop].is_reserve]
    return {
        "served": len(served),
        "left_out": sum(1 for stop in found.unplanned(problem) if not weekend.homes[stop.id].is_reserve),
        "points": points_of(problem, found),
        "points_now": points_of(problem, weekend.now),
        "travel": round(found.travel / MINUTE),
        "travel_now": round(weekend.now.travel / MINUTE),
        "is_proven": found.is_proven,
        "left_alone": [f"{lane.team_id}/{lane.on.isoformat()}/{lane.half.value}" for lane in weekend.left_alone],
        **weekend.counts,
    }


def later_days(weekend: Weekend, made: Plan, today: dt.date) -> dict[str, HalfDay]:
    """Return for whoever nobody comes to a later half-day that has room as things stand: no promise yet."""
    left = {stop.id for stop in made.unplanned(weekend.problem)}
    requests = {home.request_id: home.stop for home in weekend.homes.values() if home.stop in left and home.request_id}
    waiting = {request_id for request_id, stop in requests.items() if stop.startswith("request:")}
    found: dict[str, HalfDay] = {}
    for week in range(1, WEEKENDS_AHEAD + 1):
        open_ones = {request_id for request_id in waiting if requests[request_id] not in found}
        if not open_ones:
            break
        ahead = read_weekend(weekend.ward, weekend.saturday + dt.timedelta(weeks=week), today, only=open_ones)
        crews = {crew.id: crew.half_day for crew in ahead.problem.crews}
        planned = greedy(ahead.problem).crews_of if crews else {}
        found |= {stop: crews[min(on)] for stop, on in planned.items() if stop in left}
    session.rollback()
    return found


def _rest(watch: Watch) -> Callable[[float], None]:
    return lambda share: watch.tell(SEARCH_SHARE + (1 - SEARCH_SHARE) * share)


def _words_of(effort: Effort) -> str:
    return f"{effort.seconds} s" if effort.seconds else f"{effort.tries} tries"
