"""Says what is wrong with a plan. Shares no code with what makes plans: it adds everything up again."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.visits.planning.model import CENTRE, Call, Crew, Plan, Problem, Route, Stop

WORDS = {
    "unknown-crew": ("Không có tổ công tác này", "No such crew"),
    "unknown-stop": ("Không có lượt đến nhà này", "No such stop"),
    "crew-twice": ("Một tổ có hai lộ trình trong một buổi", "A crew has two routes"),
    "crew-on-leave": ("Tổ công tác nghỉ buổi này", "The crew is on leave"),
    "stop-twice": ("Một nhà được xếp hai lần", "A stop is planned twice"),
    "starts-too-early": ("Rời trung tâm trước giờ làm việc", "Leaves before working hours"),
    "returns-too-late": ("Về trung tâm sau giờ làm việc", "Returns after working hours"),
    "wrong-travel": ("Thời gian đi đường không đúng", "Travel is added up wrongly"),
    "impossible-arrival": ("Không thể đến kịp giờ đó", "Cannot arrive so early"),
    "begins-before-arrival": ("Bắt đầu trước khi đến nơi", "Begins before arriving"),
    "wrong-service": ("Thời gian làm việc tại nhà không đúng", "Time at the door is wrong"),
    "half-day-not-wanted": ("Buổi này không phù hợp với gia đình", "The household does not want this half-day"),
    "outside-window": ("Ngoài khung giờ đã hẹn", "Outside the window"),
    "skill-missing": ("Tổ thiếu người làm được thủ tục này", "The crew lacks a skill"),
    "officers-missing": ("Thiếu cán bộ", "Too few officers"),
    "officers-apart": ("Hai tổ không đến cùng lúc", "The crews do not meet"),
    "pin-broken": ("Lịch đã hẹn bị thay đổi", "A promise is moved"),
    "pin-dropped": ("Lịch đã hẹn bị bỏ", "A promise is dropped"),
    "booked-left-out": ("Gia đình đã đặt buổi chưa được xếp", "Somebody who has booked is left out"),
    "due-left-out": ("Người chờ đã lâu chưa được xếp", "Somebody who waited long enough is left out"),
}
"""What each code says, in Vietnamese and English."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong, and where."""

    code: str
    crew: str = ""
    stop: str = ""

    @property
    def words(self) -> tuple[str, str]:
        """The fault in Vietnamese and English."""
        return WORDS[self.code]


def check(problem: Problem, plan: Plan) -> list[Fault]:
    """Return everything in this plan that cannot be, or breaks a promise."""
    return sorted({*_check_crews(problem, plan), *_check_routes(problem, plan), *_check_stops(problem, plan)})


def left_out(problem: Problem, plan: Plan) -> list[Fault]:
    """Return promises and long waits that this plan does not serve: true of some plans that are the best there are."""
    served = {call.stop for route in plan.routes for call in route.calls}
    faults = []
    for stop in problem.stops:
        if stop.id not in served and stop.pin:
            faults.append(Fault("pin-dropped", stop=stop.id))
        elif stop.id not in served and stop.is_booked:
            faults.append(Fault("booked-left-out", stop=stop.id))
        elif stop.id not in served and stop.weekends_waited >= problem.settings.served_after_weekends:
            faults.append(Fault("due-left-out", stop=stop.id))
    return faults


def _check_crews(problem: Problem, plan: Plan) -> Iterator[Fault]:
    known = {crew.id: crew for crew in problem.crews}
    for crew_id, times in Counter(route.crew for route in plan.routes).items():
        if crew_id not in known:
            yield Fault("unknown-crew", crew=crew_id)
        elif known[crew_id].on_leave:
            yield Fault("crew-on-leave", crew=crew_id)
        if times > 1:
            yield Fault("crew-twice", crew=crew_id)


def _check_routes(problem: Problem, plan: Plan) -> Iterator[Fault]:
    crews = {crew.id: crew for crew in problem.crews}
    stops = {stop.id: stop for stop in problem.stops}
    for route in plan.routes:
        for call in route.calls:
            if call.stop not in stops:
                yield Fault("unknown-stop", crew=route.crew, stop=call.stop)
        if route.crew in crews and all(call.stop in stops for call in route.calls):
            yield from _check_route(problem, route, crews[route.crew], stops)


def _check_route(problem: Problem, route: Route, crew: Crew, stops: dict[str, Stop]) -> Iterator[Fault]:
    at, place, travel = route.leaves, CENTRE, 0
    if route.leaves < crew.opens:
        yield Fault("starts-too-early", crew=crew.id)
    for call in route.calls:
        stop = stops[call.stop]
        leg = int(problem.seconds[place, stop.place])
        if call.arrives < at + leg:
            yield Fault("impossible-arrival", crew=crew.id, stop=stop.id)
        yield from _check_call(call, stop, crew)
        at, place, travel = call.ends, stop.place, travel + leg
    leg = int(problem.seconds[place, CENTRE])
    if route.returns < at + leg or route.returns > crew.closes:
        yield Fault("returns-too-late", crew=crew.id)
    if route.travel != travel + leg:
        yield Fault("wrong-travel", crew=crew.id)


def _check_call(call: Call, stop: Stop, crew: Crew) -> Iterator[Fault]:
    if call.begins < call.arrives:
        yield Fault("begins-before-arrival", crew=crew.id, stop=stop.id)
    if call.ends - call.begins != stop.service:
        yield Fault("wrong-service", crew=crew.id, stop=stop.id)
    if not stop.skills <= crew.skills:
        yield Fault("skill-missing", crew=crew.id, stop=stop.id)
    wanted = [window for window in stop.windows if window.half_day == crew.half_day]
    if stop.windows and not wanted:
        yield Fault("half-day-not-wanted", crew=crew.id, stop=stop.id)
    if any(not window.opens <= call.begins <= window.closes for window in wanted):
        yield Fault("outside-window", crew=crew.id, stop=stop.id)
    if stop.pin and not (crew.id in stop.pin.crews and stop.pin.opens <= call.begins <= stop.pin.closes):
        yield Fault("pin-broken", crew=crew.id, stop=stop.id)


def _check_stops(problem: Problem, plan: Plan) -> Iterator[Fault]:
    crews = {crew.id: crew for crew in problem.crews}
    stops = {stop.id: stop for stop in problem.stops}
    found: dict[str, list[tuple[Crew, Call]]] = {}
    for route in plan.routes:
        for call in route.calls:
            if call.stop in stops and route.crew in crews:
                found.setdefault(call.stop, []).append((crews[route.crew], call))
    for stop_id, visits in found.items():
        yield from (Fault(code, stop=stop_id) for code in _check_together(stops[stop_id], visits))


def _check_together(stop: Stop, visits: list[tuple[Crew, Call]]) -> Iterable[str]:
    enough = 1 if any(crew.officers >= stop.officers for crew, _ in visits) else stop.officers
    if len(visits) > enough:
        yield "stop-twice"
    if sum(crew.officers for crew, _ in visits) < stop.officers:
        yield "officers-missing"
    meetings = {(crew.half_day, call.begins) for crew, call in visits}
    if len(meetings) > 1 or len({crew.team for crew, _ in visits}) < len(visits):
        yield "officers-apart"
