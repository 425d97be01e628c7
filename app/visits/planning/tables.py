"""The problem as arrays: stops and crews by number, so that a thousand visits are tried in a moment."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from app.visits.planning.model import Crew, HalfDay, Problem, Seconds, Stop

NEVER = -1
Numbers = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True, order=True)
class Turn:
    """One stop in a route. `meets` is the agreed time where two crews meet, NEVER where one crew goes alone."""

    stop: int
    meets: int = NEVER


class Tables:
    """Everything that is asked a million times, looked up once."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.stops = problem.stops
        self.crews = problem.crews
        self.stop_number = {stop.id: number for number, stop in enumerate(problem.stops)}
        self.crew_number = {crew.id: number for number, crew in enumerate(problem.crews)}
        self.seconds: Seconds = np.asarray(problem.seconds, dtype=np.int64)
        self.place: Numbers = np.array([stop.place for stop in problem.stops], dtype=np.int64)
        self.service: Numbers = np.array([stop.service for stop in problem.stops], dtype=np.int64)
        self.crew_opens: Numbers = np.array([crew.opens for crew in problem.crews], dtype=np.int64)
        self.crew_closes: Numbers = np.array([crew.closes for crew in problem.crews], dtype=np.int64)
        self.half_days = sorted({crew.half_day for crew in problem.crews})
        numbers = {half_day: number for number, half_day in enumerate(self.half_days)}
        self.half_of: Numbers = np.array([numbers[crew.half_day] for crew in problem.crews], dtype=np.int64)
        shape = (len(self.stops), len(self.crews))
        self.opens: Numbers = np.zeros(shape, dtype=np.int64)
        self.closes: Numbers = np.full(shape, NEVER, dtype=np.int64)
        self.alone: Truths = np.zeros(shape, dtype=bool)
        """Whether this crew has officers enough to go there without another."""
        self._fill(numbers)

    def _fill(self, numbers: dict[HalfDay, int]) -> None:
        officers = np.array([crew.officers for crew in self.crews], dtype=np.int64)
        working = np.array([not crew.on_leave for crew in self.crews], dtype=bool)
        skilled: dict[frozenset[str], Truths] = {}
        for number, stop in enumerate(self.stops):
            if stop.skills not in skilled:
                skilled[stop.skills] = working & np.array([stop.skills <= crew.skills for crew in self.crews], bool)
            opens, closes = self._hours(stop, numbers)
            self.opens[number] = opens
            self.closes[number] = np.where(skilled[stop.skills], closes, NEVER)
            self.alone[number] = officers >= stop.officers

    def _hours(self, stop: Stop, numbers: dict[HalfDay, int]) -> tuple[Numbers, Numbers]:
        opens, closes = self.crew_opens.copy(), self.crew_closes.copy()
        if stop.windows:
            by_half = {numbers[window.half_day]: window for window in stop.windows if window.half_day in numbers}
            for crew, half in enumerate(self.half_of):
                window = by_half.get(int(half))
                opens[crew] = max(opens[crew], window.opens) if window else 0
                closes[crew] = min(closes[crew], window.closes) if window else NEVER
        if stop.pin:
            meant = np.array([crew.id in stop.pin.crews for crew in self.crews], dtype=bool)
            opens = np.where(meant, np.maximum(opens, stop.pin.opens), 0)
            closes = np.where(meant, np.minimum(closes, stop.pin.closes), NEVER)
        return opens, closes

    def may_go(self, stop: int, crew: int) -> bool:
        """Say whether this crew may go there at all, time aside."""
        return bool(self.closes[stop, crew] != NEVER)

    def hours(self, turn: Turn, crew: int) -> tuple[int, int]:
        """Return when this crew may begin there."""
        opens, closes = int(self.opens[turn.stop, crew]), int(self.closes[turn.stop, crew])
        if turn.meets == NEVER:
            return opens, closes
        return max(opens, turn.meets), min(closes, turn.meets)

    def meetings(self, stop: int, half: int) -> range:
        """Return the times of the grid at which two crews may meet there in this half-day."""
        crews = np.flatnonzero((self.half_of == half) & (self.closes[stop] != NEVER) & ~self.alone[stop])
        step = self.problem.settings.meeting_seconds
        if len({self.crews[crew].team for crew in crews}) < 2:
            return range(0)
        first = -(-int(self.opens[stop, crews].min()) // step) * step
        return range(first, int(self.closes[stop, crews].max()) + 1, step)

    @cached_property
    def worth(self) -> Numbers:
        """What serving each stop is worth in seconds: promises before people due before points."""
        return np.array([self._worth(stop) for stop in self.stops], dtype=np.int64)

    def _worth(self, stop: Stop) -> int:
        point = self.problem.settings.point_seconds
        urgent = PIN_POINTS if stop.pin else DUE_POINTS if self.problem.is_due(stop) else 0
        return point * (stop.weight + urgent)

    def stays(self, stop: int, crew: int) -> int:
        """Return what it saves that this crew keeps a proposed stop, in seconds."""
        proposed = self.stops[stop].proposed
        if self.crews[crew].id not in proposed:
            return 0
        price = self.problem.settings.move_points * self.problem.settings.point_seconds
        return price // len(proposed)

    def crew(self, number: int) -> Crew:
        """Return the crew of this number."""
        return self.crews[number]


DUE_POINTS = 10_000
"""More than any two routes can hold: clearing them for somebody due always pays."""
PIN_POINTS = 1_000_000
"""More than any two routes can hold of people due."""
