"""Turns harvested routes into what the choice picks from: routes with agreed meetings, and who would take them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.visits.planning.harvest import Pool
from app.visits.planning.tables import NEVER, Tables, Turn
from app.visits.planning.timing import Turns, begins, travel
from app.visits.planning.vrp import Kind

MEETINGS_AT_MOST = 40
"""So many ways of agreeing on times are offered for one route."""


@dataclass(frozen=True)
class Column:
    """One route that may be chosen. `crew` is set where it matters who of a kind takes it."""

    kind: int
    turns: Turns
    crew: int | None
    worth: int
    """What it adds by itself, in seconds; homes at which two crews meet are counted when both come."""


Meeting = tuple[int, int, int]
"""A stop, a half-day and the time at which two crews are there."""


class Offer:
    """Columns, and what keeps them from being taken together: numbers of columns, and how many of them at most."""

    def __init__(self, tables: Tables, kinds: Sequence[Kind], columns: list[Column]) -> None:
        self.columns = columns
        self.by_kind: dict[int, list[int]] = defaultdict(list)
        self.by_crew: dict[int, list[int]] = defaultdict(list)
        self.by_stop: dict[int, list[int]] = defaultdict(list)
        self.by_meeting: dict[Meeting, list[int]] = defaultdict(list)
        self.size = [len(kind.crews) for kind in kinds]
        for number, column in enumerate(columns):
            self.by_kind[column.kind].append(number)
            if column.crew is not None:
                self.by_crew[column.crew].append(number)
            for turn in column.turns:
                if turn.meets == NEVER:
                    self.by_stop[turn.stop].append(number)
                else:
                    half = int(tables.half_of[kinds[column.kind].any])
                    self.by_meeting[turn.stop, half, turn.meets].append(number)


def columns_of(tables: Tables, pool: Pool) -> list[Column]:
    """Return everything the pool offers, in an order of its own."""
    proposed = _proposed(tables)
    found: dict[tuple[int, Turns, int | None], Column] = {}
    for (kind, _), (_, turns) in sorted(pool.routes.items(), key=lambda item: (item[0][0], item[1][0], item[1][1])):
        first = pool.kinds[kind].any
        for agreed in _agreements(tables, first, turns):
            crews = {crew for turn in agreed for crew in proposed.get(turn.stop, ()) if crew in pool.kinds[kind].crews}
            for crew in (None, *sorted(crews)):
                found[kind, agreed, crew] = Column(kind, agreed, crew, _worth(tables, first, agreed, crew))
    return list(found.values())


def _proposed(tables: Tables) -> dict[int, list[int]]:
    return {
        number: [tables.crew_number[crew] for crew in sorted(stop.proposed) if crew in tables.crew_number]
        for number, stop in enumerate(tables.stops)
        if stop.proposed
    }


def _agreements(tables: Tables, crew: int, turns: Turns) -> Iterator[Turns]:
    """Yield the route with every time at which other crews could be met, and without those meetings."""
    together = [turn for turn in turns if turn.meets == NEVER and not tables.alone[turn.stop, crew]]
    if not together:
        yield turns
        return
    rest = tuple(turn for turn in turns if turn not in together)
    if rest:
        yield rest
    for number, agreed in enumerate(_timed(tables, crew, turns, 0)):
        if number == MEETINGS_AT_MOST:
            return
        yield agreed


def _timed(tables: Tables, crew: int, turns: Turns, first: int) -> Iterable[Turns]:
    for number in range(first, len(turns)):
        stop = turns[number].stop
        if not tables.alone[stop, crew]:
            for at in tables.meetings(stop, int(tables.half_of[crew])):
                agreed = (*turns[:number], Turn(stop, at), *turns[number + 1 :])
                if begins(tables, crew, agreed) is not None:
                    yield from _timed(tables, crew, agreed, number + 1)
            return
    yield turns


def _worth(tables: Tables, first: int, turns: Turns, crew: int | None) -> int:
    served = sum(int(tables.worth[turn.stop]) for turn in turns if tables.alone[turn.stop, first])
    stays = sum(tables.stays(turn.stop, crew) for turn in turns) if crew is not None else 0
    return served + stays - travel(tables, turns)
