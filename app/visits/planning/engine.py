"""Build → harvest → choose → check: the one way by which plans are made.

Each step may fail and the one before it still stands; a plan that has faults, or is worse than the plan before,
never leaves.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version

from app.visits.planning.check import check
from app.visits.planning.choose import Limit, choose
from app.visits.planning.complete import complete
from app.visits.planning.greedy import Gaps, fill, greedy, orders
from app.visits.planning.harvest import Pool, search
from app.visits.planning.model import Plan, Problem, rank
from app.visits.planning.tables import Tables
from app.visits.planning.timing import Turns, plan_of, turns_of
from app.visits.planning.vrp import kinds_of

SEARCHING = 0.6
"""This share of a round's seconds goes to the search, the rest to the choice."""
MEETING = 0.6
"""This share of the search keeps to the meetings of the best plan so far; the rest looks for others."""
SHORTEST_CHOICE = 0.1
ROUTES_A_SECOND = 200_000
"""So many can be looked at beside the search by somebody who waits."""
FEW = 25
"""Up to so many stops it is worth trying to write down all routes."""
PARTS = ("pyvrp", "ortools", "numpy")


@dataclass(frozen=True, kw_only=True)
class Effort:
    """How hard to try. By work the same plan comes out everywhere; by seconds as good a one as time allows."""

    rounds: int = 1
    tries: int = 1500
    """Of the search, in each round."""
    work: float = 2.0
    """Of the choice, in each round, in CP-SAT's deterministic time."""
    routes: int = 1_000_000
    """So many at most are written down where all of them are tried for."""
    seconds: float | None = None
    """In all; then `tries` and `work` do not count."""

    @staticmethod
    def within(seconds: float, rounds: int = 2) -> "Effort":
        """Return the effort of somebody who waits."""
        return Effort(rounds=rounds, seconds=seconds, routes=round(ROUTES_A_SECOND * seconds))


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What whoever asked wants to hear and may decide while it goes on."""

    on_progress: Callable[[float], None] = lambda share: None
    is_cancelled: Callable[[], bool] = lambda: False
    clock: Callable[[], float] = time.monotonic


@dataclass(frozen=True, kw_only=True)
class Made:
    """A plan and what made it."""

    plan: Plan
    seed: int
    effort: Effort
    versions: dict[str, str]
    tries: int
    routes_seen: int


def plan(
    problem: Problem,
    *,
    before: Plan | None = None,
    effort: Effort | None = None,
    seed: int = 1,
    wishes: Wishes | None = None,
) -> Made:
    """Return the best plan that this effort finds, never worse than the one before."""
    return _Planning(problem, before, effort or Effort(), seed, wishes or Wishes()).made()


class _Planning:
    """One planning: the best so far, and the steps that better it."""

    def __init__(self, problem: Problem, before: Plan | None, effort: Effort, seed: int, wishes: Wishes) -> None:
        self.problem, self.effort, self.seed, self.wishes = problem, effort, seed, wishes
        self.tables = Tables(problem)
        self.best = Plan(source="nothing")
        self.tries = self.seen = 0
        self.began = wishes.clock()
        if before is not None:
            self.offer(replace(before, source="before", is_proven=False))
        self.offer(self.filled(turns_of(self.tables, self.best), "filled"))
        self.offer(greedy(problem))

    def made(self) -> Made:
        if self.problem.stops and any(not crew.on_leave for crew in self.problem.crews):
            for number in range(self.effort.rounds):
                if not self.best.is_proven:
                    self.round(number)
        self.wishes.on_progress(1.0)
        versions = {part: version(part) for part in PARTS}
        return Made(
            plan=self.best,
            seed=self.seed,
            effort=self.effort,
            versions=versions,
            tries=self.tries,
            routes_seen=self.seen,
        )

    def round(self, number: int) -> None:
        """Search and choose once, from the best plan so far."""
        pool = Pool(self.tables, kinds_of(self.tables))
        for meet in (True, False) if self.may_meet else (True,):
            self.search(pool, number, meet=meet)
        self.wishes.on_progress((number + 0.5) / self.effort.rounds)
        start: Mapping[int, Turns] = turns_of(self.tables, self.best)
        for crew, turns in start.items():
            pool.add_for(crew, turns)
        self.seen += len(pool.routes)
        if len(self.problem.stops) <= FEW:
            start = complete(self.tables, pool, start, self.effort.routes, self.seed)
            self.offer(self.filled(start, "cp-sat"))
        chosen = choose(
            self.tables,
            pool,
            start,
            seed=self.seed,
            limit=self.limit(number),
            is_cancelled=self.wishes.is_cancelled,
        )
        self.offer(self.filled(chosen.routes, "cp-sat", is_proven=chosen.is_proven))
        self.wishes.on_progress((number + 1) / self.effort.rounds)

    def search(self, pool: Pool, number: int, *, meet: bool) -> None:
        """Search with the meetings of the best plan so far, or with none agreed."""
        start = turns_of(self.tables, self.best)
        share = MEETING if self.may_meet else 1.0
        until = number + SEARCHING * (share if meet else 1.0)
        tries = round(self.effort.tries * (share if meet else 1 - share))
        found = search(
            self.tables,
            pool,
            start,
            self.seed + number,
            lambda tried: self.search_is_over(until, tried >= tries),
            meet=meet,
        )
        self.tries += found.tries
        if meet:
            self.offer(self.filled(found.best, "pyvrp"))

    @property
    def may_meet(self) -> bool:
        """Say whether some home takes two crews."""
        return any(stop.officers > 1 for stop in self.problem.stops)

    def limit(self, number: int) -> Limit:
        if self.effort.seconds is None:
            return Limit(work=self.effort.work)
        return Limit(seconds=max(self.seconds_left(number + 1, self.effort.seconds), SHORTEST_CHOICE))

    def search_is_over(self, until: float, are_tried: bool) -> bool:
        """Say whether a search has had its share: of tries, or of the time until so many rounds are over."""
        if self.wishes.is_cancelled():
            return True
        if self.effort.seconds is None:
            return are_tried
        return self.seconds_left(until, self.effort.seconds) <= 0

    def seconds_left(self, rounds: float, seconds: float) -> float:
        """Return how long it is until so many rounds should be over."""
        return seconds * rounds / self.effort.rounds - (self.wishes.clock() - self.began)

    def filled(self, routes: Mapping[int, Turns], source: str, *, is_proven: bool = False) -> Plan:
        """Return these routes with whatever else still fits."""
        gaps = Gaps(self.tables, routes)
        served = {turn.stop for turns in routes.values() for turn in turns}
        fill(gaps, [stop for stop in orders(self.tables)[0] if stop not in served])
        return plan_of(self.tables, gaps.taken(), source=source, is_proven=is_proven)

    def offer(self, plan: Plan) -> None:
        """Take this plan if nothing is wrong with it and it is better, or as good and known to be the best."""
        worth, best = rank(self.problem, plan), rank(self.problem, self.best)
        is_better = worth > best or (worth == best and plan.is_proven)
        if is_better and not check(self.problem, plan):
            self.best = plan
