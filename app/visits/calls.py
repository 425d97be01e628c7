"""Whom to ring about the visits of a weekend: what the call list (app.notices.calls) asks of visits."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from app.accounts.queries import find_user
from app.catalogue.facts import PaperKind
from app.catalogue.queries import find_procedure
from app.citizens.models import Citizen
from app.citizens.queries import citizens_by_id
from app.core.clock import today
from app.notices.calls import CalledOffNews, DelayedNews, FullNews, PlannedCall, Told, calls_from
from app.places.queries import get_neighbourhood, neighbourhoods_of
from app.requests.models import LetDown, ServiceRequest
from app.requests.queries import find_request, requests_by_id, requests_let_down
from app.visits import capacity, queries, rules
from app.visits.another_half_day import choices_of, offers_for
from app.visits.models import CalledOff, Half, Visit
from app.visits.queries import visits_between


class HalfDayGiven(NamedTuple):
    """When somebody comes after all."""

    on: date
    half: Half


@calls_from
def calls_about_visits(ward: str, first: date, last: date) -> list[PlannedCall]:
    """Return one call for each standing visit of these days."""
    visits = [visit for visit in visits_between(ward, first, last) if visit.is_movable]
    citizens = citizens_by_id(visit.citizen_id for visit in visits)
    return [_call(visit, citizens[visit.citizen_id]) for visit in visits if visit.citizen_id in citizens]


@calls_from
def calls_about_called_off(ward: str, first: date, last: date) -> list[PlannedCall]:
    """Return one call for each household whose half-day in these days was called off, and that still waits for us."""
    news = queries.called_off_between(ward, first, last)
    requests = requests_by_id(one.request_id for one in news if one.request_id)
    asked = [(one, requests.get(one.request_id) if one.request_id else None) for one in news]
    waiting = [(one, request) for one, request in asked if request is None or request.is_open]
    households = _Households([request for _, request in waiting if request], (one.citizen_id for one, _ in waiting))
    return [_bad_news(one, request, households) for one, request in waiting]


@calls_from
def calls_about_full(ward: str, first: date, last: date) -> list[PlannedCall]:
    """Return one call for each household whose wish had no room, until it chooses; past days on the next list."""
    asked = [one for one in requests_let_down(ward) if _is_due(one, first, last)]
    storms = queries.called_off_of_requests([one.id for one in asked])
    waiting = [one for one in asked if not _is_called_off(one, storms.get(one.id))]
    households = _Households(waiting, (request.citizen_id for request in waiting))
    return [_full(request, households) for request in waiting]


class _Households:
    """What the list says of households that nobody comes to, asked once for all of them."""

    def __init__(self, requests: Collection[ServiceRequest], citizen_ids: Iterable[UUID]) -> None:
        self.citizens = citizens_by_id(citizen_ids)
        self.wards = {citizen.ward for citizen in self.citizens.values()}
        self.areas = {area.id: area for ward in self.wards for area in neighbourhoods_of(ward)}
        self.visits = queries.visits_by_id(request.visit_id for request in requests if request.visit_id)
        self.wishes = capacity.wishes_of([request.id for request in requests])
        let_down = [request for request in requests if request.let_down]
        self.choices, self.offers = choices_of(let_down), offers_for(let_down)

    def place_of(self, citizen: Citizen) -> str:
        """Return the address as the list says it."""
        return ", ".join(filter(None, [citizen.address, self.areas[citizen.neighbourhood_id].name]))

    def choosing(self, request: ServiceRequest | None) -> dict[str, Any]:
        """Return what the household can take instead, while it has not chosen."""
        if request is None or request.id not in self.choices:
            return {"request_id": request.id if request else None}
        offers = [(one.date, one.half) for one in self.offers[request.id] if one.date and one.half]
        return {"request_id": request.id, "offers": offers, "choose_path": f"/office/requests/{request.id}/half-day"}

    def instead_of(self, request: ServiceRequest) -> HalfDayGiven | None:
        """Return where the household stands now: in a visit, or in a booking."""
        visit = self.visits.get(request.visit_id) if request.visit_id else None
        if visit is not None and visit.is_standing:
            return HalfDayGiven(visit.planned_on, visit.half)
        booked = self.wishes.get(request.id)
        return HalfDayGiven(booked.wished_on, booked.half) if booked and booked.has_place else None


def _is_called_off(request: ServiceRequest, storm: CalledOff | None) -> bool:
    """Say whether its news is the storm's, which the list tells by itself."""
    return storm is not None and (request.let_down or {}).get("date") == storm.was_on.isoformat()


