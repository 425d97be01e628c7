"""Builders: the smallest real thing, made by commands; a test names only the values it is about."""

from app.accounts.commands import AddUser, ResumeDevice, RevokeDevice, SuspendDevice, WipeDevice
from app.accounts.models import Enrolment
from app.accounts.queries import get_user
from app.core.commands import system_actor
from app.core.db import session
from app.core.execute import execute
from app.core.ids import new_id
from app.core.roles import Role

WARD = "04795"
SYSTEM = system_actor(WARD)
HASH = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$xxbLDHJLbwVbBSsYGKgMsg"
"""A hash that no password has; tests that sign in with a password make their own."""


def done(receipt):
    """Return the receipt of a command that must have been applied."""
    assert receipt.status == "applied", (receipt.status, receipt.code, receipt.details)
    return receipt


STEPS = {"active": ResumeDevice, "suspended": SuspendDevice, "revoked": RevokeDevice, "wipe": WipeDevice}


def set_status(enrolment_id, status):
    """Let the desk suspend, resume, revoke or wipe a phone, unless it stands so already."""
    session.rollback()
    enrolment = session.get_one(Enrolment, enrolment_id)
    if enrolment.status != status:
        command = STEPS[status](enrolment_id=enrolment_id, reason="thử")
        done(execute(command, actor=system_actor(get_user(enrolment.user_id).ward)))


def make_user(role=Role.OFFICER, *, name="Nguyễn Văn Thử", username=None, ward=WARD, areas=(), post_office_id=None):
    """Return a member of staff."""
    user_id = new_id()
    command = AddUser(
        user_id=user_id,
        username=username or f"u{user_id.hex[-10:]}",
        full_name=name,
        role=role,
        password_hash=HASH,
        neighbourhood_ids=list(areas),
        post_office_id=post_office_id,
    )
    done(execute(command, actor=system_actor(ward)))
    return get_user(user_id)


def make_officer(**values):
    """Return an officer."""
    return make_user(Role.OFFICER, **values)


def make_coordinator(**values):
    """Return a coordinator."""
    return make_user(Role.COORDINATOR, **values)


def make_leader(*areas, **values):
    """Return the leader of these neighbourhoods."""
    return make_user(Role.LEADER, areas=areas, **values)
