"""The best plan there is, by trying everything: for a handful of stops. Shares nothing with the engine but the model.

Routes are tried in every order; which crew takes which set is decided by going through all ways of sharing the
stops out. Homes that need two crews are settled first, in every way there is.
"""

from functools import lru_cache
from itertools import combinations, permutations

NOTHING = (0, 0, 0)


def best_rank(problem):
    """Return what the best plan there is would be ranked."""
    together = [number for number, stop in enumerate(problem.stops) if stop.officers > 1]
    return max(_shared_out(problem, meetings) for meetings in _meetings(problem, together))


def _meetings(problem, stops):
    """Yield every way in which crews can meet: a set of (stop, crew, time)."""
    if not stops:
        yield frozenset()
        return
    for rest in _meetings(problem, stops[1:]):
        yield rest
        grid = problem.settings.meeting_seconds
        for one, two in combinations(range(len(problem.crews)), 2):
            first, second = problem.crews[one], problem.crews[two]
            apart = first.half_day == second.half_day and first.team != second.team
            if apart and max(first.officers, second.officers) == 1:
                for at in range(0, 24 * 3600, grid):
                    if first.opens <= at <= first.closes:
                        yield rest | {(stops[0], one, at), (stops[0], two, at)}


def _shared_out(problem, meetings):
    count = len(problem.stops)
    met = {stop for stop, _, _ in meetings}

    @lru_cache(None)
    def best_from(crew, left):
        if crew == len(problem.crews):
            return NOTHING
        must = {stop: at for stop, who, at in meetings if who == crew}
        found = None
        for mine in _subsets(left):
            worth = _best_route(problem, crew, mine, must)
            if worth is not None:
                total = _sum(worth, best_from(crew + 1, left & ~mine))
                found = total if found is None else max(found, total)
        return found or (-1, 0, 0)  # a meeting that this crew cannot keep

    alone = sum(1 << number for number in range(count) if number not in met)
    worth = best_from(0, alone)
    return _sum(worth, *(_served(problem, stop) for stop in met)) if worth[0] >= 0 else worth


def _best_route(problem, crew, mine, must):
    """Return what this crew's best route through exactly these stops is worth; None where there is none."""
    stops = [number for number in range(len(problem.stops)) if mine >> number & 1]
    if any(problem.stops[number].officers > problem.crews[crew].officers for number in stops):
        return None
    ways = [way for order in permutations([*stops, *must]) if (way := _travel(problem, crew, order, must)) is not None]
    if not ways:
        return None
    return _sum((0, 0, -min(ways)), *(_served(problem, number) for number in stops))


def _travel(problem, crew_number, order, must):
    crew, at, place, road = problem.crews[crew_number], problem.crews[crew_number].opens, 0, 0
    if crew.on_leave and order:
        return None
    for number in order:
        stop = problem.stops[number]
        leg = int(problem.seconds[place, stop.place])
        at, place, road = at + leg, stop.place, road + leg
        opens, closes = _hours(stop, crew)
        at = max(at, opens, must.get(number, 0))
        if at > min(closes, must.get(number, closes)) or not stop.skills <= crew.skills:
            return None
        at += stop.service
    leg = int(problem.seconds[place, 0])
    return road + leg if at + leg <= crew.closes else None


def _hours(stop, crew):
    opens, closes = crew.opens, crew.closes
    if stop.windows:
        window = next((window for window in stop.windows if window.half_day == crew.half_day), None)
        if window is None:
            return 0, -1
        opens, closes = max(opens, window.opens), min(closes, window.closes)
    if stop.pin:
        if crew.id not in stop.pin.crews:
            return 0, -1
        opens, closes = max(opens, stop.pin.opens), min(closes, stop.pin.closes)
    return opens, closes


def _served(problem, number):
    stop = problem.stops[number]
    due = stop.weekends_waited >= problem.settings.served_after_weekends
    return int(stop.pin is not None), int(due), problem.settings.point_seconds * stop.weight


def _subsets(mask):
    part = mask
    while part:
        yield part
        part = (part - 1) & mask
    yield 0


def _sum(*worths):
    return tuple(sum(parts) for parts in zip(*worths, strict=True))
