"""How far a request has come, in five steps that a family understands.

No name, address or procedure: the page may be open on a counter, and a title can tell of a death or a divorce.
"""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from app.accounts.models import User
from app.accounts.queries import find_user
from app.citizens.queries import find_citizen
from app.core.clock import now
from app.core.errors import Refusal
from app.dossiers.models import Dossier
from app.dossiers.models.shapes import Status as Business
from app.dossiers.queries import dossiers_of_visits, return_visits
from app.feedback.links import opinion_path
from app.public.approach import Approach, approach_to
from app.requests.models import ServiceRequest, Status
from app.requests.queries import served_by
from app.visits.another_half_day import check_change
from app.visits.models import Outcome, Visit
from app.visits.models import Status as VisitStatus
from app.visits.queries import visits_of_request
from app.visits.rules import change_until
from app.web.formats import clock_time, half_day, long_date, short_date

ENDED = {Status.DECLINED, Status.CANCELLED}
AT_HOME_AGAIN = "handed-over"
UNSERVED = {Business.NOT_ACCEPTED, Business.WITHDRAWN, Business.STOPPED}
"""Dossiers that bring no result: the page says so, and why, instead of waiting for ever."""


@dataclass(frozen=True)
class Step:
    """One line of the tracking page; `state` is done, now, next or stopped."""

    title: str
    state: str
    when: str = ""
    text: str = ""


@dataclass(frozen=True)
class Journey:
    """A tracked request with everything that its page may show."""

    request: ServiceRequest
    visits: list[Visit]
    dossiers: list[Dossier]
    coming: Visit | None
    """The visit that will ring at the door next: to collect, or to bring a result."""
    approach: Approach | None
    """How near its officers are; None while nobody is on the way."""

    @property
    def given_name(self) -> str:
        """What the person is called by; the full name stays with us."""
        citizen = find_citizen(self.request.citizen_id)
        return citizen.full_name.split()[-1] if citizen and citizen.full_name else ""

    @property
    def officers(self) -> list[User]:
        """Who will come, for given name and badge number."""
        ids = self.coming.officer_ids if self.coming else []
        return [user for user in map(find_user, ids) if user is not None]

    @property
    def window(self) -> str:
        """When to be at home."""
        if self.coming is None:
            return ""
        words = _("%(day)s, từ %(begin)s đến %(end)s", day=half_day(self.coming.planned_on, self.coming.half.value),
                  begin=self.coming.window_from, end=self.coming.window_to)  # fmt: skip
        return str(words)

    @property
    def rate_at(self) -> str:
        """Where the family can say how the last visit was; empty until somebody has been there."""
        met = [visit for visit in self.visits if visit.closing and visit.closing.outcome is Outcome.MET]
        return opinion_path(met[-1].id) if met else ""

    @property
    def can_cancel(self) -> bool:
        """Say whether the family can still call it off by itself."""
        if not self.request.is_open:
            return False
        planned_on = self.planned_on
        return planned_on is None or now() <= change_until(planned_on)

    @property
    def can_change(self) -> bool:
        """Say whether the family can still choose another half-day by itself."""
        try:
            check_change(self.request, now())
        except Refusal:
            return False
        return True

    @property
    def planned_on(self) -> date | None:
        """The day of the standing visit of this request, if it has one."""
        standing = [visit for visit in self.visits if visit.is_movable]
        return standing[-1].planned_on if standing else None

    @property
    def cancel_until(self) -> datetime | None:
        """The last moment to cancel, once a day is set."""
        return change_until(self.planned_on) if self.planned_on else None


def journey_of(tracked: ServiceRequest) -> Journey:
    """Return the journey of a request, or of the one that it was merged into."""
    request = served_by(tracked)
    visits = [visit for visit in visits_of_request(request.id) if visit.is_standing]
    dossiers = dossiers_of_visits([visit.id for visit in visits])
    returning = [visit for dossier in dossiers for visit in return_visits(dossier)]
    coming = next((visit for visit in [*visits, *returning] if visit.status is not VisitStatus.CLOSED), None)
    return Journey(request, visits, dossiers, coming, approach_to(coming))


