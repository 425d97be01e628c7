"""What every small row of a dossier has: whose it is, which command wrote it, who and when."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from app.core.changes import Number
from app.core.db import UtcDateTime


class OfDossier:
    """A line in a dossier. Numbered by the database: its order is the order of arrival."""

    id: Mapped[int] = mapped_column(Number, primary_key=True)
    command_id: Mapped[UUID] = mapped_column(index=True)
    by_id: Mapped[UUID | None]
    by_name: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    @declared_attr
    def dossier_id(cls) -> Mapped[UUID]:  # noqa: N805 - declared_attr hands over the class
        return mapped_column(ForeignKey("dossier.id"), index=True)
