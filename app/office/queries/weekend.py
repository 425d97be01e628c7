"""One weekend in numbers. Each number has a table behind it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import func, select

from app.accounts.models import Enrolment, User
from app.accounts.queries import devices_of
from app.core.clock import VN, today
from app.core.db import session
from app.dossiers.models import CustodyPaper, Dossier, HandOver
from app.dossiers.queries import open_papers, results_to_return
from app.office.queries.deadlines import standings
from app.places.queries import neighbourhoods_of
from app.postal.models import PostalDelivery, PostalItem
from app.requests.models import OPEN, ServiceRequest
from app.visits.models import Outcome, Visit
from app.visits.queries import visits_between

IN_FORCE = "in-force"


@dataclass(frozen=True)
class Weekend:
    """A Saturday and its Sunday, as days and as moments."""

    saturday: date

    @property
    def sunday(self) -> date:
        return self.saturday + timedelta(days=1)

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.saturday, time(), VN)

    @property
    def ends(self) -> datetime:
        return self.begins + timedelta(days=2)


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """What the first page of the office shows."""

    requests: Counter[str]
    visits: Counter[str]
    dossiers: int
    results: Counter[str]
    originals: int
    oldest_original: datetime | None
    unsent: int
    silent_phones: int
    oldest_unsent: datetime | None
    standings: Counter[str]


def numbers_of(ward: str, weekend: Weekend) -> Numbers:
    """Return the numbers of this weekend."""
    papers = open_papers(ward)
    waiting = [device for device, _person in unsent_devices(ward)]
    return Numbers(
        requests=_sum(requests_by_area(ward).values()),
        visits=_sum(visits_by_area(ward, weekend).values()),
        dossiers=sum(dossiers_by_procedure(ward, weekend).values()),
        results=results_by_way(ward, weekend),
        originals=sum(paper.count for paper in papers),
        oldest_original=min((paper.held_since for paper in papers), default=None),
        unsent=sum(device.unsent for device in waiting),
        silent_phones=len(waiting),
        oldest_unsent=min((d.oldest_unsent_at for d in waiting if d.oldest_unsent_at), default=None),
        standings=standings(ward, today()),
    )


def _sum(counters: Iterable[Counter[str]]) -> Counter[str]:
    return sum(counters, Counter[str]())


def area_names(ward: str) -> dict[UUID, str]:
    """Return the ward's neighbourhoods by id, in the order in which people count them."""
    return {area.id: area.label for area in neighbourhoods_of(ward)}


def requests_by_area(ward: str) -> dict[UUID, Counter[str]]:
    """Return how many requests are open in each neighbourhood, by status."""
    query = (
        select(ServiceRequest.neighbourhood_id, ServiceRequest.status, func.count())
        .where(ServiceRequest.ward == ward, ServiceRequest.status.in_(OPEN))
        .group_by(ServiceRequest.neighbourhood_id, ServiceRequest.status)
    )
    found: dict[UUID, Counter[str]] = {}
    for area, status, count in session.execute(query):
        found.setdefault(area, Counter())[status.value] = count
    return found


def visits_by_area(ward: str, weekend: Weekend) -> dict[UUID, Counter[str]]:
    """Return how the weekend's visits in each neighbourhood ended."""
    found: dict[UUID, Counter[str]] = {}
    for visit in visits_between(ward, weekend.saturday, weekend.sunday):
        counter = found.setdefault(visit.neighbourhood_id, Counter())
        counter["planned"] += 1
        counter[_end_of(visit)] += 1
    return found


def _end_of(visit: Visit) -> str:
    if visit.closing is None:
        return "open"
    shown = {Outcome.MET: "met", Outcome.NOBODY_HOME: "nobody-home"}
    return shown.get(visit.closing.outcome, "other")


def dossiers_by_procedure(ward: str, weekend: Weekend) -> dict[str, int]:
    """Return how many dossiers were taken in, by the procedure's name."""
    query = (
        select(Dossier.procedure_name, func.count())
        .where(Dossier.ward == ward, Dossier.recorded_at >= weekend.begins, Dossier.recorded_at < weekend.ends)
        .group_by(Dossier.procedure_name)
        .order_by(func.count().desc(), Dossier.procedure_name)
    )
    return {name: int(count) for name, count in session.execute(query)}


def results_by_way(ward: str, weekend: Weekend) -> Counter[str]:
    """Return results handed over at home and delivered by post this weekend, on the way, and waiting now."""
    at_home = (
        select(func.count(HandOver.result_id.distinct()))
        .join(Dossier, Dossier.id == HandOver.dossier_id)
        .where(Dossier.ward == ward, HandOver.at >= weekend.begins, HandOver.at < weekend.ends)
        # A delivery by post is a hand-over as well, written by the same command; here it counts as the post's.
        .where(HandOver.standing == IN_FORCE, HandOver.at_counter.is_(False))
        .where(HandOver.command_id.not_in(select(PostalDelivery.command_id)))
    )
    by_post = (
        select(func.count(PostalDelivery.item_id.distinct()))
        .join(PostalItem, PostalItem.id == PostalDelivery.item_id)
        .where(PostalItem.ward == ward, PostalDelivery.at >= weekend.begins, PostalDelivery.at < weekend.ends)
        .where(PostalDelivery.standing == IN_FORCE)
    )
    with_post = select(func.count()).where(PostalItem.ward == ward, PostalItem.state == "with-post")
    return Counter(
        {
            "handed-over": session.scalar(at_home) or 0,
            "delivered": session.scalar(by_post) or 0,
            "with-post": session.scalar(with_post) or 0,
            "waiting": len(results_to_return(ward)),
        }
    )


def originals_by_holder(ward: str) -> list[tuple[str, str, int, datetime]]:
    """Return who holds originals: kind and name of the holder, how many, since when the oldest."""
    held: dict[tuple[str, str], list[CustodyPaper]] = {}
    for paper in open_papers(ward):
        held.setdefault((paper.holder_kind, paper.holder_name), []).append(paper)
    rows = [
        (kind, name, sum(paper.count for paper in papers), min(paper.held_since for paper in papers))
        for (kind, name), papers in held.items()
    ]
    return sorted(rows, key=lambda row: row[3])


def unsent_devices(ward: str) -> list[tuple[Enrolment, User]]:
    """Return phones that said they hold unsent work at their last contact, oldest work first."""
    waiting = [(device, person) for device, person in devices_of(ward) if device.unsent]
    return sorted(waiting, key=lambda pair: pair[0].oldest_unsent_at or pair[0].last_contact_at)
