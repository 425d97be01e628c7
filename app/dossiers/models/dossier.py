"""A Dossier is one case taken at a citizen's home: five roles, papers, photos, signatures, four states."""

from datetime import date, datetime
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Entity, UtcDateTime
from app.core.scope import user_key, ward_key
from app.core.search import fold
from app.dossiers.models import paying
from app.dossiers.models.copies import FormCopy
from app.dossiers.models.parts import DossierComponent, DossierFile, DossierSignature
from app.dossiers.models.progress import (
    Apology,
    Correction,
    FeePayment,
    HomeReceipt,
    PaymentDuty,
    StatusChange,
    Supplement,
    SupplementReceived,
)
from app.dossiers.models.result import HandOver, Result
from app.dossiers.models.shapes import Component, Delivery, FileShape, Finance, Roles, Shape, Signature, Standing
from app.dossiers.models.shown import Difference
from app.dossiers.models.signing import changes_since_signing
from app.dossiers.models.snapshot import (
    ApologyShape,
    CorrectionShape,
    DossierSnapshot,
    HandedShape,
    PaymentDutyShape,
    ReceiptShape,
    ResultShape,
    StepShape,
    SupplementShape,
)
from app.visits.queries import is_visit_standing

S = TypeVar("S", bound=Shape)


class Dossier(Entity):
    """The case file. `frozen` is the procedure as it was when the dossier was taken."""

    __tablename__ = "dossier"
    __table_args__ = (Index("ix_dossier_register", "ward", "register_year", "register_no", unique=True),)
    kind: ClassVar[str] = "dossier"

    visit_id: Mapped[UUID | None] = mapped_column(index=True)
    citizen_id: Mapped[UUID] = mapped_column(index=True)
    procedure_version_id: Mapped[UUID]
    procedure_code: Mapped[str] = mapped_column(index=True)
    procedure_name: Mapped[str]
    frozen: Mapped[dict[str, Any]] = mapped_column(JSON)
    case_key: Mapped[str | None]
    roles: Mapped[dict[str, Any]] = mapped_column(JSON)
    copies: Mapped[int]
    note: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by: Mapped[UUID | None]
    recorded_command: Mapped[UUID]
    status: Mapped[int] = mapped_column(index=True)
    delivery_way: Mapped[str | None]
    delivery_address: Mapped[str | None]
    official_code: Mapped[str | None] = mapped_column(index=True)
    due_on: Mapped[date | None] = mapped_column(index=True)
    """The date that holds now: the receipt's, the one after a supplement, or the apology's."""
    register_year: Mapped[int | None]
    register_no: Mapped[int | None]
    """Its line in the year's register, in the order of arrival; never given twice."""
    deadline_rules: Mapped[dict[str, str] | None] = mapped_column(JSON)
    """How the ward counted on the day it was taken; older dossiers have none and were counted by the plain rules."""
    search_key: Mapped[str] = mapped_column(default="")

    components: Mapped[list[DossierComponent]] = relationship(order_by=DossierComponent.id)
    files: Mapped[list[DossierFile]] = relationship(order_by=DossierFile.id)
    signatures: Mapped[list[DossierSignature]] = relationship(order_by=DossierSignature.id)
    receipts: Mapped[list[HomeReceipt]] = relationship(order_by=HomeReceipt.id)
    payments: Mapped[list[FeePayment]] = relationship(order_by=FeePayment.id)
    history: Mapped[list[StatusChange]] = relationship(order_by=StatusChange.id)
    supplements: Mapped[list[Supplement]] = relationship(order_by=Supplement.id)
    supplements_received: Mapped[list[SupplementReceived]] = relationship(order_by=SupplementReceived.id)
    payment_duties: Mapped[list[PaymentDuty]] = relationship(order_by=PaymentDuty.id)
    apologies: Mapped[list[Apology]] = relationship(order_by=Apology.id)
    corrections: Mapped[list[Correction]] = relationship(order_by=Correction.id)
    hand_overs: Mapped[list[HandOver]] = relationship(order_by=HandOver.id)
    form_copies: Mapped[list[FormCopy]] = relationship(order_by=FormCopy.id)
    result: Mapped[Result | None] = relationship(uselist=False)

    @property
    def receipt(self) -> HomeReceipt | None:
        """The receipt that counts."""
        return next((r for r in self.receipts if r.standing == Standing.IN_FORCE), None)

    @property
    def handed(self) -> HandOver | None:
        """The hand-over that counts."""
        return next((h for h in self.hand_overs if h.standing == Standing.IN_FORCE), None)

    @property
    def payment(self) -> FeePayment | None:
        """The fee that counts; what was paid on a request of the office is not the procedure's fee."""
        return paying.newest_for(self, None)

    @property
    def supplement(self) -> Supplement | None:
        """The newest request for papers that counts."""
        return next((s for s in reversed(self.supplements) if s.standing == Standing.IN_FORCE), None)

    @property
    def supplement_received(self) -> SupplementReceived | None:
        """What answered that request, None while the papers are missing."""
        asked = self.supplement
        return next((r for r in self.supplements_received if asked and r.answers(asked)), None)

    def renew_due_date(self) -> None:
        """The newest promise holds: nothing but a promise to the citizen ever moves the date."""
        received = [row for row in self.supplements_received if row.standing == Standing.IN_FORCE and row.promised]
        promises: list[SupplementReceived | Apology] = [*received, *self.apologies]
        later = sorted(promises, key=lambda row: row.at)
        first = self.receipt.due_on if self.receipt else None
        self.due_on = later[-1].promised if later else first

    @property
    def owner_name(self) -> str:
        """Whose matter it is."""
        return str(self.roles["owner"]["name"])

    @owner_name.setter
    def owner_name(self, name: str) -> None:
        self.roles = {**self.roles, "owner": {**self.roles["owner"], "name": name}}

    @property
    def submitter_name(self) -> str:
        """Who handed it in."""
        return str(self.roles["submitter"]["name"])

    @submitter_name.setter
    def submitter_name(self, name: str) -> None:
        self.roles = {**self.roles, "submitter": {**self.roles["submitter"], "name": name}}

    @property
    def changes_since_signing(self) -> list[Difference]:
        """The lines that the family signed and that are otherwise now."""
        return changes_since_signing(self)

    def renew_search_key(self) -> None:
        """Make the dossier findable by its people and by each of its codes."""
        people = [person["name"] for person in self.roles.values() if person]
        numbers = [receipt.number for receipt in self.receipts]
        codes = [self.official_code, self.procedure_code, self.result.code if self.result else None]
        self.search_key = fold(" ".join([*people, *numbers, *(code for code in codes if code)]))

    def scope(self) -> set[str]:
        """The ward; officers through their visits, and the recorder where no visit stands."""
        keys = {ward_key(self.ward)}
        if self.recorded_by is not None and (self.visit_id is None or not is_visit_standing(self.visit_id)):
            keys.add(user_key(self.recorded_by))
        return keys

    def snapshot(self) -> DossierSnapshot:
        """The dossier as a phone stores it."""
        return dossier_snapshot(self)


