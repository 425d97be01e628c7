"""The weekend in PyVRP's terms, and back.

Who may not go where is a load dimension: a stop asks for a thousand of what such crews carry none of. A thousand,
because with one the search would rather overload a crew than leave a heavy stop out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pyvrp

from app.visits.planning.model import CENTRE, Stop
from app.visits.planning.tables import NEVER, Tables, Turn
from app.visits.planning.timing import Turns

ASKED = 1000
PLENTY = 1_000_000
DAY = 24 * 3600
PIN_POINTS, DUE_POINTS = 1000, 400
"""What promises and long waits are worth to the search: enough to be found, small enough for its penalties."""


@dataclass(frozen=True)
class Kind:
    """Crews that are alike: whoever of them takes a route, it is the same route."""

    crews: tuple[int, ...]

    @property
    def any(self) -> int:
        """One of them, to reckon with."""
        return self.crews[0]


def kinds_of(tables: Tables) -> list[Kind]:
    """Return the crews that work, put together where nothing tells them apart; who keeps a promise stands alone."""
    pinned = {crew for stop in tables.stops if stop.pin for crew in stop.pin.crews}

    def looks(number: int) -> tuple[object, ...]:
        crew = tables.crews[number]
        mine = crew.id if crew.id in pinned else ""
        return crew.half_day, crew.opens, crew.closes, sorted(crew.skills), crew.officers, mine

    working = sorted((number for number, crew in enumerate(tables.crews) if not crew.on_leave), key=looks)
    return [Kind(tuple(alike)) for _, alike in groupby(working, key=looks)]


class Translation:
    """One problem as PyVRP wants it."""

    def __init__(self, tables: Tables, agreed: Mapping[int, Turns] | None = None) -> None:
        """With routes that agree on meetings, crews meet there and then or not at all; without, each comes as it likes:
        the search knows nothing of meeting."""
        self.tables = tables
        self.kinds = kinds_of(tables)
        self._kind_of = {crew: number for number, kind in enumerate(self.kinds) for crew in kind.crews}
        self._meets = {turn.stop: turn.meets for turns in (agreed or {}).values() for turn in turns}
        choices = [self._choices(stop) for stop in range(len(tables.stops))]
        if agreed is not None:
            choices = [self._as_agreed(stop, choice, agreed) for stop, choice in enumerate(choices)]
        self._walls = _Walls(tables, self.kinds, [kinds for choice in choices for kinds in choice.values()])
        self.stop_of: list[int] = []
        """Which stop each client is: one has several where windows differ by half-day, or where two crews meet."""
        self._clients_of: dict[int, list[int]] = {}
        self._clients: list[pyvrp.Client] = []
        self._groups: list[pyvrp.ClientGroup] = []
        for number, choice in enumerate(choices):
            copies = self._copies(number)
            for _ in range(copies):
                self._add(number, choice, copies)
        matrix: Any = tables.seconds  # the stub asks for a shape that numpy's types do not have
        self.data = pyvrp.ProblemData(
            locations=[pyvrp.Location(0, 0) for _ in range(len(tables.seconds))],
            clients=self._clients,
            depots=[pyvrp.Depot(location=CENTRE)],
            vehicle_types=[self._vehicle(number) for number in range(len(self.kinds))],
            distance_matrices=[matrix],
            duration_matrices=[matrix],
            groups=self._groups,
        )

    def solution(self, routes: Mapping[int, Turns]) -> pyvrp.Solution:
        """Return these routes as a start for the search; what cannot be said to it is left out."""
        made, used = [], set[int]()
        for crew, turns in routes.items():
            clients = []
            for turn in turns:
                client = self._free_client(turn.stop, self._kind_of[crew], used)
                if client is not None:
                    clients.append(client)
                    used.add(client)
            if clients:
                made.append(pyvrp.Route(self.data, clients, self._kind_of[crew]))
        return pyvrp.Solution(self.data, made)

    def turns(self, route: pyvrp.Route) -> Turns:
        """Return a route's stops in their order; one that stands there twice is the same home."""
        stops = [self.stop_of[activity.idx] for activity in route if activity.is_client()]
        return tuple(Turn(stop, self._meets.get(stop, NEVER)) for stop in dict.fromkeys(stops))

    def _free_client(self, stop: int, kind: int, used: set[int]) -> int | None:
        clients = self._clients_of.get(stop, [])
        fitting = (c for c in clients if c not in used and self._walls.allow(self._clients[c].delivery, kind))
        return next(fitting, None)

    def _copies(self, stop: int) -> int:
        """Return how many crews it takes: as many as officers, unless some crew can go alone."""
        going = self.tables.closes[stop] != NEVER
        if self._meets.get(stop, NEVER) != NEVER:
            return self.tables.stops[stop].officers
        return 1 if (going & self.tables.alone[stop]).any() else self.tables.stops[stop].officers

    def _choices(self, stop: int) -> dict[tuple[int, int], frozenset[int]]:
        """Return the kinds of crews that may go, by the time of day in which they may begin."""
        found: dict[tuple[int, int], set[int]] = {}
        for number, kind in enumerate(self.kinds):
            hours = int(self.tables.opens[stop, kind.any]), int(self.tables.closes[stop, kind.any])
            crew = self.tables.crews[kind.any]
            if hours[0] <= hours[1]:
                found.setdefault((0, DAY) if hours == (crew.opens, crew.closes) else hours, set()).add(number)
        return {hours: frozenset(kinds) for hours, kinds in found.items()}

    def _as_agreed(
        self, stop: int, choice: dict[tuple[int, int], frozenset[int]], agreed: Mapping[int, Turns]
    ) -> dict[tuple[int, int], frozenset[int]]:
        at = self._meets.get(stop, NEVER)
        if at != NEVER:
            crews = [crew for crew, turns in agreed.items() if any(turn.stop == stop for turn in turns)]
            return {(at, at): frozenset(self._kind_of[crew] for crew in crews)}
        return choice if self._copies(stop) == 1 else {}

    def _add(self, number: int, choices: dict[tuple[int, int], frozenset[int]], copies: int) -> None:
        stop, first, group = self.tables.stops[number], len(self._clients), None
        if len(choices) > 1:
            group = len(self._groups)
            self._groups.append(pyvrp.ClientGroup(list(range(first, first + len(choices))), required=False))
        for (opens, closes), kinds in choices.items():
            self._clients_of.setdefault(number, []).append(len(self._clients))
            self.stop_of.append(number)
            self._clients.append(
                pyvrp.Client(
                    location=stop.place,
                    delivery=self._walls.asked(kinds),
                    service_duration=stop.service,
                    tw_early=opens,
                    tw_late=closes,
                    prize=self._prize(stop) // copies,
                    required=False,
                    group=group,
                )
            )

    def _prize(self, stop: Stop) -> int:
        problem = self.tables.problem
        urgent = PIN_POINTS if stop.pin else DUE_POINTS if problem.is_due(stop) else 0
        return problem.settings.point_seconds * (stop.weight + urgent)

    def _vehicle(self, number: int) -> pyvrp.VehicleType:
        kind = self.kinds[number]
        crew = self.tables.crews[kind.any]
        return pyvrp.VehicleType(
            num_available=len(kind.crews),
            capacity=self._walls.carried(number),
            tw_early=crew.opens,
            tw_late=crew.closes,
        )