def steps_of(journey: Journey) -> list[Step]:
    """Return the five steps, the furthest reached marked as where things stand now."""
    steps = [_received(journey), _planned(journey), _on_the_way(journey), _taken(journey), _given_back(journey)]
    reached = max(place for place, step in enumerate(steps) if step.state == "done")
    if journey.request.status in ENDED:
        return [*steps[: reached + 1], _ended(journey.request)]
    if journey.dossiers and all(dossier.status in UNSERVED for dossier in journey.dossiers):
        return [*steps[:3], _unserved(journey.dossiers[-1])]
    if reached == len(steps) - 1:
        return [_with_state(step, "done") for step in steps]
    return [
        _with_state(step, "done" if place < reached else "now" if place == reached else "next")
        for place, step in enumerate(steps)
    ]


def _with_state(step: Step, state: str) -> Step:
    return Step(step.title, state, step.when if state != "next" else "", step.text if state != "next" else "")


def _received(journey: Journey) -> Step:
    when = f"{clock_time(journey.request.made_at)}, {short_date(journey.request.made_at)}"
    return Step(_("Đã nhận"), "done", when, _("Trung tâm sẽ gọi lại để hẹn ngày."))


def _planned(journey: Journey) -> Step:
    if not journey.visits:
        return Step(_("Đã xếp lịch"), "next")
    visit = journey.visits[-1]
    return Step(_("Đã xếp lịch"), "done", half_day(visit.planned_on, visit.half.value))


def _on_the_way(journey: Journey) -> Step:
    started = [visit for visit in journey.visits if visit.started_at]
    if journey.approach and journey.coming in journey.visits:
        return Step(_("Cán bộ đang đến"), "done", journey.approach.when, journey.approach.words)
    if not started:
        return Step(_("Cán bộ đến nhà"), "next")
    last = started[-1]
    closing = last.closing
    text = _("Lần này chưa gặp được. Chúng tôi sẽ hẹn lại.") if closing and closing.outcome != "met" else ""
    return Step(_("Cán bộ đến nhà"), "done", f"{clock_time(last.started_at)}, {short_date(last.planned_on)}", text)


def _taken(journey: Journey) -> Step:
    receipts = [dossier.receipt for dossier in journey.dossiers if dossier.receipt]
    if not journey.dossiers:
        return Step(_("Đã tiếp nhận hồ sơ"), "next")
    due = [receipt.due_on for receipt in receipts if receipt.due_on]
    text = _("Hẹn trả kết quả: %(day)s", day=long_date(max(due))) if due else ""
    if any(dossier.status == Business.SUPPLEMENT_ASKED for dossier in journey.dossiers):
        text = _("Đang chờ gia đình bổ sung giấy tờ; hạn trả đang dừng. Chưa rõ giấy nào thì hãy gọi cho chúng tôi.")
    return Step(_("Đã tiếp nhận hồ sơ"), "done", short_date(receipts[-1].taken_at) if receipts else "", text)


def _given_back(journey: Journey) -> Step:
    results = [dossier.result for dossier in journey.dossiers if dossier.result]
    given = [result for result in results if result.state == AT_HOME_AGAIN]
    if not journey.dossiers or len(given) < len(journey.dossiers):
        return Step(_("Đã trả kết quả"), "next")
    handed = [dossier.handed.at for dossier in journey.dossiers if dossier.handed]
    return Step(_("Đã trả kết quả"), "done", short_date(max(handed)) if handed else "")


def _unserved(dossier: Dossier) -> Step:
    """The reason with its article, as it was told at the door; who asks has shown code and number."""
    titles = {
        Business.NOT_ACCEPTED: _("Hồ sơ không được tiếp nhận"),
        Business.WITHDRAWN: _("Gia đình đã rút hồ sơ"),
        Business.STOPPED: _("Hồ sơ đã dừng giải quyết"),
    }
    last = next(step for step in reversed(dossier.history) if step.is_in_force and step.status == dossier.status)
    told = "" if dossier.status == Business.WITHDRAWN else last.reason
    law = _("Căn cứ: %(article)s.", article=last.ground) if last.ground else ""
    when = f"{clock_time(last.at)}, {short_date(last.at)}"
    return Step(titles[Business(dossier.status)], "stopped", when, " ".join(filter(None, [told, law])))


def _ended(request: ServiceRequest) -> Step:
    if request.status is Status.CANCELLED:
        return Step(_("Đã huỷ"), "stopped", "", _("Nếu vẫn cần, hãy đăng ký lại hoặc gọi cho chúng tôi."))
    return Step(_("Chưa phục vụ được tại nhà"), "stopped", "", request.decline_reason or "")
