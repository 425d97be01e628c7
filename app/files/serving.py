"""Gives bytes out: to people who see an entity that uses them, as content that can do nothing here."""

from http import HTTPStatus

from flask import Response, abort, request, send_file

from app.accounts.current import current_user
from app.accounts.models import User
from app.accounts.queries import keys_of
from app.accounts.tokens import require_read_token
from app.core.changes import find_state
from app.core.roles import Role
from app.core.scope import unpack
from app.files import rules
from app.files.models import FileUse, StoredFile
from app.files.queries import find_stored, uses_of
from app.files.store import DISPLAY, THUMB, current_store, kept_path, shown_path

ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
SANDBOX = "default-src 'none'; sandbox"


def serve(sha256: str, variant: str | None) -> Response:
    """Answer with the redrawn picture (`display`, `thumb`), or the bytes as taken when no variant is named.

    What this person may not see is as unknown as what does not exist.
    """
    if variant not in {None, DISPLAY, THUMB}:
        abort(HTTPStatus.NOT_FOUND)
    reader = _reader()
    stored = find_stored(reader.ward, sha256)
    if stored is None or not _may_read(reader, stored, original=variant is None):
        abort(HTTPStatus.NOT_FOUND)
    if variant is not None and stored.shown != "ready":
        abort(HTTPStatus.NOT_FOUND)
    return _send(stored, variant)


def redrawn_of(ward: str, sha256: str) -> bytes | None:
    """Return the picture as it was drawn anew, for a page of its ward that may show it; None until there is one."""
    stored = find_stored(ward, sha256)
    if stored is None or stored.shown != "ready":
        return None
    return current_store().get(shown_path(ward, sha256, DISPLAY))


def _reader() -> User:
    """The phone's person by read token, or the person signed in at this browser."""
    if request.authorization is not None and request.authorization.type == "bearer":
        return require_read_token().user
    return current_user()


def _may_read(reader: User, stored: StoredFile, *, original: bool) -> bool:
    if not rules.is_readable(Role(reader.role), original=original):
        return False
    keys = keys_of(reader)
    return any(_sees(keys, use) for use in uses_of(stored.sha256) if use.ward == stored.ward)


def _sees(keys: set[str], use: FileUse) -> bool:
    state = find_state(use.kind, use.entity_id)
    return state is not None and not state.is_void and not keys.isdisjoint(unpack(state.keys))


def _send(stored: StoredFile, variant: str | None) -> Response:
    """The redrawn picture may be shown in a page; the bytes as taken are only ever a download."""
    if variant is None:
        path, media_type, ending = kept_path(stored.ward, stored.sha256), stored.type, ENDINGS.get(stored.type, "bin")
    else:
        path, media_type, ending = shown_path(stored.ward, stored.sha256, variant), "image/jpeg", "jpg"
    response = send_file(
        current_store().open(path),
        mimetype=media_type,
        as_attachment=variant is None,
        download_name=f"{stored.sha256[:12]}.{ending}",
        etag=False,
    )
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