def _is_due(request: ServiceRequest, first: date, last: date) -> bool:
    news = LetDown(**request.let_down) if request.let_down else None
    return news is not None and first <= rules.weekend_of(max(news.date, today()))[0] <= last


def _full(request: ServiceRequest, households: _Households) -> PlannedCall:
    citizen = households.citizens[request.citizen_id]
    news = LetDown(**(request.let_down or {}))
    return PlannedCall(
        visit_id=None,
        citizen_id=citizen.id,
        on=news.date,
        window_from="",
        window_to="",
        name=citizen.full_name,
        place=households.place_of(citizen),
        phone=citizen.phone or request.phone,
        phone_owner=citizen.phone_owner,
        officer="",
        visit_word="",
        errand=request.need_text,
        other_phones=_other_phones(request, citizen),
        full=FullNews(half=news.half, reason=news.reason, since=news.at),
        peace_path=f"/office/peace/{citizen.id}",
        **households.choosing(request),
    )


def _bad_news(news: CalledOff, request: ServiceRequest | None, households: _Households) -> PlannedCall:
    citizen = households.citizens[news.citizen_id]
    instead = households.instead_of(request) if request else None
    return PlannedCall(
        visit_id=news.visit_id,
        citizen_id=citizen.id,
        on=news.was_on,
        window_from=news.window_from,
        window_to=news.window_to,
        name=citizen.full_name,
        place=households.place_of(citizen),
        phone=citizen.phone or (request.phone if request else None),
        phone_owner=citizen.phone_owner,
        officer="",
        visit_word="",
        errand="",
        other_phones=_other_phones(request, citizen),
        called_off=CalledOffNews(
            half=news.was_half.value,
            reason=news.reason,
            since=news.at,
            instead_on=instead.on if instead else None,
            instead_half=instead.half.value if instead else None,
        ),
        peace_path=f"/office/peace/{citizen.id}",
        **households.choosing(request),
    )


def _place(citizen: Citizen, neighbourhood_id: UUID) -> str:
    return ", ".join(filter(None, [citizen.address, get_neighbourhood(neighbourhood_id).name]))


def _call(visit: Visit, citizen: Citizen) -> PlannedCall:
    return PlannedCall(
        peace_path=f"/office/peace/{citizen.id}",
        visit_id=visit.id,
        citizen_id=citizen.id,
        on=visit.planned_on,
        window_from=visit.window_from,
        window_to=visit.window_to,
        name=citizen.full_name,
        place=_place(citizen, visit.neighbourhood_id),
        phone=citizen.phone,
        phone_owner=citizen.phone_owner,
        officer=", ".join(_given_name(officer_id) for officer_id in visit.officer_ids),
        visit_word=visit.visit_word,
        errand="; ".join(str(purpose.need_text) for purpose in visit.purposes if purpose.need_text),
        papers=_papers(visit),
        other_phones=_other_phones(find_request(visit.request_id) if visit.request_id else None, citizen),
        delayed=_delay(visit),
        request_id=visit.request_id,
        told=_told(visit),
    )


def _told(visit: Visit) -> list[Told]:
    """Return how the household agreed to the hour."""
    return [Told(by=visit.told_by or "", at=visit.confirmed_at)] if visit.confirmed_at else []


def _delay(visit: Visit) -> DelayedNews | None:
    if not visit.is_delayed or visit.expected_at is None or visit.expected_since is None:
        return None
    return DelayedNews(expected=visit.expected_at, since=visit.expected_since)


def _papers(visit: Visit) -> list[str]:
    """What everybody must hand in or show, by the rules of the visit's day, each named once."""
    codes = [purpose.procedure_code for purpose in visit.purposes if purpose.procedure_code]
    found = [find_procedure(code, on=visit.planned_on) for code in dict.fromkeys(codes)]
    papers = [paper for procedure in found if procedure for paper in procedure.facts.papers_for_all]
    return list(dict.fromkeys(paper.name for paper in papers if paper.kind is not PaperKind.NOTE))


def _other_phones(request: ServiceRequest | None, citizen: Citizen) -> list[tuple[str, str]]:
    """Whoever asked for the visit first, then the contact persons; no number twice."""
    people = ([request.requester] if request and request.requester else []) + list(citizen.contacts)
    phones: dict[str, str] = {}
    for person in people:
        number = person.get("phone")
        if number and number != citizen.phone:
            phones.setdefault(number, ", ".join(filter(None, [person.get("name"), person.get("relation")])))
    return [(who, number) for number, who in phones.items()]


def _given_name(officer_id: UUID) -> str:
    officer = find_user(officer_id)
    return officer.given_name if officer else ""
