"""What a dossier is made of: lines of the paper list, files, signatures."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Model, UtcDateTime
from app.dossiers.models.base import OfDossier


class DossierComponent(OfDossier, Model):
    """One line of the paper list and what the officer found for it."""

    __tablename__ = "dossier_component"

    key: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    state: Mapped[str]
    form: Mapped[str | None]
    count: Mapped[int]
    note: Mapped[str]


class DossierFile(OfDossier, Model):
    """A photo or paper that belongs to the dossier, by the hash of its bytes."""

    __tablename__ = "dossier_file"

    sha256: Mapped[str] = mapped_column(index=True)
    role: Mapped[str]
    component_key: Mapped[str | None]
    page: Mapped[int | None]
    state: Mapped[str] = mapped_column(default="awaited")


class DossierSignature(OfDossier, Model):
    """A signature, thumbprint or witness, bound to the text that was shown."""

    __tablename__ = "dossier_signature"

    who: Mapped[str]
    way: Mapped[str]
    name: Mapped[str]
    relation: Mapped[str | None]
    over_sha256: Mapped[str]
    shown: Mapped[str | None]
    """The text itself where it is no receipt's."""
    read_back: Mapped[bool | None]
    """It was read to the signer, who agreed; None where the phone did not say."""
    file: Mapped[str | None]
    signed_at: Mapped[datetime] = mapped_column(UtcDateTime)
