"""Who may see what: an entity carries keys, a person holds keys; one in common is enough."""

from collections.abc import Iterable
from uuid import UUID

SHARED_WARD = "00000"
"""The ward of rows that all wards share: the catalogue."""

INHERITED = ("user:", "post:")
"""Keys that flow along links: a visit lends its officers' keys to its citizen and dossiers."""


def ward_key(ward: str) -> str:
    """Held by coordinator, director and admin of the ward; by everybody for the shared ward."""
    return f"ward:{ward}"


def staff_key(ward: str) -> str:
    """Held by every member of staff of the ward, on phones too."""
    return f"staff:{ward}"


def neighbourhood_key(neighbourhood_id: UUID | str) -> str:
    """Held by the leaders of this neighbourhood."""
    return f"neighbourhood:{neighbourhood_id}"


def user_key(user_id: UUID | str) -> str:
    """Held by one person."""
    return f"user:{user_id}"


def post_key(post_office_id: UUID | str) -> str:
    """Held by the staff of one post office."""
    return f"post:{post_office_id}"


def pack(keys: Iterable[str]) -> str:
    """Return keys as stored: sorted, each followed and preceded by a space, so LIKE finds one whole."""
    return " " + " ".join(sorted(keys)) + " "


def unpack(packed: str) -> set[str]:
    """Return the keys of a stored string."""
    return set(packed.split())


def inherited(keys: Iterable[str]) -> set[str]:
    """Return those keys that a linked entity takes over."""
    return {key for key in keys if key.startswith(INHERITED)}
