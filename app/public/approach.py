"""How near the officers are on the day of a visit: told from what they reported at the doors before this one.

No phone is followed: a round is as far as its last report says, and the page names the hour of that report.
"""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from app.core.clock import today
from app.visits.models import Visit
from app.visits.models.room import Lane
from app.visits.queries import visits_in
from app.web.formats import clock_time


@dataclass(frozen=True)
class Approach:
    """Officers who are out and have not reached this home yet."""

    told_at: datetime
    """When they last began or ended a visit of the round."""
    homes_before: int
    """So many homes come before this one, the one where they are counted too."""
    expected_at: str | None

    @property
    def words(self) -> str:
        """Say how near they are, and when they reckon to ring."""
        near = _("Cán bộ đã xong nhà trước, đang trên đường đến.")
        if self.homes_before:
            near = _("Cán bộ đang đi các nhà trong buổi. Trước nhà mình còn %(count)s nhà.", count=self.homes_before)
        reckoned = _("Dự kiến đến lúc %(time)s.", time=self.expected_at) if self.expected_at else ""
        return " ".join(filter(None, [near, reckoned]))

    @property
    def when(self) -> str:
        """The hour of the last report."""
        return str(_("Tin lúc %(time)s", time=clock_time(self.told_at)))


def approach_to(visit: Visit | None) -> Approach | None:
    """Return how near the officers of this visit are; None before the round has begun, and once they are there."""
    if visit is None or visit.planned_on != today() or not visit.is_movable:
        return None
    round_ = visits_in(Lane(visit.team_id, visit.planned_on, visit.half))
    before = [one for one in round_ if one.order < visit.order and set(one.officer_ids) & set(visit.officer_ids)]
    reports = [moment for one in before for moment in _reports(one)]
    if not reports:
        return None
    waiting = [one for one in before if one.closing is None]
    return Approach(told_at=max(reports), homes_before=len(waiting), expected_at=visit.expected_at)


def _reports(visit: Visit) -> list[datetime]:
    """When somebody stood at this door, and when they left it."""
    left = visit.closing.closed_at if visit.closing else None
    return [moment for moment in (visit.started_at, left) if moment is not None]
