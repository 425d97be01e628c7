"""Builders for phones: enrolled over HTTP, found in the table, named by commands."""

from app.accounts.commands import NameDevice, ResumeDevice, RevokeDevice, SuspendDevice, WipeDevice
from app.accounts.devices import find_device
from tests.make import make_officer
from tests.phone import Phone

REASON = "để quên trên xe"
ACTS = {
    "suspended": SuspendDevice,
    "active": ResumeDevice,
    "revoked": RevokeDevice,
    "wipe": WipeDevice,
}


def make_device(client, user=None):
    """Return an enrolled phone: the one that speaks, and its row."""
    phone = Phone(client, user or make_officer())
    return phone, find_device(phone.device_id)


def row_of(phone):
    """Return the phone's row as it is now."""
    return find_device(phone.device_id)


def act_on(device, state, reason=REASON):
    """Return the command that leads to this state."""
    return ACTS[state](enrolment_id=device.id, reason=reason)


def naming(device, name="Máy Đội 1"):
    """Return the command that gives the phone a name."""
    return NameDevice(enrolment_id=device.id, name=name)
