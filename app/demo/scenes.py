"""What has happened in the demo ward: requests in every state, visits before and after today, results on their way.

The past is made in its own order, with the clock set back for each step; times in the log are those steps'.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from app.accounts.queries import leaders_of
from app.catalogue.queries import popular
from app.citizens.commands import RecordIdentity, RegisterCitizen
from app.citizens.register import Person
from app.core.clock import VN, Clock, now, today
from app.core.commands import Actor, public_actor
from app.core.ids import new_id
from app.core.numbers import new_tracking_code
from app.demo.people import Someone, someone
from app.demo.staff import Town, coming_saturday, do
from app.demo.weekend import sunday_off
from app.requests.commands import AcceptRequest, CancelRequest, DeclineRequest, MergeRequest, RegisterRequest
from app.requests.words import draw_word
from app.visits.commands import ConfirmVisit, PlanVisit
from app.visits.models import Half

SHARES = {"done": 12, "planned": 8, "accepted": 8, "waiting": 7, "declined": 2, "cancelled": 2, "merged": 1}
"""How forty requests stand; larger demos keep the proportions."""
ALL = sum(SHARES.values())
AT_LEAST = {"planned": 3}
"""Enough for one round; of the others one is enough to be seen."""
ONLY_SUNDAY = 2
"""Of the accepted ones: who can only be visited when no team works."""
Wish = tuple[date, Half | None]
LEADERS_PLACE = 13
"""The neighbourhood whose leader's sign-in is shown: some of each kind live there, so that the phone has work."""


class Asked:
    """A request with the person it is for."""

    def __init__(self, request_id: UUID, citizen_id: UUID, who: Someone, procedure_code: str | None) -> None:
        self.request_id, self.citizen_id = request_id, citizen_id
        self.who, self.procedure_code = who, procedure_code


def how_many(state: str, total: int) -> int:
    """Return how many of so many requests stand like this."""
    return max(AT_LEAST.get(state, 1), round(total * SHARES[state] / ALL))


@contextmanager
def at(day: date, hour: int, minute: int = 0) -> Iterator[None]:
    """Let the following happen at this hour in Vietnam, or now where the hour has not come: nothing lies ahead."""
    before = Clock.fixed
    Clock.fixed = min(datetime.combine(day, time(hour, minute), VN).astimezone(UTC), now())
    try:
        yield
    finally:
        Clock.fixed = before


def service_day() -> date:
    """Return the next day on which teams go out: today on a weekend, else the coming Saturday."""
    return today() if today().weekday() >= 5 else coming_saturday()


def register(town: Town, *, wish: Wish | None = None, code: str | None = None, at_leaders: bool = False) -> Asked:
    """Somebody asks: the family at the public page, or the leader of the neighbourhood."""
    place = town.random.choice(town.neighbourhoods)
    if at_leaders:
        place = town.neighbourhoods[LEADERS_PLACE]
    who = someone(town.random, place)
    by_leader = town.random.random() < 0.4
    actor: Actor = leaders_of(place.id, town.ward)[0].as_actor() if by_leader else public_actor(town.ward)
    offered = [procedure.code for procedure in popular(8)]
    procedure_code = code or (town.random.choice(offered) if town.random.random() < 0.9 else None)
    asked = Asked(new_id(), new_id(), who, procedure_code)
    command = RegisterRequest.model_validate(
        {
            "request_id": asked.request_id,
            "citizen_id": asked.citizen_id,
            "person": who.told,
            "for_whom": "relative",
            "requester": {"name": who.relative, "relation": who.relation, "phone": who.relative_phone},
            "hardship": town.random.choice(["age", "disability", "illness", "alone"]),
            "procedure_code": procedure_code,
            "need_text": "" if procedure_code else "Gia đình chưa rõ cần giấy gì, nhờ cán bộ gọi lại",
            "wish": {"date": wish[0], "half": wish[1] or town.random.choice(list(Half))} if wish else None,
            "tracking_code": new_tracking_code(),
            "visit_word": draw_word(),
            "consent": {"given": True, "by": "leader" if by_leader else "relative", "text_version": "1"},
        }
    )
    do(command, actor, ward=town.ward)
    return asked


