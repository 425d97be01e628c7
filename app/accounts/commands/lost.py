"""A lost phone: cut off and wiped at once, with a record of what was on it and the 72 hours of the law.

The law on personal data counts from the discovery. The record says what the phone could show, as the
server knows it, and stays open, in red, until the notice was sent or a person has judged it needless.
"""

from datetime import timedelta
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from app.accounts import rules
from app.accounts.commands.devices import DeviceCommand, Reason, end
from app.accounts.inventory import held_by
from app.accounts.lost_phones import LostPhone, find_lost_phone_of, get_lost_phone
from app.accounts.models import WIPE
from app.accounts.queries import get_device, get_user
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Conflict
from app.core.roles import Role
from app.core.search import LongText, Text

LOOK_BACK = timedelta(days=14)
"""A phone works so long without us: what it could see within that time may still be on it."""


class ReportLostPhone(DeviceCommand):
    """This phone is lost or stolen: cut it off, and start the clock."""

    type: ClassVar[str] = "accounts.report_lost_phone"

    lost_id: UUID
    discovered_at: AwareDatetime
    reason: Reason
    """What happened, in the words of who reports it."""


class SettleBreach(Command):
    """The authority was told, or there is a reason why it need not be."""

    type: ClassVar[str] = "accounts.settle_breach"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR, Role.DIRECTOR, Role.ADMIN})

    lost_id: UUID
    outcome: Literal["sent", "not-needed"]
    sent_at: AwareDatetime | None = None
    sent_to: Text = ""
    reason: Annotated[LongText, Field(min_length=1)]
    """How it was sent and under which number, or why no notice is due."""


@handles(ReportLostPhone)
def report_lost_phone(command: ReportLostPhone, context: Context) -> None:
    device = get_device(command.enrolment_id, ward=context.ward)
    rules.check_discovered(command.discovered_at, now=context.now)
    if find_lost_phone_of(device.id) is not None:
        raise Conflict("already-reported-lost")
    person = get_user(device.user_id)
    voided = end(context, device, WIPE, command.reason) if device.status != WIPE else 0
    lost = LostPhone(
        id=command.lost_id,
        ward=context.ward,
        enrolment_id=device.id,
        user_id=person.id,
        discovered_at=command.discovered_at,
        due_at=rules.breach_due(command.discovered_at),
        circumstances=command.reason,
        reported_by=context.actor.name,
        reported_at=context.now,
        last_contact_at=device.last_contact_at,
        unsent=device.owed,
        lock=device.lock,
        numbers_voided=voided,
        inventory=held_by(person, since=context.now - LOOK_BACK),
    )
    context.add(lost)
    context.record("reported", lost)
    context.record("device-lost", person)


@handles(SettleBreach)
def settle_breach(command: SettleBreach, context: Context) -> None:
    lost = get_lost_phone(command.lost_id, ward=context.ward)
    if lost.outcome is not None:
        raise Conflict("breach-already-settled")
    rules.check_breach_outcome(command.outcome, command.sent_at, now=context.now)
    lost.outcome, lost.outcome_reason = command.outcome, command.reason
    lost.sent_at, lost.sent_to = command.sent_at, command.sent_to
    lost.settled_by, lost.settled_at = context.actor.name, context.now
    context.record("settled", lost)
