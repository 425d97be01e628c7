"""What would happen if a card were put there: asked while it is dragged, before anything is written.

The rules are those that the command will be held against; the times are the timeline's. Nothing is changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from app.citizens.models import Citizen
from app.citizens.queries import citizens_by_id
from app.core.clock import today
from app.core.errors import Refusal, Unknown
from app.places.queries import neighbourhoods_of
from app.requests.queries import get_request
from app.visits import capacity, queries, rules
from app.visits.abilities import Abilities
from app.visits.commands import CollectDossier
from app.visits.models import Visit
from app.visits.models.room import Lane
from app.visits.planning.insert import Dropped
from app.visits.timelines import Candidate, LaneTimes, Spot, Timetable, spot_of


@dataclass(frozen=True, kw_only=True)
class Card:
    """What is dragged: a visit, or a request that has no place yet."""

    kind: str
    id: UUID


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The lane's route as it would be, what would go wrong, and why the command would be refused, if it would."""

    dropped: Dropped
    names: Mapping[str, str]
    refusal: Refusal | None


def answer_for(ward: str, card: Card, lane: Lane, order: int | None) -> Answer | None:
    """Return what would come of it; None where the team does not work."""
    visits = queries.visits_between(ward, lane.on, lane.on)
    thing, citizen_id, needed = _of_ward(ward, card, lane)
    people = citizens_by_id([citizen_id, *(visit.citizen_id for visit in visits)])
    spots = _spots(ward, people)
    others = [visit for visit in visits if visit.id != card.id]
    needs = Abilities(ward).asked(citizen_id, [] if thing else [get_request(card.id).procedure_code])
    candidate = Candidate(id=card.id, minutes=needed, spot=spots[citizen_id], needs=needs)
    here = [thing] if thing in visits and thing is not None else []
    table = Timetable(
        ward,
        queries.shifts_between(ward, lane.on, lane.on),
        [*others, *here],
        spots,
        besides=[] if here else [candidate],
    )
    dropped = table.dropped(card.id, lane, order)
    if dropped is None:
        return None
    names = {str(visit.id): people[visit.citizen_id].full_name for visit in visits}
    names[str(card.id)] = people[citizen_id].full_name
    return Answer(dropped=dropped, names=names, refusal=_refusal(ward, thing, card, lane, needed))


def _of_ward(ward: str, card: Card, lane: Lane) -> tuple[Visit | None, UUID, int]:
    """Return the visit, if it is one, whose home it is, and how many minutes it takes of a half-day."""
    if card.kind == "visit":
        visit = queries.get_visit(card.id, ward=ward)
        return visit, visit.citizen_id, visit.minutes
    request = get_request(card.id)
    if request.ward != ward:
        raise Unknown("request", card.id)
    needed = capacity.minutes_for([CollectDossier(procedure_code=request.procedure_code)], on=lane.on)
    return None, request.citizen_id, needed


def _refusal(ward: str, visit: Visit | None, card: Card, lane: Lane, needed: int) -> Refusal | None:
    """Return what the command would be refused for."""
    try:
        rules.check_day(lane.on, today=today())
        if visit is not None:
            rules.check_movable(visit)
        rules.check_room(
            queries.find_shift(lane),
            capacity.find_room(ward, lane.on, lane.half, besides=card.id),
            taken=capacity.minutes_taken(lane, besides=card.id),
            needed=needed,
            offers=lambda: ([], ""),
        )
    except Refusal as refusal:
        return refusal
    return None


def times_in(ward: str, lane: Lane) -> tuple[LaneTimes, Mapping[str, str]] | None:
    """Return a lane's timeline as it stands, and who lives at each stop; None for an empty lane."""
    visits = queries.visits_in(lane)
    people = citizens_by_id(visit.citizen_id for visit in visits)
    times = Timetable(ward, queries.shifts_between(ward, lane.on, lane.on), visits, _spots(ward, people)).times_of(lane)
    names = {str(visit.id): people[visit.citizen_id].full_name for visit in visits}
    return (times, names) if times is not None and visits else None


def _spots(ward: str, people: Mapping[UUID, Citizen]) -> dict[UUID, Spot]:
    areas = {area.id: area for area in neighbourhoods_of(ward)}
    return {one.id: spot_of(one, areas[one.neighbourhood_id]) for one in people.values()}
