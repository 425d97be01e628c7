"""What the linear relaxation says: what every home and crew is worth at the margin, and what can be left out.

A column whose reduced cost is larger than the distance between the bound and the best plan so far can only make
plans that are worse. Most of the pool goes, and the choice among the rest is quick.
"""

from dataclasses import dataclass

from ortools.linear_solver.python import model_builder

from app.visits.planning.columns import Column, Meeting, Offer
from app.visits.planning.tables import Tables


@dataclass(frozen=True)
class Prices:
    """The relaxation solved. No plan of these columns is worth more than `bound`, in seconds."""

    bound: float
    kinds: dict[int, float]
    crews: dict[int, float]
    stops: dict[int, float]
    meetings: dict[Meeting, float]
    short_of: list[float]
    """By how much each column misses being worth its price; 0 where the relaxation takes it."""


def prices_of(tables: Tables, offer: Offer) -> Prices | None:
    """Solve the relaxation; None if nothing can be said."""
    model = model_builder.Model()  # type: ignore[no-untyped-call]
    takes = [model.new_num_var(0, float("inf"), f"c{number}") for number in range(len(offer.columns))]
    both = {meeting: model.new_num_var(0, float("inf"), f"m{meeting}") for meeting in offer.by_meeting}

    def together(numbers: list[int]) -> model_builder.LinearExpr:
        taken: model_builder.LinearExpr = model_builder.LinearExpr.sum([takes[number] for number in numbers])
        return taken

    kinds = {kind: model.add(together(numbers) <= offer.size[kind]) for kind, numbers in offer.by_kind.items()}
    crews = {crew: model.add(together(numbers) <= 1) for crew, numbers in offer.by_crew.items()}
    meetings = {
        meeting: model.add(together(numbers) - 2 * both[meeting] == 0) for meeting, numbers in offer.by_meeting.items()
    }
    stops = {}
    for stop in {*offer.by_stop, *(meeting[0] for meeting in both)}:
        met = [one for meeting, one in both.items() if meeting[0] == stop]
        stops[stop] = model.add(together(offer.by_stop.get(stop, [])) + model_builder.LinearExpr.sum(met) <= 1)
    worth = [float(column.worth) for column in offer.columns] + [float(tables.worth[stop]) for stop, _, _ in both]
    model.maximize(model_builder.LinearExpr.weighted_sum([*takes, *both.values()], worth))
    solver = model_builder.Solver("GLOP")
    if solver.solve(model) != model_builder.SolveStatus.OPTIMAL:
        return None

    def dual(rows: dict) -> dict:  # type: ignore[type-arg]  # of whatever the rows are named by
        return {name: solver.dual_value(row) for name, row in rows.items()}

    short = [0.0 if solver.value(take) > 0 else abs(solver.reduced_cost(take)) for take in takes]
    return Prices(
        bound=solver.objective_value,
        kinds=dual(kinds),
        crews=dual(crews),
        stops=dual(stops),
        meetings=dual(meetings),
        short_of=short,
    )


def promising(tables: Tables, offer: Offer, floor: int) -> list[Column]:
    """Return the columns that may be part of a plan worth more than `floor`; all of them if nothing can be said."""
    prices = prices_of(tables, offer)
    if prices is None:
        return offer.columns
    room = prices.bound - floor + 1
    return [column for column, short in zip(offer.columns, prices.short_of, strict=True) if short <= room]
