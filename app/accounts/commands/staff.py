"""Adding staff, their areas, and ending accounts."""

from typing import Annotated, ClassVar
from uuid import UUID

from argon2 import PasswordHasher
from pydantic import Field

from app.accounts import rules
from app.accounts.models import ACTIVE, User
from app.accounts.queries import enrolments_of_person, find_user_by_name, get_user
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Rejected
from app.core.roles import Role
from app.core.search import Text

ADMINS = frozenset({Role.ADMIN, Role.SYSTEM})


def hash_password(password: str) -> str:
    """Return the Argon2id hash that is stored; commands carry the hash, never the password."""
    return PasswordHasher().hash(password)


class AddUser(Command):
    """Add this member of staff."""

    type: ClassVar[str] = "accounts.add_user"
    allowed: ClassVar[frozenset[Role]] = ADMINS

    user_id: UUID
    username: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{1,59}$")]
    full_name: Text
    role: Role
    badge: Text = ""
    phone: Text | None = None
    password_hash: Text
    post_office_id: UUID | None = None
    neighbourhood_ids: list[UUID] = []


@handles(AddUser)
def add_user(command: AddUser, context: Context) -> None:
    """One sign-in name, one person."""
    if find_user_by_name(command.username) is not None:
        raise Rejected("username-taken", username=command.username)
    rules.check_is_hash(command.password_hash)
    if command.neighbourhood_ids and command.role is not Role.LEADER:
        raise Rejected("areas-for-leaders")
    user = User(
        id=command.user_id,
        ward=context.ward,
        username=command.username,
        full_name=command.full_name,
        role=command.role,
        badge=command.badge,
        phone=command.phone,
        password_hash=command.password_hash,
        is_active=True,
        post_office_id=command.post_office_id,
        neighbourhood_ids=[str(area) for area in command.neighbourhood_ids],
        scope_epoch=1,
    )
    context.add(user)
    context.record("added", user)


class SetAreas(Command):
    """This leader looks after these neighbourhoods."""

    type: ClassVar[str] = "accounts.set_areas"
    allowed: ClassVar[frozenset[Role]] = ADMINS

    user_id: UUID
    neighbourhood_ids: list[UUID]


@handles(SetAreas)
def set_areas(command: SetAreas, context: Context) -> None:
    """The person's phones must compare what they hold: the epoch rises."""
    user = get_user(command.user_id)
    if user.role != Role.LEADER:
        raise Rejected("areas-for-leaders")
    user.neighbourhood_ids = [str(area) for area in command.neighbourhood_ids]
    user.scope_epoch += 1
    context.record("areas-set", user)


class SetActive(Command):
    """This account ends today, or works again."""

    type: ClassVar[str] = "accounts.set_active"
    allowed: ClassVar[frozenset[Role]] = ADMINS

    user_id: UUID
    is_active: bool
    reason: Text


@handles(SetActive)
def set_active(command: SetActive, context: Context) -> None:
    """What the person's phone still sends is kept and answered `late`."""
    user = get_user(command.user_id)
    user.is_active = command.is_active
    user.scope_epoch += 1
    for enrolment in enrolments_of_person(user.id):
        is_ended = not command.is_active or enrolment.status != ACTIVE
        enrolment.ended_at = (enrolment.ended_at or context.now) if is_ended else None
    context.record("enabled" if command.is_active else "disabled", user)


class SetPassword(Command):
    """This person has a new password."""

    type: ClassVar[str] = "accounts.set_password"
    allowed: ClassVar[frozenset[Role]] = ADMINS

    user_id: UUID
    password_hash: Text


@handles(SetPassword)
def set_password(command: SetPassword, context: Context) -> None:
    """Only the hash arrives here."""
    user = get_user(command.user_id)
    rules.check_is_hash(command.password_hash)
    user.password_hash = command.password_hash
    context.record("password-set", user)
