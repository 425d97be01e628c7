"""Visits and bookings that could not be kept: each household is told, and offered another half-day first."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Model, UtcDateTime
from app.visits.models.words import Half, stored


class CalledOff(Model):
    """One household whose half-day was called off: what it had been promised, and why it is not kept."""

    __tablename__ = "called_off"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    ward: Mapped[str] = mapped_column(String(5), index=True)
    citizen_id: Mapped[UUID]
    request_id: Mapped[UUID | None] = mapped_column(index=True)
    visit_id: Mapped[UUID | None]
    was_on: Mapped[date] = mapped_column(index=True)
    was_half: Mapped[Half] = mapped_column(stored(Half))
    window_from: Mapped[str] = mapped_column(String(5))
    window_to: Mapped[str] = mapped_column(String(5))
    reason: Mapped[str] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
