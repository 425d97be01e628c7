"""Questions about staff and their phones."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from app.accounts.models import DeviceStep, Enrolment, User
from app.core.db import session
from app.core.errors import Unknown
from app.core.roles import Role
from app.core.scope import SHARED_WARD, neighbourhood_key, post_key, staff_key, user_key, ward_key

WARD_WIDE = frozenset({Role.COORDINATOR, Role.DIRECTOR, Role.ADMIN})


def find_user(user_id: UUID) -> User | None:
    """Return the member of staff, or None."""
    return session.get(User, user_id)


def get_user(user_id: UUID) -> User:
    """Return the member of staff; raises Unknown."""
    user = session.get(User, user_id)
    if user is None:
        raise Unknown("staff", user_id)
    return user


def find_user_by_name(username: str) -> User | None:
    """Return the account with this sign-in name, in whatever case it was typed."""
    return session.scalars(select(User).where(User.username == username.strip().lower())).one_or_none()


def staff_of(ward: str, role: Role | None = None) -> list[User]:
    """Return the ward's staff, by full name; of one role if given."""
    query = select(User).where(User.ward == ward).order_by(User.full_name)
    return list(session.scalars(query if role is None else query.where(User.role == role)))


def keys_of(user: User) -> set[str]:
    """Return the scope keys that this person holds."""
    keys = {user_key(user.id), staff_key(user.ward), ward_key(SHARED_WARD)}
    if Role(user.role) in WARD_WIDE:
        keys.add(ward_key(user.ward))
    if Role(user.role) is Role.LEADER:
        keys |= {neighbourhood_key(area) for area in user.neighbourhood_ids}
    if Role(user.role) is Role.POSTAL and user.post_office_id:
        keys.add(post_key(user.post_office_id))
    return keys


def leaders_of(neighbourhood_id: UUID, ward: str) -> list[User]:
    """Return the active leaders of a neighbourhood."""
    return [u for u in staff_of(ward, Role.LEADER) if u.is_active and str(neighbourhood_id) in u.neighbourhood_ids]


def devices_of(ward: str) -> list[tuple[Enrolment, User]]:
    """Return the ward's enrolments with their people, longest silent first."""
    query = (
        select(Enrolment, User)
        .join(User, User.id == Enrolment.user_id)
        .where(User.ward == ward)
        .order_by(Enrolment.last_contact_at)
    )
    return [(enrolment, user) for enrolment, user in session.execute(query)]


def signers_of(ward: str, roles: Iterable[Role]) -> list[Enrolment]:
    """Return every phone that people of these roles ever enrolled here, ended ones too, oldest first."""
    query = (
        select(Enrolment)
        .join(User, User.id == Enrolment.user_id)
        .where(User.ward == ward, Enrolment.role.in_(list(roles)))
        .order_by(Enrolment.enrolled_at, Enrolment.device_id)
    )
    return list(session.scalars(query))


def enrolments_of_person(user_id: UUID) -> list[Enrolment]:
    """Return the phones of one person, oldest first."""
    query = select(Enrolment).where(Enrolment.user_id == user_id).order_by(Enrolment.enrolled_at)
    return list(session.scalars(query))


def find_enrolment(enrolment_id: UUID) -> Enrolment | None:
    """Return an enrolment, or None."""
    return session.get(Enrolment, enrolment_id)


def get_device(enrolment_id: UUID, *, ward: str) -> Enrolment:
    """Return the phone of somebody of this ward; raises Unknown."""
    enrolment = find_enrolment(enrolment_id)
    if enrolment is None or get_user(enrolment.user_id).ward != ward:
        raise Unknown("device", enrolment_id)
    return enrolment


def lock_enrolment(enrolment_id: UUID) -> Enrolment | None:
    """Lock the phone's row, before its ward's: pushes and the desk take the same order."""
    query = select(Enrolment).where(Enrolment.id == enrolment_id).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def steps_of(enrolment_id: UUID) -> list[DeviceStep]:
    """Return what was done about the phone, newest first."""
    query = select(DeviceStep).where(DeviceStep.enrolment_id == enrolment_id)
    return list(session.scalars(query.order_by(DeviceStep.at.desc(), DeviceStep.id.desc())))
