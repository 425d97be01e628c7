"""Leaves out what cannot be part of a better plan, proven by the linear relaxation.

A column whose reduced cost is larger than the distance between the bound and the best plan so far can only make
plans that are worse. Most of the pool goes, and the choice among the rest is quick.
"""

from ortools.linear_solver.python import model_builder

from app.visits.planning.columns import Column, Offer
from app.visits.planning.tables import Tables


def promising(tables: Tables, offer: Offer, floor: int) -> list[Column]:
    """Return the columns that may be part of a plan worth more than `floor`; all of them if nothing can be said."""
    model = model_builder.Model()  # type: ignore[no-untyped-call]
    takes = [model.new_num_var(0, float("inf"), f"c{number}") for number in range(len(offer.columns))]
    both = {meeting: model.new_num_var(0, float("inf"), f"m{meeting}") for meeting in offer.by_meeting}

    def together(numbers: list[int]) -> model_builder.LinearExpr:
        taken: model_builder.LinearExpr = model_builder.LinearExpr.sum([takes[number] for number in numbers])
        return taken

    for kind, numbers in offer.by_kind.items():
        model.add(together(numbers) <= offer.size[kind])
    for numbers in offer.by_crew.values():
        model.add(together(numbers) <= 1)
    for meeting, numbers in offer.by_meeting.items():
        model.add(together(numbers) - 2 * both[meeting] == 0)
    for stop in {*offer.by_stop, *(meeting[0] for meeting in both)}:
        meetings = [met for meeting, met in both.items() if meeting[0] == stop]
        model.add(together(offer.by_stop.get(stop, [])) + model_builder.LinearExpr.sum(meetings) <= 1)
    worth = [float(column.worth) for column in offer.columns] + [float(tables.worth[stop]) for stop, _, _ in both]
    model.maximize(model_builder.LinearExpr.weighted_sum([*takes, *both.values()], worth))
    solver = model_builder.Solver("GLOP")
    if solver.solve(model) != model_builder.SolveStatus.OPTIMAL:
        return offer.columns
    room = solver.objective_value - floor + 1
    return [
        column
        for column, take in zip(offer.columns, takes, strict=True)
        if abs(solver.reduced_cost(take)) <= room or solver.value(take) > 0
    ]
