"""The steps of a dossier at the office: states, supplement, apology, result, delivery."""

from collections.abc import Sequence
from datetime import date

from app.core.errors import Conflict, Rejected
from app.dossiers.models import Dossier
from app.dossiers.models.shapes import ResultState, Status

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
        {Status.ACCEPTED, Status.IN_PROCESS, Status.NOT_ACCEPTED, Status.WITHDRAWN, Status.STOPPED}
    ),
    Status.PAYMENT_ASKED: frozenset({Status.IN_PROCESS, Status.WITHDRAWN, Status.STOPPED, Status.DONE}),
    Status.WITHDRAWN: frozenset(),
    Status.STOPPED: frozenset({Status.IN_PROCESS}),
    Status.DONE: frozenset({Status.IN_PROCESS, Status.HANDED_OVER}),
    Status.HANDED_OVER: frozenset(),
}
"""Which state may follow which. A wrong step is undone by the step back that is listed, with a reason."""

NEED_REASON = frozenset(
    {Status.NOT_ACCEPTED, Status.SUPPLEMENT_ASKED, Status.WITHDRAWN, Status.STOPPED, Status.HANDED_OVER}
)
ENDED = frozenset({Status.NOT_ACCEPTED, Status.WITHDRAWN, Status.HANDED_OVER})
IN_HAND = frozenset({ResultState.READY, ResultState.WITH_OFFICER, ResultState.RETURNED})
"""Where a result may be for a way of delivery to be chosen."""


def choices_after(status: int) -> list[Status]:
    """Return the states that may follow, in national order."""
    return sorted(NEXT[Status(status)])


def check_step(dossier: Dossier, status: Status, reason: str) -> None:
    """Refuse a step that the mechanism does not know, or one that the citizen could not understand."""
    if status not in NEXT[Status(dossier.status)]:
        raise Conflict("status-not-next", now=dossier.status, asked=int(status))
    if status in NEED_REASON and not reason:
        raise Rejected("reason-required")
    if status is Status.HANDED_OVER and dossier.result is not None and dossier.delivery_way != "counter":
        raise Rejected("hand-over-is-at-the-door")


def check_code_free(dossier: Dossier, others: Sequence[Dossier], replaces: str | None) -> None:
    """One official code, one dossier; and a code already linked is replaced knowingly or not at all."""
    if others:
        raise Conflict("official-code-taken", dossier_id=str(others[0].id))
    if dossier.official_code is not None and replaces != dossier.official_code:
        raise Conflict("official-code-already-linked", linked=dossier.official_code)


def check_supplement(dossier: Dossier, *, knows_second: bool) -> None:
    """Once only, in full (Decree 61/2018). A second one counts as overdue: somebody must mean it."""
    if Status(dossier.status) in ENDED | {Status.DONE}:
        raise Conflict("dossier-ended", status=dossier.status)
    if dossier.supplements and not knows_second:
        raise Rejected("second-supplement", asked_before=len(dossier.supplements))


def check_apology(dossier: Dossier, new_due_on: date, today: date) -> None:
    """At least one day before the due date, and one new date only (Decree 61/2018, art. 19.9)."""
    if dossier.apologies:
        raise Conflict("already-apologised", new_due_on=dossier.apologies[0].new_due_on.isoformat())
    receipt = dossier.receipt
    if receipt is None or receipt.due_on is None:
        raise Rejected("no-due-date")
    if today >= receipt.due_on:
        raise Rejected("apology-too-late", due_on=receipt.due_on.isoformat())
    if new_due_on <= receipt.due_on:
        raise Rejected("new-date-not-later", due_on=receipt.due_on.isoformat())


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
