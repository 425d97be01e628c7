"""Web push: browsers subscribe, messages are queued once, and sent until the push service has an answer.

What the push service says decides: gone is forgotten, busy is waited for, a wrong key alarms and deletes nobody.
The only importer of pywebpush.
"""

import base64
import hashlib
import json
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import current_app
from py_vapid import Vapid
from pywebpush import WebPushException, webpush
from sqlalchemy import delete, update

from app.core.db import bookkeeping, session
from app.core.ids import new_id
from app.notices import rules
from app.notices.models import PushSubscription, QueuedNotice
from app.notices.queries import find_subscription, is_queued, silent_subscriptions, subscriptions_of

log = logging.getLogger(__name__)

TIMEOUT = 10
GONE, BUSY, WRONG_KEY = frozenset({404, 410}), frozenset({429, 503}), frozenset({401, 403})


Words = tuple[str, str]
"""The same in Vietnamese and in English."""


def in_language(words: Words, language: str) -> str:
    """Return the words as this reader reads them."""
    return words[language == "en"]


@dataclass(frozen=True, kw_only=True)
class Message:
    """What to say. No names, no addresses: a lock screen is read by anybody."""

    kind: str
    title: Words
    text: Words
    path: str
    about: str
    """What it is about; a newer message about the same thing replaces an unread one."""
    dedupe_key: str


def public_key() -> str | None:
    """Return the key that browsers subscribe with, None when push is off."""
    if not current_app.config.get("VAPID_PRIVATE_KEY"):
        return None
    key = _vapid().public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(key).rstrip(b"=").decode()


def _vapid() -> Vapid:
    return Vapid.from_string(current_app.config["VAPID_PRIVATE_KEY"])


def subscribe(*, endpoint: str, p256dh: str, auth: str, subject: str, now: datetime, language: str = "vi") -> None:
    """Remember a browser; one that comes again belongs to whoever uses it now."""
    known = find_subscription(endpoint)
    known_id = known.id if known else None
    with bookkeeping() as opened:
        if known_id is None:
            row = PushSubscription(id=new_id(), endpoint=endpoint, made_at=now)
            opened.add(row)
        else:
            row = opened.get_one(PushSubscription, known_id)
        row.p256dh, row.auth, row.subject, row.last_seen_at = p256dh, auth, subject, now
        row.language = language


def unsubscribe(endpoint: str, subject: str) -> None:
    """Forget a browser at the wish of whom it belongs to."""
    known = find_subscription(endpoint)
    if known is not None and known.subject == subject:
        _forget(known.id)


def pass_on(subject: str, to: str) -> None:
    """Let the browsers that asked for news of one thing hear of another, which has taken its place."""
    with bookkeeping() as opened:
        moved = update(PushSubscription).where(PushSubscription.subject == subject).values(subject=to)
        opened.execute(moved)


def _forget(subscription_id: UUID) -> None:
    with bookkeeping() as opened:
        opened.execute(delete(QueuedNotice).where(QueuedNotice.subscription_id == subscription_id))
        opened.execute(delete(PushSubscription).where(PushSubscription.id == subscription_id))


def forget_silent(now: datetime) -> int:
    """Forget the browsers that have not been opened or reached for long, with what waits for them; return how many."""
    silent = silent_subscriptions(now - rules.SILENT_FOR)
    for subscription_id in silent:
        _forget(subscription_id)
    return len(silent)


def tell(subject: str, message: Message, now: datetime) -> int:
    """Queue the message for each browser of this person or request, once; return how many were queued."""
    kind = rules.KINDS[message.kind]
    due_at = now if kind.may_disturb else rules.waking_hour(now)
    browsers = [(row.id, row.language) for row in subscriptions_of(subject)]
    fresh = [one for one in browsers if not is_queued(one[0], message.dedupe_key)]
    with bookkeeping() as opened:
        for subscription_id, language in fresh:
            opened.add(
                QueuedNotice(
                    id=new_id(),
                    subscription_id=subscription_id,
                    dedupe_key=message.dedupe_key,
                    kind=message.kind,
                    title=in_language(message.title, language),
                    text=in_language(message.text, language),
                    language=language,
                    path=message.path,
                    topic=hashlib.sha256(message.about.encode()).hexdigest()[:32],
                    urgency=kind.urgency,
                    made_at=now,
                    due_at=due_at,
                    worthless_at=due_at + kind.life,
                    state="waiting",
                    tries=0,
                    problem="",
                )
            )
    return len(fresh)


