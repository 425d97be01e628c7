"""Each officer's cash of one weekend: what was taken at the door, what came to the centre, what is still out."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select

from app.core.clock import VN
from app.core.db import session
from app.dossiers.models import CashHandIn, Dossier, FeeAccount, FeePayment
from app.dossiers.models.paying import awaited_payment
from app.dossiers.models.shapes import Standing

WEEK = timedelta(days=7)


@dataclass
class CashSheet:
    """One officer's weekend. It is in order when nothing is left."""

    officer_id: UUID
    officer_name: str
    taken: list[tuple[Dossier, FeePayment]] = field(default_factory=list)
    handed_in: list[CashHandIn] = field(default_factory=list)

    @property
    def taken_sum(self) -> int:
        """Cash taken, in đồng; a second payment that waits for a person is shown and not counted."""
        return sum(payment.total for _, payment in self.taken if payment.standing == Standing.IN_FORCE)

    @property
    def left(self) -> int:
        """What is still with the officer; below zero when more came than was taken."""
        return self.taken_sum - sum(row.amount for row in self.handed_in)


def cash_sheets(ward: str, weekend: date) -> list[CashSheet]:
    """Return the sheets of that weekend by name; `weekend` is its Saturday."""
    sheets: dict[UUID, CashSheet] = {}
    for dossier, payment in _cash_taken(ward, weekend):
        if payment.by_id is not None:
            sheet = sheets.setdefault(payment.by_id, CashSheet(payment.by_id, payment.by_name))
            sheet.taken.append((dossier, payment))
    for row in _handed_in(ward, weekend):
        sheets.setdefault(row.officer_id, CashSheet(row.officer_id, row.officer_name)).handed_in.append(row)
    return sorted(sheets.values(), key=lambda sheet: sheet.officer_name)


def owed(ward: str, officer_id: UUID, weekend: date) -> int:
    """Return what this officer has still to bring of that weekend, in đồng."""
    return sum(sheet.left for sheet in cash_sheets(ward, weekend) if sheet.officer_id == officer_id)


def awaited_transfers(ward: str) -> list[Dossier]:
    """Return dossiers whose fee is said to be transferred and was seen by nobody yet, oldest first."""
    query = (
        select(Dossier)
        .join(FeePayment, FeePayment.dossier_id == Dossier.id)
        .where(Dossier.ward == ward, FeePayment.way == "transfer", FeePayment.confirmed_at.is_(None))
        .order_by(FeePayment.id)
    )
    found = session.scalars(query).unique()
    return [dossier for dossier in found if awaited_payment(dossier) is not None]


def find_fee_account(ward: str) -> FeeAccount | None:
    """Return the account for fees, None while nobody has named one."""
    return session.scalars(select(FeeAccount).where(FeeAccount.ward == ward)).one_or_none()


def _cash_taken(ward: str, weekend: date) -> list[tuple[Dossier, FeePayment]]:
    start = datetime.combine(weekend, time(), VN)
    query = (
        select(Dossier, FeePayment)
        .join(FeePayment, FeePayment.dossier_id == Dossier.id)
        .where(Dossier.ward == ward, FeePayment.way == "cash", FeePayment.at >= start, FeePayment.at < start + WEEK)
        .order_by(FeePayment.at, FeePayment.id)
    )
    return [(dossier, payment) for dossier, payment in session.execute(query) if payment.total]


def _handed_in(ward: str, weekend: date) -> list[CashHandIn]:
    query = select(CashHandIn).where(CashHandIn.ward == ward, CashHandIn.weekend == weekend)
    return list(session.scalars(query.order_by(CashHandIn.at, CashHandIn.id)))
