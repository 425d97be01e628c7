"""An original that somebody is to fetch, because its holder's phone has died."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Model, UtcDateTime
from app.dossiers.models.shapes import Holder


class CustodyWait(Model):
    """An officer is to fetch a paper from another; ended when the paper has moved, or somebody else was asked."""

    __tablename__ = "custody_wait"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    paper_id: Mapped[UUID] = mapped_column(ForeignKey("custody_paper.id"), index=True)
    officer_id: Mapped[UUID]
    officer_name: Mapped[str]
    asked_by: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    transfer_id: Mapped[UUID | None]
    """The change of hands that ended it; none when another officer was asked instead."""

    @property
    def taker(self) -> Holder:
        """Who is to fetch it, as a holder."""
        return Holder(kind="officer", id=self.officer_id, name=self.officer_name)
