"""What the coordinator's board shows: who waits, the teams' half-days of one weekend, and where people live."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from app.catalogue import words as procedure_words
from app.catalogue.queries import newest_version
from app.citizens.models import Citizen
from app.citizens.queries import citizens_by_id
from app.places.models import Neighbourhood
from app.places.queries import neighbourhoods_of
from app.requests.models import ServiceRequest, Status
from app.requests.queries import requests_on_the_list
from app.visits import queries
from app.visits.abilities import Abilities
from app.visits.card_warnings import warnings_of
from app.visits.day_notes import DayNote, day_notes
from app.visits.homes import facts_of
from app.visits.models import Half, Team, Visit
from app.visits.models.room import TYPICAL_MINUTES, Lane
from app.visits.peace import at_rest
from app.visits.planning.model import Call
from app.visits.planning.weight import parts_of
from app.visits.timelines import LaneTimes, Spot, Timetable, spot_of
from app.visits.weights import weights_now


@dataclass(frozen=True, kw_only=True)
class WaitingCard:
    """A request that has no place yet."""

    request: ServiceRequest
    citizen: Citizen
    neighbourhood: Neighbourhood
    need: str
    days_waiting: int
    asks: frozenset[str]
    """What whoever goes there must be able to do."""
    parts: dict[str, int]
    """What its weight is the sum of."""
    is_resting: bool
    """Nobody rings there: somebody lies in hospital, or has died."""

    @property
    def is_accepted(self) -> bool:
        return self.request.status is Status.ACCEPTED

    @property
    def wish(self) -> dict[str, str] | None:
        """What was agreed at the last try, else what was wished for at the start."""
        return self.request.next_try or self.request.wish

    @property
    def wished_on(self) -> date | None:
        on = (self.wish or {}).get("date")
        return date.fromisoformat(on) if on else None


@dataclass(frozen=True, kw_only=True)
class VisitCard:
    """A visit in its lane."""

    visit: Visit
    citizen: Citizen
    neighbourhood: Neighbourhood
    need: str
    warnings: tuple[str, ...]
    missing: frozenset[str]
    """What the officers who go there cannot do."""
    call: Call | None
    """When the team is there, as the way is reckoned."""


@dataclass(frozen=True, kw_only=True)
class LaneView:
    """One team's half-day with its visits and what is left of it."""

    lane: Lane
    team: Team
    capacity: int
    taken: int
    cards: list[VisitCard]
    times: LaneTimes | None

    @property
    def value(self) -> str:
        """How forms name the lane."""
        return f"{self.lane.team_id}/{self.lane.on.isoformat()}/{self.lane.half.value}"

    @property
    def names(self) -> dict[str, str]:
        """Who lives at each stop of the timeline."""
        return {str(card.visit.id): card.citizen.full_name for card in self.cards}

    @property
    def left(self) -> int:
        return self.capacity - self.taken

    @property
    def has_room(self) -> bool:
        return self.left >= TYPICAL_MINUTES


@dataclass(frozen=True, kw_only=True)
class Area:
    """A neighbourhood in which somebody waits or is visited this weekend."""

    neighbourhood: Neighbourhood
    waiting: list[WaitingCard] = field(default_factory=list)
    planned: list[VisitCard] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Board:
    """The whole page."""

    saturday: date
    days: list[DayNote]
    waiting: list[WaitingCard]
    teams: list[Team]
    lanes: list[LaneView]
    areas: list[Area]

    @property
    def half_days(self) -> list[tuple[str, Lane]]:
        """The half-days on which somebody is visited, each by the name that the map gives it."""
        found = {f"{one.lane.on.isoformat()}/{one.lane.half.value}": one.lane for one in self.lanes if one.cards}
        return sorted(found.items(), key=lambda row: (row[1].on, row[1].half is Half.AFTERNOON))

    def lanes_of(self, team: Team) -> list[LaneView]:
        return [view for view in self.lanes if view.team.id == team.id]


