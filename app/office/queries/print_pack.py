"""What goes into the bags on paper: a route sheet for each team and half-day, and the receipts nobody has written on.

Paper is lost more easily than a phone, and is not locked. A sheet therefore says who lives where, when, and what to
bring; never an identity number, a priority group, what somebody asked for in their own words, or the word by which a
household knows our officers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.accounts.models import User
from app.accounts.queries import find_user
from app.catalogue.queries import find_procedure
from app.citizens.models import Citizen
from app.citizens.queries import citizens_by_id
from app.core.db import session
from app.core.numbers import LEASED, LedgerEntry, NumberLease
from app.dossiers.models import Dossier
from app.office.queries.readiness import on_duty, results_to_bring
from app.office.queries.weekend import Weekend
from app.places.models import Neighbourhood
from app.places.queries import get_neighbourhood
from app.visits.models import Errand, Half, Status, Team, Visit
from app.visits.models.room import Lane
from app.visits.queries import teams, visits_between


@dataclass(frozen=True, kw_only=True)
class Errands:
    """What a visit is for, as far as paper may know: fields of law with the procedure's code, results to bring."""

    collect: tuple[tuple[str, str], ...]
    unnamed: int
    """Dossiers to take in whose procedure nobody has named yet."""
    results: tuple[Dossier, ...]


@dataclass(frozen=True, kw_only=True)
class RouteStop:
    """One home on a route sheet."""

    visit: Visit
    citizen: Citizen
    neighbourhood: Neighbourhood
    errands: Errands


@dataclass(frozen=True, kw_only=True)
class RouteSheet:
    """One team's half-day."""

    lane: Lane
    team: Team
    officers: list[User]
    stops: list[RouteStop]


def route_sheets(ward: str, weekend: Weekend) -> list[RouteSheet]:
    """Return the sheets of a weekend, by day, half and team; a half-day without visits has none."""
    visits = [v for v in visits_between(ward, weekend.saturday, weekend.sunday) if v.status is not Status.CLOSED]
    people = citizens_by_id(visit.citizen_id for visit in visits)
    named = {team.id: team for team in teams(ward)}
    lanes: dict[Lane, list[Visit]] = {}
    for visit in visits:
        lanes.setdefault(Lane(visit.team_id, visit.planned_on, visit.half), []).append(visit)
    sheets = [
        RouteSheet(
            lane=lane,
            team=named[lane.team_id],
            officers=_officers(route),
            stops=[_stop(visit, people[visit.citizen_id]) for visit in route],
        )
        for lane, route in lanes.items()
    ]
    return sorted(sheets, key=lambda one: (one.lane.on, one.lane.half is Half.AFTERNOON, one.team.name, one.team.id))


def _officers(visits: Iterable[Visit]) -> list[User]:
    ids = dict.fromkeys(officer_id for visit in visits for officer_id in visit.officer_ids)
    return [officer for officer_id in ids if (officer := find_user(officer_id)) is not None]


def _stop(visit: Visit, citizen: Citizen) -> RouteStop:
    codes = [purpose.procedure_code for purpose in visit.purposes if purpose.errand is Errand.COLLECT]
    return RouteStop(
        visit=visit,
        citizen=citizen,
        neighbourhood=get_neighbourhood(visit.neighbourhood_id),
        errands=Errands(
            collect=tuple((_field_of(code, visit), code) for code in codes if code),
            unnamed=codes.count(None),
            results=tuple(results_to_bring([visit])),
        ),
    )


def _field_of(code: str, visit: Visit) -> str:
    procedure = find_procedure(code, on=visit.planned_on)
    return procedure.facts.field if procedure else ""


def blank_receipts(ward: str, weekend: Weekend) -> list[tuple[User, NumberLease, list[str]]]:
    """Return each open pad of whoever goes out, with the numbers that nobody has been given."""
    duty = on_duty(ward, weekend, visits_between(ward, weekend.saturday, weekend.sunday))
    query = select(NumberLease).where(
        NumberLease.ward == ward,
        NumberLease.medium == "paper",
        NumberLease.ended_at.is_(None),
        NumberLease.year == weekend.saturday.year,
    )
    pads = [pad for pad in session.scalars(query.order_by(NumberLease.leased_at)) if pad.user_id in duty]
    left = {pad.id: _unissued(pad.id) for pad in pads}
    return [(owner, pad, left[pad.id]) for pad in pads if left[pad.id] and (owner := find_user(pad.user_id))]


def _unissued(lease_id: UUID) -> list[str]:
    query = select(LedgerEntry.key).where(LedgerEntry.lease_id == lease_id, LedgerEntry.state == LEASED)
    return list(session.scalars(query.order_by(LedgerEntry.key)))
