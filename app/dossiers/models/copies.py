"""A printed copy of one of the law's forms: what stood on it, which copy it was, who printed it and when."""

from typing import Any
from uuid import UUID

from sqlalchemy import JSON, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Model
from app.dossiers.models.base import OfDossier


class FormCopy(OfDossier, Model):
    """Kept word for word: the same copy shown again is the same sheet, whatever has happened to the dossier since."""

    __tablename__ = "form_copy"
    __table_args__ = (UniqueConstraint("dossier_id", "form", "of_command_id", "number"),)

    copy_id: Mapped[UUID] = mapped_column(unique=True)
    form: Mapped[str]
    paper: Mapped[str]
    of_command_id: Mapped[UUID]
    """The command whose fact the form tells: each fact's copies are counted apart."""
    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    content_sha256: Mapped[str]