def accept(town: Town, asked: Asked) -> Asked:
    """The coordinator takes the request on."""
    do(AcceptRequest(request_id=asked.request_id), town.coordinator)
    return asked


def plan(town: Town, asked: Asked, *, team: int, on: date, half: Half, dossier_id: UUID | None = None) -> UUID:
    """The coordinator puts the request, or the return of a result, into a half-day."""
    visit_id = new_id()
    collect = {"kind": "collect", "procedure_code": asked.procedure_code}
    back = {"kind": "return", "dossier_id": dossier_id}
    command = PlanVisit.model_validate(
        {
            "visit_id": visit_id,
            "request_id": None if dossier_id else asked.request_id,
            "citizen_id": asked.citizen_id,
            "team_id": town.teams[team],
            "date": on,
            "half": half,
            "purposes": [back if dossier_id else collect],
            "visit_word": draw_word() if dossier_id else "",
        }
    )
    do(command, town.coordinator)
    return visit_id


def confirm(town: Town, visit_id: UUID) -> None:
    """The family was told by phone."""
    do(ConfirmVisit(visit_id=visit_id, window=None, told_by="điện thoại"), town.coordinator)


def identify(officer: Actor, asked: Asked) -> None:
    """The officer reads the card at the door."""
    command = RecordIdentity(citizen_id=asked.citizen_id, identity_number=asked.who.identity_number, source="typed")
    do(command, officer)


def make_neighbours(town: Town, total: int) -> None:
    """Enter people of the ward's list who have not asked for anything yet, some at the shown leader's."""
    home = town.neighbourhoods[LEADERS_PLACE]
    for number in range(total // 2):
        place = home if number < 6 else town.random.choice(town.neighbourhoods)
        do(
            RegisterCitizen(citizen_id=new_id(), person=Person.model_validate(someone(town.random, place).told)),
            town.coordinator,
        )


def make_requests(town: Town, total: int, step: Callable[[], None]) -> list[Asked]:
    """Make the requests that have not led to a visit yet, in every state."""
    register_day = today() - timedelta(days=3)
    made: dict[str, list[Asked]] = {}
    for state in ("accepted", "waiting", "declined", "cancelled", "merged"):
        for number in range(how_many(state, total)):
            wish = _wish(state, number)  # of the weekend ahead, not of the day on which they asked
            with at(register_day, 8 + town.random.randrange(9), town.random.randrange(60)):
                made.setdefault(state, []).append(register(town, wish=wish, at_leaders=number == 0))
            step()
    for asked in made["accepted"]:
        accept(town, asked)
    for asked in made["declined"]:
        do(DeclineRequest(request_id=asked.request_id, reason="Việc này làm được qua điện thoại"), town.coordinator)
    for asked in made["cancelled"]:
        do(CancelRequest(request_id=asked.request_id, reason="Gia đình tự đi được"), town.coordinator)
    for asked in made["merged"]:
        into = made["waiting"][0].request_id
        do(MergeRequest(request_id=asked.request_id, into_id=into), town.coordinator)
    return made["accepted"]


def _wish(state: str, number: int) -> Wish | None:
    """Those who still wait wish for the next day of service; one for the afternoon on which no team works."""
    if state not in {"accepted", "waiting"}:
        return None
    return (sunday_off(), Half.AFTERNOON) if (state, number) == ("accepted", ONLY_SUNDAY) else (service_day(), None)


def make_coming_visits(town: Town, total: int, step: Callable[[], None]) -> None:
    """Plan the coming service day; the first visits of the first team wait for journey by hand."""
    day = service_day()
    for number in range(how_many("planned", total)):
        code = "2.000635" if number < 2 else None
        with at(today() - timedelta(days=4), 9, number % 60):
            asked = accept(town, register(town, code=code, at_leaders=number in {2, 3}))
        half = Half.MORNING if number < 9 else Half.AFTERNOON
        visit_id = plan(town, asked, team=number % len(town.teams), on=day, half=half)
        if number < 3:
            confirm(town, visit_id)
        step()
