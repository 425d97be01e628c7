"""One month in six numbers, beside the same days of the month before. Opinions of fewer than five stay hidden."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from statistics import median
from uuid import UUID

from sqlalchemy import func, select

from app.citizens.models import Citizen, PriorityGroup
from app.citizens.queries import citizens_by_id
from app.core.clock import VN
from app.core.db import session
from app.feedback.rules import Satisfaction
from app.feedback.sums import satisfaction
from app.office.queries.deadlines import OnTime, on_time
from app.postal.models import PostalAttempt, PostalDelivery, PostalItem
from app.postal.models.words import Standing
from app.requests.models import ServiceRequest
from app.visits.models import Errand, Outcome, Visit
from app.visits.queries import visits_between

OLD_AFTER = 60
"""The law calls people of sixty full years elderly; of whom we know only the year, that year must be over."""
DISABLED = frozenset({PriorityGroup.DISABLED_VERY_SEVERE, PriorityGroup.DISABLED_SEVERE, PriorityGroup.DISABLED_MILD})


@dataclass(frozen=True)
class Month:
    """A month's days from its first on, as far as they have come."""

    first: date
    last: date

    @classmethod
    def until(cls, day: date) -> "Month":
        """Return the month of this day, up to it."""
        return cls(day.replace(day=1), day)

    @property
    def ends_on(self) -> date:
        """The month's last day, whether it has come or not."""
        return (self.first + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    @property
    def following(self) -> date:
        """The first day of the month after."""
        return self.ends_on + timedelta(days=1)

    @property
    def before(self) -> "Month":
        """The same days of the month before; of a month that is over, the whole month before."""
        end = self.first - timedelta(days=1)
        is_over = self.last == self.ends_on
        return Month.until(end if is_over else end.replace(day=min(end.day, self.last.day)))

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.first, time(), VN)

    @property
    def ends(self) -> datetime:
        return datetime.combine(self.last + timedelta(days=1), time(), VN)


@dataclass(frozen=True)
class MonthNumbers:
    """What D1 shows of a month; each number is asked when it is wanted."""

    ward: str
    month: Month

    @cached_property
    def made(self) -> list[Visit]:
        """Visits from which somebody has reported."""
        found = visits_between(self.ward, self.month.first, self.month.last)
        return [visit for visit in found if visit.closing is not None]

    @cached_property
    def met(self) -> list[Visit]:
        """Visits at which the person was met."""
        return [visit for visit in self.made if visit.closing and visit.closing.outcome is Outcome.MET]

    @cached_property
    def waits(self) -> dict[UUID, list[int]]:
        """Days from a request to the visit that served it, by neighbourhood."""
        served = {visit.request_id: visit for visit in reversed(self.met) if visit.request_id and _takes_in(visit)}
        query = select(ServiceRequest.id, ServiceRequest.made_at).where(ServiceRequest.id.in_(served))
        found: dict[UUID, list[int]] = {}
        for request_id, made_at in session.execute(query):
            visit = served[request_id]
            days = (visit.planned_on - made_at.astimezone(VN).date()).days
            found.setdefault(visit.neighbourhood_id, []).append(max(0, days))
        return found

    @property
    def waited(self) -> float | None:
        """The days that half of those served waited at most."""
        return median_of(days for area in self.waits.values() for days in area)

    @cached_property
    def on_time(self) -> OnTime:
        return on_time(self.ward, self.month.first, self.month.last)

    @cached_property
    def opinions(self) -> Satisfaction:
        return satisfaction(self.ward, self.month.first, self.month.last)

    @cached_property
    def reached(self) -> Counter[str]:
        """How many elderly or disabled people were met, each once; and how many of each group."""
        people = citizens_by_id(visit.citizen_id for visit in self.met).values()
        found = Counter(group for person in people for group in self._groups(person))
        found["any"] = sum(bool(self._groups(person)) for person in people)
        return found

    def _groups(self, person: Citizen) -> set[str]:
        is_old = self.month.last.year - person.birth_year > OLD_AFTER
        groups = {group for group in person.priority_groups if group in DISABLED}
        return groups | ({"elderly"} if is_old or PriorityGroup.ELDERLY in person.priority_groups else set())

    @cached_property
    def post(self) -> Counter[str]:
        """Envelopes given into a hand, tries that failed, envelopes sent back."""
        ours, begins, ends = PostalItem.ward == self.ward, self.month.begins, self.month.ends
        delivered = select(func.count(PostalDelivery.item_id.distinct())).join(
            PostalItem, PostalItem.id == PostalDelivery.item_id
        )
        failed = select(func.count(PostalAttempt.id)).join(PostalItem, PostalItem.id == PostalAttempt.item_id)
        asked = {
            "delivered": delivered.where(
                ours,
                PostalDelivery.at >= begins,
                PostalDelivery.at < ends,
                PostalDelivery.standing == Standing.IN_FORCE,
            ),
            "failed": failed.where(ours, PostalAttempt.at >= begins, PostalAttempt.at < ends),
            "returned": select(func.count(PostalItem.id)).where(
                ours, PostalItem.returned_at >= begins, PostalItem.returned_at < ends
            ),
        }
        return Counter({name: session.scalar(query) or 0 for name, query in asked.items()})


def _takes_in(visit: Visit) -> bool:
    """Say whether the visit serves a request; bringing a result ends no wait."""
    return any(purpose.errand is Errand.COLLECT for purpose in visit.purposes)


def median_of(days: Iterable[int]) -> float | None:
    """Return the middle of them, None of none."""
    known = list(days)
    return float(median(known)) if known else None