class _Desk:
    """Looks up once what many cards share."""

    def __init__(self, ward: str, today: date, saturday: date) -> None:
        self.today = today
        self.saturday = saturday
        self.abilities, self.resting = Abilities(ward), at_rest(ward)
        _, self.points = weights_now(ward)
        self.areas = {area.id: area for area in neighbourhoods_of(ward)}
        self.citizens: dict[UUID, Citizen] = {}
        self.procedures: dict[str, str] = {}

    def spots(self) -> dict[UUID, Spot]:
        return {one.id: spot_of(one, self.areas[one.neighbourhood_id]) for one in self.citizens.values()}

    def know(self, citizen_ids: Iterable[UUID]) -> None:
        self.citizens |= citizens_by_id(citizen_ids)

    def parts_of(self, request: ServiceRequest) -> dict[str, int]:
        facts = facts_of(self.citizens[request.citizen_id], request, self.saturday)
        return {part.name: part.points for part in parts_of(facts, self.points)}

    def need_of(self, procedure_code: str | None, need_text: str | None) -> str:
        if not procedure_code:
            return need_text or ""
        if procedure_code not in self.procedures:
            version = newest_version(procedure_code)
            self.procedures[procedure_code] = procedure_words.title(version.facts) if version else procedure_code
        return self.procedures[procedure_code]


def board_of(ward: str, saturday: date, now: datetime, today: date) -> Board:
    """Return the board of this weekend."""
    sunday = saturday + timedelta(days=1)
    visits = queries.visits_between(ward, saturday, sunday)
    requests = requests_on_the_list(ward)
    desk = _Desk(ward, today, saturday)
    desk.know([visit.citizen_id for visit in visits] + [request.citizen_id for request in requests])
    waiting = [_waiting_card(request, desk, now) for request in requests]
    teams = queries.teams(ward)
    shifts = queries.shifts_between(ward, saturday, sunday)
    table = Timetable(ward, shifts, visits, desk.spots())
    lanes = _lanes(
        saturday,
        teams,
        table,
        {Lane(one.team_id, one.works_on, one.half): one.capacity_minutes for one in shifts},
        desk,
    )
    return Board(
        saturday=saturday,
        days=day_notes(saturday, sunday),
        waiting=sorted(waiting, key=lambda card: (not card.is_accepted, card.request.made_at)),
        teams=teams,
        lanes=lanes,
        areas=_areas(waiting, [card for view in lanes for card in view.cards]),
    )


def _waiting_card(request: ServiceRequest, desk: _Desk, now: datetime) -> WaitingCard:
    return WaitingCard(
        request=request,
        citizen=desk.citizens[request.citizen_id],
        neighbourhood=desk.areas[request.neighbourhood_id],
        need=desk.need_of(request.procedure_code, request.need_text),
        days_waiting=max((now - request.made_at).days, 0),
        parts=desk.parts_of(request),
        asks=desk.abilities.asked(request.citizen_id, [request.procedure_code]),
        is_resting=request.id in desk.resting,
    )


def _lanes(
    saturday: date, teams: list[Team], table: Timetable, capacity: dict[Lane, int], desk: _Desk
) -> list[LaneView]:
    views = []
    for lane, team in _places(saturday, teams):
        times, visits = table.times_of(lane), table.routes.get(lane, [])
        cards = [_visit_card(visit, desk, times.call_of(visit.id) if times else None) for visit in visits]
        taken = sum(visit.minutes for visit in visits)
        views.append(
            LaneView(lane=lane, team=team, capacity=capacity.get(lane, 0), taken=taken, cards=cards, times=times)
        )
    return views


def _places(saturday: date, teams: list[Team]) -> Iterable[tuple[Lane, Team]]:
    days = (saturday, saturday + timedelta(days=1))
    return ((Lane(team.id, day, half), team) for team in teams for day in days for half in Half)


def _visit_card(visit: Visit, desk: _Desk, call: Call | None) -> VisitCard:
    first = visit.purposes[0] if visit.purposes else None
    return VisitCard(
        visit=visit,
        citizen=desk.citizens[visit.citizen_id],
        neighbourhood=desk.areas[visit.neighbourhood_id],
        need=desk.need_of(first.procedure_code, first.need_text) if first else "",
        warnings=tuple(warnings_of(visit, desk.today)),
        missing=desk.abilities.missing(visit) if visit.is_movable else frozenset(),
        call=call,
    )


def _areas(waiting: list[WaitingCard], planned: list[VisitCard]) -> list[Area]:
    areas: dict[UUID, Area] = {}
    for card in waiting:
        areas.setdefault(card.neighbourhood.id, Area(neighbourhood=card.neighbourhood)).waiting.append(card)
    for visit_card in planned:
        place = visit_card.neighbourhood
        areas.setdefault(place.id, Area(neighbourhood=place)).planned.append(visit_card)
    return sorted(areas.values(), key=lambda area: (area.neighbourhood.old_ward_name, area.neighbourhood.name))
