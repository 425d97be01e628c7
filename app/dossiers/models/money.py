"""Where fees are paid to, and the cash that officers brought back to the centre."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.commands import entity_kind
from app.core.db import Entity, Snapshot, UtcDateTime
from app.core.scope import staff_key, user_key, ward_key


@entity_kind
class FeeAccountSnapshot(Snapshot):
    """The account as phones store it; none in use means that no QR code is offered."""

    kind: ClassVar[str] = "fee_account"
    id: UUID
    bank_bin: str
    bank_name: str
    account_number: str
    account_name: str
    is_used: bool


class FeeAccount(Entity):
    """The one account into which a ward's fees may be transferred. There is none until an administrator names it."""

    __tablename__ = "fee_account"
    __table_args__ = (UniqueConstraint("ward"),)
    kind = "fee_account"

    bank_bin: Mapped[str]
    bank_name: Mapped[str]
    account_number: Mapped[str]
    account_name: Mapped[str]
    is_used: Mapped[bool]

    def snapshot(self) -> FeeAccountSnapshot:
        """Return the account as phones store it."""
        return FeeAccountSnapshot(
            id=self.id,
            bank_bin=self.bank_bin,
            bank_name=self.bank_name,
            account_number=self.account_number,
            account_name=self.account_name,
            is_used=self.is_used,
        )

    def scope(self) -> set[str]:
        """Whoever takes fees shows it; it is public by nature."""
        return {ward_key(self.ward), staff_key(self.ward)}


@entity_kind
class CashHandInSnapshot(Snapshot):
    """Money handed in, as the officer's own phone stores it."""

    kind: ClassVar[str] = "cash_hand_in"
    id: UUID
    officer_id: UUID
    weekend: date
    amount: int
    counted_by: str
    at: datetime


class CashHandIn(Entity):
    """An officer brought the cash of one weekend to the centre, and both counted it."""

    __tablename__ = "cash_hand_in"
    kind = "cash_hand_in"

    officer_id: Mapped[UUID] = mapped_column(index=True)
    officer_name: Mapped[str]
    weekend: Mapped[date] = mapped_column(index=True)
    """The Saturday on which that week of work begins."""
    amount: Mapped[int]
    handed_by: Mapped[str]
    counted_by: Mapped[str]
    note: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    def snapshot(self) -> CashHandInSnapshot:
        """Return the hand-in as the officer's phone stores it."""
        return CashHandInSnapshot(
            id=self.id,
            officer_id=self.officer_id,
            weekend=self.weekend,
            amount=self.amount,
            counted_by=self.counted_by,
            at=self.at,
        )

    def scope(self) -> set[str]:
        """The ward's desk, and the officer whose cash it was."""
        return {ward_key(self.ward), user_key(self.officer_id)}
