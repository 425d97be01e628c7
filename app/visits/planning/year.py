"""Plays a year of weekends with made-up demand: who is served, who waits, and whether it is fair.

People ask in the week; on Friday the engine plans; who gets no place waits on, heavier. At the door things take
longer or shorter than planned: that is where overtime comes from.
"""

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from app.visits.planning.demand import CENTRE_AT, Home, areas_of, crews_of, facts_of, half_days_of, home_of, stop_of
from app.visits.planning.distance import travel_seconds
from app.visits.planning.engine import Effort, plan
from app.visits.planning.model import MINUTE, HalfDay, Plan, Problem, Stop
from app.visits.planning.tables import Tables, Turn
from app.visits.planning.weight import Facts, parts_of

FIRST_SATURDAY = dt.date(2027, 1, 2)
TEAMS = 3
ASK_EACH_WEEK = (28, 62)
"""From a quiet week to a busy one; a weekend serves about fifty."""
EFFORT = Effort(tries=120, work=0.15, routes=0)
AT_THE_DOOR = (0.85, 1.0, 1.0, 1.1, 1.35)
"""How long visits really take, as a share of what was planned."""
GROUPS: dict[str, Callable[[Facts], bool]] = {
    "everybody": lambda facts: True,
    "disability": lambda facts: facts.has_disability,
    "bedridden": lambda facts: facts.is_bedridden,
    "80 and older": lambda facts: (facts.age or 0) >= 80,
    "none of these": lambda facts: not (facts.has_disability or facts.is_bedridden or (facts.age or 0) >= 80),
}


@dataclass
class Asking:
    """Somebody who asked, and how it went."""

    stop: Stop
    home: Home
    facts: Facts
    waited: int = 0
    is_served: bool = False


@dataclass
class Year:
    """What a year of weekends came to."""

    seed: int
    weeks: int
    asked: list[Asking] = field(default_factory=list)
    service: int = 0
    travel: int = 0
    overtime: int = 0
    routes: int = 0

    @property
    def served_share(self) -> float:
        """How many of all who asked were served by the end."""
        return sum(one.is_served for one in self.asked) / max(len(self.asked), 1)

    @property
    def travel_share(self) -> float:
        """How much of the crews' work was travel."""
        return self.travel / max(self.travel + self.service, 1)

    def waits(self, belongs: Callable[[Facts], bool]) -> list[int]:
        """Return how many weekends the people of a group waited, shortest first; who waits still counts too."""
        return sorted(one.waited for one in self.asked if belongs(one.facts))

    def waits_by_area(self) -> list[float]:
        """Return each neighbourhood's average wait, shortest first; places with fewer than five people tell nothing."""
        areas = defaultdict(list)
        for one in self.asked:
            areas[one.home.area].append(one.waited)
        return sorted(sum(waits) / len(waits) for waits in areas.values() if len(waits) >= 5)


def play(weeks: int, seed: int, on_weekend: Callable[[int], None] = lambda week: None, effort: Effort = EFFORT) -> Year:
    """Play so many weekends; the same seed plays the same year."""
    chance = random.Random(f"year {seed}")  # noqa: S311 - a seed, no secret
    year, areas, waiting = Year(seed=seed, weeks=weeks), areas_of(seed), list[Asking]()
    for week in range(weeks):
        half_days = half_days_of(FIRST_SATURDAY + dt.timedelta(weeks=week))
        asking = [_ask(chance, week, number, areas, half_days) for number in range(chance.randint(*ASK_EACH_WEEK))]
        year.asked += asking
        waiting += asking
        problem = _problem(chance, waiting, half_days)
        made = plan(problem, effort=effort, seed=seed).plan
        _go(chance, year, problem, made)
        waiting = _still_waiting(waiting, made)
        on_weekend(week)
    return year


def _ask(
    chance: random.Random, week: int, number: int, areas: list[tuple[float, float]], half_days: tuple[HalfDay, ...]
) -> Asking:
    home, facts = home_of(chance, areas), facts_of(chance, 0)
    return Asking(stop=stop_of(chance, f"w{week:02d}-{number:02d}", 0, home, half_days), home=home, facts=facts)


