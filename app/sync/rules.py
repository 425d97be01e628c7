"""Which apps may still read: every app delivers, but what is served today may be beyond an old one."""

import re

APP_NUMBER = 1
"""Today's app. Raised when what pull serves would be misread by the apps before it; `APP_MIN` then follows."""

_OURS = re.compile(r"(\d{1,6})\.[0-9a-f]+")


def number_of(app: str) -> int | None:
    """Return the number of our own app; None for somebody else's client, whom the protocol alone binds."""
    found = _OURS.fullmatch(app)
    return int(found[1]) if found else None


def may_pull(app: str, least: int) -> bool:
    """Say whether what is served today can be read by this app."""
    number = number_of(app)
    return number is None or number >= least
