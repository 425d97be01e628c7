"""What is looked at when a field fact arrives: it is taken as it is, and oddities are named for a person."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from uuid import UUID

from app.catalogue.facts import Channel
from app.core.errors import Rejected
from app.dossiers.models import Dossier
from app.dossiers.models.shapes import Component, Person, ResultState, Status
from app.dossiers.rules.promises import facts_of
from app.dossiers.rules.steps import ENDED


def why_settled_beside(dossier: Dossier) -> str | None:
    """Return the flag for an act at the door whose dossier has an end or a result already, None when it follows on."""
    if dossier.result is not None:
        return "result-already-attached"
    return "dossier-ended" if Status(dossier.status) in ENDED | {Status.STOPPED} else None


def check_people(people: Iterable[Person], today: date) -> None:
    """Nobody is born in the future."""
    for person in people:
        if person.birth_year is not None and person.birth_year > today.year:
            raise Rejected("born-in-future", year=person.birth_year)


def is_unproven(person: Person) -> bool:
    """Say whether somebody acts by a paper that nobody has named: it is to be asked for, the dossier stands."""
    return person.right in {"authorised", "guardian"} and not person.authorisation


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


def expected_fee(dossier: Dossier) -> int | None:
    """Return what the frozen version asks for this many copies, None where nobody has said it."""
    facts = facts_of(dossier).by_channel(Channel.DIRECT)
    if facts is None or facts.fee.amount is None:
        return None
    return facts.fee.amount * (dossier.copies if facts.fee.per else 1)


def why_hand_over_beside(dossier: Dossier, result_id: UUID, *, expected: Collection[ResultState]) -> str | None:
    """Return the flag for a hand-over that the present state does not expect, None when it follows on."""
    result = dossier.result
    if result is None or result.id != result_id:
        return "result-unknown"
    if result.state == ResultState.HANDED_OVER:
        return "already-handed-over"
    return None if result.state in expected else "result-elsewhere"
