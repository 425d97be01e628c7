"""What may be done with the catalogue: pure checks that return or raise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.catalogue.facts import ProcedureFacts, Trust
from app.catalogue.legal import LEGAL_VALUES
from app.catalogue.models import Procedure, Status
from app.core.errors import Rejected


def unconfirmed_parts(facts: ProcedureFacts) -> list[str]:
    """The parts that keep a procedure from being offered to citizens."""
    parts = {
        "code": facts.confidence.code,
        "name": facts.confidence.name,
        "papers": facts.confidence.papers,
        "at_home": facts.confidence.at_home if facts.confidence.at_home is Trust.UNKNOWN else Trust.ASSUMED,
    }
    return [part for part, trust in parts.items() if not trust.fit_for_citizens]


def status_on_import(facts: ProcedureFacts, previous: Procedure | None) -> Status:
    """What was only remembered, and what an administrator retired, waits as a draft for a person."""
    if unconfirmed_parts(facts) or (previous is not None and previous.status == Status.RETIRED):
        return Status.DRAFT
    return Status.OFFERED


def check_can_offer(procedure: Procedure, newest: Procedure | None) -> None:
    """Refuse to show citizens what nobody has confirmed, and what a newer version replaced."""
    if procedure.status == Status.OFFERED:
        raise Rejected("procedure-already-offered")
    _check_is_newest(procedure, newest)
    parts = unconfirmed_parts(procedure.facts)
    if parts:
        raise Rejected("procedure-not-confirmed", parts=parts)


def check_can_retire(procedure: Procedure) -> None:
    """Refuse to retire twice."""
    if procedure.status == Status.RETIRED:
        raise Rejected("procedure-already-retired")


def check_follows(start: date, others: Sequence[Procedure]) -> None:
    """Versions of one procedure follow one another in time."""
    for other in others:
        if other.status == Status.OFFERED and start < other.valid_from:
            raise Rejected("version-starts-too-early", previous=other.valid_from.isoformat())


def check_legal_value(key: str, value: str) -> None:
    """Refuse a value that nobody could count by; some can only be confirmed as they are."""
    known = LEGAL_VALUES.get(key)
    if known is None:
        raise Rejected("unknown-legal-value", key=key)
    if known.read is None and value != known.shipped:
        raise Rejected("legal-value-is-fixed", key=key)
    try:
        if known.read is not None:
            known.read(value)
    except ValueError as error:
        raise Rejected("legal-value-wrong", key=key) from error


def check_confirmation(is_confirmed: bool, confirmed_by: str, source: str) -> None:
    """A value is confirmed by somebody who has read a text."""
    if is_confirmed and not (confirmed_by and source):
        raise Rejected("confirmation-needs-source")


def _check_is_newest(procedure: Procedure, newest: Procedure | None) -> None:
    if newest is not None and newest.id != procedure.id:
        raise Rejected("procedure-out-of-date")
