"""The steps of a dossier at the office: states, supplement, apology, result, delivery."""

from collections.abc import Sequence
from datetime import date, timedelta

from app.catalogue.calendar import WorkCalendar
from app.core.errors import Conflict, Rejected
from app.dossiers.models import Dossier
from app.dossiers.models.shapes import ResultState, Standing, Status

NEXT: dict[Status, frozenset[Status]] = {
    Status.FILED: frozenset({Status.ACCEPTED, Status.NOT_ACCEPTED, Status.SUPPLEMENT_ASKED, Status.WITHDRAWN}),
    Status.ACCEPTED: frozenset(
        {
            Status.IN_PROCESS,
            Status.SUPPLEMENT_ASKED,
            Status.PAYMENT_ASKED,
            Status.WITHDRAWN,
            Status.STOPPED,
            Status.DONE,
        }
    ),
    Status.NOT_ACCEPTED: frozenset(),
    Status.IN_PROCESS: frozenset(
        {Status.SUPPLEMENT_ASKED, Status.PAYMENT_ASKED, Status.WITHDRAWN, Status.STOPPED, Status.DONE}
    ),
    Status.SUPPLEMENT_ASKED: frozenset(
        {
            Status.FILED,
            Status.ACCEPTED,
            Status.IN_PROCESS,
            Status.NOT_ACCEPTED,
            Status.WITHDRAWN,
            Status.STOPPED,
        }
    ),
    Status.PAYMENT_ASKED: frozenset({Status.IN_PROCESS, Status.WITHDRAWN, Status.STOPPED, Status.DONE}),
    Status.WITHDRAWN: frozenset(),
    Status.STOPPED: frozenset({Status.IN_PROCESS}),
    Status.DONE: frozenset({Status.IN_PROCESS, Status.HANDED_OVER}),
    Status.HANDED_OVER: frozenset(),
}
"""Which state may follow which. A wrong step is undone by the step back that is listed, with a reason."""

OWN_ACT = frozenset(
    {Status.NOT_ACCEPTED, Status.SUPPLEMENT_ASKED, Status.PAYMENT_ASKED, Status.WITHDRAWN, Status.STOPPED}
)
"""States that a command of their own leads to, because the law wants more said than the state."""

RANK: dict[Status, int] = {
    Status.FILED: 0,
    Status.ACCEPTED: 1,
    Status.IN_PROCESS: 2,
    Status.SUPPLEMENT_ASKED: 2,
    Status.PAYMENT_ASKED: 2,
    Status.STOPPED: 2,
    Status.DONE: 3,
    Status.NOT_ACCEPTED: 4,
    Status.WITHDRAWN: 4,
    Status.HANDED_OVER: 4,
}
"""How far a dossier has come in each state: what another system knows may be older than what stands here."""

ENDED = frozenset({Status.NOT_ACCEPTED, Status.WITHDRAWN, Status.HANDED_OVER})
IN_HAND = frozenset({ResultState.READY, ResultState.WITH_OFFICER, ResultState.RETURNED})
"""Where a result may be for a way of delivery to be chosen."""


def choices_after(status: int) -> list[Status]:
    """Return the states that may simply follow, in national order; missing papers are received, not skipped."""
    if status == Status.SUPPLEMENT_ASKED:
        return []
    return sorted(NEXT[Status(status)] - OWN_ACT)


def follows(dossier: Dossier, status: Status) -> bool:
    """Say whether this state may come next."""
    return status in NEXT[Status(dossier.status)]


def is_behind(status: Status, now: Status) -> bool:
    """Say whether this state lies before the present one."""
    return RANK[status] < RANK[now]


def forward(now: Status, wanted: Status) -> list[Status] | None:
    """Return the shortest way of plain steps that leads there; None where a step needs more said than its state."""
    ways: list[list[Status]] = [[]]
    for way in ways:
        here = way[-1] if way else now
        if here == wanted:
            return way
        ways += [[*way, after] for after in choices_after(here) if not is_behind(after, here) and after not in way]
    return None


def check_step(dossier: Dossier, status: Status, reason: str) -> None:
    """Refuse a step that the mechanism does not know, or one that the citizen could not understand."""
    if status in OWN_ACT:
        raise Rejected("status-has-own-act", asked=int(status))
    if not follows(dossier, status):
        raise Conflict("status-not-next", now=dossier.status, asked=int(status))
    if status is Status.HANDED_OVER and not reason:
        raise Rejected("reason-required")
    if status is Status.HANDED_OVER and dossier.result is not None:
        raise Rejected("hand-over-is-at-the-door")


def check_code_free(dossier: Dossier, others: Sequence[Dossier], replaces: str | None) -> None:
    """One official code, one dossier; and a code already linked is replaced knowingly or not at all."""
    if others:
        raise Conflict("official-code-taken", dossier_id=str(others[0].id))
    if dossier.official_code is not None and replaces != dossier.official_code:
        raise Conflict("official-code-already-linked", linked=dossier.official_code)


def can_be_completed(dossier: Dossier) -> bool:
    """Say whether papers may still be asked for."""
    return Status(dossier.status) not in ENDED | {Status.DONE, Status.STOPPED}


def is_second_unsaid(dossier: Dossier, second_reason: str) -> bool:
    """Once only, in full (Decree 61/2018). A second request counts as overdue: somebody must mean it and say why."""
    return dossier.supplement is not None and not second_reason


def before_supplement(dossier: Dossier) -> Status:
    """Return the state to go back to when the papers are complete."""
    earlier = [Status(step.status) for step in dossier.history if step.standing == Standing.IN_FORCE]
    return next(
        (status for status in reversed(earlier) if status in NEXT[Status.SUPPLEMENT_ASKED] - OWN_ACT), Status.ACCEPTED
    )


def check_apology(dossier: Dossier, new_due_on: date, today: date, *, days_before: int) -> None:
    """At least one day before the due date, and one new date only (Decree 61/2018, art. 19.9)."""
    if dossier.apologies:
        raise Conflict("already-apologised", new_due_on=dossier.apologies[0].new_due_on.isoformat())
    if Status(dossier.status) in ENDED | {Status.DONE}:
        raise Conflict("dossier-ended", status=dossier.status)
    if dossier.status == Status.SUPPLEMENT_ASKED:
        raise Conflict("limit-is-waiting")
    if dossier.due_on is None:
        raise Rejected("no-due-date")
    if today > dossier.due_on - timedelta(days=days_before):
        raise Rejected("apology-too-late", due_on=dossier.due_on.isoformat())
    if new_due_on <= dossier.due_on:
        raise Rejected("new-date-not-later", due_on=dossier.due_on.isoformat())


def check_is_worked(new_due_on: date, calendar: WorkCalendar) -> None:
    """Nobody fetches a result at a closed office."""
    if not calendar.is_working(new_due_on):
        raise Rejected("new-date-is-day-off", on=new_due_on.isoformat())


def check_result_free(dossier: Dossier) -> None:
    """A dossier has one result; a wrong one is corrected, not covered by another."""
    if dossier.result is not None:
        raise Conflict("result-already-attached", state=dossier.result.state)
    if Status(dossier.status) in ENDED:
        raise Conflict("dossier-ended", status=dossier.status)


def check_delivery(dossier: Dossier, way: str, address: str | None) -> None:
    """The way may change as long as the office or an officer has the result in hand."""
    if dossier.result is not None and dossier.result.state not in IN_HAND:
        raise Conflict("result-not-here", state=dossier.result.state)
    if way == "post" and not address:
        raise Rejected("address-required")
