"""What is allowed with a request: pure checks."""

from collections.abc import Iterable
from uuid import UUID

from app.core.errors import Conflict, Rejected
from app.core.roles import Role
from app.requests.models import OPEN, Need, Status

OPEN_REQUESTS_PER_PHONE = 3


def is_limited(role: Role) -> bool:
    """Staff know whom they register; the public may ask for a few visits by one phone number."""
    return role is Role.CITIZEN


def check_open_requests(open_requests: int) -> None:
    """A phone number may wait for a few visits, not for a hundred."""
    if open_requests >= OPEN_REQUESTS_PER_PHONE:
        raise Rejected("too-many-open-requests", limit=OPEN_REQUESTS_PER_PHONE)


def check_waiting(status: Status) -> None:
    """Only a request that nobody has answered can be accepted."""
    if status is not Status.WAITING:
        raise Conflict("request-not-waiting", status=status.value)


def check_on_the_list(status: Status) -> None:
    """Once a visit is planned, or the request is over, it can no longer be declined or merged."""
    if status not in {Status.WAITING, Status.ACCEPTED}:
        raise Conflict("request-not-on-the-list", status=status.value)


def check_merge(request_id: UUID, into_id: UUID, into_status: Status) -> None:
    """A request merges into another one that somebody still waits for."""
    if request_id == into_id:
        raise Rejected("merge-into-itself")
    if into_status not in OPEN:
        raise Conflict("merge-into-closed", status=into_status.value)


def check_open(status: Status) -> None:
    """What is over cannot be cancelled."""
    if status not in OPEN:
        raise Conflict("request-not-open", status=status.value)


def check_area(role: Role, *, in_area: bool) -> None:
    """A leader speaks for the own neighbourhoods."""
    if role is Role.LEADER and not in_area:
        raise Rejected("not-your-neighbourhood")


def may_be_same_need(one: str | None, other: str | None) -> bool:
    """Say whether two open requests for one person may be the same wish: a need told in words may be any."""
    return one is None or other is None or one == other


def changed_names(seen: Need, need: Need) -> list[str]:
    """Return the fields that a correction changes, by name."""
    return sorted(name for name in Need.model_fields if getattr(seen, name) != getattr(need, name))


def is_as_seen(need: Need, seen: Need, names: Iterable[str]) -> bool:
    """Say whether these fields still read as whoever corrects them saw them."""
    return all(getattr(need, name) == getattr(seen, name) for name in names)
