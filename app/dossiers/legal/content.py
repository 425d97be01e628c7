"""What each form says of a dossier: plain Vietnamese words, taken from the rows as they stand and the frozen procedure.

`filled` refuses a form whose matter has not happened. The layout is the templates' affair.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.catalogue.facts import Channel
from app.core.changes import canonical, sha256
from app.core.errors import Rejected
from app.dossiers.legal.control import control_lines
from app.dossiers.legal.head import head_of, people_of
from app.dossiers.legal.kinds import FormCode
from app.dossiers.legal.notices import apology_notice, refusal_notice, stop_notice, supplement_notice
from app.dossiers.legal.words import short_day, short_moment, written_moment, written_money, written_person
from app.dossiers.models import Dossier, DossierComponent, FeePayment
from app.dossiers.models.shapes import Status
from app.dossiers.models.words import word
from app.dossiers.rules.promises import facts_of

Matter = dict[str, Any]


@dataclass(frozen=True)
class Filled:
    """A form's words, and the command whose fact it tells."""

    content: Matter
    of_command_id: UUID


Filler = Callable[[Dossier], tuple[Matter, UUID] | None]


def filled(code: FormCode, dossier: Dossier, *, document_no: str = "") -> Filled:
    """Return the form filled in, or refuse."""
    told = FILLERS[code](dossier)
    if told is None:
        raise Rejected("form-not-due", law_form=str(code))
    matter, of_command_id = told
    common = head_of(dossier) | people_of(dossier) | {"document_no": document_no, "procedure": _procedure(dossier)}
    return Filled(common | matter, of_command_id)


def content_hash(content: Matter) -> str:
    """Return the hash by which two copies are told apart."""
    return sha256(canonical(content))


def forms_due(dossier: Dossier) -> list[FormCode]:
    """Return the forms that have something to tell of this dossier."""
    return [code for code, fill in FILLERS.items() if fill(dossier) is not None]


def _procedure(dossier: Dossier) -> str:
    return f"{dossier.procedure_name} ({dossier.procedure_code})"


def _receipt(dossier: Dossier) -> tuple[Matter, UUID] | None:
    receipt, payment = dossier.receipt, dossier.payment
    if receipt is None and dossier.status == Status.NOT_ACCEPTED:
        return None  # refused at the door: nothing was taken in
    held = [line for line in dossier.components if line.state in {"received", "seen", "reused"}]
    matter = {
        "papers": [_paper(line) for line in held],
        "missing": [line.name for line in dossier.components if line.state == "missing"],
        "sets": "01 bộ",
        "limit": _limit(dossier),
        "taken_at": written_moment(receipt.taken_at if receipt else dossier.recorded_at),
        "counted_from": short_day(receipt.counted_from if receipt else None),
        "due_on": short_day(receipt.due_on if receipt else None),
        "new_due_on": short_day(dossier.apologies[-1].new_due_on if dossier.apologies else None),
        "delivery": " – ".join(filter(None, [word("delivery", dossier.delivery_way), dossier.delivery_address])),
        "receiver": _person(dossier, "receiver"),
        "fee": _fee(payment),
        "register_year": str(dossier.register_year or ""),
        "register_no": f"{dossier.register_no:02}" if dossier.register_no else "",
        "signatures": _signatures(dossier),
        "changed": [one.label for one in dossier.changes_since_signing],
    }
    if receipt and receipt.qr:
        matter["qr"] = receipt.qr
    return matter, dossier.recorded_command


def _person(dossier: Dossier, role: str) -> str:
    """Who is to have the result, who signed it; empty where nobody was named."""
    person = dossier.roles.get(role)
    return written_person(person) if person else ""


def _paper(line: DossierComponent) -> dict[str, str]:
    form = word("form", line.form).lower()
    how = "" if line.state == "received" else word("state", line.state).lower()
    return {"name": line.name, "count": str(line.count), "form": ", ".join(filter(None, [form, how]))}


def _limit(dossier: Dossier) -> str:
    facts = facts_of(dossier).by_channel(Channel.DIRECT)
    if facts is None or not facts.limit.is_usable:
        return ""
    words = {
        "working_days": "ngày làm việc",
        "calendar_days": "ngày",
        "half_days": "buổi làm việc",
        "hours": "giờ làm việc",
    }
    unit = words.get(facts.limit.unit)
    return f"{facts.limit.n} {unit}" if unit else "trong ngày làm việc"


def _fee(payment: FeePayment | None) -> str:
    """What was taken; a transfer that nobody has seen arrive is not called paid."""
    if payment is None:
        return ""
    fee = f"miễn ({payment.exempt_reason})" if payment.exempt else written_money(payment.amount)
    parts = [fee] + ([f"cước bưu điện {written_money(payment.postage)}"] if payment.postage else [])
    if payment.total:
        way = word("paid", payment.way).lower()
        parts.append("chuyển khoản, đang chờ tiền về" if payment.is_awaited else way)
    if payment.slip:
        parts.append(f"phiếu số {payment.slip}")
    return "; ".join(parts)


def _signature(row: Any) -> dict[str, str]:
    return {
        "who": row.who,
        "name": row.name,
        "relation": row.relation or "",
        "way": word("signed", row.way) + (", đã nghe đọc lại" if row.read_back and row.who != "officer" else ""),
        "at": short_moment(row.signed_at),
        "file": row.file or "",
    }


def _signatures(dossier: Dossier) -> list[dict[str, str]]:
    """Everybody's; the officer who took it in is named even where nobody has signed for the office."""
    given = [_signature(row) for row in dossier.signatures]
    if any(signature["who"] == "officer" for signature in given):
        return given
    taken = dossier.history[0]
    named = {"name": taken.by_name, "way": "Nhận hồ sơ", "at": short_moment(taken.at)}
    return [*given, {"who": "officer", "relation": "", "file": ""} | named]


def _control(dossier: Dossier) -> tuple[Matter, UUID]:
    receipt = dossier.receipt
    matter = {
        "taken_at": written_moment(receipt.taken_at if receipt else dossier.recorded_at),
        "due_on": short_day(dossier.due_on),
        "decider": _person(dossier, "decider"),
        "receiver": _person(dossier, "receiver"),
        "lines": control_lines(dossier),
    }
    return matter, dossier.recorded_command


FILLERS: dict[FormCode, Filler] = {
    FormCode.RECEIPT: _receipt,
    FormCode.SUPPLEMENT: supplement_notice,
    FormCode.REFUSAL: refusal_notice,
    FormCode.APOLOGY: apology_notice,
    FormCode.STOP: stop_notice,
    FormCode.CONTROL: _control,
}