def dossier_snapshot(dossier: Dossier) -> DossierSnapshot:
    """Gather the dossier's rows into one frozen value."""
    return DossierSnapshot(
        id=dossier.id,
        visit_id=dossier.visit_id,
        citizen_id=dossier.citizen_id,
        procedure_code=dossier.procedure_code,
        procedure_version_id=dossier.procedure_version_id,
        procedure_name=dossier.procedure_name,
        case_key=dossier.case_key,
        roles=Roles.model_validate(dossier.roles),
        copies=dossier.copies,
        note=dossier.note,
        components=_components(dossier),
        files=[_pick(FileShape, file) for file in dossier.files],
        status=dossier.status,
        finance=_finance(dossier),
        delivery=Delivery.model_validate({"way": dossier.delivery_way, "address": dossier.delivery_address}),
        receipt=_pick(ReceiptShape, dossier.receipt) if dossier.receipt else None,
        official_code=dossier.official_code,
        signatures=[_pick(Signature, row, at=row.signed_at) for row in dossier.signatures],
        due_on=dossier.due_on,
        deadline_rules=dossier.deadline_rules,
        changed_after_signing=[one.label for one in dossier.changes_since_signing],
        supplement=_supplement(dossier),
        payment_duty=_payment_duty(dossier),
        apology=_pick(ApologyShape, dossier.apologies[-1]) if dossier.apologies else None,
        result=_result(dossier),
        history=[
            _pick(StepShape, step, by=step.by_name) for step in dossier.history if step.standing == Standing.IN_FORCE
        ],
        corrections=[
            _pick(CorrectionShape, row, by=row.by_name, command_id=row.of_command_id) for row in dossier.corrections
        ],
    )


def _pick(shape: type[S], row: object, **given: object) -> S:
    """Fill the shape from the row's columns of the same names."""
    names = set(shape.model_fields) - set(given)
    return shape.model_validate({name: getattr(row, name) for name in names} | given)


def _components(dossier: Dossier) -> list[Component]:
    pages: dict[str, list[str]] = {}
    for file in dossier.files:
        if file.component_key:
            pages.setdefault(file.component_key, []).append(file.sha256)
    return [_pick(Component, row, files=tuple(pages.get(row.key, ()))) for row in dossier.components]


def _finance(dossier: Dossier) -> Finance:
    payment = dossier.payment
    if payment is None:
        return Finance()
    return _pick(Finance, payment, paid=payment.is_settled)


def _payment_duty(dossier: Dossier) -> PaymentDutyShape | None:
    duty = next(reversed(dossier.payment_duties), None)
    return _pick(PaymentDutyShape, duty, left=paying.left_of(dossier, duty)) if duty else None


def _supplement(dossier: Dossier) -> SupplementShape | None:
    asked, received = dossier.supplement, dossier.supplement_received
    if asked is None:
        return None
    times = sum(row.standing == Standing.IN_FORCE for row in dossier.supplements)
    given = {
        "whys": asked.whys or [],
        "keys": asked.keys or [],
        "received_at": received.received_at if received else None,
    }
    return _pick(SupplementShape, asked, times=times, **given)


def _result(dossier: Dossier) -> ResultShape | None:
    if dossier.result is None:
        return None
    handed = _pick(HandedShape, dossier.handed) if dossier.handed else None
    return _pick(ResultShape, dossier.result, handed=handed)
