"""Staff and their areas, web sessions, and enrolments: one person on one phone."""

from datetime import datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.changes import Number
from app.core.commands import Actor, entity_kind
from app.core.db import Entity, Model, Snapshot, UtcDateTime, seen_by
from app.core.roles import STAFF, Role
from app.core.scope import staff_key, user_key, ward_key

ACTIVE, SUSPENDED, REVOKED, WIPE = "active", "suspended", "revoked", "wipe"


@entity_kind
class StaffSnapshot(Snapshot):
    """A colleague as phones of the ward show them."""

    kind: ClassVar[str] = "staff"
    id: UUID
    full_name: str
    role: Role
    badge: str
    phone: Annotated[str | None, seen_by(*STAFF)]
    is_active: bool


class User(Entity):
    """A member of staff: one person, one role."""

    __tablename__ = "user"
    kind = "staff"

    username: Mapped[str] = mapped_column(String(60), unique=True)
    full_name: Mapped[str] = mapped_column(String(120))
    role: Mapped[Role] = mapped_column(String(16))
    badge: Mapped[str] = mapped_column(String(20), default="")
    phone: Mapped[str | None] = mapped_column(String(20))
    password_hash: Mapped[str] = mapped_column(String(200))
    is_active: Mapped[bool] = mapped_column(default=True)
    post_office_id: Mapped[UUID | None]
    neighbourhood_ids: Mapped[list[str]] = mapped_column(JSON, default=list)
    """The areas of a leader."""
    scope_epoch: Mapped[int] = mapped_column(default=1)
    """Rises whenever this person's own rights change; phones then compare what they hold."""

    def snapshot(self) -> StaffSnapshot:
        """Return what colleagues see."""
        return StaffSnapshot(
            id=self.id,
            full_name=self.full_name,
            role=self.role,
            badge=self.badge,
            phone=self.phone,
            is_active=self.is_active,
        )

    def scope(self) -> set[str]:
        """Every phone of the ward shows colleagues' names."""
        return {ward_key(self.ward), staff_key(self.ward), user_key(self.id)}

    @property
    def given_name(self) -> str:
        """The last word of a Vietnamese name is the one people are called by."""
        return self.full_name.split()[-1] if self.full_name else ""

    def as_actor(self) -> Actor:
        """Return this person as the author of a command."""
        return Actor(id=self.id, role=Role(self.role), ward=self.ward, name=self.full_name)


class WebSession(Model):
    """A signed-in browser; the cookie holds a random token, this row its hash."""

    __tablename__ = "web_session"
    bookkeeping = True

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"), index=True)
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SignInAttempt(Model):
    """A failed sign-in, for slowing down guessing."""

    __tablename__ = "sign_in_attempt"
    bookkeeping = True

    number: Mapped[int] = mapped_column(Number, primary_key=True)
    username: Mapped[str] = mapped_column(String(60), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class EnrolCode(Model):
    """A one-time code that lets one phone enrol for one person."""

    __tablename__ = "enrol_code"
    bookkeeping = True

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_by_device: Mapped[str | None] = mapped_column(String(60))
    used_key: Mapped[str | None] = mapped_column(String(64))


class Enrolment(Model):
    """One person on one phone: key, tokens, place in its own sequence."""

    __tablename__ = "enrolment"
    __table_args__ = (UniqueConstraint("device_id"),)
    bookkeeping = True

    id: Mapped[UUID] = mapped_column(primary_key=True)
    device_id: Mapped[str] = mapped_column(String(60))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"), index=True)
    role: Mapped[str] = mapped_column(String(16))
    public_key: Mapped[dict[str, Any]] = mapped_column(JSON)
    send_token_hash: Mapped[str] = mapped_column(String(64), index=True)
    read_token_hash: Mapped[str] = mapped_column(String(64), index=True)
    status: Mapped[str] = mapped_column(String(10), default=ACTIVE)
    last_seq: Mapped[int] = mapped_column(Number, default=0)
    high_seq: Mapped[int] = mapped_column(Number, default=0)
    name: Mapped[str] = mapped_column(String(60), default="", server_default=text("''"))
    """What the desk calls the phone."""
    app: Mapped[str] = mapped_column(String(60), default="")
    persisted: Mapped[bool] = mapped_column(default=False)
    standalone: Mapped[bool] = mapped_column(default=False)
    enrolled_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Since when its signature on a home receipt counts no more; None while it works."""
    last_contact_at: Mapped[datetime] = mapped_column(UtcDateTime)
    lease_until: Mapped[datetime] = mapped_column(UtcDateTime)
    oldest_unsent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    unsent: Mapped[int] = mapped_column(default=0)
    free_bytes: Mapped[int | None] = mapped_column(Number)
    """Room left for the app, as the phone told; None when its browser does not say."""
    lock: Mapped[str] = mapped_column(String(1), default="", server_default=text("''"))
    """How its store is locked, as the phone told: H, S or P; empty when it never said."""

    @property
    def label(self) -> str:
        """Return the phone's name; without one, the beginning of its id."""
        return self.name or f"…{self.device_id[-6:]}"

    @property
    def owed(self) -> int:
        """Return how many commands the phone holds that we have not got, as far as we know."""
        return max(self.unsent, self.high_seq - self.last_seq)


class DeviceStep(Model):
    """A phone was paused, let work again, or ended: who did so, when and why."""

    __tablename__ = "device_step"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id"), index=True)
    status: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(500))
    by_id: Mapped[UUID | None]
    by_name: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class DeclaredGap(Model):
    """A range of an enrolment's sequence that the phone says it has lost."""

    __tablename__ = "declared_gap"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id"), index=True)
    first: Mapped[int] = mapped_column(Number)
    last: Mapped[int] = mapped_column(Number)
    reason: Mapped[str] = mapped_column(String(500))
    review_id: Mapped[UUID | None] = mapped_column(ForeignKey("review_item.id"))
