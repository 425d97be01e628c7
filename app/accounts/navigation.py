"""The links at the side of staff pages: each feature's routes declare theirs as `NAVIGATION`."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, request

from app.accounts.current import find_current_user
from app.core.roles import Role


@dataclass(frozen=True)
class Link:
    """One link: its words (a lazy translation), address, readers, and place from the top."""

    label: Any
    url: str
    roles: frozenset[Role]
    place: int


def navigation() -> dict[str, Any]:
    """Return what templates need to draw the links, and who is signed in."""
    if not request.path.startswith("/office"):
        return {}
    user = find_current_user()
    if user is None:
        return {}
    links = [link for link in current_app.extensions["navigation"] if Role(user.role) in link.roles]
    items = [
        {"label": link.label, "url": link.url, "current": request.path == link.url}
        for link in sorted(links, key=lambda link: link.place)
    ]
    return {"nav_items": items, "signed_in": user}
