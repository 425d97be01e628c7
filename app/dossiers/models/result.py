"""The result of a dossier, and its hand-over with hour and minute."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, false
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Model, UtcDateTime
from app.dossiers.models.base import OfDossier
from app.dossiers.models.shapes import ResultState, Settled, Standing


class Result(Model):
    """What the office decided, as papers to be given."""

    __tablename__ = "dossier_result"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    dossier_id: Mapped[UUID] = mapped_column(ForeignKey("dossier.id"), unique=True)
    code: Mapped[str | None]
    papers: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(default=ResultState.READY)
    ready_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_in: Mapped[str | None]
    """The home where the act was done, when it was not the office: then `ready_at` is its hour and minute."""

    @property
    def settled(self) -> Settled | None:
        """Where and when it was done at the door."""
        return Settled(done_in=self.done_in, at=self.ready_at) if self.done_in else None


class HandOver(OfDossier, Model):
    """The result was given to somebody. A second one lies beside the first until a person decides."""

    __tablename__ = "hand_over"

    result_id: Mapped[UUID]
    to_name: Mapped[str]
    relation: Mapped[str]
    identity_last4: Mapped[str | None]
    authorisation: Mapped[str | None]
    papers_returned: Mapped[list[str]] = mapped_column(JSON)
    signature_way: Mapped[str | None]
    signature_file: Mapped[str | None]
    signature_name: Mapped[str | None]
    giver_file: Mapped[str | None]
    """The picture of the signature of who gave it."""
    at_counter: Mapped[bool] = mapped_column(default=False, server_default=false())
    note: Mapped[str]
    standing: Mapped[str] = mapped_column(default=Standing.IN_FORCE)

    @property
    def signature_files(self) -> tuple[str, ...]:
        """The pictures of both hands in the order of a transfer's: who gave, who took."""
        return tuple(file for file in (self.giver_file, self.signature_file) if file)
