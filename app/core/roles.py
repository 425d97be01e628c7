"""The roles of DESIGN section 1: who may send a command and who may read a field."""

from enum import StrEnum


class Role(StrEnum):
    """A person holds exactly one; `public` and `system` have no account."""

    CITIZEN = "public"
    LEADER = "leader"
    OFFICER = "officer"
    POSTAL = "postal"
    COORDINATOR = "coordinator"
    DIRECTOR = "director"
    ADMIN = "admin"
    SYSTEM = "system"


PHONE_ROLES = frozenset({Role.LEADER, Role.OFFICER, Role.POSTAL})
"""Roles whose work is done in the phone app."""

STAFF = frozenset(Role) - {Role.CITIZEN, Role.SYSTEM}
EVERYONE = frozenset(Role)