def _problem(chance: random.Random, waiting: list[Asking], half_days: tuple[HalfDay, ...]) -> Problem:
    stops = tuple(_this_weekend(one, place, half_days) for place, one in enumerate(waiting, 1))
    points = [CENTRE_AT, *(one.home.at for one in waiting)]
    seconds = travel_seconds(points, [0, *(one.home.radius_m for one in waiting)])
    return Problem(stops=stops, crews=crews_of(chance, TEAMS, half_days), seconds=seconds)


def _this_weekend(one: Asking, place: int, half_days: tuple[HalfDay, ...]) -> Stop:
    """Return the stop with today's weight; what the household wanted of one weekend it wants of the next."""
    wanted = tuple(
        replace(window, half_day=next(day for day in half_days if _is_same(day, window.half_day)))
        for window in one.stop.windows
    )
    facts = replace(one.facts, weekends_waited=one.waited)
    return replace(one.stop, place=place, windows=wanted, weekends_waited=one.waited, parts=parts_of(facts))


def _is_same(one: HalfDay, other: HalfDay) -> bool:
    return (one.on.weekday(), one.half) == (other.on.weekday(), other.half)


def _still_waiting(waiting: list[Asking], made: Plan) -> list[Asking]:
    for one in waiting:
        one.is_served = one.stop.id in made.crews_of
        one.waited += 0 if one.is_served else 1
    return [one for one in waiting if not one.is_served]


def _go(chance: random.Random, year: Year, problem: Problem, made: Plan) -> None:
    tables = Tables(problem)
    for route in made.routes:
        crew = problem.crew_by_id[route.crew]
        turns = [Turn(tables.stop_number[stop]) for stop in route.stops]
        back = _back(tables, route.leaves, turns, [chance.choice(AT_THE_DOOR) for _ in turns])
        year.overtime += max(back - crew.closes, 0)
        year.service += sum(problem.stop_by_id[stop].service for stop in route.stops)
        year.travel += route.travel
        year.routes += 1


def _back(tables: Tables, leaves: int, turns: Iterable[Turn], longer: Iterable[float]) -> int:
    """Return when the crew is really back, if nobody waits for a window."""
    at, place = float(leaves), 0
    for turn, share in zip(turns, longer, strict=True):
        there = int(tables.place[turn.stop])
        at += int(tables.seconds[place, there]) + share * int(tables.service[turn.stop])
        place = there
    return round(at) + int(tables.seconds[place, 0])


def table_of(year: Year) -> str:
    """Return the year as a page shows it."""
    areas, share = year.waits_by_area(), f"{year.served_share:.1%}"
    lines = [
        f"{year.weeks} weekends, seed {year.seed}: {len(year.asked)} people asked, {share} were served.",
        "",
        "| group | people | average wait | nine of ten at most | longest |",
        "|---|---|---|---|---|",
        *(_group_line(name, year.waits(belongs)) for name, belongs in GROUPS.items()),
        "",
        "| | |",
        "|---|---|",
        f"| average wait by neighbourhood: shortest, middle, longest | {_three(areas)} |",
        f"| travel, of all work | {year.travel_share:.1%} |",
        f"| overtime a route | {year.overtime / max(year.routes, 1) / MINUTE:.1f} min |",
    ]
    return "\n".join(lines)


def _group_line(name: str, waits: list[int]) -> str:
    if not waits:
        return f"| {name} | 0 | | | |"
    average, most = sum(waits) / len(waits), waits[min(len(waits) * 9 // 10, len(waits) - 1)]
    return f"| {name} | {len(waits)} | {average:.2f} | {most} | {waits[-1]} |"


def _three(waits: list[float]) -> str:
    return ", ".join(f"{waits[at]:.2f}" for at in (0, len(waits) // 2, -1)) if waits else "–"
