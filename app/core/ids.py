"""Names of things, UUIDv7 by RFC 9562: a phone gives them offline, the server to what it makes itself."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """Return a fresh UUIDv7; ids made later in one process sort later."""
    return uuid7()
