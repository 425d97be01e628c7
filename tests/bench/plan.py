"""`python -m tests.bench.plan`: plans weekends of several sizes and writes docs/planning.md.

Time is of the process: a busy machine makes the clock on the wall lie, and the engine works on one core.
"""

import argparse
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from app.visits.cli import put_between
from app.visits.planning.check import check
from app.visits.planning.demand import weekend
from app.visits.planning.engine import Effort, plan
from app.visits.planning.greedy import greedy
from app.visits.planning.model import objective, points_of
from tests.bench import plan_numbers
from tests.bench.vroom_peer import vroom_plan

PAGE = Path(__file__).parents[2] / "docs" / "planning.md"
EVERYTHING = Effort(rounds=1, tries=400, work=60, routes=2_000_000)
"""At fifteen: all routes, and the proof."""


HEAD = (
    "| visits | way | seconds | points served | travel a visit | behind the best known, median | worst |",
    "|---|---|---|---|---|---|---|",
)


@dataclass(frozen=True)
class Case:
    """One size and how hard to try."""

    visits: int
    name: str
    effort: Effort
    seeds: tuple[int, ...]


CASES = (
    Case(15, "quick", Effort(tries=300, work=1), (1, 2, 3)),
    Case(60, "1 s", plan_numbers.PREVIEW, (1, 2, 3)),
    Case(60, "5 s", plan_numbers.FULL, (1, 2, 3)),
    Case(250, "15 s", plan_numbers.MANY, (1,)),
    Case(1000, "30 s", plan_numbers.MOST, (1,)),
)


@dataclass(frozen=True)
class Figures:
    """What one way of planning made of one weekend."""

    seconds: float
    served: float
    travel: float
    worth: int
    faults: int


def main():
    """Measure every number, plan every case, print the tables and write them."""
    asked = parse()
    for name in asked.numbers.split(",") if asked.numbers else ():
        put_numbers(plan_numbers.NUMBERS[name](), dry=asked.dry)
    cases = [case for case in CASES if str(case.visits) in asked.sizes.split(",")]
    for visits in dict.fromkeys(case.visits for case in cases):
        table = "\n".join([*HEAD, *lines_of(visits, [case for case in cases if case.visits == visits])])
        print(table, flush=True)
        if not asked.dry:
            PAGE.write_text(put_between(PAGE.read_text(encoding="utf-8"), f"bench {visits}", table), encoding="utf-8")


def put_numbers(numbers, *, dry):
    """Print the lines and write them over those of the same name."""
    mark, page = "numbers", PAGE.read_text(encoding="utf-8")
    rows = [row for row in page.split(f"<!-- {mark} -->")[1].split(f"<!-- end of {mark} -->")[0].splitlines() if row]
    table = {row.split("|")[1].strip(): row for row in [*plan_numbers.HEAD, *rows[2:]]}
    for number in numbers:
        table[number.what] = plan_numbers.line(number)
        print(table[number.what], flush=True)
    if not dry:
        PAGE.write_text(put_between(page, mark, "\n".join(table.values())), encoding="utf-8")


def parse():
    """Read the options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="15,60,250,1000", help="which, with commas")
    parser.add_argument("--numbers", default=",".join(plan_numbers.NUMBERS), help="which, with commas; empty for none")
    parser.add_argument("--dry", action="store_true", help="write no page")
    return parser.parse_args()


def lines_of(visits, cases):
    """Return the table's lines of one size: greedy, VROOM, the engine by effort, and at fifteen the proven best."""
    problems = {seed: weekend(seed, visits) for seed in cases[0].seeds}
    ways = {"greedy": greedy}
    if visits <= 250:  # with a thousand VROOM takes minutes
        ways["VROOM (no meetings)"] = vroom_plan
    ways |= {f"engine, {case.name}": partial(engine_plan, case.effort) for case in cases}
    if visits <= 15:
        ways["every route, proven"] = proven
    figures = {way: [measure(problem, make) for problem in problems.values()] for way, make in ways.items()}
    best = [max(column, key=lambda figure: figure.worth).worth for column in zip(*figures.values(), strict=True)]
    return [line(visits, way, found, best) for way, found in figures.items()]


def engine_plan(effort, problem):
    """Return the engine's plan with this effort."""
    return plan(problem, effort=effort).plan


def proven(problem):
    """Return the best plan there is; say so if it could not be proven."""
    made = plan(problem, effort=EVERYTHING).plan
    if not made.is_proven:
        print("not proven", file=sys.stderr)
    return made


def measure(problem, make):
    """Plan once."""
    began = time.process_time()
    made = make(problem)
    seconds = time.process_time() - began
    weight = sum(stop.weight for stop in problem.stops)
    figures = Figures(
        seconds=seconds,
        served=points_of(problem, made) / weight,
        travel=made.travel / max(len(made.crews_of), 1),
        worth=objective(problem, made),
        faults=len(check(problem, made)),
    )
    print(f"{len(problem.stops)} {figures}", file=sys.stderr, flush=True)
    return figures


def line(visits, way, found, best):
    """Return one line of the table."""
    if any(figure.faults for figure in found):
        raise SystemExit(f"{way} made a faulty plan of {visits} visits")
    behind = [100 * (1 - figure.worth / most) for figure, most in zip(found, best, strict=True)]
    return (
        f"| {visits} | {way} | {median(figure.seconds for figure in found):.2f} "
        f"| {median(figure.served for figure in found):.1%} "
        f"| {median(figure.travel for figure in found) / 60:.1f} min | {median(behind):.2f} % | {max(behind):.2f} % |"
    )


if __name__ == "__main__":
    main()
