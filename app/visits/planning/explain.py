"""Why a visit is planned as it is, or not at all. Every answer is found by trying, and can be tried again."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from app.visits.planning.greedy import FAR, Gaps, fill, orders
from app.visits.planning.model import HalfDay, Plan, Problem, Stop, points_of
from app.visits.planning.tables import NEVER, Tables, Turn
from app.visits.planning.timing import Turns, begins, overrun, plan_of, travel, turns_of

WORDS = {
    "no-skill": ("Không tổ nào làm được thủ tục này", "No team can do this procedure"),
    "no-officers": ("Không đủ cán bộ đi cùng lúc", "Not enough officers at one time"),
    "no-window": ("Không tổ nào làm việc vào lúc gia đình hẹn được", "No team works when the household can"),
    "too-long": ("Không vừa một buổi, dù buổi còn trống", "Does not fit even an empty half-day"),
    "full": ("Các buổi đã kín", "The half-days are full"),
    "fits": ("Vẫn còn chỗ", "There is room"),
}
"""The one reason that blocks, in Vietnamese and English."""
PUSHED_AT_MOST = 3


@dataclass(frozen=True, kw_only=True)
class Shortage:
    """How many seconds a half-day lacks, at the crew that lacks least."""

    half_day: HalfDay
    crew: str
    seconds: int


@dataclass(frozen=True, kw_only=True)
class Forced:
    """What it would cost to plan the visit all the same."""

    crew: str
    pushed_out: tuple[str, ...]
    points_lost: int
    plan: Plan


@dataclass(frozen=True, kw_only=True)
class WhyNot:
    """Why nobody comes, and what would make it fit."""

    stop: str
    code: str
    missing_skills: frozenset[str] = frozenset()
    short: tuple[Shortage, ...] = ()
    """Least first; so much longer such a crew would have to work."""
    other_half_days: tuple[HalfDay, ...] = ()
    """Where it would fit as the plan stands, if the household agreed."""
    forced: Forced | None = None


@dataclass(frozen=True, kw_only=True)
class Why:
    """Why this crew, and why at this place in its route."""

    stop: str
    crew: str
    day: str
    """`promised`, `only-crew`, `only-half-day`, `nearest`, or `room`: others are nearer but full."""
    saves: int
    """Seconds of travel less than with the next crew that has room; 0 where there is none."""
    order: str
    """`promised`, `window`, or `way`: any other place in the route makes the way longer, or as long."""
    detour: int
    """Seconds of travel that the crew would save without this visit."""


class Explainer:
    """Answers for one plan."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem, self.plan = problem, plan
        self.tables = Tables(problem)
        self.routes = turns_of(self.tables, plan)
        self.gaps = Gaps(self.tables, self.routes)

    def why_not(self, stop_id: str) -> WhyNot:
        """Say why nobody comes to this stop."""
        number = self.tables.stop_number[stop_id]
        stop = self.tables.stops[number]
        code = next(self._blocks(number, stop), None)
        if code is not None:
            return WhyNot(
                stop=stop_id,
                code=code,
                missing_skills=self._missing(stop) if code == "no-skill" else frozenset(),
                other_half_days=self._other_half_days(stop),
            )
        return WhyNot(
            stop=stop_id,
            code="fits" if self.gaps.best(number) else "full",
            short=self._short(number),
            other_half_days=self._other_half_days(stop),
            forced=self._forced(number),
        )

    def why(self, stop_id: str) -> Why:
        """Say why this stop is where it is."""
        number = self.tables.stop_number[stop_id]
        stop = self.tables.stops[number]
        crew = min(self.tables.crew_number[crew] for crew in self.plan.crews_of[stop_id])
        turns = self.routes[crew]
        rest = tuple(turn for turn in turns if turn.stop != number)
        without = {other: tuple(turn for turn in route if turn.stop != number) for other, route in self.routes.items()}
        detour = travel(self.tables, turns) - (travel(self.tables, rest) if rest else 0)
        elsewhere = Gaps(self.tables, without).cheapest_by_crew(number)
        elsewhere.pop(crew, None)
        saves = max(min(elsewhere.values(), default=detour) - detour, 0)
        day = self._day(number, stop, crew, is_nearest=min(elsewhere.values(), default=int(FAR)) >= detour)
        return Why(
            stop=stop_id,
            crew=self.tables.crews[crew].id,
            day=day,
            saves=saves,
            order=self._order(number, stop, crew, turns),
            detour=detour,
        )

    def _blocks(self, number: int, stop: Stop) -> Iterator[str]:
        """Yield what makes it impossible whatever else is planned."""
        working = [crew for crew in self.tables.crews if not crew.on_leave]
        if not any(stop.skills <= crew.skills for crew in working):
            yield "no-skill"
        going = (self.tables.closes[number] != NEVER) & (self.tables.opens[number] <= self.tables.closes[number])
        if not going.any():
            yield "no-window"
        empty = Gaps(self.tables)
        if empty.best(number):
            return
        if stop.officers > 1 and not (going & self.tables.alone[number]).any():
            teams = {(self.tables.crews[crew].half_day, self.tables.crews[crew].team) for crew in going.nonzero()[0]}
            if len(teams) == len({half_day for half_day, _ in teams}):
                yield "no-officers"
        yield "too-long"

    def _missing(self, stop: Stop) -> frozenset[str]:
        """Return the skills that the best crew for it lacks."""
        lacks = [stop.skills - crew.skills for crew in self.tables.crews if not crew.on_leave]
        return min(lacks, key=lambda skills: (len(skills), sorted(skills)), default=stop.skills)

    def _short(self, number: int) -> tuple[Shortage, ...]:
        """Return for each half-day which crew would have to work how much longer."""
        best: dict[int, tuple[int, int]] = {}
        for crew in self._alone(number):
            late = [overrun(self.tables, crew, turns) for turns in self._ways(number, crew)]
            longer = [seconds for seconds in late if seconds is not None]
            half = int(self.tables.half_of[crew])
            if longer:
                best[half] = min((min(longer), crew), best.get(half, (min(longer), crew)))
        found = [
            Shortage(half_day=self.tables.half_days[half], crew=self.tables.crews[crew].id, seconds=seconds)
            for half, (seconds, crew) in best.items()
        ]
        return tuple(sorted(found, key=lambda shortage: (shortage.seconds, shortage.half_day)))

    def _alone(self, number: int) -> list[int]:
        """Return the crews that may go there without another."""
        going = (self.tables.closes[number] != NEVER) & self.tables.alone[number]
        return [int(crew) for crew in going.nonzero()[0]]

    def _ways(self, number: int, crew: int, without: Turns = ()) -> list[Turns]:
        """Return this crew's route with the stop at every place."""
        turns = tuple(turn for turn in self.routes.get(crew, ()) if turn not in without)
        return [(*turns[:place], Turn(number), *turns[place:]) for place in range(len(turns) + 1)]

    def _other_half_days(self, stop: Stop) -> tuple[HalfDay, ...]:
        """Return the half-days that have room for it but are not wanted, or not at that time."""
        if not stop.windows:
            return ()
        free = Stop(id=stop.id, place=stop.place, service=stop.service, skills=stop.skills, officers=stop.officers)
        stops = tuple(free if other.id == stop.id else other for other in self.problem.stops)
        tables = Tables(Problem(stops=stops, crews=self.problem.crews, seconds=self.problem.seconds))
        places = Gaps(tables, self.routes).cheapest_by_crew(tables.stop_number[stop.id])
        return tuple(sorted({self.tables.crews[crew].half_day for crew in places}))

    def _forced(self, number: int) -> Forced | None:
        """Return the cheapest way of planning it all the same: who is pushed out is first tried elsewhere."""
        options = [self._force(number, crew) for crew in self._alone(number)]
        found = [forced for forced in options if forced is not None]
        return min(found, key=lambda forced: (forced.points_lost, forced.plan.travel, forced.crew), default=None)

    def _force(self, number: int, crew: int) -> Forced | None:
        turns = self.routes.get(crew, ())
        movable = [turn for turn in turns if turn.meets == NEVER and not self.tables.stops[turn.stop].pin]
        for count in range(min(len(movable), PUSHED_AT_MOST) + 1):
            for out in sorted(combinations(movable, count), key=self._worth):
                fitting = [way for way in self._ways(number, crew, out) if begins(self.tables, crew, way) is not None]
                if fitting:
                    return self._with(crew, min(fitting, key=lambda way: travel(self.tables, way)))
        return None

    def _worth(self, turns: Turns) -> int:
        return sum(int(self.tables.worth[turn.stop]) for turn in turns)

    def _with(self, crew: int, turns: Turns) -> Forced:
        gaps = Gaps(self.tables, {**self.routes, crew: turns})
        served = {turn.stop for route in gaps.taken().values() for turn in route}
        fill(gaps, [stop for stop in orders(self.tables)[0] if stop not in served])
        plan = plan_of(self.tables, gaps.taken(), source="forced")
        out = sorted(set(self.plan.crews_of) - set(plan.crews_of))
        lost = points_of(self.problem, self.plan) - points_of(self.problem, plan)
        return Forced(crew=self.tables.crews[crew].id, pushed_out=tuple(out), points_lost=lost, plan=plan)

    def _day(self, number: int, stop: Stop, crew: int, *, is_nearest: bool) -> str:
        if stop.pin:
            return "promised"
        able = (self.tables.closes[number] != NEVER).nonzero()[0]
        if len(able) == 1:
            return "only-crew"
        if len(self.tables.half_days) > 1 and len({self.tables.half_of[other] for other in able}) == 1:
            return "only-half-day"
        return "nearest" if is_nearest else "room"

    def _order(self, number: int, stop: Stop, crew: int, turns: Turns) -> str:
        if stop.pin:
            return "promised"
        turn = next(turn for turn in turns if turn.stop == number)
        rest = tuple(other for other in turns if other != turn)
        orders_ = [(*rest[:place], turn, *rest[place:]) for place in range(len(turns))]
        shorter = [order for order in orders_ if travel(self.tables, order) < travel(self.tables, turns)]
        return "window" if any(begins(self.tables, crew, order) is None for order in shorter) else "way"