class _Walls:
    """Load dimensions, each a set of kinds that may not go to whoever asks for it."""

    def __init__(self, tables: Tables, kinds: list[Kind], choices: Iterable[frozenset[int]]) -> None:
        self._all = frozenset(range(len(kinds)))
        plain = _by_half_and_skill(tables, kinds)
        bits = _by_number(len(kinds))
        used: dict[frozenset[int], None] = {}
        for kept_out in {self._all - allowed for allowed in choices}:
            fitting = [wall for wall in plain if wall <= kept_out]
            if frozenset().union(*fitting) != kept_out:
                fitting += [wall for wall in bits if wall <= kept_out]
            used |= dict.fromkeys(fitting)
        self._walls = sorted(used, key=sorted)

    def asked(self, allowed: frozenset[int]) -> list[int]:
        """Return what a stop asks for so that only these kinds can go."""
        return [ASKED if not wall & allowed else 0 for wall in self._walls]

    def carried(self, kind: int) -> list[int]:
        """Return what a kind carries: nothing of what keeps it out."""
        return [0 if kind in wall else PLENTY for wall in self._walls]

    def allow(self, asked: Iterable[int], kind: int) -> bool:
        """Say whether this kind carries all that is asked for."""
        return not any(amount and kind in wall for amount, wall in zip(asked, self._walls, strict=True))


def _by_half_and_skill(tables: Tables, kinds: list[Kind]) -> set[frozenset[int]]:
    crews = [tables.crews[kind.any] for kind in kinds]
    skills = {skill for stop in tables.stops for skill in stop.skills}
    walls = {frozenset(n for n, crew in enumerate(crews) if crew.half_day == half) for half in tables.half_days}
    walls |= {frozenset(n for n, crew in enumerate(crews) if skill not in crew.skills) for skill in skills}
    return walls - {frozenset()}


def _by_number(count: int) -> set[frozenset[int]]:
    """Return two sets for each binary digit of a kind's number: together they single out any one of them."""
    digits = range(max(count - 1, 1).bit_length())
    ones = {frozenset(n for n in range(count) if n >> digit & 1) for digit in digits}
    return (ones | {frozenset(range(count)) - one for one in ones}) - {frozenset()}
