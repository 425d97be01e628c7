"""A browser in which somebody is signed in."""

from app.accounts.current import cookie_name
from app.accounts.models import WebSession
from app.core.changes import sha256
from app.core.clock import now
from app.core.db import bookkeeping


def signed_in(client, user):
    """Return the browser, signed in as this person."""
    token = f"token-{user.id}"
    user_id = user.id
    with bookkeeping() as opened:
        opened.merge(WebSession(token_hash=sha256(token), user_id=user_id, began_at=now(), last_seen_at=now()))
    client.set_cookie(cookie_name(), token)
    return client
