"""What the desk does about one phone: its name, a pause, an end. It acts at the phone's next request."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from app.accounts import rules
from app.accounts.models import ACTIVE, REVOKED, SUSPENDED, WIPE, DeviceStep, Enrolment
from app.accounts.queries import get_device, get_user, lock_enrolment
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.ids import new_id
from app.core.leasing import void_unissued
from app.core.records import ReviewItem
from app.core.reviewing import GAP
from app.core.roles import Role
from app.core.search import Text

KEEPERS = frozenset({Role.COORDINATOR, Role.ADMIN, Role.SYSTEM})
Reason = Annotated[Text, Field(min_length=1)]


class DeviceCommand(Command):
    """Base of what the desk does about one phone."""

    allowed: ClassVar[frozenset[Role]] = KEEPERS

    enrolment_id: UUID

    def lock_first(self) -> None:
        """A push locks its enrolment before the ward; so does whoever changes one."""
        lock_enrolment(self.enrolment_id)


class NameDevice(DeviceCommand):
    """This is what we call the phone."""

    type: ClassVar[str] = "accounts.name_device"

    name: Annotated[Text, Field(min_length=1, max_length=60)]


class SuspendDevice(DeviceCommand):
    """Let this phone rest until somebody has looked into it; nothing on it is lost."""

    type: ClassVar[str] = "accounts.suspend_device"

    reason: Reason


class ResumeDevice(DeviceCommand):
    """The suspended phone may work again."""

    type: ClassVar[str] = "accounts.resume_device"

    reason: Reason


class RevokeDevice(DeviceCommand):
    """This phone works for us no more; what it still holds it may deliver."""

    type: ClassVar[str] = "accounts.revoke_device"

    reason: Reason


class WipeDevice(DeviceCommand):
    """The phone was handed back: let it deliver what it owes, then erase itself."""

    type: ClassVar[str] = "accounts.wipe_device"

    reason: Reason


@handles(NameDevice)
def name_device(command: NameDevice, context: Context) -> None:
    device = get_device(command.enrolment_id, ward=context.ward)
    device.name = command.name
    context.record("device-named", get_user(device.user_id))


@handles(SuspendDevice)
def suspend_device(command: SuspendDevice, context: Context) -> None:
    device = get_device(command.enrolment_id, ward=context.ward)
    step(context, device, SUSPENDED, command.reason)
    context.record("device-suspended", get_user(device.user_id))


@handles(ResumeDevice)
def resume_device(command: ResumeDevice, context: Context) -> None:
    device = get_device(command.enrolment_id, ward=context.ward)
    step(context, device, ACTIVE, command.reason)
    context.record("device-resumed", get_user(device.user_id))


@handles(RevokeDevice)
def revoke_device(command: RevokeDevice, context: Context) -> None:
    device = get_device(command.enrolment_id, ward=context.ward)
    end(context, device, REVOKED, command.reason)
    context.record("device-revoked", get_user(device.user_id))


@handles(WipeDevice)
def wipe_device(command: WipeDevice, context: Context) -> None:
    device = get_device(command.enrolment_id, ward=context.ward)
    end(context, device, WIPE, command.reason)
    context.record("device-wiped", get_user(device.user_id))


def step(context: Context, device: Enrolment, status: str, reason: str) -> None:
    """Move the phone on, and write down who did so and why."""
    rules.check_step(device.status, status)
    device.status = status
    device.ended_at = (device.ended_at or context.now) if status != ACTIVE else None
    row = DeviceStep(
        id=new_id(),
        enrolment_id=device.id,
        status=status,
        reason=reason,
        by_id=context.actor.id,
        by_name=context.actor.name,
        at=context.now,
    )
    context.add(row)


def end(context: Context, device: Enrolment, status: str, reason: str) -> int:
    """Take the phone out of use: its unissued numbers are void. Returns how many those were."""
    was_in_use = device.status in {ACTIVE, SUSPENDED}
    step(context, device, status, reason)
    if was_in_use and device.owed:
        _ask_for_the_rest(context, device)
    return void_unissued(context, device.device_id)


def _ask_for_the_rest(context: Context, device: Enrolment) -> None:
    """Work that the phone still holds is a person's business until it has arrived."""
    item = ReviewItem(
        id=new_id(),
        ward=context.ward,
        reason=GAP,
        code="device-closed-unsent",
        details={"unsent": device.owed, "person": str(device.user_id), "last_seq": device.last_seq},
        subject=f"enrolment:{device.id}",
        author_id=device.user_id,
        opened_at=context.now,
    )
    context.add(item)