def send_one(notice_id: UUID, now: datetime) -> None:
    """Send one queued message and write down what the push service answered; one that cannot be sent stops no other."""
    notice = session.get(QueuedNotice, notice_id)
    if notice is None:  # its browser was found gone by the message before
        return
    if now >= notice.worthless_at:
        _close(notice_id, "expired")
        return
    browser = session.get_one(PushSubscription, notice.subscription_id)
    try:
        status, retry_after = _post(notice, browser, now)
    except Exception:  # one bad subscription must not silence everybody else's
        log.exception("a message cannot be sent: its subscription does not fit")
        _close(notice_id, "failed", "cannot be sent")
        return
    _note_answer(notice, status, retry_after, now)


def _note_answer(notice: QueuedNotice, status: int, retry_after: int | None, now: datetime) -> None:
    notice_id, tries = notice.id, notice.tries
    if 200 <= status < 300:
        _close(notice_id, "sent")
        _note_life(notice.subscription_id, now)
    elif status in GONE:
        _forget(notice.subscription_id)
    elif status in BUSY:
        _wait(notice_id, now + timedelta(seconds=retry_after or 60), f"busy {status}")
    else:
        if status in WRONG_KEY:
            log.error("the push service refuses our key (%s): check VAPID_PRIVATE_KEY and VAPID_SUBJECT", status)
        _try_later(notice_id, tries, now, f"answer {status}" if status else "no answer")


def _post(notice: QueuedNotice, browser: PushSubscription, now: datetime) -> tuple[int, int | None]:
    """Return the push service's status (0 when it could not be reached) and how long it asks to wait."""
    url = urlsplit(browser.endpoint)
    claims: dict[str, Any] = {
        "sub": current_app.config.get("VAPID_SUBJECT") or "mailto:admin@localhost",
        "aud": f"{url.scheme}://{url.netloc}",
    }
    try:
        answer = webpush(
            {"endpoint": browser.endpoint, "keys": {"p256dh": browser.p256dh, "auth": browser.auth}},
            data=body_of(notice),
            vapid_private_key=_vapid(),
            vapid_claims=claims,
            ttl=max(0, int((notice.worthless_at - now).total_seconds())),
            headers={"Urgency": notice.urgency, "Topic": notice.topic},
            timeout=TIMEOUT,
        )
        return int(answer.status_code), None
    except WebPushException as refused:
        if refused.response is None:
            return 0, None
        wait = refused.response.headers.get("Retry-After", "")
        return int(refused.response.status_code), int(wait) if wait.isdigit() else None
    except OSError:  # what the HTTP library raises when nobody answers
        return 0, None


def body_of(notice: QueuedNotice) -> str:
    """Return the declarative shape: browsers that know it need no worker of ours to show it."""
    shown = {"title": notice.title, "body": notice.text, "navigate": notice.path, "lang": notice.language}
    return json.dumps({"web_push": 8030, "notification": shown}, ensure_ascii=False)


def _close(notice_id: UUID, state: str, problem: str = "") -> None:
    with bookkeeping() as opened:
        row = opened.get_one(QueuedNotice, notice_id)
        row.state, row.tries, row.problem = state, row.tries + 1, problem or row.problem


def _note_life(subscription_id: UUID, now: datetime) -> None:
    """A push service takes messages only for browsers that live: staff subscribe once and are not silent for that.

    Written once a day at most.
    """
    with bookkeeping() as opened:
        row = opened.get_one(PushSubscription, subscription_id)
        if now - row.last_seen_at >= timedelta(days=1):
            row.last_seen_at = now


def _wait(notice_id: UUID, due_at: datetime, problem: str) -> None:
    with bookkeeping() as opened:
        row = opened.get_one(QueuedNotice, notice_id)
        row.due_at, row.problem = due_at, problem


def _try_later(notice_id: UUID, tries: int, now: datetime, problem: str) -> None:
    due_at = rules.next_try(now, tries)
    with bookkeeping() as opened:
        row = opened.get_one(QueuedNotice, notice_id)
        row.tries, row.problem = tries + 1, problem
        if due_at is None:
            row.state = "failed"
        else:
            row.due_at = due_at
