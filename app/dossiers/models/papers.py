"""What a ward's office prints and confirms beside single dossiers: copies of the register, layouts of forms."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.commands import entity_kind
from app.core.db import Entity, Snapshot, UtcDateTime
from app.core.scope import ward_key


@entity_kind
class RegisterPrintSnapshot(Snapshot):
    """Which copy of which stretch it is; the people in it stay in the office."""

    kind: ClassVar[str] = "register_print"
    id: UUID
    year: int
    month: int
    number: int
    lines: int
    by: str
    at: datetime


class RegisterPrint(Entity):
    """One numbered copy of a stretch of the register, kept word for word."""

    __tablename__ = "register_print"
    __table_args__ = (UniqueConstraint("ward", "year", "month", "number"),)
    kind = "register_print"

    year: Mapped[int]
    month: Mapped[int]
    """The month of taking in; 0: the whole year."""
    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    content_sha256: Mapped[str]
    by_name: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    def snapshot(self) -> RegisterPrintSnapshot:
        """Return the copy as the feed tells it."""
        return RegisterPrintSnapshot(
            id=self.id,
            year=self.year,
            month=self.month,
            number=self.number,
            lines=len(self.content["lines"]),
            by=self.by_name,
            at=self.at,
        )

    def scope(self) -> set[str]:
        """The ward's desk."""
        return {ward_key(self.ward)}


@entity_kind
class FormLayoutSnapshot(Snapshot):
    """Which layout of a form somebody has compared with the circular."""

    kind: ClassVar[str] = "form_layout"
    id: UUID
    law_form: str
    layout: str
    is_confirmed: bool


class FormLayout(Entity):
    """A person compared one version of a form's layout with the text in force, and says whether they agree."""

    __tablename__ = "form_layout"
    __table_args__ = (UniqueConstraint("ward", "law_form"),)
    kind = "form_layout"

    law_form: Mapped[str]
    layout: Mapped[str]
    """The version that was compared: another one counts as not compared."""
    is_confirmed: Mapped[bool]
    confirmed_by: Mapped[str]
    source: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    def snapshot(self) -> FormLayoutSnapshot:
        """Return it as the feed tells it."""
        return FormLayoutSnapshot(
            id=self.id, law_form=self.law_form, layout=self.layout, is_confirmed=self.is_confirmed
        )

    def scope(self) -> set[str]:
        """The ward's office."""
        return {ward_key(self.ward)}
