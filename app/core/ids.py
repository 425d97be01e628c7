"""Ids are UUIDv7 (RFC 9562), made by whoever creates the thing: phone or server."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """Return a fresh UUIDv7; ids made later in one process sort later."""
    return uuid7()
