"""Cookies that only this server can read: what a citizen has typed so far, without a row in the database.

Every question is its own page with its own address, so the browser's Back button works and nothing
personal stands in an address, a log or the browser's cache.
"""

import base64
import zlib
from hashlib import sha256
from typing import TypeVar

from cryptography.fernet import Fernet, InvalidToken
from flask import Response, current_app, request
from pydantic import BaseModel, ValidationError

M = TypeVar("M", bound=BaseModel)
BROWSERS_KEEP = 4000
"""Bytes that every browser keeps for one cookie."""


def read(name: str, model: type[M], *, max_age: int) -> M | None:
    """Return what the cookie holds; None if there is none, it is too old, or it is not ours."""
    sealed = request.cookies.get(name)
    if not sealed:
        return None
    try:
        opened = zlib.decompress(_box(name).decrypt(sealed.encode(), ttl=max_age))
        return model.model_validate_json(opened)
    except (InvalidToken, ValidationError, zlib.error, UnicodeError):
        return None


def keep(response: Response, name: str, value: BaseModel, *, path: str) -> None:
    """Seal the value into a cookie that ends with the browser's session."""
    sealed = _box(name).encrypt(zlib.compress(value.model_dump_json(exclude_none=True).encode(), 9)).decode()
    if len(sealed) > BROWSERS_KEEP:
        raise ValueError(f"{name}: {len(sealed)} bytes do not fit into a cookie")
    response.set_cookie(
        name, sealed, path=path, httponly=True, secure=bool(current_app.config["HTTPS"]), samesite="Lax"
    )


def drop(response: Response, name: str, *, path: str) -> None:
    """Forget what the cookie held."""
    response.delete_cookie(name, path=path, httponly=True, secure=bool(current_app.config["HTTPS"]), samesite="Lax")


def _box(purpose: str) -> Fernet:
    key = sha256(f"cookie:{purpose}:{current_app.config['SECRET_KEY']}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
