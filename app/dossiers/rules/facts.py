"""What is looked at when a field fact arrives: it is taken as it is, and oddities are named for a person."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from app.catalogue.calendar import WorkCalendar
from app.catalogue.deadlines import MODES, RULE_VERSION, Mode, counted_from, due_for
from app.catalogue.facts import Channel, ProcedureFacts
from app.core.clock import VN
from app.core.errors import Rejected
from app.dossiers.models import Dossier
from app.dossiers.models.shapes import Component, Dates, Person, ResultState


def check_people(people: Iterable[Person | None], today: date) -> None:
    """Nobody is born in the future."""
    for person in people:
        if person is not None and person.birth_year is not None and person.birth_year > today.year:
            raise Rejected("born-in-future", year=person.birth_year)


def check_components(components: Sequence[Component]) -> None:
    """One line for each key: photos are filed by it."""
    keys = [component.key for component in components]
    if len(set(keys)) < len(keys):
        raise Rejected("component-twice")


def check_exemption(*, exempt: bool, reason: str | None, amount: int) -> None:
    """Exempt means nothing was taken, and why."""
    if exempt and amount > 0:
        raise Rejected("exempt-but-paid", amount=amount)
    if exempt and not reason:
        raise Rejected("exempt-without-reason")


def facts_of(dossier: Dossier) -> ProcedureFacts:
    """Return the procedure as it was frozen into the dossier."""
    return ProcedureFacts.model_validate(dossier.frozen)


def expected_fee(dossier: Dossier) -> int | None:
    """Return what the frozen version asks for this many copies, None where nobody has said it."""
    facts = facts_of(dossier).by_channel(Channel.DIRECT)
    if facts is None or facts.fee.amount is None:
        return None
    return facts.fee.amount * (dossier.copies if facts.fee.per else 1)


def count_dates(dossier: Dossier, taken_at: datetime, calendar: WorkCalendar) -> Dates | None:
    """Count the time limit by today's rules, None where the catalogue knows no usable limit."""
    facts = facts_of(dossier).by_channel(Channel.DIRECT)
    if facts is None or not facts.limit.is_usable:
        return None
    return Dates(
        counted_from=counted_from(taken_at, calendar, mode=MODES.get(facts.limit.unit, Mode.WORKING)),
        due_on=due_for(facts.limit, taken_at, calendar),
        rule_version=RULE_VERSION,
    )


def calendar_years(taken_at: datetime) -> tuple[int, int]:
    """Return the years that a limit starting now may reach into."""
    year = taken_at.astimezone(VN).year
    return year, year + 1


def dates_differ(counted: Dates | None, said_from: date, said_due: date | None) -> bool:
    """Say whether the citizen was told other dates than our count gives."""
    return counted is not None and (counted.counted_from, counted.due_on) != (said_from, said_due)


def why_hand_over_beside(dossier: Dossier, result_id: UUID, *, expected: Collection[ResultState]) -> str | None:
    """Return the flag for a hand-over that the present state does not expect, None when it follows on."""
    result = dossier.result
    if result is None or result.id != result_id:
        return "result-unknown"
    if result.state == ResultState.HANDED_OVER:
        return "already-handed-over"
    return None if result.state in expected else "result-elsewhere"
