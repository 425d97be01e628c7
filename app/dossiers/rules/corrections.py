"""Which fields of a recorded fact may be put right later, and what may stand in them."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from app.core.errors import Rejected, Unknown
from app.core.roles import Role
from app.core.search import nfc
from app.dossiers.models import CustodyTransfer, Dossier, FeePayment, HandOver, HomeReceipt

Plain = str | int | bool | None
Fact = Dossier | FeePayment | HomeReceipt | HandOver | CustodyTransfer


def _text(value: Plain) -> str:
    return nfc(str(value or "")).strip()[:4000]


def _needed(value: Plain) -> str:
    text = _text(value)
    if not text:
        raise ValueError("empty")
    return text


def _or_none(value: Plain) -> str | None:
    return _text(value) or None


def _last4(value: Plain) -> str | None:
    text = _or_none(value)
    if text is not None and not re.fullmatch(r"[0-9]{4}", text):
        raise ValueError("not four digits")
    return text


def _amount(value: Plain) -> int:
    return _whole(value, least=0, most=1_000_000_000)


def _count(value: Plain) -> int:
    return _whole(value, least=1, most=999)


def _whole(value: Plain, *, least: int, most: int) -> int:
    number = int(value if value is not None else "")
    if not least <= number <= most:
        raise ValueError("out of range")
    return number


def _date(value: Plain) -> dt.date:
    return dt.date.fromisoformat(str(value))


def _way(value: Plain) -> str:
    if value not in {"cash", "transfer", "none"}:
        raise ValueError("no such way")
    return str(value)


CORRECTABLE: dict[type[Any], dict[str, Callable[[Plain], Any]]] = {
    Dossier: {
        "owner_name": _needed,
        "submitter_name": _needed,
        "copies": _count,
        "case_key": _or_none,
        "note": _text,
    },
    FeePayment: {"amount": _amount, "way": _way, "slip": _or_none},
    HomeReceipt: {"counted_from": _date, "due_on": _date},
    HandOver: {"to_name": _needed, "relation": _text, "identity_last4": _last4, "note": _text},
    CustodyTransfer: {"count": _count, "condition": _text, "seal": _or_none},
}
"""Fields by fact. A wrong signature or photo is not corrected but added to."""


def fact_with(facts: Iterable[Fact], field: str, *, command_id: UUID) -> Fact:
    """Return the fact of this command that has this field."""
    known = list(facts)
    if not known:
        raise Unknown("report", command_id)
    for fact in known:
        if field in CORRECTABLE[type(fact)]:
            return fact
    raise Rejected("not-correctable", field=field)


def new_value(fact: Fact, field: str, plain: Plain) -> Any:
    """Return the value as the row keeps it, or refuse what the field cannot hold."""
    try:
        return CORRECTABLE[type(fact)][field](plain)
    except (ValueError, TypeError) as error:
        raise Rejected("correction-wrong-value", field=field) from error


def as_plain(value: Any) -> str:
    """Return a value as people compare it: dates in ISO form, nothing as an empty text."""
    return "" if value is None else str(value)


def check_author(fact: Fact, *, role: Role, actor_id: UUID | None) -> None:
    """The author corrects the own report; a coordinator anybody's."""
    author = fact.recorded_by if isinstance(fact, Dossier) else fact.by_id
    if role is Role.OFFICER and author != actor_id:
        raise Rejected("not-your-report")
