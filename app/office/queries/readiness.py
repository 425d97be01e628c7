"""Friday's questions: can everybody who goes out this weekend do so, and does every household know of it?"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from app.accounts.models import ACTIVE, Enrolment, User
from app.accounts.queries import devices_of, staff_of
from app.core.changes import Change
from app.core.db import session
from app.core.ledger import Block, blocks_of
from app.dossiers.models import CustodyPaper, Dossier
from app.dossiers.models.shapes import ResultState
from app.dossiers.queries import find_dossier, open_papers
from app.notices.calls import ListedCall, call_list
from app.office.queries.weekend import Weekend
from app.requests.models import Status as RequestStatus
from app.requests.queries import requests_on_the_list
from app.visits.models import Errand, Half, Status, Visit
from app.visits.queries import called_off_between, shifts_between, teams, visits_between

IN_REACH = frozenset({ResultState.READY, ResultState.WITH_OFFICER, ResultState.RETURNED})
"""Where a result can lie, so that an officer can take it along."""


@dataclass(frozen=True, kw_only=True)
class PhoneReady:
    """A phone that its owner would take along."""

    device: Enrolment
    numbers_left: int
    plan_changed_at: datetime | None
    ends: datetime

    @property
    def has_plan(self) -> bool:
        """Say whether the phone was heard of since its owner's plan last changed."""
        return self.plan_changed_at is None or self.device.last_contact_at >= self.plan_changed_at

    @property
    def works_offline(self) -> bool:
        """Say whether its lease lasts until the weekend is over."""
        return self.device.lease_until >= self.ends


@dataclass(frozen=True, kw_only=True)
class OfficerReady:
    """Somebody who goes out this weekend, with what the bag must hold."""

    officer: User
    visits: int
    numbers_needed: int
    phones: tuple[PhoneReady, ...]
    paper_left: int
    results: tuple[Dossier, ...]
    held: tuple[CustodyPaper, ...]
    """Originals that this officer has in hand already."""

    @property
    def best_phone(self) -> PhoneReady | None:
        """The phone that was heard of last."""
        return max(self.phones, key=lambda phone: phone.device.last_contact_at, default=None)

    @property
    def gone_results(self) -> list[Dossier]:
        """Results that a visit is to bring and that nobody can take along: they lie elsewhere."""
        return [one for one in self.results if one.result is None or one.result.state not in IN_REACH]


@dataclass(frozen=True, kw_only=True)
class HalfDayCalledOff:
    """A half-day that was called off, and whom nobody has told yet."""

    on: date
    half: Half
    households: int
    untold: int


@dataclass(frozen=True, kw_only=True)
class Readiness:
    """The whole board of a Friday."""

    officers: list[OfficerReady]
    unconfirmed: int
    to_call: int
    without_phone_number: int
    called_off: list[HalfDayCalledOff]
    waiting: int
    """Accepted requests that have no place yet."""
    visits: int


def readiness_of(ward: str, weekend: Weekend) -> Readiness:
    """Return how this weekend stands."""
    visits = [v for v in visits_between(ward, weekend.saturday, weekend.sunday) if v.status is not Status.CLOSED]
    calls = call_list(ward, weekend.saturday, weekend.sunday)
    waiting = [call for call in calls if call.is_waiting]
    return Readiness(
        officers=_officers(ward, weekend, visits),
        unconfirmed=sum(visit.status is Status.PLANNED for visit in visits),
        to_call=len(waiting),
        without_phone_number=sum(not call.planned.phone and not call.planned.other_phones for call in waiting),
        called_off=_called_off(ward, weekend, waiting),
        waiting=sum(request.status is RequestStatus.ACCEPTED for request in requests_on_the_list(ward)),
        visits=len(visits),
    )


def on_duty(ward: str, weekend: Weekend, visits: Iterable[Visit]) -> set[UUID]:
    """Return who goes out: whoever a visit names, and the members of every team that works."""
    working = {shift.team_id for shift in shifts_between(ward, weekend.saturday, weekend.sunday)}
    members = {member for team in teams(ward) if team.id in working for member in team.member_ids}
    return members | {officer_id for visit in visits for officer_id in visit.officer_ids}


def _officers(ward: str, weekend: Weekend, visits: list[Visit]) -> list[OfficerReady]:
    duty = on_duty(ward, weekend, visits)
    mine: dict[UUID, list[Visit]] = defaultdict(list)
    for visit in visits:
        for officer_id in visit.officer_ids:
            mine[officer_id].append(visit)
    blocks = [b for b in blocks_of(ward) if _counts(b, weekend.saturday.year)]
    changed = _last_changes(visit.id for visit in visits)
    phones = [device for device, _person in devices_of(ward) if device.status == ACTIVE]
    papers = open_papers(ward)
    return [
        OfficerReady(
            officer=officer,
            visits=len(mine[officer.id]),
            numbers_needed=sum(_collected(visit) for visit in mine[officer.id]),
            phones=tuple(
                PhoneReady(
                    device=device,
                    numbers_left=sum(b.left for b in blocks if b.lease.device_id == device.device_id),
                    plan_changed_at=max((changed[v.id] for v in mine[officer.id] if v.id in changed), default=None),
                    ends=weekend.ends,
                )
                for device in phones
                if device.user_id == officer.id
            ),
            paper_left=sum(b.left for b in blocks if b.lease.medium == "paper" and b.lease.user_id == officer.id),
            results=tuple(results_to_bring(mine[officer.id])),
            held=tuple(p for p in papers if (p.holder_kind, p.holder_id) == ("officer", officer.id)),
        )
        for officer in staff_of(ward)
        if officer.id in duty
    ]


def _counts(block: Block, year: int) -> bool:
    """A number can be given away while its block is open, in the year that it names."""
    lease = block.lease
    return lease.number_kind == "receipt" and lease.ended_at is None and lease.year == year


def _collected(visit: Visit) -> int:
    return sum(purpose.errand is Errand.COLLECT for purpose in visit.purposes)


def results_to_bring(visits: Iterable[Visit]) -> list[Dossier]:
    """Return the dossiers whose results these visits bring home."""
    ids = [purpose.dossier_id for visit in visits for purpose in visit.purposes if purpose.dossier_id]
    return [dossier for dossier_id in ids if (dossier := find_dossier(dossier_id)) is not None]


def _last_changes(visit_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """Return when each visit last changed, as phones are told of it."""
    query = (
        select(Change.entity_id, func.max(Change.at))
        .where(Change.kind == Visit.kind, Change.entity_id.in_(list(visit_ids)))
        .group_by(Change.entity_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _called_off(ward: str, weekend: Weekend, waiting: Iterable[ListedCall]) -> list[HalfDayCalledOff]:
    untold = [(call.planned.on, call.planned.called_off.half) for call in waiting if call.planned.called_off]
    households: dict[tuple[date, Half], set[UUID]] = defaultdict(set)
    for one in called_off_between(ward, weekend.saturday, weekend.sunday):
        households[one.was_on, one.was_half].add(one.citizen_id)
    return [
        HalfDayCalledOff(on=on, half=half, households=len(people), untold=untold.count((on, half.value)))
        for (on, half), people in sorted(households.items(), key=lambda row: (row[0][0], row[0][1] is Half.AFTERNOON))
    ]
