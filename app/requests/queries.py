"""Every question about requests."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from app.citizens.models import Citizen
from app.citizens.queries import matching, namesakes
from app.core import foresight
from app.core.db import session
from app.core.errors import Unknown
from app.core.foresight import Question
from app.core.records import commands_on
from app.requests.models import ON_THE_LIST, OPEN, ServiceRequest, Status

PAGE_SIZE = 50
BY_CITIZEN = Question(ServiceRequest, "citizen_id")


@dataclass(frozen=True)
class RequestPage:
    """One page of a list: its rows, and whether more follow."""

    requests: list[ServiceRequest]
    has_more: bool


def find_request(request_id: UUID) -> ServiceRequest | None:
    """Return the request with this id, if there is one."""
    return foresight.find(ServiceRequest, request_id)


def requests_by_id(request_ids: Iterable[UUID]) -> dict[UUID, ServiceRequest]:
    """Return the requests with these ids, those that exist."""
    query = select(ServiceRequest).where(ServiceRequest.id.in_(list(request_ids)))
    return {request.id: request for request in session.scalars(query)}


def get_request(request_id: UUID) -> ServiceRequest:
    """Return the request with this id."""
    request = find_request(request_id)
    if request is None:
        raise Unknown("request", request_id)
    return request


def requests_on_the_list(ward: str) -> list[ServiceRequest]:
    """Return what the coordinator still has to find a place for, longest wait first."""
    query = select(ServiceRequest).where(ServiceRequest.ward == ward, ServiceRequest.status.in_(ON_THE_LIST))
    return list(session.scalars(query.order_by(ServiceRequest.made_at, ServiceRequest.id)))


def requests_let_down(ward: str | None = None) -> list[ServiceRequest]:
    """Return whoever still has to be told that a half-day cannot be kept, and to choose; longest wait first."""
    query = select(ServiceRequest).where(ServiceRequest.let_down.is_not(None), ServiceRequest.status.in_(ON_THE_LIST))
    if ward is not None:
        query = query.where(ServiceRequest.ward == ward)
    return list(session.scalars(query.order_by(ServiceRequest.made_at, ServiceRequest.id)))


def list_requests(
    ward: str,
    *,
    statuses: tuple[Status, ...],
    text: str = "",
    neighbourhood_id: UUID | None = None,
    page: int = 1,
) -> RequestPage:
    """Return one page of a ward's requests, longest wait first, found without regard to marks."""
    query = select(ServiceRequest).where(ServiceRequest.ward == ward, ServiceRequest.status.in_(statuses))
    if text.strip():
        query = query.where(ServiceRequest.citizen_id.in_(matching(text)))
    if neighbourhood_id:
        query = query.where(ServiceRequest.neighbourhood_id == neighbourhood_id)
    query = query.order_by(ServiceRequest.made_at, ServiceRequest.id)
    rows = session.scalars(query.offset((page - 1) * PAGE_SIZE).limit(PAGE_SIZE + 1)).all()
    return RequestPage(requests=list(rows[:PAGE_SIZE]), has_more=len(rows) > PAGE_SIZE)


def count_by_status(ward: str) -> dict[Status, int]:
    """Return how many requests the ward has in each status; statuses without any are absent."""
    query = (
        select(ServiceRequest.status, func.count()).where(ServiceRequest.ward == ward).group_by(ServiceRequest.status)
    )
    return dict(session.execute(query).all())


def count_open_requests(ward: str, phone: str) -> int:
    """Return how many requests made with this phone number are not over."""
    query = select(func.count()).where(
        ServiceRequest.ward == ward, ServiceRequest.phone == phone, ServiceRequest.status.in_(OPEN)
    )
    return session.scalar(query) or 0


def possible_duplicates(request: ServiceRequest, citizen: Citizen) -> list[ServiceRequest]:
    """Return other open requests for the same person, or for somebody who may be the same."""
    people = {citizen.id, *(other.id for other in namesakes(citizen))}
    asked = [other for person in people for other in BY_CITIZEN.rows(person)]
    alike = [other for other in asked if other.id != request.id and other.status in OPEN]
    return sorted(alike, key=lambda other: (other.made_at, other.id))


def foresee_requests(ids: Iterable[UUID], citizen_ids: Iterable[UUID]) -> None:
    """Read at once the requests that a batch names, and all that these people have made."""
    foresight.foresee_ids(ServiceRequest, ids)
    BY_CITIZEN.foresee((citizen_id,) for citizen_id in citizen_ids)


def requests_of_citizen(citizen_id: UUID) -> list[ServiceRequest]:
    """Return everything that was asked for this person, oldest first."""
    query = select(ServiceRequest).where(ServiceRequest.citizen_id == citizen_id)
    return list(session.scalars(query.order_by(ServiceRequest.made_at, ServiceRequest.id)))


def requests_leading_to(citizen_id: UUID) -> list[ServiceRequest]:
    """Return what was asked for this person, and what was merged into it: both are followed on the same page."""
    found = requests_of_citizen(citizen_id)
    newest = [request.id for request in found]
    while newest:
        query = select(ServiceRequest).where(ServiceRequest.merged_into.in_(newest)).order_by(ServiceRequest.id)
        known = {request.id for request in found}
        merged = [request for request in session.scalars(query) if request.id not in known]
        found, newest = found + merged, [request.id for request in merged]
    return found


def registration_of(request_id: UUID) -> UUID | None:
    """Return the command that registered this request: what a correction must name."""
    found = commands_on("request", request_id, ["requests.register"])
    return found[0].command_id if found else None


def served_by(request: ServiceRequest) -> ServiceRequest:
    """Return the request that this one was merged into, at the end of the chain; itself if none."""
    while request.merged_into is not None:
        request = get_request(request.merged_into)
    return request
