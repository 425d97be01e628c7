"""A PostalCorrection puts a reported fact right; both values stay readable."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy import Text as LongColumn
from sqlalchemy.orm import Mapped, mapped_column

from app.core.changes import Number
from app.core.db import Model, UtcDateTime
from app.dossiers.models.snapshot import CorrectionShape
from app.postal.models.words import Standing


class PostalCorrection(Model):
    """One field of one report, as it was and as it is."""

    __tablename__ = "postal_correction"

    number: Mapped[int] = mapped_column(Number, primary_key=True)
    item_id: Mapped[UUID] = mapped_column(ForeignKey("postal_item.id"), index=True)
    of_command_id: Mapped[UUID]
    field: Mapped[str] = mapped_column(String(40))
    was: Mapped[str] = mapped_column(LongColumn)
    now: Mapped[str] = mapped_column(LongColumn)
    reason: Mapped[str] = mapped_column(LongColumn)
    standing: Mapped[str] = mapped_column(String(10), default=Standing.IN_FORCE)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[UUID | None]
    by_name: Mapped[str] = mapped_column(String(200))
    command_id: Mapped[UUID]

    def shape(self) -> CorrectionShape:
        """Return the correction as phones store it."""
        return CorrectionShape(
            command_id=self.of_command_id,
            field=self.field,
            was=self.was,
            now=self.now,
            reason=self.reason,
            by=self.by_name,
            at=self.at,
            standing=self.standing,
        )
