"""Picks the best set of routes with CP-SAT: every home once, every crew one route, two crews at the same time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ortools.sat.python import cp_model

from app.visits.planning.columns import Column, Offer, columns_of
from app.visits.planning.greedy import value_of
from app.visits.planning.harvest import Pool
from app.visits.planning.relax import promising
from app.visits.planning.tables import Tables
from app.visits.planning.timing import Turns


@dataclass(frozen=True, kw_only=True)
class Limit:
    """How long the choice may take: by work done, which is the same on every machine, or by seconds."""

    work: float = 2.0
    seconds: float | None = None


@dataclass(frozen=True)
class Choice:
    """What was chosen; no routes at all where the time did not suffice."""

    routes: dict[int, Turns]
    is_proven: bool


class _Model:
    """The choice as CP-SAT is told it."""

    def __init__(self, tables: Tables, pool: Pool, floor: int) -> None:
        self.tables = tables
        self.pool = pool
        everything = Offer(tables, pool.kinds, columns_of(tables, pool))
        self.columns = promising(tables, everything, floor)
        self.offer = Offer(tables, pool.kinds, self.columns)
        self.cp = cp_model.CpModel()
        self.takes = [self.cp.new_bool_var(f"c{number}") for number in range(len(self.columns))]
        self.both = {meeting: self.cp.new_bool_var(f"m{meeting}") for meeting in self.offer.by_meeting}
        self._crews_once()
        self._stops_once()
        worth = [column.worth for column in self.columns] + [int(tables.worth[stop]) for stop, _, _ in self.both]
        self.cp.maximize(cp_model.LinearExpr.weighted_sum([*self.takes, *self.both.values()], worth))

    def _crews_once(self) -> None:
        for kind, numbers in self.offer.by_kind.items():
            self.cp.add(self._together(numbers) <= self.offer.size[kind])
        for numbers in self.offer.by_crew.values():
            self.cp.add_at_most_one(self.takes[number] for number in numbers)

    def _stops_once(self) -> None:
        ways = {stop: [self.takes[number] for number in numbers] for stop, numbers in self.offer.by_stop.items()}
        for meeting, both in self.both.items():
            self.cp.add(self._together(self.offer.by_meeting[meeting]) == 2 * both)
            ways.setdefault(meeting[0], []).append(both)
        for way in ways.values():
            self.cp.add_at_most_one(way)

    def _together(self, numbers: list[int]) -> cp_model.LinearExpr:
        return cp_model.LinearExpr.sum([self.takes[number] for number in numbers])

    def hint(self, routes: Mapping[int, Turns]) -> None:
        """Tell the solver where to begin."""
        kind_of = {crew: number for number, kind in enumerate(self.pool.kinds) for crew in kind.crews}
        wanted = {(kind_of[crew], turns): crew for crew, turns in routes.items()}
        for column, take in zip(self.columns, self.takes, strict=True):
            crew = wanted.get((column.kind, column.turns))
            if crew is not None and column.crew in {crew, None}:
                tied = any(self.tables.stays(turn.stop, crew) for turn in column.turns)
                self.cp.add_hint(take, tied == (column.crew is not None))

    def routes(self, chosen: list[Column]) -> dict[int, Turns]:
        """Give the chosen routes to crews: first those that are meant for one."""
        found = {column.crew: column.turns for column in chosen if column.crew is not None}
        free = {
            number: [crew for crew in kind.crews if crew not in found] for number, kind in enumerate(self.pool.kinds)
        }
        for column in chosen:
            if column.crew is None:
                found[free[column.kind].pop(0)] = column.turns
        return found


def choose(
    tables: Tables,
    pool: Pool,
    start: Mapping[int, Turns],
    *,
    seed: int,
    limit: Limit,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Choice:
    """Return the best set of routes of this pool that could be found in time."""
    model = _Model(tables, pool, value_of(tables, start))
    model.hint(start)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2  # routes overlap: the linear bound is what tells them apart
    solver.parameters.cp_model_probing_level = 0  # it would take longer than the search
    solver.parameters.symmetry_level = 0
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = limit.work
    if limit.seconds is not None:
        solver.parameters.max_deterministic_time = float("inf")
        solver.parameters.max_time_in_seconds = limit.seconds
    status = solver.solve(model.cp, _StopWhenTold(is_cancelled))
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return Choice({}, is_proven=False)
    taken = [column for column, take in zip(model.columns, model.takes, strict=True) if solver.boolean_value(take)]
    return Choice(model.routes(taken), is_proven=pool.is_complete and status == cp_model.OPTIMAL)


class _StopWhenTold(cp_model.CpSolverSolutionCallback):
    def __init__(self, is_cancelled: Callable[[], bool]) -> None:
        super().__init__()
        self._is_cancelled = is_cancelled

    def on_solution_callback(self) -> None:
        """Look up at every better plan whether somebody wants it to end."""
        if self._is_cancelled():
            self.stop_search()
