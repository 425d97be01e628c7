"""Reading requests and writing answers of the sync API: gzip both ways, one error shape."""

import zlib
from typing import Any, TypeVar

from flask import Blueprint, Response, make_response, request
from pydantic import BaseModel, ValidationError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException
from zlib_ng import zlib_ng

from app.accounts.tokens import TokenRefused
from app.core.changes import canonical
from app.core.errors import Conflict, Refusal, Unknown
from app.sync.push import SyncStop, words
from app.web.errors import log_busy

LONGEST_BODY = 24 * 1024 * 1024
"""Bytes of a request after unpacking: 50 commands of the largest size, and some air."""
GZIP = 16 + zlib.MAX_WBITS
WORTH_PACKING = 1024
CLOSENESS = 7
"""Of zlib-ng: smaller than what zlib makes at its closest, in a third of the time."""

Shape = TypeVar("Shape", bound=BaseModel)


def read_body(shape: type[Shape]) -> Shape:
    """Return the request's JSON in this shape; raises SyncStop `not-ours` naming the first wrong field."""
    try:
        return shape.model_validate_json(_unpacked())
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        raise SyncStop(400, "not-ours", field=".".join(map(str, first["loc"])), problem=first["msg"]) from error


def _unpacked() -> bytes:
    raw = request.get_data(cache=False)
    if request.headers.get("Content-Encoding") != "gzip":
        return raw
    try:
        unpacker = zlib.decompressobj(GZIP)
        body = unpacker.decompress(raw, LONGEST_BODY)
    except zlib.error as error:
        raise SyncStop(400, "not-ours", problem="gzip") from error
    if unpacker.unconsumed_tail:
        raise SyncStop(413, "too-large")
    if not unpacker.eof:
        raise SyncStop(400, "not-ours", problem="gzip is cut")
    return body


def answer_json(text: str, status: int = 200) -> Response:
    """Return JSON text, packed where the phone can unpack it."""
    body = text.encode()
    response = make_response(body, status)
    response.mimetype = "application/json"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Vary"] = "Accept-Encoding"
    if len(body) > WORTH_PACKING and "gzip" in request.headers.get("Accept-Encoding", ""):
        response.set_data(zlib_ng.compress(body, CLOSENESS, GZIP))
        response.headers["Content-Encoding"] = "gzip"
    return response


def error_json(status: int, code: str, details: dict[str, Any] | None = None, **more: Any) -> Response:
    """Return the API's one error shape."""
    return answer_json(canonical({"error": code, "message": words(code), "details": details or {}, **more}), status)


def answer_stop(stop: SyncStop) -> Response:
    """A request answered as a whole."""
    return error_json(stop.status, stop.code, stop.details)


def answer_token(refused: TokenRefused) -> Response:
    """401, or 403 with the device's state."""
    more: dict[str, Any] = {"device": refused.device} if refused.device else {}
    return error_json(refused.status, refused.code, {}, **more)


def answer_refusal(refusal: Refusal) -> Response:
    """A refusal outside a command: enrolling, for instance."""
    status = 404 if isinstance(refusal, Unknown) else 409 if isinstance(refusal, Conflict) else 400
    return error_json(status, refusal.code, refusal.details)


def answer_busy(error: OperationalError) -> Response:
    """A lock, the disk or the connection: nothing was kept, and the phone tries again."""
    log_busy(error)
    response = error_json(503, "busy")
    response.headers["Retry-After"] = "5"
    return response


def answer_http(error: HTTPException) -> Response:
    """Too large, wrong method, not found: in the API's shape too."""
    codes = {404: "not-found", 405: "method-not-allowed", 413: "too-large", 429: "busy"}
    return error_json(error.code or 500, codes.get(error.code or 500, "not-ours"))


def answer_errors(blueprint: Blueprint) -> None:
    """Let everything that goes wrong in this part of the API be answered in its shape."""
    blueprint.register_error_handler(SyncStop, answer_stop)
    blueprint.register_error_handler(TokenRefused, answer_token)
    blueprint.register_error_handler(Refusal, answer_refusal)
    blueprint.register_error_handler(OperationalError, answer_busy)
    blueprint.register_error_handler(HTTPException, answer_http)
