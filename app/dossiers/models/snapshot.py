"""The dossier as phones store it: nothing in it that the server alone knows, so that a phone can foresee it."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from app.core.commands import entity_kind
from app.core.db import Snapshot
from app.dossiers.models.shapes import Component, Dates, Delivery, FileShape, Finance, Roles, Settled, Shape, Signature


class ReceiptShape(Shape):
    """The home receipt; `checked` is our own count where it differs from what was said at the door."""

    number: str
    shown_sha256: str
    taken_at: datetime
    counted_from: date
    due_on: date | None
    rule_version: str
    checked: Dates | None


class HandedShape(Shape):
    """Who took the result, when."""

    to_name: str
    relation: str
    identity_last4: str | None
    at: datetime
    signature_file: str | None
    giver_file: str | None
    note: str


class ResultShape(Shape):
    """The result and where it is."""

    id: UUID
    code: str | None
    papers: list[dict[str, Any]]
    state: str
    settled: Settled | None
    handed: HandedShape | None


class StepShape(Shape):
    """One step of the state."""

    status: int
    at: datetime
    by: str
    reason: str
    ground: str


class SupplementShape(Shape):
    """The newest request for missing papers, and whether they have come; a second one counts as overdue."""

    items: list[str]
    whys: list[str]
    keys: list[str | None]
    reason: str
    at: datetime
    times: int
    received_at: datetime | None


class PaymentDutyShape(Shape):
    """What is to be paid before the office goes on, and how much of it has not come; 0: it is settled."""

    amount: int
    what_for: str
    at: datetime
    left: int


class ApologyShape(Shape):
    """The apology and its one new date."""

    reason: str
    new_due_on: date
    at: datetime


class CorrectionShape(Shape):
    """A fact put right: both values stay readable."""

    command_id: UUID
    field: str
    was: str
    now: str
    reason: str
    by: str
    at: datetime
    standing: str


@entity_kind
class DossierSnapshot(Snapshot):
    """A dossier as phones store it."""

    kind: ClassVar[str] = "dossier"

    id: UUID
    visit_id: UUID | None
    citizen_id: UUID
    procedure_code: str
    procedure_version_id: UUID
    procedure_name: str
    case_key: str | None
    roles: Roles
    copies: int
    note: str
    components: list[Component]
    files: list[FileShape]
    status: int
    finance: Finance
    delivery: Delivery
    receipt: ReceiptShape | None
    official_code: str | None
    signatures: list[Signature]
    due_on: date | None
    deadline_rules: dict[str, str] | None
    changed_after_signing: list[str]
    """The labels of the signed lines that are otherwise now."""
    supplement: SupplementShape | None
    payment_duty: PaymentDutyShape | None
    apology: ApologyShape | None
    result: ResultShape | None
    history: list[StepShape]
    corrections: list[CorrectionShape]
