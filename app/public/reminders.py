"""A citizen's browser asks to be told of one request, or to be told no more; nobody needs an account for it.

Each request has its own small worker, so that a daughter may follow both her parents and stop following one.
"""

from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from app.core.clock import now
from app.core.installation import keyed_hash
from app.notices import browsers, push
from app.notices.queries import subscriptions_of
from app.notices.routes import Subscription
from app.public import limits
from app.requests.queries import find_request, served_by
from app.web.i18n import page_language

STATIC = Path(__file__).resolve().parents[2] / "static"
MOST = 10
"""So many browsers of one family; more would be somebody playing."""


class Offer(NamedTuple):
    """What a page must know to let a browser ask."""

    key: str
    scope: str


def offered(request_id: UUID) -> Offer | None:
    """Return how a browser asks for news of this request; None while this server sends none."""
    key = push.public_key()
    return Offer(key, scope_of(request_id)) if key else None


def worker() -> str:
    """Return the text of the worker that shows what is sent."""
    return (STATIC / "reminder-sw.js").read_text(encoding="utf-8")


def scope_of(request_id: UUID) -> str:
    """Return the address under which this request's worker lives; the id cannot be read from it.

    It stays the request's own after a merge, or who had asked before could no longer see it and stop.
    """
    return f"/tra-cuu/nhac/{keyed_hash('reminder', str(request_id))[:16]}"


def answer(request_id: UUID) -> ResponseReturnValue:
    """Do what this browser wants: `on` or `off`."""
    keys = {name: request.form.get(name, "") for name in ("p256dh", "auth")}
    try:
        asked = Subscription.model_validate({"endpoint": request.form.get("endpoint", ""), "keys": keys})
    except ValidationError:
        return "", HTTPStatus.BAD_REQUEST
    subject = _subject(request_id)
    if request.form.get("wanted") == "off":
        push.unsubscribe(asked.endpoint, subject)
        return "", HTTPStatus.NO_CONTENT
    if not limits.may_be_reminded():
        return "", HTTPStatus.TOO_MANY_REQUESTS
    return "", _remember(asked, subject)


def _subject(request_id: UUID) -> str:
    """Whose news it is: those of the request that is served, where this one was merged into another."""
    found = find_request(request_id)
    return f"request:{served_by(found).id if found else request_id}"


def _remember(asked: Subscription, subject: str) -> HTTPStatus:
    if push.public_key() is None or not browsers.is_push_address(asked.endpoint):
        return HTTPStatus.BAD_REQUEST
    known = [row.endpoint for row in subscriptions_of(subject)]
    if asked.endpoint not in known and len(known) >= MOST:
        return HTTPStatus.CONFLICT
    push.subscribe(
        endpoint=asked.endpoint,
        p256dh=asked.keys.p256dh,
        auth=asked.keys.auth,
        subject=subject,
        now=now(),
        language=page_language(),
    )
    return HTTPStatus.NO_CONTENT
